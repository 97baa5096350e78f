"""Who asks what: the running order of a practice session, from the banks, what is due, or a real panel."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Max, Q

from interviews.models import (
    AskedQuestion,
    Manner,
    Mode,
    Panelist,
    PromotionRound,
    Question,
    Recall,
    Turn,
)
from interviews.rules.drawing import (
    LARGEST_PANEL,
    SMALLEST_PANEL,
    QuestionFacts,
    draw,
    replay,
    weak_spots,
)

#: The language interviews are held in where HR has published questions in it. A profile will choose it one day.
LANGUAGE: Final = "en"
#: Turns of a replay. Nobody was asked more in one interview; who pasted more finds the rest in the debrief.
MOST_REPLAYED: Final = 60


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
    drawn = draw(
        list(question_facts(round)),
        seats=[each.seat for each in panel],
        mode=choice.mode,
        length=choice.length,
        seed=seed,
        one_seat=choice.panelist.seat if choice.panelist and choice.mode == Mode.ONE_SEAT else None,
        about=choice.about,
    )
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
    banks = round.panel.banks.all() if round.panel else ()
    askable = Question.objects.askable(language=LANGUAGE, banks=banks, user=round.candidate.user)
    mine = Recall.objects.filter(candidate=round.candidate_id)
    in_use = mine.filter(Q(asked_question__isnull=False) | Q(question__in=askable))
    return list(in_use.select_related("question__competency", "question__bank", "asked_question__competency"))


def source_of(recall: Recall) -> Question | AskedQuestion:
    source = recall.question or recall.asked_question
    assert source is not None  # noqa: S101 (a constraint of the table)
    return source


def question_facts(round: PromotionRound) -> Iterable[QuestionFacts]:
    """What the round's panel may ask, with the day this candidate was last asked it."""
    banks = round.panel.banks.all() if round.panel else ()
    askable = Question.objects.askable(language=LANGUAGE, banks=banks, user=round.candidate.user)
    seen = dict(
        Turn.objects.filter(session__round__candidate=round.candidate_id, answers__number=0)
        .order_by()
        .values_list("question")
        .annotate(Max("session__created_at"))
    )
    columns = askable.order_by().values_list("pk", "seat", "kind", "competency__key", "theme", "difficulty")
    for pk, seat, kind, competency, theme, difficulty in columns.iterator():
        yield QuestionFacts(
            id=pk,
            seat=seat,
            kind=kind,
            competency=competency or "",
            theme=theme,
            difficulty=difficulty,
            last_seen=seen[pk].date() if pk in seen else None,
        )


def spoken_in(askings: Sequence[Asking]) -> str:
    """The language of the questions. Banks' are all of one; what somebody wrote down is taken for the usual one."""
    banks = (asking.source.bank for asking in askings if isinstance(asking.source, Question))
    return next((bank.spoken for bank in banks), LANGUAGE)
