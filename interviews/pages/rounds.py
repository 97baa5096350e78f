"""What the pages about rounds show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch
from django.http import HttpRequest

from interviews import access, selectors
from interviews.models import (
    Debrief,
    Decision,
    Goal,
    LedgerLine,
    Note,
    Panelist,
    PanelQuestion,
    PracticeSession,
    PromotionRound,
)
from interviews.models.goals import GoalQuerySet
from interviews.models.rounds import NoteQuerySet

LINES_SHOWN = 10
NOTE_COLUMNS = ("round_id", "carried_from_id", "kind", "text", "status", "became", "created_at")
KINDS_IN_ORDER = (Note.Kind.KEEP, Note.Kind.CHANGE, Note.Kind.LEARNED, Note.Kind.TO_DO)


@dataclass(frozen=True, kw_only=True)
class NoteLine:
    """A note with the one it began as, where it was carried over, and those it was carried on to."""

    note: Note
    origin: Note | None
    carried_to: list[Note]


def note_lines(notes: NoteQuerySet, *, among: NoteQuerySet) -> list[NoteLine]:
    """`notes` in the order of the page; `among` are all notes of the candidate.

    Two queries where none was carried over, else three, however many notes.
    """
    asked = ("turn__asked_by", "turn__text", "turn__session__created_at")
    found = list(notes.select_related("turn__session").only(*NOTE_COLUMNS, *asked))
    found.sort(key=lambda note: KINDS_IN_ORDER.index(Note.Kind(note.kind)))
    origins, carried = among.carried(note.pk for note in found)
    return [NoteLine(note=note, origin=origins.get(note.pk), carried_to=carried.get(note.pk, [])) for note in found]


@dataclass(frozen=True, kw_only=True)
class NoteGroup:
    kind: str
    label: str
    lines: list[NoteLine]


def note_groups(lines: Iterable[NoteLine]) -> list[NoteGroup]:
    """Keep, change, learned, to do: those that have notes."""
    of_kind: dict[str, list[NoteLine]] = {kind: [] for kind in KINDS_IN_ORDER}
    for line in lines:
        of_kind[line.note.kind].append(line)
    return [
        NoteGroup(kind=kind, label=str(Note.Kind(kind).label), lines=some) for kind, some in of_kind.items() if some
    ]


@dataclass(frozen=True, kw_only=True)
class NotesPage:
    round: PromotionRound
    groups: list[NoteGroup]


def notes_page(request: HttpRequest, a_round: PromotionRound) -> NotesPage:
    lines = note_lines(a_round.notes.all(), among=access.notes_of(request))
    return NotesPage(round=a_round, groups=note_groups(lines))


def goals_by_place(goals: GoalQuerySet, among: GoalQuerySet) -> list[Goal]:
    """`goals` as people sit at the table, each with the one it began as and what became of it later."""
    later = Prefetch("carried_to", among.select_related("round"))
    found = goals.select_related("panelist", "carried_from__round").prefetch_related(later)
    return list(found.order_by(F("panelist__place").asc(nulls_last=True), "created_at", "pk"))


@dataclass(frozen=True, kw_only=True)
class RoundPage:
    """A round from its facts to what became of it."""

    round: PromotionRound
    days: int | None
    panelists: list[Panelist]
    carried: list[NoteLine]
    own_notes: int
    sessions: list[PracticeSession]
    following: list[PromotionRound]
    decision: Decision | None
    goals: list[Goal]
    questions: int
    has_evidence: bool
    has_pitch: bool
    debrief: Debrief | None
    asked: int
    debrief_before: Debrief | None
    said_before: list[LedgerLine]


def round_page(request: HttpRequest, a_round: PromotionRound, today: date) -> RoundPage:
    lines = note_lines(a_round.notes.all(), among=access.notes_of(request))
    carried = [line for line in lines if line.origin]
    return RoundPage(
        round=a_round,
        days=a_round.days_to_interview(today),
        panelists=list(a_round.panelists.all()),
        carried=carried,
        own_notes=len(lines) - len(carried),
        sessions=list(a_round.practice_sessions.all()[:10]),
        following=list(a_round.next_rounds.all()),
        decision=getattr(a_round, "decision", None),
        goals=goals_by_place(a_round.goals.all(), access.goals_of(request)),
        **selectors.counts_of(a_round),
        debrief=getattr(a_round, "debrief", None),
        debrief_before=getattr(a_round.previous, "debrief", None),
        said_before=list(access.ledger_of(request).on_the_way_to(a_round)[:LINES_SHOWN]),
    )


@dataclass(frozen=True, kw_only=True)
class NextRoundPage:
    """What comes along into the next round."""

    previous: PromotionRound
    panelists: list[Panelist]
    groups: list[NoteGroup]
    goals: list[Goal]
    questions: list[PanelQuestion]
    asked: int
    said: list[LedgerLine]


def next_round_page(request: HttpRequest, previous: PromotionRound) -> NextRoundPage:
    lines = note_lines(previous.notes.open(), among=access.notes_of(request))
    return NextRoundPage(
        previous=previous,
        panelists=list(previous.panelists.all()),
        groups=note_groups(lines),
        goals=goals_by_place(previous.goals.unreached(), access.goals_of(request)),
        questions=list(previous.panel_questions.select_related("panelist")),
        asked=previous.asked_questions.count(),
        said=list(access.ledger_of(request).open().filter(round__in=previous.with_those_before())[:LINES_SHOWN]),
    )
