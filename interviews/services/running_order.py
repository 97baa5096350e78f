"""Who asks what: the running order of a practice session, from the banks, what is due, or a real panel."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import product
from random import Random
from typing import Final

from django.db.models import Max, Q

from interviews.choices import ANY_SEAT, SEATS
from interviews.models import (
    AskedQuestion,
    Kind,
    Manner,
    Mode,
    Panelist,
    PromotionRound,
    Question,
    Recall,
    Turn,
)
from interviews.models.questions import QuestionQuerySet
from interviews.rules.drawing import (
    GUEST_SEAT,
    LARGEST_PANEL,
    SMALLEST_PANEL,
    SUBJECTS,
    BankTooSmall,
    Drawn,
    QuestionFacts,
    draw,
    replay,
    weak_spots,
)

#: The language interviews are held in where HR has published questions in it. A profile will choose it one day.
LANGUAGE: Final = "en"
#: Turns of a replay. Nobody was asked more in one interview; who pasted more finds the rest in the debrief.
MOST_REPLAYED: Final = 60
#: Questions. Larger banks are drawn from by a sample, so that starting takes the same time however large they are.
LARGE_BANK: Final = 1_500
#: Of each seat and kind. An interview uses fewer than ten of one.
SAMPLE: Final = 30
#: The columns that a drawing needs, in the order of FactRow.
FACTS: Final = ("pk", "seat", "kind", "competency__key", "theme", "difficulty")
FactRow = tuple[int, str, str, str | None, str, int]


class PanelIncomplete(Exception):
    """The round's panel is not two to five people."""


class NothingAsked(Exception):
    """No question of a real panel was written down on the way to this round."""


class NothingDue(Exception):
    """No weak spot is due yet; `next_due` is the first day on which one is, None where nothing was rated."""

    def __init__(self, next_due: date | None) -> None:
        self.next_due = next_due
        super().__init__(next_due)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """How somebody wants to practise. `length` leaves out the closing; `panelist` is for one seat."""

    mode: str
    length: int
    manner: str = Manner.LIVE
    panelist: Panelist | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question with who asks it: a bank's, or one of a real panel."""

    source: Question | AskedQuestion
    asker: Panelist


def running_order(round: PromotionRound, choice: Choice, *, seed: int, today: date) -> list[Asking]:
    panel = list(round.panelists.all())
    if not SMALLEST_PANEL <= len(panel) <= LARGEST_PANEL:
        raise PanelIncomplete
    if choice.mode == Mode.REPLAY:
        return replayed(round, panel)
    if choice.mode == Mode.WEAK_SPOTS:
        return weakest(round, panel, choice.length, today)
    drawn = drawn_for(round, choice, [each.seat for each in panel], seed)
    questions = Question.objects.select_related("competency", "bank").in_bulk([each.question_id for each in drawn])
    one = choice.panelist if choice.mode == Mode.ONE_SEAT else None
    return [Asking(questions[each.question_id], one or panel[each.place]) for each in drawn]


def replayed(round: PromotionRound, panel: Sequence[Panelist]) -> list[Asking]:
    """The questions of the last real panel: of this round, else of the one before it, and so on."""
    asked = AskedQuestion.objects.on_the_way_to(round)[:MOST_REPLAYED]
    if not asked:
        raise NothingAsked
    drawn = replay([each.seat for each in asked], seats=[each.seat for each in panel])
    return [Asking(asked[each.question_id], panel[each.place]) for each in drawn]


def weakest(round: PromotionRound, panel: Sequence[Panelist], length: int, today: date) -> list[Asking]:
    """What is due, the longest due first."""
    recalls = {each.pk: each for each in recalls_to_ask(round)}
    facts = [
        QuestionFacts(id=pk, seat=source_of(each).seat, kind="", competency="", due=each.due)
        for pk, each in recalls.items()
        if each.due <= today
    ]
    if not facts:
        raise NothingDue(min((each.due for each in recalls.values()), default=None))
    drawn = weak_spots(facts, seats=[each.seat for each in panel], length=length)
    return [Asking(source_of(recalls[each.question_id]), panel[each.place]) for each in drawn]


def recalls_to_ask(round: PromotionRound) -> list[Recall]:
    """What was rated once and can still be asked: a question that HR retired is not."""
    askable = askable_in(round)
    mine = Recall.objects.filter(candidate=round.candidate_id)
    in_use = mine.filter(Q(asked_question__isnull=False) | Q(question__in=askable))
    return list(in_use.select_related("question__competency", "question__bank", "asked_question__competency"))


def source_of(recall: Recall) -> Question | AskedQuestion:
    source = recall.question or recall.asked_question
    assert source is not None  # noqa: S101 (a constraint of the table)
    return source


def drawn_for(round: PromotionRound, choice: Choice, seats: Sequence[str], seed: int) -> list[Drawn]:
    """From a sample of a large bank; from all of it where the sample cannot fill the interview."""
    askable = askable_in(round)
    is_large = askable.order_by()[LARGE_BANK:].exists()
    one_seat = choice.panelist.seat if choice.panelist and choice.mode == Mode.ONE_SEAT else None
    draw_from = partial(
        draw,
        seats=seats,
        mode=choice.mode,
        length=choice.length,
        seed=seed,
        one_seat=one_seat,
        about=choice.about,
    )
    if is_large:
        with suppress(BankTooSmall):
            return draw_from(facts_of(sampled(askable, seats, choice.about, seed), round))
    return draw_from(facts_of(askable.order_by().values_list(*FACTS), round))


def askable_in(round: PromotionRound) -> QuestionQuerySet:
    """What the round's panel may ask."""
    banks = round.panel.banks.all() if round.panel else ()
    return Question.objects.askable(language=LANGUAGE, banks=banks, user=round.candidate.user)


def sampled(askable: QuestionQuerySet, seats: Sequence[str], about: str, seed: int) -> list[FactRow]:
    """Some of each seat and kind, and of what the interview is to be about. The same seed gives the same sample."""
    start = Random(seed).random()  # noqa: S311 (a game of chance, no secret)
    asking = SEATS if GUEST_SEAT in seats else dict.fromkeys(seats)
    sorts = [askable.filter(seat=seat, kind=kind) for seat, kind in product((ANY_SEAT, *asking), Kind.values)]
    if about:
        subject = SUBJECTS[about]
        sorts.append(askable.filter(Q(theme__in=subject.themes) | Q(competency__key__in=subject.competencies)))
    return list({row[0]: row for each in sorts for row in some_of(each, start)}.values())


def some_of(questions: QuestionQuerySet, start: float) -> list[FactRow]:
    """SAMPLE of them by their draw keys, from `start` on and round again."""
    ordered = questions.order_by("draw_key", "pk").values_list(*FACTS)
    found = list(ordered.filter(draw_key__gte=start)[:SAMPLE])
    return found if len(found) == SAMPLE else found + list(ordered.filter(draw_key__lt=start)[: SAMPLE - len(found)])


def facts_of(rows: Iterable[FactRow], round: PromotionRound) -> list[QuestionFacts]:
    """With the day this candidate was last asked each."""
    asked = Turn.objects.filter(session__round__candidate=round.candidate_id, answers__number=0).order_by()
    seen = dict(asked.values_list("question").annotate(Max("session__created_at")))
    return [
        QuestionFacts(
            id=pk,
            seat=seat,
            kind=kind,
            competency=competency or "",
            theme=theme,
            difficulty=difficulty,
            last_seen=seen[pk].date() if pk in seen else None,
        )
        for pk, seat, kind, competency, theme, difficulty in rows
    ]


def spoken_in(askings: Sequence[Asking]) -> str:
    """The language of the questions. Banks' are all of one; what somebody wrote down is taken for the usual one."""
    banks = (asking.source.bank for asking in askings if isinstance(asking.source, Question))
    return next((bank.spoken for bank in banks), LANGUAGE)
