"""A session from the draw to the rating: each verb does its work once, and nothing that was written is lost."""

import threading
import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, connections

from interviews.models import (
    Answer,
    Candidate,
    Kind,
    Manner,
    Mode,
    Note,
    PracticeSession,
    PromotionRound,
    Question,
    QuestionBank,
    Seat,
    Turn,
    User,
)
from interviews.models.practice import LONGEST_STRETCH, MAX_ANSWER_LENGTH
from interviews.rules.drawing import BankTooSmall
from interviews.rules.pacing import DRILL_SECONDS
from interviews.services import answering, practice
from interviews.services.answering import SaveOutcome
from interviews.services.running_order import Choice, PanelIncomplete
from tests.conftest import NOW, make_full_bank, make_question, make_round, make_session, make_turn, make_user

KEY = uuid.UUID("6f0c6f3e-3b5e-4b55-9d9e-3f0a4c1d2e10")
#: Nothing is missing in it, and make_turn's probes are covered, so that it draws no follow-up.
FULL_ANSWER = (
    "I moved the night shift to the new line in nine days instead of twenty. I trained six people first and "
    "asked the maintenance crew to stand by. As a result we saved 40,000 euros, and nobody was hurt. I then wrote "
    "down how I did it, and the second line took seven days. My manager, who helped me, checked the figures with me."
)
Status = PracticeSession.Status


def later(seconds: int) -> datetime:
    return NOW + timedelta(seconds=seconds)


def start(a_round: PromotionRound, **changes: Any) -> PracticeSession:
    how: dict[str, Any] = {"start_key": KEY, "seed": 7, "now": NOW}
    how |= {name: changes.pop(name) for name in list(changes) if name in how}
    choice = Choice(**{"mode": Mode.FULL_PANEL, "length": 6, **changes})
    return practice.start(round=a_round, choice=choice, **how)


def open_answer(session: PracticeSession) -> Answer:
    return Answer.objects.open().get(turn__session=session)


def give(session: PracticeSession, text: str, *, seconds: int = 60) -> answering.SaveResult:
    answer = open_answer(session)
    return answering.give(answer=answer, text=text, revision=answer.revision, now=later(seconds))


@pytest.fixture
def a_round(ana: User) -> PromotionRound:
    make_full_bank()
    return make_round(ana)


@pytest.fixture
def session(ana: User) -> PracticeSession:
    return make_session(make_round(ana))


class TestStart:
    def test_full_panel_asks_everybody_and_closes(self, a_round: PromotionRound) -> None:
        session = start(a_round)
        turns = list(session.turns.all())
        assert [turn.position for turn in turns] == list(range(1, 8))
        assert turns[0].kind == Kind.MOTIVATION
        assert turns[-1].kind == Kind.CLOSING
        assert {turn.asked_by for turn in turns} == {"Dana", "Ms Lindt", "Mr Ortiz"}
        assert session.length == 7
        assert session.status == Status.LOBBY

    def test_sent_twice_it_starts_once(self, a_round: PromotionRound) -> None:
        assert start(a_round).pk == start(a_round, seed=8).pk
        assert PracticeSession.objects.count() == 1

    def test_after_it_is_finished_the_same_page_starts_another(self, a_round: PromotionRound) -> None:
        PracticeSession.objects.filter(pk=start(a_round).pk).update(status=Status.FINISHED)
        assert start(a_round).pk == start(a_round).pk
        assert PracticeSession.objects.count() == 2

    def test_the_key_of_somebody_else_is_not_theirs_to_spend(self, a_round: PromotionRound, ben: User) -> None:
        mine = start(a_round)
        assert start(make_round(ben)).pk != mine.pk

    def test_the_same_seed_gives_the_same_interview(self, a_round: PromotionRound, ben: User) -> None:
        questions = [turn.question_id for turn in start(a_round).turns.all()]
        assert [turn.question_id for turn in start(make_round(ben)).turns.all()] == questions

    def test_history_keeps_the_words_when_the_bank_changes(self, a_round: PromotionRound) -> None:
        turn = start(a_round).turns.get(position=1)
        words, anchors = turn.text, turn.anchors
        Question.objects.update(text="Something else", probes=[], listen_for=[])
        turn.competency.anchor_1 = "Other words"
        turn.competency.save()
        turn.refresh_from_db()
        assert (turn.text, turn.anchors, turn.listen_for) == (words, anchors, ["A figure", "Own part", "The result"])

    def test_questions_asked_lately_wait_for_those_not_asked(self, a_round: PromotionRound) -> None:
        first = start(a_round, mode=Mode.TEN_MINUTE_DRILL)
        for turn in first.turns.all():
            practice.ask(turn, NOW)
        second = start(a_round, mode=Mode.TEN_MINUTE_DRILL, start_key=uuid.uuid4())
        asked = set(first.turns.values_list("question", flat=True))
        assert asked.isdisjoint(second.turns.values_list("question", flat=True))

    def test_one_seat_is_asked_by_the_one_that_was_chosen(self, a_round: PromotionRound) -> None:
        ceo = a_round.panelists.get(seat=Seat.CEO)
        turns = start(a_round, mode=Mode.ONE_SEAT, length=3, panelist=ceo).turns.all()
        assert [turn.asked_by for turn in turns] == ["Mr Ortiz"] * 4

    def test_the_drill_takes_one_question_from_each(self, a_round: PromotionRound) -> None:
        turns = start(a_round, mode=Mode.TEN_MINUTE_DRILL, length=6).turns.all()
        assert sorted(turn.seat for turn in turns) == ["boss", "ceo", "hr_director"]

    def test_draws_only_from_the_banks_of_the_panel(self, a_round: PromotionRound) -> None:
        from interviews.models import Panel

        other = make_full_bank("other")
        panel = Panel.objects.create(name="Theirs")
        panel.banks.add(other)
        a_round.panel = panel
        a_round.save()
        banks = Question.objects.filter(pk__in=start(a_round).turns.values("question")).values_list("bank__slug")
        assert set(banks) == {("other",)}

    def test_a_question_without_competency_is_rated_on_communication(self, a_round: PromotionRound) -> None:
        Question.objects.filter(kind=Kind.CLOSING).update(competency=None)
        assert start(a_round).turns.get(position=7).competency.key == "communication"

    def test_a_small_bank_says_what_is_missing_and_leaves_nothing_behind(self, ana: User) -> None:
        make_question()
        with pytest.raises(BankTooSmall) as raised:
            start(make_round(ana))
        assert raised.value.missing
        assert not PracticeSession.objects.exists()

    def test_retired_banks_ask_nothing(self, a_round: PromotionRound) -> None:
        QuestionBank.objects.get().retire()
        with pytest.raises(BankTooSmall):
            start(a_round)

    def test_a_panel_of_one_cannot_interview(self, a_round: PromotionRound) -> None:
        a_round.panelists.exclude(seat=Seat.CEO).delete()
        with pytest.raises(PanelIncomplete):
            start(a_round)


class TestTheWayThrough:
    def test_entering_asks_the_first_question_once(self, a_round: PromotionRound) -> None:
        session = start(a_round)
        practice.enter(session=session, nerves=4, now=NOW)
        practice.enter(session=session, nerves=1, now=later(9))
        session.refresh_from_db()
        assert (session.status, session.nerves_before, session.started_at) == (Status.RUNNING, 4, NOW)
        assert open_answer(session).turn.position == 1

    def test_a_thin_answer_is_followed_up_twice_then_the_next_question_comes(self, session: PracticeSession) -> None:
        session.turns.update(text="Tell me about a time you improved something.", probes=["Who was against it?"])
        asked = []
        for number in (1, 2):
            give(session, "We painted the hall. We served tea.")
            probe = open_answer(session)
            assert (probe.number, probe.turn.position) == (number, 1)
            asked.append((probe.asked, probe.why_asked))
        assert asked[0][0] != asked[1][0]
        assert asked[0][1] != asked[1][1]
        give(session, "We painted the hall. We served tea.")
        assert open_answer(session).turn.position == 2

    def test_whoever_answers_the_follow_up_well_is_not_asked_again(self, session: PracticeSession) -> None:
        give(session, "We did it. We always did.")
        give(session, FULL_ANSWER)
        assert open_answer(session).turn.position == 2

    def test_a_drill_follows_up_once(self, session: PracticeSession) -> None:
        PracticeSession.objects.filter(pk=session.pk).update(mode=Mode.TEN_MINUTE_DRILL)
        give(session, "We did it. We always did.")
        give(session, "We did it. We always did.")
        assert open_answer(session).turn.position == 2

    @pytest.mark.parametrize(
        ("changes", "status"),
        [
            ({}, Status.LEAVING),
            ({"manner": Manner.PRACTISE}, Status.RUNNING),
            ({"mode": Mode.FULL_PANEL}, Status.RUNNING),
        ],
    )
    def test_after_ten_minutes_a_drill_asks_nothing_more(
        self, session: PracticeSession, changes: dict[str, Any], status: str
    ) -> None:
        PracticeSession.objects.filter(pk=session.pk).update(**{"mode": Mode.TEN_MINUTE_DRILL, **changes})
        give(session, "We did it. We always did.", seconds=DRILL_SECONDS)
        session.refresh_from_db()
        assert session.status == status
        assert Answer.objects.open().exists() == (status == Status.RUNNING)

    @pytest.mark.parametrize(("extra_time", "goes_on"), [(100, False), (150, True), (0, True)])
    def test_the_ten_minutes_are_longer_for_who_needs_it(
        self, session: PracticeSession, extra_time: int, goes_on: bool
    ) -> None:
        Candidate.objects.update(extra_time=extra_time)
        PracticeSession.objects.filter(pk=session.pk).update(mode=Mode.TEN_MINUTE_DRILL)
        give(session, "", seconds=DRILL_SECONDS)
        assert Answer.objects.open().exists() == goes_on

    def test_the_same_answer_meets_the_same_follow_up(self, ana: User, ben: User) -> None:
        probes = []
        for user in (ana, ben):
            session = make_session(make_round(user), seed=5)
            give(session, "We did it. We always did.")
            probes.append(open_answer(session).asked)
        assert probes[0] == probes[1]

    def test_an_empty_answer_goes_on_to_the_next_question(self, session: PracticeSession) -> None:
        give(session, "")
        assert open_answer(session).turn.position == 2

    def test_closing_is_not_asked_for_figures(self, session: PracticeSession) -> None:
        session.turns.update(kind=Kind.CLOSING, probes=[])
        give(session, "We did it. We always did.")
        assert open_answer(session).turn.position == 2

    def test_after_the_last_question_all_is_asked(self, session: PracticeSession) -> None:
        give(session, "")
        give(session, "")
        session.refresh_from_db()
        assert session.status == Status.LEAVING
        assert not Answer.objects.open().exists()

    def test_skipping_keeps_what_was_typed(self, session: PracticeSession) -> None:
        answer = open_answer(session)
        answering.skip(answer=answer, text="A start", revision=0, now=later(5))
        answer.refresh_from_db()
        assert (answer.text, answer.status, answer.seconds) == ("A start", Answer.Status.SKIPPED, 5)
        assert open_answer(session).turn.position == 2

    def test_the_clock_stands_still_while_paused(self, session: PracticeSession) -> None:
        practice.pause(session=session, now=later(30))
        practice.pause(session=session, now=later(40))
        practice.resume(session=session, now=later(5_000))
        practice.resume(session=session, now=later(6_000))
        give(session, "", seconds=5_010)
        assert session.turns.get(position=1).answers.get().seconds == 40

    def test_a_clock_left_running_stops_by_itself(self, session: PracticeSession) -> None:
        assert open_answer(session).seconds_at(later(86_400)) == LONGEST_STRETCH

    def test_a_clock_that_is_behind_takes_nothing_away(self, session: PracticeSession) -> None:
        assert open_answer(session).seconds_at(later(-60)) == 0

    def test_answering_a_paused_session_goes_on_with_it(self, session: PracticeSession) -> None:
        practice.pause(session=session, now=later(30))
        give(session, "")
        session.refresh_from_db()
        assert session.status == Status.RUNNING

    def test_ending_early_keeps_the_open_text_as_the_answer(self, session: PracticeSession) -> None:
        answering.save_draft(user=session.round.candidate.user, pk=open_answer(session).pk, text="So far", revision=0)
        practice.end(session=session, now=later(20))
        practice.end(session=session, now=later(40))
        answer = session.turns.get(position=1).answers.get()
        session.refresh_from_db()
        assert (answer.text, answer.status, answer.seconds) == ("So far", Answer.Status.GIVEN, 20)
        assert session.status == Status.LEAVING

    def test_leaving_finishes_once_and_keeps_the_lesson(self, session: PracticeSession) -> None:
        practice.end(session=session, now=later(20))
        for nerves in (2, 5):
            practice.leave(session=session, nerves_after=nerves, learned="Figures first", now=later(30))
        session.refresh_from_db()
        assert (session.status, session.nerves_after) == (Status.FINISHED, 2)
        assert [(note.kind, note.text) for note in session.round.notes.all()] == [("learned", "Figures first")]

    def test_nobody_leaves_a_running_interview(self, session: PracticeSession) -> None:
        practice.leave(session=session, nerves_after=2, learned="x", now=NOW)
        session.refresh_from_db()
        assert session.status == Status.RUNNING


class TestNothingIsLost:
    def test_a_draft_goes_up_one_revision(self, session: PracticeSession) -> None:
        answer = open_answer(session)
        taken = answering.save_draft(user=session.round.candidate.user, pk=answer.pk, text="One", revision=0)
        assert taken == answering.SaveResult(SaveOutcome.SAVED, "One", 1)

    def test_an_older_draft_changes_nothing_and_gets_the_newer_words(self, session: PracticeSession) -> None:
        answer = open_answer(session)
        for text in ("One", "Two"):
            taken = answering.save_draft(user=session.round.candidate.user, pk=answer.pk, text=text, revision=0)
        assert taken == answering.SaveResult(SaveOutcome.CONFLICT, "One", 1)

    def test_a_draft_sent_again_is_acknowledged_again(self, session: PracticeSession) -> None:
        answer = open_answer(session)
        for _ in range(2):
            taken = answering.save_draft(user=session.round.candidate.user, pk=answer.pk, text="One", revision=0)
        assert taken == answering.SaveResult(SaveOutcome.SAVED, "One", 1)

    def test_a_draft_of_an_answer_that_was_given_is_refused_with_its_words(self, session: PracticeSession) -> None:
        answer = open_answer(session)
        give(session, "Given")
        taken = answering.save_draft(user=session.round.candidate.user, pk=answer.pk, text="Late", revision=1)
        assert taken == answering.SaveResult(SaveOutcome.CLOSED, "Given", 1)

    def test_what_was_typed_is_not_readable_in_the_database(self, session: PracticeSession) -> None:
        answering.save_draft(
            user=session.round.candidate.user, pk=open_answer(session).pk, text="My secret", revision=0
        )
        with connection.cursor() as cursor:
            cursor.execute("SELECT text FROM interviews_answer")
            stored = [row[0] for row in cursor.fetchall()]
        assert stored
        assert not any("secret" in text for text in stored)

    @pytest.mark.parametrize("verb", [answering.give, answering.skip])
    def test_an_older_tab_closes_nothing(self, session: PracticeSession, verb: Any) -> None:
        answer = open_answer(session)
        answering.save_draft(user=session.round.candidate.user, pk=answer.pk, text="Newer", revision=0)
        taken = verb(answer=answer, text="Older", revision=0, now=later(5))
        answer.refresh_from_db()
        assert taken == answering.SaveResult(SaveOutcome.CONFLICT, "Newer", 1)
        assert (answer.text, answer.status) == ("Newer", Answer.Status.OPEN)

    def test_done_with_the_words_that_are_there_is_no_conflict(self, session: PracticeSession) -> None:
        answer = open_answer(session)
        answering.save_draft(user=session.round.candidate.user, pk=answer.pk, text="Same", revision=0)
        taken = answering.give(answer=answer, text="Same", revision=0, now=later(5))
        assert taken.outcome is SaveOutcome.SAVED

    def test_what_was_said_into_a_ramble_is_kept_with_the_answer(self, session: PracticeSession) -> None:
        answer = open_answer(session)
        answering.give(answer=answer, text="On and on", revision=0, now=later(300), interrupted_after=5000)
        answer.refresh_from_db()
        assert answer.interruption == answer.turn.interruption != ""
        assert answer.interrupted_after == len("On and on")

    def test_done_twice_answers_once(self, session: PracticeSession) -> None:
        answer = open_answer(session)
        for _ in range(2):
            taken = answering.give(answer=answer, text="", revision=0, now=later(5))
        assert taken.outcome is SaveOutcome.CLOSED
        assert Answer.objects.filter(turn__session=session).count() == 2
        assert open_answer(session).turn.position == 2

    def test_words_can_be_added_to_a_given_answer_once(self, session: PracticeSession) -> None:
        answer = open_answer(session)
        receipt = give(session, "First.")
        for _ in range(2):
            added = answering.add(answer=answer, text="Second.", revision=receipt.revision)
        assert (added.outcome, added.text) == (SaveOutcome.SAVED, "First.\n\nSecond.")

    def test_adding_over_newer_words_changes_nothing(self, session: PracticeSession) -> None:
        answer = open_answer(session)
        give(session, "First.")
        assert answering.add(answer=answer, text="Second.", revision=0).outcome is SaveOutcome.CONFLICT
        answer.refresh_from_db()
        assert answer.text == "First."

    def test_adding_beyond_the_limit_cuts_nothing(self, session: PracticeSession) -> None:
        answer = open_answer(session)
        receipt = give(session, "a" * MAX_ANSWER_LENGTH)
        assert answering.add(answer=answer, text="b", revision=receipt.revision).outcome is SaveOutcome.TOO_LONG

    def test_words_added_to_a_skipped_question_answer_it(self, session: PracticeSession) -> None:
        answer = open_answer(session)
        receipt = answering.skip(answer=answer, text="", revision=0, now=NOW)
        answering.add(answer=answer, text="After all.", revision=receipt.revision)
        answer.refresh_from_db()
        assert (answer.status, answer.text) == (Answer.Status.GIVEN, "After all.")


class TestReview:
    def test_saving_twice_changes_the_notes_and_adds_none(self, session: PracticeSession) -> None:
        turn = session.turns.get(position=1)
        practice.rate_turn(turn=turn, rating=3, keep="Nine days", change="Say I", now=NOW)
        practice.rate_turn(turn=turn, rating=4, keep="Nine, not twenty", change="", now=NOW)
        turn.refresh_from_db()
        assert turn.rating == 4
        assert [(note.kind, note.text, note.round_id) for note in Note.objects.all()] == [
            ("keep", "Nine, not twenty", session.round_id)
        ]

    def test_deleting_a_session_leaves_its_notes_in_the_round(self, session: PracticeSession) -> None:
        turn = session.turns.get(position=1)
        practice.rate_turn(turn=turn, rating=3, keep="Nine days", change="", now=NOW)
        session.delete()
        assert not Turn.objects.exists()
        assert Note.objects.get().text == "Nine days"


@pytest.mark.django_db(transaction=True)
class TestAtTheSameMoment:
    """Real threads with real connections: what one tab saves, another cannot overwrite."""

    def race(self, *verbs: Any) -> list[Any]:
        results: list[Any] = [None] * len(verbs)
        barrier = threading.Barrier(len(verbs))

        def run(place: int) -> None:
            try:
                barrier.wait()
                results[place] = verbs[place]()
            finally:
                connections.close_all()

        threads = [threading.Thread(target=run, args=(place,)) for place in range(len(verbs))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    def test_of_many_drafts_over_one_revision_one_is_kept(self) -> None:
        user = make_user("racer@example.com")
        answer = open_answer(make_session(make_round(user)))

        def draft(text: str) -> Any:
            return lambda: answering.save_draft(user=user, pk=answer.pk, text=text, revision=0)

        receipts = self.race(*[draft(f"tab {number}") for number in range(6)])
        answer.refresh_from_db()
        assert sorted(each.outcome.value for each in receipts) == ["conflict"] * 5 + ["saved"]
        assert [each.text for each in receipts if each.outcome is SaveOutcome.SAVED] == [answer.text]
        assert {each.text for each in receipts} == {answer.text}

    def test_the_same_words_added_twice_at_once_are_there_once(self) -> None:
        answer = open_answer(make_session(make_round(make_user("racer@example.com"))))
        answering.give(answer=answer, text="Nine days.", revision=0, now=later(5))

        def add() -> Any:
            return answering.add(answer=answer, text="Not twenty.", revision=1)

        assert [each.outcome for each in self.race(add, add)] == [SaveOutcome.SAVED, SaveOutcome.SAVED]
        answer.refresh_from_db()
        assert answer.text == "Nine days.\n\nNot twenty."

    def test_of_many_tabs_that_add_to_a_given_answer_one_is_kept_and_the_others_are_told(self) -> None:
        session = make_session(make_round(make_user("racer@example.com")))
        answer = open_answer(session)
        revision = give(session, "First.").revision

        def add(text: str) -> Any:
            return lambda: answering.add(answer=answer, text=text, revision=revision)

        receipts = self.race(*[add(f"Tab {number}.") for number in range(6)])
        answer.refresh_from_db()
        assert sorted(each.outcome.value for each in receipts) == ["conflict"] * 5 + ["saved"]
        assert {each.text for each in receipts} == {answer.text}

    def test_done_and_a_draft_never_lose_a_word(self) -> None:
        user = make_user("racer@example.com")
        session = make_session(make_round(user))
        answer = open_answer(session)
        given, draft = self.race(
            lambda: answering.give(answer=answer, text="done", revision=0, now=later(5)),
            lambda: answering.save_draft(user=session.round.candidate.user, pk=answer.pk, text="draft", revision=0),
        )
        answer.refresh_from_db()
        taken = [each.text for each in (given, draft) if each.outcome is SaveOutcome.SAVED]
        assert taken == [answer.text]

    def test_start_and_done_clicked_twice_act_once(self) -> None:
        make_full_bank()
        a_round = make_round(make_user("racer@example.com"))
        one, two = self.race(lambda: start(a_round), lambda: start(a_round))
        assert one.pk == two.pk
        self.race(*[lambda: practice.enter(session=one, nerves=3, now=NOW)] * 3)
        answer = open_answer(one)
        self.race(*[lambda: answering.give(answer=answer, text="", revision=0, now=later(5))] * 3)
        assert Answer.objects.filter(turn__session=one).count() == 2


def test_a_strong_answer_is_taken_one_step_deeper(ana: User) -> None:
    session = make_session(make_round(ana))
    session.turns.update(probes=["What did that come to?"])
    give(session, FULL_ANSWER, seconds=100)
    assert (open_answer(session).turn.position, open_answer(session).why_asked) == (1, "deeper")
    give(session, "The foreman was against it, so I asked him to run the first night himself.", seconds=40)
    assert open_answer(session).turn.position == 2, (open_answer(session).asked, open_answer(session).why_asked)


def test_whoever_left_the_panel_stays_in_history(ana: User) -> None:
    session = make_session(make_round(ana))
    session.round.panelists.all().delete()
    assert {turn.asked_by for turn in session.turns.all()} == {"Dana"}
    assert make_turn(session, 3).panelist is None
