"""An answer is read once, in time or later, and what was found is kept with it, encrypted."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from interviews.analysis import finding
from interviews.models import Answer, PracticeSession, User
from interviews.services import answering, listening, practice
from tests.conftest import NOW, make_full_bank, make_round, make_session

pytestmark = pytest.mark.django_db

WORDS = "I moved the desk to the door. Complaints have dropped a lot since."


@pytest.fixture
def session(ana: User) -> PracticeSession:
    make_full_bank()
    return make_session(make_round(ana))


def answered(session: PracticeSession, text: str = WORDS) -> Answer:
    answer = practice.open_answer(session)
    assert answer is not None
    answering.give(answer=answer, text=text, revision=answer.revision, now=NOW + timedelta(seconds=60))
    return Answer.objects.get(pk=answer.pk)


def test_findings_are_kept_with_the_answer_encrypted(session: PracticeSession) -> None:
    answer = answered(session)
    assert answer.analysis is not None
    assert answer.analysis.has("bare_claim")
    with connection.cursor() as cursor:
        cursor.execute("SELECT findings FROM interviews_answer WHERE id = %s", [answer.pk])
        assert "bare_claim" not in cursor.fetchone()[0]


def test_findings_of_older_rules_are_read_again(session: PracticeSession, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = answered(session)
    Answer.objects.filter(pk=answer.pk).update(findings={**answer.findings, "version": finding.RULES_VERSION - 1})
    answer.refresh_from_db()
    assert answer.analysis is None
    listening.read_pending(session)
    answer.refresh_from_db()
    assert answer.analysis is not None


def test_room_goes_on_where_reading_takes_too_long(session: PracticeSession, monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()
    real_read = listening.read
    monkeypatch.setattr(listening, "READ_WITHIN", 0.01)
    monkeypatch.setattr(listening, "read", lambda *args, **kwargs: release.wait(30) and real_read(*args, **kwargs))
    answer = answered(session)
    assert answer.status == Answer.Status.GIVEN
    assert answer.findings == {}
    release.set()
    following = practice.open_answer(session)
    assert following is not None
    assert following.turn.position == 2
    monkeypatch.undo()
    listening.read_pending(session)
    answer.refresh_from_db()
    assert answer.analysis is not None


def test_added_words_are_read_again(session: PracticeSession) -> None:
    answer = answered(session)
    answering.add(answer=answer, text="In the end forty people used it.", revision=answer.revision)
    answer.refresh_from_db()
    assert answer.analysis is None
