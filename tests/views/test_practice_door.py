"""The review opens with what each of them would say, and the room with what they heard."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from interviews.models import Answer, Candidate, Note, PracticeSession, User
from interviews.services import answering, practice
from tests.conftest import NOW, make_round, make_session

pytestmark = pytest.mark.django_db

FIGURE = "I moved the night shift to the new line. Waiting fell from 46 hours to 5, and nobody was hurt."
CLAIM = "I moved the desk to the door. Complaints have dropped a lot since."


@pytest.fixture
def session(ana: User) -> PracticeSession:
    session = make_session(make_round(ana), turns=3)
    session.turns.update(text="Tell me about a time you improved something.", probes=[], kind="behavioural")
    return session


@pytest.fixture
def client(ana: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(ana)


def give(session: PracticeSession, text: str) -> None:
    answer = practice.open_answer(session)
    assert answer is not None
    answering.give(answer=answer, text=text, revision=answer.revision, now=NOW + timedelta(seconds=60))


def answer_turn(session: PracticeSession, text: str) -> None:
    """Answer the question that is open and skip its follow-ups."""
    give(session, text)
    while (following := practice.open_answer(session)) and following.number:
        answering.skip(answer=following, text="", revision=0, now=NOW + timedelta(seconds=90))


def review(client: Client, session: PracticeSession) -> str:
    PracticeSession.objects.update(status=PracticeSession.Status.FINISHED, finished_at=NOW)
    return client.get(reverse("review", args=[session.pk])).content.decode()


def test_each_voice_leads_to_the_place_in_the_answer(client: Client, session: PracticeSession) -> None:
    answer_turn(session, FIGURE)
    answer_turn(session, CLAIM)
    page = review(client, session)
    assert page.index("The door closes") < page.index("The questions")
    assert "46 hours to 5" in page
    assert f'href="{reverse("review_turn", args=[session.pk, 1])}#mark-' in page
    assert "Complaints have dropped a lot" in page


def test_change_is_saved_as_a_note_only_when_accepted(client: Client, session: PracticeSession) -> None:
    answer_turn(session, CLAIM)
    page = review(client, session)
    assert "Give every change its figure: from what to what." in page
    assert not Note.objects.exists()
    client.post(reverse("notes", args=[session.round_id]), {"kind": "change", "text": "Say from 40 to 6."})
    assert Note.objects.get().kind == Note.Kind.CHANGE


def test_unread_answers_open_no_door(client: Client, session: PracticeSession) -> None:
    answer_turn(session, CLAIM)
    Answer.objects.update(findings={})
    assert "The door closes" not in review(client, session)


def skip_to_next(session: PracticeSession, text: str) -> Answer:
    """Answer the follow-up, so that the next question comes with a reaction."""
    give(session, text)
    while (following := practice.open_answer(session)) and following.number:
        give(session, "The foreman was against it, so I asked him to run the first night himself, and he did.")
    assert following is not None
    return following


def test_reaction_comes_before_the_next_question(client: Client, session: PracticeSession) -> None:
    following = skip_to_next(session, FIGURE)
    page = client.get(reverse("room", args=[session.pk])).content.decode()
    assert following.reaction["by"] in page
    assert "46 hours" in following.reaction["words"]
    assert escape(following.reaction["words"]) in page


def test_reactions_can_be_switched_off(session: PracticeSession) -> None:
    Candidate.objects.update(panel_reacts=False)
    assert skip_to_next(PracticeSession.objects.get(pk=session.pk), FIGURE).reaction == {}
