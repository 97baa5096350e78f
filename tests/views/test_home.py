"""The home page: the current round and the one thing to do next."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from interviews.models import Answer, Debrief, Decision, Note, PracticeSession, PromotionRound, Recall, User
from interviews.services import rounds as services
from tests.conftest import NOW, Html, make_question, make_round, make_session

SignIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db


def text_of(client: Client) -> str:
    response = client.get("/")
    assert response.status_code == 200
    return " ".join(Html(response.content.decode()).split())


def finish(session: PracticeSession, **fields: Any) -> PracticeSession:
    PracticeSession.objects.filter(pk=session.pk).update(
        **{"status": "finished", "finished_at": NOW, "nerves_after": 2, **fields}
    )
    Answer.objects.filter(turn__session=session).update(status=Answer.Status.GIVEN, text="Yes")
    return session


def test_somebody_new_is_told_what_this_is_and_offered_one_button(ana: User, sign_in: SignIn) -> None:
    page = text_of(sign_in(ana))
    assert reverse("round_new") in page
    assert page.count("btn-main") == 1
    assert reverse("admin:index") not in page


def test_hr_without_a_round_finds_the_admin(sign_in: SignIn, root: User) -> None:
    page = text_of(sign_in(root))
    assert "Go to the HR admin" in page
    assert page.index("Go to the HR admin") < page.index(reverse("round_new"))
    assert page.count("btn-main") == 1


def test_the_round_is_shown_with_its_odds_and_rivals(ana: User, sign_in: SignIn) -> None:
    make_round(ana, odds_said="You probably won’t get it, but go.", rivals=3)
    page = text_of(sign_in(ana))
    for words in [
        "Operations Manager",
        "“You probably won’t get it, but go.”",
        "3 others applied.",
        "Dana",
        "Mr Ortiz",
    ]:
        assert words in page


def test_what_was_said_is_shown_as_it_was_said_and_runs_nothing(ana: User, sign_in: SignIn) -> None:
    make_round(ana, odds_said="<script>alert(1)</script>")
    page = text_of(sign_in(ana))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "is today"), (1, "is tomorrow"), (11, "in 11 days"), (-2, "The interview was on")],
)
def test_the_day_is_counted_by_the_candidates_own_clock(ana: User, sign_in: SignIn, days: int, words: str) -> None:
    User.objects.filter(pk=ana.pk).update(time_zone="Pacific/Kiritimati")
    ana.refresh_from_db()
    with timezone.override(ana.zone):
        noon_there = timezone.localtime().replace(hour=12) + timedelta(days=days)
    make_round(ana, interview_at=noon_there)
    page = text_of(sign_in(ana))
    assert words in page
    assert "12:" in page
    assert "Kiritimati time" in page


def step_of(client: Client) -> str:
    """The page that the main button leads to."""
    step = client.get("/").context["page"].step
    return f"{step.page} {step.pk}"


def test_a_new_round_asks_whether_to_go_and_lets_one_practise_first(ana: User, sign_in: SignIn) -> None:
    a_round = make_round(ana)
    client = sign_in(ana)
    assert step_of(client) == f"go {a_round.pk}"
    page = text_of(client)
    assert f'href="{reverse("practice_new", args=[a_round.pk])}">Practice first' in page
    Decision.objects.create(round=a_round, want_now="yes")
    assert step_of(client) == f"go {a_round.pk}"


@pytest.mark.parametrize("choice", ["go", "not", "later"])
def test_once_decided_the_first_thing_to_do_is_to_practise(ana: User, sign_in: SignIn, choice: str) -> None:
    a_round = make_round(ana)
    Decision.objects.create(round=a_round, choice=choice, decided_at=NOW)
    assert step_of(sign_in(ana)) == f"practice_new {a_round.pk}"


@pytest.mark.parametrize(
    ("status", "page"), [("lobby", "lobby"), ("running", "room"), ("paused", "room"), ("leaving", "leaving")]
)
def test_a_practice_that_waits_comes_first(ana: User, sign_in: SignIn, status: str, page: str) -> None:
    a_round = make_round(ana)
    finish(make_session(a_round))
    waiting = make_session(a_round, status=status)
    assert step_of(sign_in(ana)) == f"{page} {waiting.pk}"


def test_answers_that_nobody_rated_come_before_more_practice(ana: User, sign_in: SignIn) -> None:
    a_round = make_round(ana)
    session = finish(make_session(a_round))
    client = sign_in(ana)
    assert step_of(client) == f"review {session.pk}"
    assert "1 answer of your last practice waits" in text_of(client)
    session.turns.update(rating=3)
    assert step_of(client) == f"practice_new {a_round.pk}"


def test_skipped_questions_are_not_waited_for(ana: User, sign_in: SignIn) -> None:
    a_round = make_round(ana)
    session = finish(make_session(a_round))
    Answer.objects.filter(turn__session=session).update(status=Answer.Status.SKIPPED)
    assert step_of(sign_in(ana)) == f"practice_new {a_round.pk}"


def test_after_the_interview_day_first_the_debrief_then_the_outcome(ana: User, sign_in: SignIn) -> None:
    a_round = make_round(ana, interview_at=timezone.now() - timedelta(days=2))
    assert step_of(sign_in(ana)) == f"debrief {a_round.pk}"
    Debrief.objects.create(round=a_round, held_at=timezone.now())
    assert step_of(sign_in(ana)) == f"round_close {a_round.pk}"


def test_right_after_the_interview_the_debrief_waits(ana: User, sign_in: SignIn) -> None:
    a_round = make_round(ana, interview_at=timezone.now() - timedelta(minutes=1))
    assert step_of(sign_in(ana)) == f"debrief {a_round.pk}"
    PromotionRound.objects.update(interview_at=timezone.now() + timedelta(minutes=9))
    assert step_of(sign_in(ana)) == f"brief {a_round.pk}"


def test_on_the_eve_the_brief_comes_first(ana: User, sign_in: SignIn) -> None:
    a_round = make_round(ana, interview_at=timezone.now() + timedelta(hours=20))
    assert step_of(sign_in(ana)) == f"brief {a_round.pk}"


def test_what_is_due_today_is_said(ana: User, sign_in: SignIn) -> None:
    a_round = make_round(ana)
    question = make_question("due")
    Recall.objects.create(candidate=a_round.candidate, question=question, due=timezone.localdate())
    page = sign_in(ana).get("/").content.decode()
    assert "1 question comes back today." in page
    assert "Mock 1 of your plan is for today." in page


@pytest.mark.parametrize(("outcome", "page"), [("not_known", "round_close"), ("no", "round_next")])
def test_a_closed_round_leads_on(ana: User, sign_in: SignIn, outcome: str, page: str) -> None:
    a_round = make_round(ana)
    services.close_round(a_round=a_round, outcome=outcome, feedback="", now=NOW)
    assert step_of(sign_in(ana)) == f"{page} {a_round.pk}"


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("got_it", "You got it: congratulations."),
        ("reshaped", "something came of it"),
        ("no", "This round is over."),
    ],
)
def test_a_closed_round_is_spoken_of_as_it_ended(ana: User, sign_in: SignIn, outcome: str, words: str) -> None:
    services.close_round(a_round=make_round(ana), outcome=outcome, feedback="", now=NOW)
    assert words in text_of(sign_in(ana))


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 question comes back today."), (7, "7 questions have come back; 6 are enough for today.")],
)
def test_more_questions_than_one_can_do_are_no_task_for_today(
    ana: User, sign_in: SignIn, count: int, words: str
) -> None:
    a_round = make_round(ana)
    for number in range(count):
        question = make_question(f"due-{number}")
        Recall.objects.create(candidate=a_round.candidate, question=question, due=timezone.localdate())
    assert words in text_of(sign_in(ana))


def test_open_notes_from_last_time_say_where_they_come_from(ana: User, sign_in: SignIn) -> None:
    before = make_round(ana, post="Team Lead")
    Note.objects.create(round=before, text="Breathe before the first answer")
    services.open_next(previous=before, draft=PromotionRound(post="Head"), now=NOW)
    page = text_of(sign_in(ana))
    assert "From last time" in page
    assert "Breathe before the first answer" in page
    assert "From your round for Team Lead" in page


def test_a_long_question_behind_a_note_is_one_line_here_and_whole_among_the_notes(ana: User, sign_in: SignIn) -> None:
    session = make_session(make_round(ana))
    turn = session.turns.get(position=1)
    turn.text = "Tell us how you would go about it, " * 6 + "to the very end."
    turn.save()
    Note.objects.create(round=session.round, turn=turn, text="Begin with the figure")
    client = sign_in(ana)
    assert "to the very end." not in text_of(client)
    assert "to the very end." in Html(client.get(reverse("notes", args=[session.round.pk])).content.decode())


def test_notes_that_are_done_do_not_wait_on_the_home_page(ana: User, sign_in: SignIn) -> None:
    Note.objects.create(round=make_round(ana), text="Breathe", status=Note.Status.DONE)
    assert "Breathe" not in text_of(sign_in(ana))


def test_nerves_are_shown_before_and_after(ana: User, sign_in: SignIn) -> None:
    finish(make_session(make_round(ana)))
    assert "4 before, 2 after" in text_of(sign_in(ana))


def test_nothing_of_others_is_shown(ana: User, ben: User, sign_in: SignIn) -> None:
    Note.objects.create(round=make_round(ben, post="Ben’s post"), text="Ben’s note")
    make_round(ana)
    page = text_of(sign_in(ana))
    assert "Ben’s" not in page


def test_anonymous_is_sent_to_sign_in(client: Client) -> None:
    assert client.get("/").headers["Location"].startswith(reverse("account_login"))


def test_it_is_read_only(ana: User, sign_in: SignIn) -> None:
    assert sign_in(ana).post("/").status_code == 405


def test_more_notes_people_and_practice_need_no_more_queries(ana: User, sign_in: SignIn) -> None:
    a_round = make_round(ana)
    client = sign_in(ana)
    grow(ana, a_round, 1)
    client.get("/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/")
    grow(ana, a_round, 10)
    with CaptureQueriesContext(connection) as many:
        client.get("/")
    assert len(many) <= len(few)


def grow(user: User, a_round: PromotionRound, count: int) -> None:
    earlier = make_round(user, is_current=False)
    for number in range(count):
        session = finish(make_session(a_round))
        Note.objects.create(round=a_round, turn=session.turns.first(), text=f"From practice {number}")
        old = Note.objects.create(round=earlier, text=f"Carried {number}")
        Note.objects.create(round=a_round, text=old.text, carried_from=old)


def test_notes_from_last_time_are_not_crowded_out_by_new_ones(ana: User, sign_in: SignIn) -> None:
    a_round = make_round(ana)
    for number in range(6):
        Note.objects.create(round=a_round, text=f"New {number}", kind=Note.Kind.KEEP)
    old = Note.objects.create(round=make_round(ana, is_current=False), text="Old", kind=Note.Kind.TO_DO)
    Note.objects.create(round=a_round, text="From before", kind=Note.Kind.TO_DO, carried_from=old)
    page = text_of(sign_in(ana))
    assert "From before" in page
    assert "And 2 more." in page
