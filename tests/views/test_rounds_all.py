"""The list of rounds, one round's page, and making one current."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interviews.models import Evidence, Goal, Note, Panelist, Pitch, PromotionRound, User
from interviews.services import rounds as services
from tests.conftest import NOW, Html, make_round, make_session

SignIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db


def text_of(client: Client, name: str, *args: int) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return " ".join(Html(response.content.decode()).split())


def close(a_round: PromotionRound, outcome: str = "no", feedback: str = "We wanted a number.") -> PromotionRound:
    services.close_round(a_round=a_round, outcome=outcome, feedback=feedback, now=NOW)
    return a_round


def open_next(previous: PromotionRound, post: str = "Head of Planning") -> PromotionRound:
    return services.open_next(previous=previous, draft=PromotionRound(post=post), now=NOW)


def test_the_list_tells_the_current_round_and_how_the_others_ended(ana: User, ben: User, sign_in: SignIn) -> None:
    close(make_round(ana, post="Team Lead", is_current=False))
    make_round(ana, post="Plant Manager")
    make_round(ben, post="Ben’s post")
    page = text_of(sign_in(ana), "rounds")
    assert (
        page.index("Plant Manager") < page.index("Current</span>") < page.index("Team Lead") < page.index("Closed: No")
    )
    assert "Ben’s post" not in page


def test_an_empty_list_says_what_to_do(ana: User, sign_in: SignIn) -> None:
    assert "Start a round" in text_of(sign_in(ana), "rounds")


def test_more_rounds_need_no_more_queries(ana: User, sign_in: SignIn) -> None:
    client = sign_in(ana)
    make_round(ana)
    text_of(client, "rounds")
    with CaptureQueriesContext(connection) as few:
        text_of(client, "rounds")
    for _ in range(10):
        make_round(ana, is_current=False)
    with CaptureQueriesContext(connection) as many:
        text_of(client, "rounds")
    assert len(many) == len(few)


def test_a_round_shows_its_panel_and_how_it_ended(ana: User, sign_in: SignIn) -> None:
    a_round = close(make_round(ana, odds_said="Probably not", department="Plant 2"))
    page = text_of(sign_in(ana), "round", a_round.pk)
    for words in [
        "Plant 2",
        "“Probably not”",
        "Closed: No",
        "“We wanted a number.”",
        "Ms Lindt",
        "Open the next round",
    ]:
        assert words in page


def test_a_closed_round_stays_readable_and_editable_notes_included(ana: User, sign_in: SignIn) -> None:
    a_round = close(make_round(ana))
    Note.objects.create(round=a_round, text="Breathe")
    client = sign_in(ana)
    assert "Breathe" in text_of(client, "notes", a_round.pk)
    assert "Dana" in text_of(client, "round_panel", a_round.pk)


def test_the_next_round_shows_each_note_with_its_origin_and_what_became_of_it(ana: User, sign_in: SignIn) -> None:
    before = make_round(ana, post="Team Lead")
    turn = make_session(before).turns.get(position=1)
    Note.objects.create(round=before, turn=turn, kind="change", text="Give the figure")
    after = open_next(before)
    after.notes.update(status="done", became="Used in two mocks")
    page = text_of(sign_in(ana), "round", after.pk)
    for words in ["From your round for Team Lead", turn.text, "Give the figure", "Used in two mocks", "Done"]:
        assert words in page
    assert reverse("round", args=[before.pk]) in page
    assert reverse("round", args=[after.pk]) in text_of(sign_in(ana), "round", before.pk)


def test_the_way_through_a_round_ticks_what_was_done(ana: User, sign_in: SignIn) -> None:
    a_round, client = make_round(ana), sign_in(ana)

    def ticked() -> list[str]:
        return re.findall(r'class="done"><a [^>]*>([^<]+)<', text_of(client, "round", a_round.pk))

    assert ticked() == []
    Evidence.objects.create(candidate=a_round.candidate, kind="story", title="The night shift")
    assert ticked() == ["Evidence"]
    Goal.objects.create(round=a_round, text="She knows my name")
    Pitch.objects.create(round=a_round, kind="why_me", text="Nine days.")
    make_session(a_round)
    close(a_round)
    assert ticked() == ["Goals", "Evidence", "Pitch", "Plan", "Outcome"]


def test_people_met_before_are_said_to_be(ana: User, sign_in: SignIn) -> None:
    after = open_next(make_round(ana))
    assert "On your last panel too." in text_of(sign_in(ana), "round", after.pk)


def test_a_round_without_anybody_on_its_panel_still_opens(ana: User, sign_in: SignIn) -> None:
    a_round = make_round(ana, panelists=False)
    assert "Operations Manager" in text_of(sign_in(ana), "round", a_round.pk)
    assert "Operations Manager" in text_of(sign_in(ana), "home")


def test_a_round_with_more_in_it_needs_no_more_queries(ana: User, sign_in: SignIn) -> None:
    before, client = make_round(ana, is_current=False), sign_in(ana)
    a_round = make_round(ana, previous=before)
    grow(before, a_round, 1)
    text_of(client, "round", a_round.pk)
    with CaptureQueriesContext(connection) as few:
        text_of(client, "round", a_round.pk)
    grow(before, a_round, 10)
    with CaptureQueriesContext(connection) as many:
        text_of(client, "round", a_round.pk)
    assert len(many) == len(few)


def grow(before: PromotionRound, a_round: PromotionRound, count: int) -> None:
    Panelist.objects.filter(round=a_round, place__gt=3).delete()
    for number in range(count):
        turn = make_session(a_round).turns.get(position=1)
        Note.objects.create(round=a_round, turn=turn, text=f"From practice {number}")
        old = Note.objects.create(round=before, text=f"Carried {number}")
        Note.objects.create(round=a_round, text=old.text, carried_from=old)


def test_another_round_becomes_current(ana: User, sign_in: SignIn) -> None:
    older, newer = make_round(ana, is_current=False, post="Team Lead"), make_round(ana)
    response = sign_in(ana).post(reverse("round_make_current", args=[older.pk]), follow=True)
    assert "“Team Lead” is your current round now." in Html(response.content.decode())
    newer.refresh_from_db()
    older.refresh_from_db()
    assert (older.is_current, newer.is_current) == (True, False)


@pytest.mark.parametrize("name", ["round", "round_make_current", "round_reopen", "round_close", "round_next", "notes"])
def test_strangers_find_nothing_and_anonymous_signs_in(
    ana: User, ben: User, root: User, sign_in: SignIn, client: Client, name: str
) -> None:
    a_round = close(make_round(ana))
    url = reverse(name, args=[a_round.pk])
    for other in (ben, root):
        assert sign_in(other).get(url).status_code in {404, 405}
        assert sign_in(other).post(url, {"post": "x", "outcome": "no", "kind": "keep", "text": "x"}).status_code in {
            404,
            405,
        }
    assert client.post(url).headers["Location"].startswith(reverse("account_login"))
    assert PromotionRound.objects.count() == 1
    assert not Note.objects.exists()


@pytest.mark.parametrize("name", ["round_make_current", "round_reopen"])
def test_nothing_is_written_by_following_a_link(ana: User, sign_in: SignIn, name: str) -> None:
    a_round = close(make_round(ana, is_current=False))
    response = sign_in(ana).get(reverse(name, args=[a_round.pk]))
    assert response.headers["Location"] == reverse("round", args=[a_round.pk])
    a_round.refresh_from_db()
    assert a_round.closed_at
    assert not a_round.is_current


def test_pages_to_read_take_no_post(ana: User, sign_in: SignIn) -> None:
    a_round = make_round(ana)
    assert sign_in(ana).post(reverse("rounds")).status_code == 405
    assert sign_in(ana).post(reverse("round", args=[a_round.pk])).status_code == 405


def test_the_header_marks_where_a_page_belongs_whatever_its_address(ana: User, sign_in: SignIn) -> None:
    client, a_round = sign_in(ana), make_round(ana)
    goal = Goal.objects.create(round=a_round, text="Vouch for me")
    for page, name in (
        (["practice_new", a_round.pk], "Practice"),
        (["goal", goal.pk], "Rounds"),
        (["ledger"], "Rounds"),
    ):
        marked = re.findall(r'aria-current="[^"]*">([^<]*)</a></li>', text_of(client, *page))
        assert marked[0] == name
        assert "Rounds" not in marked[1:]
