"""Weak spots, the replay of a real panel, question sets, practising without a clock."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from interviews.models import (
    Answer,
    AskedQuestion,
    Manner,
    Mode,
    PracticeSession,
    PromotionRound,
    Question,
    Recall,
    Turn,
    User,
)
from interviews.rules.drawing import BankTooSmall
from interviews.services import answering, practice
from interviews.services.running_order import Choice, NothingAsked, NothingDue
from tests.conftest import NOW, make_bank, make_competency, make_full_bank, make_question, make_round, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def a_round(ana: User) -> PromotionRound:
    make_full_bank()
    return make_round(ana)


def start(a_round: PromotionRound, mode: str, **changes: Any) -> PracticeSession:
    now = changes.pop("now", NOW)
    choice = Choice(mode=mode, length=6, **changes)
    return practice.start(round=a_round, choice=choice, start_key=uuid.uuid4(), seed=7, now=now)


def rate(turn: Turn, rating: int | None) -> None:
    practice.rate_turn(turn=turn, rating=rating, keep="", change="", now=NOW)


def asked(a_round: PromotionRound, *texts: str, seat: str = "ceo") -> None:
    for place, text in enumerate(texts, start=1):
        AskedQuestion.objects.create(round=a_round, text=text, seat=seat, place=place, follow_ups="And then?\n\nWhy?")


class TestWeakSpots:
    def test_what_was_rated_comes_back_weakest_first(self, a_round: PromotionRound) -> None:
        first = start(a_round, Mode.FULL_PANEL)
        weak, strong = first.turns.all()[1:3]
        rate(weak, 1)
        rate(strong, 5)
        tomorrow = start(a_round, Mode.WEAK_SPOTS, now=NOW + timedelta(days=1))
        assert [turn.question_id for turn in tomorrow.turns.all()] == [weak.question_id]
        much_later = start(a_round, Mode.WEAK_SPOTS, now=NOW + timedelta(days=60))
        assert [turn.question_id for turn in much_later.turns.all()] == [weak.question_id, strong.question_id]

    def test_before_that_it_says_when(self, a_round: PromotionRound) -> None:
        with pytest.raises(NothingDue) as never:
            start(a_round, Mode.WEAK_SPOTS)
        assert never.value.next_due is None
        rate(start(a_round, Mode.FULL_PANEL).turns.all()[1], 2)
        with pytest.raises(NothingDue) as soon:
            start(a_round, Mode.WEAK_SPOTS)
        assert soon.value.next_due == (NOW + timedelta(days=1)).date()

    def test_a_rating_taken_back_or_given_twice_counts_as_it_stands(self, a_round: PromotionRound) -> None:
        turn = start(a_round, Mode.FULL_PANEL).turns.all()[1]
        rate(turn, 5)
        due = Recall.objects.get().due
        rate(turn, 5)
        assert Recall.objects.get().due == due
        rate(turn, None)
        assert not Recall.objects.exists()

    def test_a_retired_question_does_not_come_back(self, a_round: PromotionRound) -> None:
        turn = start(a_round, Mode.FULL_PANEL).turns.all()[1]
        rate(turn, 1)
        Question.objects.filter(text=turn.text).update(retired_at=NOW)
        with pytest.raises(NothingDue):
            start(a_round, Mode.WEAK_SPOTS, now=NOW + timedelta(days=1))

    def test_somebody_elses_weak_spots_stay_theirs(self, a_round: PromotionRound, ben: User) -> None:
        rate(start(a_round, Mode.FULL_PANEL).turns.all()[1], 1)
        with pytest.raises(NothingDue):
            start(make_round(ben), Mode.WEAK_SPOTS, now=NOW + timedelta(days=1))


class TestReplay:
    def test_the_real_questions_come_in_their_order_from_who_sits_there_now(self, a_round: PromotionRound) -> None:
        asked(a_round, "Why now?", "Who covers your desk?")
        turns = list(start(a_round, Mode.REPLAY).turns.all())
        assert [turn.text for turn in turns] == ["Why now?", "Who covers your desk?"]
        assert {(turn.asked_by, turn.seat, turn.question) for turn in turns} == {("Mr Ortiz", "ceo", None)}

    def test_their_follow_ups_are_asked_again(self, a_round: PromotionRound) -> None:
        asked(a_round, "Why now?")
        session = start(a_round, Mode.REPLAY)
        practice.enter(session=session, nerves=None, now=NOW)
        answer = practice.open_answer(session)
        assert answer
        answering.give(answer=answer, text="We did it. We always did.", revision=0, now=NOW)
        following = practice.open_answer(session)
        assert following
        assert following.asked in ("And then?", "Why?")

    def test_the_next_round_replays_the_one_before_it(self, a_round: PromotionRound, ana: User) -> None:
        asked(a_round, "Why now?")
        PromotionRound.objects.update(is_current=False)
        following = make_round(ana, previous=a_round)
        assert start(following, Mode.REPLAY).turns.get().text == "Why now?"

    def test_nothing_written_down_is_said(self, a_round: PromotionRound, ben: User) -> None:
        asked(make_round(ben), "Of somebody else?")
        with pytest.raises(NothingAsked):
            start(a_round, Mode.REPLAY)

    def test_a_question_taken_out_of_the_debrief_stays_in_the_practice(self, a_round: PromotionRound) -> None:
        asked(a_round, "Why now?")
        session = start(a_round, Mode.REPLAY)
        AskedQuestion.objects.all().delete()
        assert session.turns.get().text == "Why now?"
        assert session.turns.get().own_probes == []


class TestSubjects:
    def test_questions_about_it_are_taken_first(self, a_round: PromotionRound) -> None:
        for number in range(4):
            make_question(f"job-{number}", bank=make_bank("full"), theme="present_job", competency=make_competency())
        session = start(a_round, Mode.ONE_SEAT, about="present_job", panelist=a_round.panelists.get(seat="boss"))
        themes = Question.objects.filter(pk__in=session.turns.values("question")).values_list("theme", flat=True)
        assert list(themes).count("present_job") == 4

    def test_nothing_about_it_is_said(self, a_round: PromotionRound) -> None:
        with pytest.raises(BankTooSmall):
            start(a_round, Mode.FULL_PANEL, about="rivals")


class TestTryAgain:
    @pytest.fixture
    def session(self, ana: User) -> PracticeSession:
        session = make_session(make_round(ana), turns=3, manner=Manner.PRACTISE)
        first = Answer.objects.get(turn__session=session)
        answering.skip(answer=first, text="Not like this", revision=0, now=NOW)
        return session

    def again(self, session: PracticeSession) -> list[int | None]:
        practice.try_again(turn=session.turns.get(position=1))
        session.refresh_from_db()
        return [turn.question_id for turn in session.turns.all()]

    def test_it_comes_right_after_what_is_open_and_once(self, session: PracticeSession) -> None:
        one, two, three = (turn.question_id for turn in session.turns.all())
        assert self.again(session) == [one, two, one, three]
        assert self.again(session) == [one, two, one, three]
        assert session.length == 4
        assert [turn.position for turn in session.turns.all()] == [1, 2, 3, 4]

    def test_the_first_attempt_stays(self, session: PracticeSession) -> None:
        self.again(session)
        assert session.turns.get(position=1).answers.get().text == "Not like this"
        assert not session.turns.get(position=3).answers.exists()

    def test_on_the_day_there_is_no_going_back(self, session: PracticeSession) -> None:
        PracticeSession.objects.update(manner=Manner.LIVE)
        assert len(self.again(session)) == 3
