"""What the pages about evidence show: the bank, one story, the coverage map, the sheets."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from interviews import access, selectors
from interviews.analysis.stories import PACE, Share, seconds_to_tell, shares
from interviews.evidence_fields import STORY, fields_of, shares_advised
from interviews.models import Competency, Evidence, Panelist, PromotionRound, Turn
from interviews.models.evidence import EvidenceQuerySet, fresh_rows
from interviews.models.panels import competencies_by_name
from interviews.models.words import render_message
from interviews.rules.evidence_files import EvidenceRow, Read, columns, write_evidence
from interviews.rules.sheets import Item, Section, Sheet, filled

PER_PAGE = 25
SHOWN_OF_A_LIST = 20
#: On a sheet where nobody chose: of each kind so many; fewer on one page.
ON_A_SHEET = {"story": 8, "figure": 10, "kudos": 6}
MOST_OFFERED = 100
ON_ONE_PAGE = {"story": 3, "figure": 5, "kudos": 3}
#: What can be ticked for it: more does not fit on one page in letters that can be read.
MOST_ON_ONE_PAGE = 20


@dataclass(frozen=True, kw_only=True)
class BankPage:
    """The bank, as far as it was asked for; `counts` of each kind over all of it."""

    found: "Page[Any]"
    counts: dict[str, int]
    total: int
    asked: dict[str, Any]
    query: str


def bank_page(request: HttpRequest, asked: dict[str, Any]) -> BankPage:
    mine = access.evidence_of(request)
    counts = Counter(mine.order_by().values_list("kind", flat=True))
    found = mine.prefetch_related("competencies")
    if asked["kind"]:
        found = found.filter(kind=asked["kind"])
    if asked["competency"]:
        found = found.filter(competencies=asked["competency"])
    wanted: Any = found
    if asked["words"] or asked["seat"]:
        # What was written is locked in the database, so it is looked through here.
        wanted = [one for one in found if matches(one, asked["words"], asked["seat"])]
    query = request.GET.copy()
    query.pop("page", None)
    return BankPage(
        found=Paginator(wanted, PER_PAGE).get_page(request.GET.get("page", "1")),
        counts=dict(counts),
        total=sum(counts.values()),
        asked=asked,
        query=query.urlencode(),
    )


def matches(one: Evidence, words: str, seat: str) -> bool:
    meant = not seat or not one.seats or seat in one.seats
    return meant and all(word in one.all_words().casefold() for word in words.casefold().split())


@dataclass(frozen=True, kw_only=True)
class Shape:
    """How a story's words are shared out, with the name of each part, and how many seconds it takes to tell."""

    parts: list[tuple[str, Share]]
    seconds: int
    pace: int


def story_shape(one: Evidence) -> Shape:
    labels = {field.name: _(field.label) for field in fields_of(STORY)}
    parts = [(labels[share.part], share) for share in shares(one.story(), shares_advised())]
    return Shape(parts=parts, seconds=seconds_to_tell(one.story()), pace=PACE)


@dataclass(frozen=True, kw_only=True)
class ImportPage:
    """A list or table as it was understood: what of it is new here, and in words what was left out."""

    read: Read
    shown: list[EvidenceRow]
    new: int
    there: int
    problems: list[str]


def import_page(request: HttpRequest, read: Read) -> ImportPage:
    new = fresh_rows(read.rows, access.evidence_of(request))
    return ImportPage(
        read=read,
        shown=new[:SHOWN_OF_A_LIST],
        new=len(new),
        there=len(read.rows) - len(new),
        problems=[*(render_message(each) for each in read.problems), *unknown_tags(read)],
    )


def unknown_tags(read: Read) -> list[str]:
    tags = sorted({tag for row in read.rows for tag in row.competencies} - set(competencies_by_name()))
    words = _("No competency is called %(names)s, so that tag was skipped.")
    return [words % {"names": ", ".join(f"“{tag[:40]}”" for tag in tags[:10])}] if tags else []


def columns_to_import() -> list[str]:
    """Every column of a table but the kind, whose values the page lists."""
    return columns()[1:]


@dataclass(frozen=True, kw_only=True)
class BroughtPage:
    """What one list or table brought; `moment` tells it from the others."""

    moment: str
    count: int
    shown: list[Evidence]


def brought_page(request: HttpRequest, moment: datetime) -> BroughtPage:
    mine = access.evidence_of(request).filter(created_at=moment)
    shown = list(mine.order_by("pk")[:SHOWN_OF_A_LIST])
    return BroughtPage(moment=moment.isoformat(), count=mine.count(), shown=shown)


def exported(request: HttpRequest) -> str:
    return write_evidence([row_of(one) for one in access.evidence_of(request).prefetch_related("competencies")])


def row_of(one: Evidence) -> EvidenceRow:
    keys = [competency.key for competency in one.competencies.all()]
    return EvidenceRow(0, one.kind, {"title": one.title, **one.texts}, one.said_on, keys, one.seats)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What there is for one competency and one panelist."""

    competency: Competency
    stories: int
    figures: int
    practised: datetime | None
    rating: int | None

    @property
    def gap(self) -> str:
        """What is missing first: a story, a figure, practice; nothing."""
        if not self.stories:
            return "story"
        if not self.figures:
            return "figure"
        return "" if self.practised else "practice"

    @property
    def level(self) -> int:
        """How many of the three are there."""
        return sum(map(bool, (self.stories, self.figures, self.practised)))


@dataclass(frozen=True, slots=True)
class Row:
    """One competency: what there is for each of the panel."""

    competency: Competency
    fields: list[tuple[Panelist, Cell]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveragePage:
    """The map; `first` is the gap to close next, None where there is none."""

    round: PromotionRound
    people: list[Panelist]
    rows: list[Row]
    first: tuple[Panelist, Cell] | None
    covered: int
    fields: int


def coverage_page(request: HttpRequest, a_round: PromotionRound) -> CoveragePage:
    people = list(a_round.panelists.all())
    have = evidence_by_field(request)
    practised, rated = practice_by_field(a_round)
    rows = [
        Row(each, [(one, cell_of(one, each, have, practised, rated)) for one in people])
        for each in Competency.objects.all()
    ]
    fields = [field for row in rows for field in row.fields]
    order = ["story", "figure", "practice"]
    gaps = sorted((field for field in fields if field[1].gap), key=lambda field: order.index(field[1].gap))
    return CoveragePage(
        round=a_round,
        people=people,
        rows=rows,
        first=next(iter(gaps), None),
        covered=len(fields) - len(gaps),
        fields=len(fields),
    )


def cell_of(
    one: Panelist,
    competency: Competency,
    have: Counter[tuple[str, int, str]],
    practised: Mapping[tuple[int, int], datetime],
    rated: Mapping[tuple[int, int], int],
) -> Cell:
    key = (one.pk, competency.pk)
    return Cell(
        competency=competency,
        stories=have["story", competency.pk, one.seat] + have["story", competency.pk, ""],
        figures=have["figure", competency.pk, one.seat] + have["figure", competency.pk, ""],
        practised=practised.get(key),
        rating=rated.get(key),
    )


def evidence_by_field(request: HttpRequest) -> Counter[tuple[str, int, str]]:
    """How many whole stories and how many figures show a competency to a seat; "" is any seat.

    A story with a figure in it is both.
    """
    tagged = access.evidence_of(request).exclude(competencies=None).order_by()
    found: Counter[tuple[str, int, str]] = Counter()
    columns_needed = ("kind", "is_whole", "has_figure", "competencies", "seats")
    for kind, is_whole, has_figure, competency, seats in tagged.values_list(*columns_needed):
        counts_as = [*(["story"] if kind == "story" and is_whole else []), *(["figure"] if has_figure else [])]
        found.update((each, competency, seat) for each in counts_as for seat in seats or [""])
    return found


def practice_by_field(
    a_round: PromotionRound,
) -> tuple[dict[tuple[int, int], datetime], dict[tuple[int, int], int]]:
    """When each of the panel last heard an answer about each competency in this round, and the last rating of one."""
    turns = selectors.turns_answered(a_round).order_by("session__created_at", "position")
    practised: dict[tuple[int, int], datetime] = {}
    rated: dict[tuple[int, int], int] = {}
    for panelist, competency, when, rating in turns.values_list(
        "panelist", "competency", "session__created_at", "rating"
    ):
        practised[panelist, competency] = when
        if rating:
            rated[panelist, competency] = rating
    return practised, rated


@dataclass(frozen=True, kw_only=True)
class SheetPage:
    """A sheet, what can stand on it, and what does."""

    round: PromotionRound
    sheet: Sheet
    offered: list[Evidence]
    chosen: set[int]
    query: str
    is_short: bool


def sheet_page(request: HttpRequest, a_round: PromotionRound, *, is_short: bool) -> SheetPage:
    """With what was ticked; with the best of each kind where nothing was."""
    mine = access.evidence_of(request)
    limits = ON_ONE_PAGE if is_short else ON_A_SHEET
    ticked = {int(key) for key in request.GET.getlist("item") if key.isdecimal() and len(key) <= 18}
    best = [one for kind, count in limits.items() for one in mine.best(kind, count)]
    chosen = list(mine.filter(pk__in=ticked)[: MOST_ON_ONE_PAGE if is_short else MOST_OFFERED]) if ticked else best
    query = request.GET.copy()
    return SheetPage(
        round=a_round,
        sheet=sheet_of(a_round, chosen, is_short=is_short),
        offered=offered(mine, chosen),
        chosen={one.pk for one in chosen},
        query=query.urlencode(),
        is_short=is_short,
    )


def offered(mine: EvidenceQuerySet, chosen: Sequence[Evidence]) -> list[Evidence]:
    """What is on it first, then the newest: nobody ticks through thousands."""
    others = mine.exclude(pk__in=[one.pk for one in chosen])
    return [*chosen, *others[: max(0, MOST_OFFERED - len(chosen))]]


def sheet_of(a_round: PromotionRound, chosen: Iterable[Evidence], *, is_short: bool) -> Sheet:
    of: dict[str, list[Item]] = {kind: [] for kind in Evidence.Kind.values}
    for one in chosen:
        of[one.kind].append(Item(one.title, one.lines(only_essential=is_short)))
    headings = {"figure": _("Figures"), "story": _("What I did"), "kudos": _("What others say")}
    return Sheet(
        over=a_round.post,
        title=_("Why me") if is_short else _("What I have done"),
        lead=date_format(localdate(), "j F Y"),
        sections=filled(Section(heading, of[kind]) for kind, heading in headings.items()),
        is_one_page=is_short,
    )


def turn_evidence(turn: Turn) -> dict[str, list[Evidence]]:
    """What was used in the answers to a question, and what would have fitted."""
    used = selectors.evidence_used_in(turn)
    return {"used": [use.evidence for use in used], "fitting": selectors.evidence_fitting(turn)}
