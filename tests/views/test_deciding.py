"""The go-or-not check, its live verdict and its note."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from interviews.models import Decision, PromotionRound, User
from tests.conftest import NOW, make_round

SignIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def url(name: str, a_round: PromotionRound) -> str:
    return reverse(name, args=[a_round.pk])


def test_a_new_check_has_no_verdict_and_nothing_is_chosen(ana: User, sign_in: SignIn) -> None:
    a_round = make_round(ana, odds_said="You probably won’t get it, but go.")
    page = text_of(sign_in(ana).get(url("go", a_round)))
    assert "Answer both questions, and your verdict appears here." in page
    assert "You probably won’t get it, but go." in page
    assert " checked" not in page
    assert page.count("btn-main") == 1
    assert not Decision.objects.exists(), "looking writes nothing"


def test_yes_and_no_is_a_go_with_its_reason_after_saving(ana: User, sign_in: SignIn) -> None:
    a_round, client = make_round(ana), sign_in(ana)
    response = client.post(url("go", a_round), {"want_now": "yes", "could_hurt": "no"}, follow=True)
    assert response.redirect_chain == [(url("go", a_round), 302)]
    page = text_of(response)
    assert '<p class="lead-line" data-headline>Go.</p>' in page
    assert "That is all it takes." in page
    client.post(url("go", a_round), {"want_now": "no", "could_hurt": "yes"})
    assert "Leave it this time." in text_of(client.get(url("go", a_round)))
    assert Decision.objects.count() == 1


def test_everything_answered_is_there_again_and_on_the_note(ana: User, sign_in: SignIn) -> None:
    a_round, client = make_round(ana), sign_in(ana)
    answers = {
        "want_now": "yes",
        "could_hurt": "not_sure",
        "gains": ["seen", "next_review"],
        "own_gains": "A reason to call Ms Lindt\n\nSee the tenth floor",
        "losses": ["no"],
        "own_losses": "My holiday",
        "posted_openly": "no",
        "favourite_named": "yes",
        "asked_by": "boss",
        "choice": "not",
        "why": "My father is ill.",
    }
    client.post(url("go", a_round), answers)
    saved = Decision.objects.get(round=a_round)
    assert {name: getattr(saved, name) for name in answers} == answers
    note = text_of(client.get(url("go_note", a_round)))
    for words in [
        "I’m not going",
        "My father is ill.",
        "Find out a little more first.",
        "The people who decide see me",
        "It shows ambition",
        "<li>A reason to call Ms Lindt</li><li>See the tenth floor</li>",
        "<li>My holiday</li>",
        "Hearing no, and going on",
        "My boss",
        "A favorite is named",
    ]:
        assert words in note
    assert "Practice: the next interview is easier" not in note


def test_the_verdict_before_saving_is_the_one_after(ana: User, sign_in: SignIn) -> None:
    a_round, client = make_round(ana), sign_in(ana)
    answers = {"want_now": "not_sure", "could_hurt": "no", "favourite_named": "yes", "gains": ["known"]}
    piece = text_of(client.post(url("go_verdict", a_round), answers))
    assert "Go, and for more than this role." in piece
    assert "<html" not in piece
    assert not Decision.objects.exists(), "asking for a verdict saves nothing"
    client.post(url("go", a_round), answers)
    assert piece in text_of(client.get(url("go", a_round)))


def test_the_verdict_goes_by_what_is_on_the_page_not_by_what_was_saved(ana: User, sign_in: SignIn) -> None:
    a_round, client = make_round(ana), sign_in(ana)
    Decision.objects.create(round=a_round, want_now="yes", could_hurt="no", own_gains="A rise")
    answers = {"want_now": "no", "could_hurt": "no", "own_gains": ""}
    assert "Either is fine" in text_of(client.post(url("go_verdict", a_round), answers))
    answers = {"want_now": "no", "own_gains": ""}
    assert "verdict appears here" in text_of(client.post(url("go_verdict", a_round), answers))


@pytest.mark.parametrize(
    ("field", "value"),
    [("want_now", "perhaps"), ("gains", "money"), ("choice", "run"), ("asked_by", "x" * 50), ("why", "x" * 5001)],
)
def test_what_cannot_be_is_refused_and_the_rest_stays_typed(ana: User, sign_in: SignIn, field: str, value: str) -> None:
    a_round, client = make_round(ana), sign_in(ana)
    answers = {"want_now": "yes", "could_hurt": "no", "why": "Because", "own_gains": "A rise", field: value}
    page = text_of(client.post(url("go", a_round), answers))
    assert "Nothing is saved yet" in page
    assert "A rise" in page
    assert page.count("field-error") + page.count("invalid-feedback") == 1
    assert not Decision.objects.exists()
    assert client.post(url("go_verdict", a_round), answers).status_code == 200


def test_the_decision_keeps_its_day_until_it_changes(
    ana: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_round, client = make_round(ana), sign_in(ana)

    def decide(choice: str, now: datetime) -> datetime | None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)
        client.post(url("go", a_round), {"choice": choice, "why": str(now)})
        return Decision.objects.get(round=a_round).decided_at

    assert decide("go", NOW) == NOW
    assert decide("go", NOW + timedelta(days=1)) == NOW
    assert decide("later", NOW + timedelta(days=2)) == NOW + timedelta(days=2)
    assert decide("", NOW + timedelta(days=3)) is None
    assert "Not taken yet." in text_of(client.get(url("go_note", a_round)))


def test_what_was_written_is_shown_as_it_is_and_runs_nothing(ana: User, sign_in: SignIn) -> None:
    a_round, client = make_round(ana, post="<b>Head</b>"), sign_in(ana)
    words = "<script>alert(1)</script>"
    client.post(url("go", a_round), {"why": words, "own_gains": words, "choice": "go"})
    for name in ("go", "go_note"):
        page = text_of(client.get(url(name, a_round)))
        assert escape(words) in page
        assert words not in page
        assert "<b>Head" not in page


def test_the_letters_to_hr_name_the_post(ana: User, sign_in: SignIn) -> None:
    page = text_of(sign_in(ana).get(url("go", make_round(ana, post="Head of 50% of Sales"))))
    assert page.count("the role “Head of 50% of Sales”") == 2
    assert "Friendly" in page
    assert "Formal" in page


def test_the_round_says_what_was_decided(ana: User, sign_in: SignIn) -> None:
    a_round, client = make_round(ana), sign_in(ana)
    assert url("go", a_round) in text_of(client.get(url("round", a_round)))
    Decision.objects.create(round=a_round, choice="later", decided_at=NOW)
    page = text_of(client.get(url("round", a_round)))
    assert "Not decided yet." in page
    assert "Decided on 22 November 2026." in page


@pytest.mark.parametrize("name", ["go", "go_verdict", "go_note"])
def test_stranger_anonymous_and_wrong_method(
    ana: User, ben: User, root: User, sign_in: SignIn, client: Client, name: str
) -> None:
    a_round = make_round(ana)
    where = url(name, a_round)
    for other in (ben, root):
        assert sign_in(other).post(where, {"want_now": "yes"}).status_code in {404, 405}
        assert sign_in(other).get(where).status_code in {404, 405}
    assert client.post(where).headers["Location"].startswith(reverse("account_login"))
    wrong = "get" if name == "go_verdict" else "put"
    assert getattr(sign_in(ana), wrong)(where).status_code == 405
    assert not Decision.objects.exists()
