"""What the pages on the way to the day show: pitches, the plan, the brief."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews import access, selectors
from interviews.analysis.listening import analyze_answer
from interviews.analysis.stories import PACE
from interviews.models import Debrief, Evidence, LedgerLine, Panelist, Pitch, PromotionRound
from interviews.question_files.comparing import Piece, word_by_word
from interviews.rules.pacing import WEAK_SPOTS_LENGTH
from interviews.rules.planning import MOCKS, Mock, plan
from interviews.rules.sheets import Item, Section, Sheet, filled

#: Seconds that each kind should take. Convention (EVIDENCE, answer length: an answer takes 60 to 120 s).
SECONDS_OF = {Pitch.Kind.WHY_ME.value: (60, 90), Pitch.Kind.INTRODUCTION.value: (30, 60)}
BEST_STORIES = 3
NOTES_ON_A_BRIEF = 5
QUESTIONS_FOR_EACH = 3
LINES_ON_A_BRIEF = 3


@dataclass(frozen=True, kw_only=True)
class PitchLine:
    """A version with how long it takes to say."""

    pitch: Pitch
    seconds: int


@dataclass(frozen=True, kw_only=True)
class Track:
    """The good length on a line from nothing to too long, and where the newest words lie; in percent."""

    low: int
    high: int
    seconds: int

    @property
    def top(self) -> int:
        return self.high * 5 // 3

    @property
    def start(self) -> float:
        return 100 * self.low / self.top

    @property
    def width(self) -> float:
        return 100 * (self.high - self.low) / self.top

    @property
    def at(self) -> float:
        return min(99, 100 * self.seconds / self.top)


@dataclass(frozen=True, kw_only=True)
class Comparison:
    old: Pitch
    seconds_before: int
    before: list[Piece]
    after: list[Piece]


@dataclass(frozen=True, kw_only=True)
class PitchPage:
    """One kind: its versions, newest first; `start` is what the box begins with; `lacks` facts about the newest."""

    round: PromotionRound
    kind: str
    label: str
    versions: list[PitchLine]
    start: str
    is_from_before: bool
    track: Track
    pace: int
    lacks: list[str]
    comparison: Comparison | None


def pitch_page(request: HttpRequest, a_round: PromotionRound, kind: str, compared: int | None) -> PitchPage:
    versions = list(a_round.pitches.filter(kind=kind))
    earlier = None if versions else earlier_pitch(request, a_round, kind)
    newest = versions[0].text if versions else earlier.text if earlier else ""
    low, high = SECONDS_OF[kind]
    return PitchPage(
        round=a_round,
        kind=kind,
        label=str(Pitch.Kind(kind).label),
        versions=[PitchLine(pitch=one, seconds=seconds_to_say(one.text)) for one in versions],
        start=newest,
        is_from_before=earlier is not None,
        track=Track(low=low, high=high, seconds=seconds_to_say(newest)),
        pace=PACE,
        lacks=lacking(newest) if newest else [],
        comparison=comparison_of(versions, compared),
    )


def earlier_pitch(request: HttpRequest, a_round: PromotionRound, kind: str) -> Pitch | None:
    """The last words of an earlier round, to start from."""
    mine = access.pitches_of(request).filter(kind=kind).exclude(round=a_round)
    return mine.order_by("-created_at", "-pk").first()


def seconds_to_say(text: str) -> int:
    return round(60 * len(text.split()) / PACE)


def lacking(text: str) -> list[str]:
    """What is not in it, as facts."""
    heard = analyze_answer(text)
    acronyms = heard.of("acronyms")
    facts = [
        (not heard.has("figures"), _("It has no figure.")),
        (not heard.has("i"), _("You do not say “I”.")),
        (bool(acronyms), _("Acronym not explained: %(letters)s.") % {"letters": acronyms.value if acronyms else ""}),
    ]
    return [words for is_so, words in facts if is_so]


def comparison_of(versions: list[Pitch], compared: int | None) -> Comparison | None:
    old = next((one for one in versions[1:] if one.pk == compared), None)
    if old is None:
        return None
    before, after = word_by_word(old.text, versions[0].text)
    return Comparison(old=old, seconds_before=seconds_to_say(old.text), before=before, after=after)


@dataclass(frozen=True, kw_only=True)
class Due:
    """What there is to do today: how many questions come back, and the next mock of the plan."""

    questions: int
    mock: Mock | None
    is_today: bool


@dataclass(frozen=True, kw_only=True)
class PlanPage:
    round: PromotionRound
    mocks: list[Mock]
    today: date
    interview: date | None
    done: int
    due: Due
    has_calendar: bool


def plan_page(a_round: PromotionRound, today: date) -> PlanPage:
    mocks = mocks_of(a_round, today)
    return PlanPage(
        round=a_round,
        mocks=mocks,
        today=today,
        interview=interview_day(a_round),
        done=sum(mock.is_done for mock in mocks),
        due=what_is_due(a_round, today, mocks),
        has_calendar=bool(a_round.candidate.calendar_hash),
    )


def interview_day(a_round: PromotionRound) -> date | None:
    return timezone.localdate(a_round.interview_at) if a_round.interview_at else None


def mocks_of(a_round: PromotionRound, today: date) -> list[Mock]:
    if a_round.closed_at:
        return []
    done = [timezone.localdate(moment) for moment in selectors.finished_at(a_round, MOCKS)]
    return plan(done, today=today, interview=interview_day(a_round))


def what_is_due(a_round: PromotionRound, today: date, mocks: list[Mock] | None = None) -> Due:
    planned = mocks_of(a_round, today) if mocks is None else mocks
    following = next((mock for mock in planned if not mock.is_done), None)
    due = selectors.questions_due(a_round, today)
    return Due(questions=due, mock=following, is_today=following is not None and following.day <= today)


def brief_sheet(request: HttpRequest, a_round: PromotionRound) -> Sheet:
    """Everything for the day on one page."""
    goals: dict[int | None, list[str]] = {}
    for goal in a_round.goals.all():
        goals.setdefault(goal.panelist_id, []).append(_("Goal: %(text)s") % {"text": goal.text})
    people = [person(one, goals.get(one.pk, [])) for one in a_round.panelists.all()]
    mine = access.evidence_of(request)
    return Sheet(
        over=_("Brief"),
        title=a_round.post,
        lead=when_of(a_round),
        columns=2,
        is_one_page=True,
        sections=filled(
            [
                Section(_("Your panel"), people),
                Section(_("What I say about myself"), pitches_on_brief(a_round)),
                Section(_("My best stories"), [story(one) for one in mine.best("story", BEST_STORIES)]),
                Section(_("My figures"), [Item("", [figure_line(one)]) for one in mine.best("figure", BEST_STORIES)]),
                Section(_("What I ask them"), [Item("", [line]) for line in asked_lines(a_round)]),
                Section(_("How they interviewed last time"), last_time(a_round)),
                Section(_("Said and promised before"), [said_before(one) for one in lines_before(request, a_round)]),
                Section(
                    _("Notes to myself"),
                    [Item("", [text]) for text in last_notes(a_round)],
                ),
            ]
        ),
    )


def last_time(a_round: PromotionRound) -> list[Item]:
    """What the debrief of the round before says about their manner; nothing where there is none."""
    debrief: Debrief | None = getattr(a_round.previous, "debrief", None)
    if debrief is None:
        return []
    minutes = _("%(n)d minutes") % {"n": debrief.minutes} if debrief.minutes else ""
    notice = _("Notice: %(notice)s") % {"notice": debrief.get_notice_display()} if debrief.notice else ""
    formality = debrief.get_formality_display() if debrief.formality else ""
    manner = ". ".join(str(each) for each in (notice, minutes, formality) if each)
    return [Item("", [line for line in (manner, debrief.surprises) if line])] if manner or debrief.surprises else []


def lines_before(request: HttpRequest, a_round: PromotionRound) -> Iterable[LedgerLine]:
    return access.ledger_of(request).open().on_the_way_to(a_round)[:LINES_ON_A_BRIEF]


def said_before(one: LedgerLine) -> Item:
    return Item(one.said, [one.done] if one.done else [])


def last_notes(a_round: PromotionRound) -> list[str]:
    """The newest open notes, each once."""
    newest = a_round.notes.open().order_by("-created_at", "-pk")
    return list(dict.fromkeys(note.text for note in newest[: 4 * NOTES_ON_A_BRIEF]))[:NOTES_ON_A_BRIEF]


def when_of(a_round: PromotionRound) -> str:
    if not a_round.interview_at:
        return _("No date yet")
    return date_format(timezone.localtime(a_round.interview_at), "l j F Y, H:i")


def person(one: Panelist, goals: list[str]) -> Item:
    lines = [
        one.get_acquaintance_display(),
        _("Knows: %(text)s") % {"text": one.knows} if one.knows else "",
        _("Cares about: %(text)s") % {"text": one.cares_about} if one.cares_about else "",
        _("Must be able to say: %(text)s") % {"text": one.must_say} if one.must_say else "",
    ]
    name = f"{one.called}, {one.get_seat_display()}" if one.called != one.get_seat_display() else one.called
    return Item(name, [line for line in [*lines, *goals] if line])


def pitches_on_brief(a_round: PromotionRound) -> list[Item]:
    newest: dict[str, Pitch] = {}
    for pitch in a_round.pitches.all():
        newest.setdefault(pitch.kind, pitch)
    return [Item(str(Pitch.Kind(kind).label), [pitch.text]) for kind, pitch in newest.items()]


def story(one: Evidence) -> Item:
    return Item(one.title, one.lines(only_essential=True))


def figure_line(one: Evidence) -> str:
    return ": ".join([one.title, *one.lines()])


def asked_lines(a_round: PromotionRound) -> list[str]:
    """The first few questions for each of them."""
    of: dict[int | None, list[str]] = {}
    for one in a_round.panel_questions.select_related("panelist"):
        line = f"{one.panelist.called}: {one.text}" if one.panelist else one.text
        of.setdefault(one.panelist_id, []).append(line)
    return [line for lines in of.values() for line in lines[:QUESTIONS_FOR_EACH]]


def due_in_words(due: Due) -> str:
    """For the home page; empty where nothing is due."""
    words = []
    if due.questions > WEAK_SPOTS_LENGTH:
        numbers = {"n": due.questions, "enough": WEAK_SPOTS_LENGTH}
        words.append(_("%(n)d questions have come back; %(enough)d are enough for today.") % numbers)
    elif due.questions:
        counted = ngettext("%(n)d question comes back today.", "%(n)d questions come back today.", due.questions)
        words.append(counted % {"n": due.questions})
    if due.mock and due.is_today:
        words.append(_("Mock %(number)d of your plan is for today.") % {"number": due.mock.number})
    elif due.mock:
        day = date_format(due.mock.day, "l j F")
        words.append(_("The next mock of your plan: %(day)s.") % {"day": day})
    return " ".join(words)
