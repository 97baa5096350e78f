"""Closing a round, changing how it ended, reopening it, and opening the next."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from interviews.models import Note, Panel, PanelSeat, PromotionRound, User
from tests.conftest import make_round

SignIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db


def close(client: Client, a_round: PromotionRound, **fields: str) -> Any:
    return client.post(reverse("round_close", args=[a_round.pk]), {"outcome": "no", "feedback": "", **fields})


@pytest.mark.parametrize("outcome", PromotionRound.Outcome.values)
def test_a_round_is_closed_with_any_of_the_outcomes(ana: User, sign_in: SignIn, outcome: str) -> None:
    a_round = make_round(ana)
    response = close(sign_in(ana), a_round, outcome=outcome, feedback="“We wanted a number.”")
    assert response.headers["Location"] == reverse("round", args=[a_round.pk])
    a_round.refresh_from_db()
    assert (a_round.outcome, a_round.feedback) == (outcome, "We wanted a number.")
    assert a_round.closed_at


def test_closing_says_that_the_next_round_can_be_opened_any_time(ana: User, sign_in: SignIn) -> None:
    client, a_round = sign_in(ana), make_round(ana)
    close(client, a_round)
    page = client.get(reverse("round", args=[a_round.pk])).content.decode()
    assert "you can open the next round from it any time" in page
    assert reverse("round_next", args=[a_round.pk]) in page


def test_not_known_yet_is_changed_later(ana: User, sign_in: SignIn) -> None:
    client, a_round = sign_in(ana), make_round(ana)
    close(client, a_round, outcome="not_known", feedback="Wait and see.")
    shown = client.get(reverse("round_close", args=[a_round.pk])).content.decode()
    assert "Change how it ended" in shown
    assert "Wait and see." in shown
    close(client, a_round, outcome="got_it", feedback="Welcome.")
    a_round.refresh_from_db()
    assert (a_round.outcome, a_round.feedback) == ("got_it", "Welcome.")


def test_an_older_tab_shows_what_was_written_since_before_it_replaces_it(ana: User, sign_in: SignIn) -> None:
    client, a_round = sign_in(ana), make_round(ana)
    old = client.get(reverse("round_close", args=[a_round.pk])).context["form"]["seen"].value()
    close(client, a_round, outcome="no", feedback="Too <few> figures")
    page = close(client, a_round, outcome="not_known", feedback="", seen=old)
    assert "No “Too &lt;few&gt; figures”" in page.content.decode()
    a_round.refresh_from_db()
    assert (a_round.outcome, a_round.feedback) == ("no", "Too <few> figures")
    close(client, a_round, outcome="offered_later", seen=page.context["form"]["seen"].value())
    a_round.refresh_from_db()
    assert a_round.outcome == "offered_later"


@pytest.mark.parametrize("fields", [{"outcome": ""}, {"outcome": "fired"}, {"feedback": "x" * 5001}])
def test_what_cannot_be_is_refused_and_what_was_typed_stays(ana: User, sign_in: SignIn, fields: dict[str, str]) -> None:
    a_round = make_round(ana)
    response = close(sign_in(ana), a_round, **{"feedback": "We wanted a number.", **fields})
    assert response.status_code == 200
    assert fields.get("feedback", "We wanted a number.") in response.content.decode()
    a_round.refresh_from_db()
    assert (a_round.outcome, a_round.closed_at) == ("", None)


def test_a_closed_round_is_reopened(ana: User, sign_in: SignIn) -> None:
    client, a_round = sign_in(ana), make_round(ana)
    close(client, a_round, feedback="We wanted a number.")
    client.post(reverse("round_reopen", args=[a_round.pk]))
    a_round.refresh_from_db()
    assert (a_round.closed_at, a_round.outcome, a_round.feedback) == (None, "", "We wanted a number.")


def send_next(client: Client, previous: PromotionRound, **fields: Any) -> Any:
    empty = {"department": "", "interview_day": "", "interview_time": "", "odds_said": "", "rivals": ""}
    return client.post(
        reverse("round_next", args=[previous.pk]),
        {"post": "Head of Planning", "time_zone": "UTC", **empty, **fields},
    )


def test_the_next_round_is_prefilled_and_shows_what_comes_along(ana: User, sign_in: SignIn) -> None:
    a_round = make_round(ana, department="Plant 2")
    Note.objects.create(round=a_round, text="Ask for the figure")
    Note.objects.create(round=a_round, text="Long done", status="done")
    page = sign_in(ana).get(reverse("round_next", args=[a_round.pk])).content.decode()
    for words in ['value="Plant 2"', "Ask for the figure", "Ms Lindt"]:
        assert words in page
    assert "Long done" not in page


def test_the_next_round_opens_with_people_and_notes_and_the_old_note_says_where_it_went(
    ana: User, sign_in: SignIn
) -> None:
    client, before = sign_in(ana), make_round(ana)
    Note.objects.create(round=before, text="Ask for the figure")
    response = send_next(client, before, odds_said="Better this time")
    after = PromotionRound.objects.of(ana).get(previous=before)
    assert response.headers["Location"] == reverse("round", args=[after.pk])
    assert (after.is_current, after.panelists.count(), after.notes.get().text) == (True, 3, "Ask for the figure")
    old = client.get(reverse("notes", args=[before.pk])).content.decode()
    assert "Carried on to your round for Head of Planning." in old
    assert "Ask for the figure" in old


def test_a_double_click_opens_the_next_round_once(ana: User, sign_in: SignIn) -> None:
    client, before = sign_in(ana), make_round(ana)
    Note.objects.create(round=before, text="Ask for the figure")
    first, second = (send_next(client, before) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert before.next_rounds.count() == 1
    assert Note.objects.count() == 2


def test_another_panel_can_be_chosen_for_the_next_round(ana: User, sign_in: SignIn) -> None:
    panels = [Panel.objects.create(name=name, is_published=True) for name in ("Office", "Plant")]
    for place, seat in enumerate(("ceo", "other"), start=1):
        PanelSeat.objects.create(panel=panels[1], seat=seat, place=place)
    client, before = sign_in(ana), make_round(ana)
    assert "The same people as last time" in client.get(reverse("round_next", args=[before.pk])).content.decode()
    send_next(client, before, panel=panels[1].pk)
    assert [one.seat for one in before.next_rounds.get().panelists.all()] == ["ceo", "other"]


def test_a_next_round_with_a_day_in_the_past_is_refused_and_nothing_is_carried(ana: User, sign_in: SignIn) -> None:
    before = make_round(ana)
    response = send_next(sign_in(ana), before, interview_day="2020-01-01", interview_time="10:00")
    assert "That is in the past." in response.content.decode()
    assert PromotionRound.objects.get() == before


def test_nobody_goes_on_from_the_round_of_another(ana: User, ben: User, sign_in: SignIn) -> None:
    before = make_round(ana)
    assert send_next(sign_in(ben), before).status_code == 404
    assert PromotionRound.objects.get() == before


@pytest.mark.parametrize("name", ["round_close", "round_next"])
def test_no_other_method(ana: User, sign_in: SignIn, name: str) -> None:
    assert sign_in(ana).delete(reverse(name, args=[make_round(ana).pk])).status_code == 405
