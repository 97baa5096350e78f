"""What is deleted comes back whole within seven days, and is gone after them."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, models

from interviews.models import (
    Answer,
    Candidate,
    DeletedItem,
    Evidence,
    EvidenceUse,
    LedgerLine,
    Note,
    PracticeSession,
    PromotionRound,
    Review,
    Turn,
    TurnReview,
    User,
)
from interviews.models.trash import KEPT_FOR
from interviews.services import trash
from tests.conftest import NOW, make_competency, make_round, make_session


@pytest.fixture
def a_round(ana: User) -> PromotionRound:
    return make_round(ana)


def delete(item: models.Model, user: User) -> DeletedItem:
    return trash.delete(item=item, candidate=Candidate.objects.get(user=user), title="Something", now=NOW)


def stored(model: Any) -> list[dict[str, Any]]:
    return list(model.objects.order_by("pk").values())


def test_restored_practice_is_what_it_was(a_round: PromotionRound, ana: User) -> None:
    session = make_session(a_round)
    turn = session.turns.get(position=1)
    Answer.objects.filter(turn=turn).update(text="I led the move.")
    review = Review.objects.create(session=session, reviewer="Sam", token_hash="0", expires_at=NOW)
    TurnReview.objects.create(review=review, turn=turn, rating=4, comment="Clear.")
    evidence = Evidence.objects.create(candidate=a_round.candidate, kind="story", title="The move")
    EvidenceUse.objects.create(evidence=evidence, answer=turn.answers.get())
    note = Note.objects.create(round=a_round, turn=turn, kind="keep", text="Nine days")
    everything = (PracticeSession, Turn, Answer, Review, TurnReview, EvidenceUse, Note)
    before = [stored(model) for model in everything]

    deleted = delete(session, ana)
    assert not Turn.objects.exists()
    note.refresh_from_db()
    assert note.turn is None

    trash.restore(deleted=deleted)
    assert [stored(model) for model in everything] == before
    assert not DeletedItem.objects.exists()


def test_restored_story_shows_what_it_showed(a_round: PromotionRound, ana: User) -> None:
    story = Evidence.objects.create(candidate=a_round.candidate, kind="story", title="The move")
    story.competencies.add(make_competency("people"), make_competency("results"))
    line = LedgerLine.objects.create(round=a_round, said="Show us more.")
    line.evidence.add(story)
    trash.restore(deleted=delete(story, ana))
    story = Evidence.objects.get()
    assert {one.key for one in story.competencies.all()} == {"people", "results"}
    assert list(line.evidence.all()) == [story]


def test_note_is_not_restored_over_a_newer_one(a_round: PromotionRound, ana: User) -> None:
    turn = make_session(a_round).turns.get(position=1)
    deleted = delete(Note.objects.create(round=a_round, turn=turn, kind="keep", text="Older"), ana)
    Note.objects.create(round=a_round, turn=turn, kind="keep", text="Newer")
    with pytest.raises(trash.NotRestorable):
        trash.restore(deleted=deleted)
    assert [note.text for note in Note.objects.all()] == ["Newer"]
    assert DeletedItem.objects.exists()


def test_note_is_not_restored_into_a_round_that_is_gone(a_round: PromotionRound, ana: User) -> None:
    deleted = delete(Note.objects.create(round=a_round, text="Older"), ana)
    a_round.delete()
    with pytest.raises(trash.NotRestorable):
        trash.restore(deleted=deleted)
    assert not Note.objects.exists()


def test_link_that_was_changed_since_stays(a_round: PromotionRound, ana: User) -> None:
    first, second = make_session(a_round), make_session(a_round)
    note = Note.objects.create(round=a_round, turn=first.turns.get(position=1), text="Nine days")
    deleted = delete(first, ana)
    Note.objects.filter(pk=note.pk).update(turn=second.turns.get(position=1))
    trash.restore(deleted=deleted)
    note.refresh_from_db()
    assert note.turn == second.turns.get(position=1)


def test_words_of_deleted_items_are_encrypted(a_round: PromotionRound, ana: User) -> None:
    deleted = delete(Note.objects.create(round=a_round, text="MARKER"), ana)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM interviews_deleteditem")
        (content,) = cursor.fetchone()
    assert "MARKER" not in content
    assert "MARKER" in deleted.content


def test_daily_command_deletes_after_seven_days(a_round: PromotionRound, ana: User) -> None:
    old = delete(Note.objects.create(round=a_round, text="Old"), ana)
    kept = delete(Note.objects.create(round=a_round, text="Kept"), ana)
    DeletedItem.objects.filter(pk=old.pk).update(deleted_at=NOW - KEPT_FOR)
    DeletedItem.objects.filter(pk=kept.pk).update(deleted_at=NOW - KEPT_FOR + timedelta(seconds=1))
    assert trash.purge(now=NOW) == 1
    assert DeletedItem.objects.get() == kept
    call_command("remove_due_recordings", verbosity=0)
    assert not DeletedItem.objects.exists() or kept.kept_until > NOW


def test_account_takes_its_deleted_items_along(a_round: PromotionRound, ana: User, ben: User) -> None:
    delete(Note.objects.create(round=a_round, text="Hers"), ana)
    his = delete(Note.objects.create(round=make_round(ben), text="His"), ben)
    ana.delete()
    assert DeletedItem.objects.get() == his
