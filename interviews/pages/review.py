"""The review: what was answered, what was heard in it, and how the candidate rated it. Nothing here is a score."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews import selectors
from interviews.analysis.finding import Analysis, Finding, Span
from interviews.analysis.kinds import KINDS
from interviews.analysis.listening import analyze_answer, spelled_out, what_each_heard
from interviews.analysis.tokens import count_words
from interviews.choices import SEATS
from interviews.message import Message
from interviews.models import Answer, Evidence, Note, PracticeSession, Segment, Turn
from interviews.models.speech import Spoken, spoken
from interviews.models.words import render_message
from interviews.pages.door import Door, door_of
from interviews.pages.evidence import turn_evidence
from interviews.pages.marks import mark_at, marked_spans
from interviews.pages.sharing import SaidByOthers, said_about
from interviews.rules.pacing import target_of

Given = Answer.Status.GIVEN

#: What the label says already: nobody wants to read “we”, “we”, “we”.
NOT_QUOTED: Final = frozenset({"i", "we", "long_situation"})
#: Said by a fuller finding beside them.
LEFT_OUT: Final = {"dates": "figures", "we": "hidden_part", "too_short": "no_example"}
#: Findings whose value is seconds.
IN_SECONDS: Final = frozenset({"too_short", "too_long"})
QUOTES_SHOWN: Final = 6
LONGEST_QUOTE: Final = 60
#: Kinds of pieces that are not the candidate's own words.
CAME_IN: Final = "came_in"
PART_BEGINS: Final = "part_begins"
WORD_END: Final = re.compile(r"\s+|$")


@dataclass(frozen=True, slots=True)
class RatingRow:
    """A row of the chart of ratings."""

    label: str
    ratings: list[int]
    seat: str = ""


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A row of the chart of times."""

    label: str
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """The session as a whole."""

    session: PracticeSession
    turns: list[Turn]
    by_competency: list[RatingRow]
    by_seat: list[RatingRow]
    times: list[TimeRow]
    target: int
    notes: list[Note]
    rated: int
    rated_turns: list[Turn]
    next_turn: Turn | None
    door: Door | None

    @property
    def is_all_rated(self) -> bool:
        return self.next_turn is None


def review_page(session: PracticeSession) -> ReviewPage:
    turns = list(session.turns.prefetch_related("answers"))
    rated = [turn for turn in turns if turn.rating and was_written(turn)]
    return ReviewPage(
        session=session,
        turns=turns,
        by_competency=grouped(rated, lambda turn: (turn.competency_name, "")),
        by_seat=grouped(rated, lambda turn: (turn.asked_by, turn.seat)),
        times=[TimeRow(time_label(turn), answer.seconds) for turn in turns if (answer := first_given(turn))],
        target=session.round.candidate.answer_seconds,
        notes=list(selectors.notes_from(session)),
        rated=len(rated),
        rated_turns=rated,
        door=door_of(session, turns),
        next_turn=next((turn for turn in turns if not turn.rating and was_answered(turn)), None),
    )


def grouped(turns: Iterable[Turn], group: Callable[[Turn], tuple[str, str]]) -> list[RatingRow]:
    """The ratings by (label, seat), groups in the order they first came."""
    found: dict[tuple[str, str], list[int]] = {}
    for turn in turns:
        if turn.rating:
            found.setdefault(group(turn), []).append(turn.rating)
    return [RatingRow(label, sorted(ratings), seat) for (label, seat), ratings in found.items()]


def time_label(turn: Turn) -> str:
    return _("%(number)d. %(name)s") % {"number": turn.position, "name": turn.asked_by}


def first_given(turn: Turn) -> Answer | None:
    return next((answer for answer in turn.answers.all() if answer.number == 0 and answer.status == Given), None)


def was_answered(turn: Turn) -> bool:
    return any(answer.status == Given and answer.text for answer in turn.answers.all())


def was_written(turn: Turn) -> bool:
    """Whether there is anything to rate, skipped or not."""
    return any(answer.text for answer in turn.answers.all())


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an answer; `mark` is the number of its mark on the page, 0 for none, `kind` the finding's.

    Of the kind CAME_IN it is what somebody else said into it, of PART_BEGINS what the page says.
    """

    text: str
    mark: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a finding is about, and the number of their mark."""

    text: str
    mark: int


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding in words, with the words it is about; where they are not quoted, `mark` is the first of them."""

    label: str
    why: str
    quotes: list[Quote]
    mark: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPart:
    """An answer with what was heard in it; `words_after` were said after somebody had come in."""

    answer: Answer
    pieces: list[Piece]
    findings: list[FindingLine]
    words: int
    target: int
    spoken: Spoken | None
    words_per_minute: int | None
    words_after: int | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether some of what was said is not written down yet."""
        return any(each.status == Segment.Status.WAITING for each in self.answer.segments.all())


@dataclass(frozen=True, slots=True)
class Listener:
    """What one of the panel heard, in sentences."""

    seat: str
    called: str
    sentences: list[str]
    must_say: str = ""
    cares_about: str = ""
    is_uninformed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnPage:
    """One question with its answers."""

    turn: Turn
    session: PracticeSession
    parts: list[AnswerPart]
    listeners: list[Listener]
    is_language_known: bool
    is_parsed: bool
    is_last: bool
    evidence: dict[str, list[Evidence]]
    others: list[SaidByOthers]
    attempts: int


def turn_page(turn: Turn) -> TurnPage:
    session = turn.session
    answers = list(turn.answers.all())
    whole = "\n\n".join(answer.text for answer in answers if answer.text)
    heard = analysis_of_turn(turn, answers)
    return TurnPage(
        turn=turn,
        session=session,
        parts=answer_parts(answers, session),
        listeners=listeners(session, heard, whole),
        is_language_known=heard.language_supported,
        is_parsed=heard.is_parsed or not heard.words,
        is_last=turn.position >= session.length,
        evidence=turn_evidence(turn),
        others=said_about(turn),
        attempts=selectors.attempts_before(turn).count(),
    )


def listeners(session: PracticeSession, heard: Analysis, text: str) -> list[Listener]:
    """Everybody who sat in this session, boss, HR and CEO first; nobody where nothing was said."""
    if not text:
        return []
    asked = dict.fromkeys(session.turns.values_list("seat", "asked_by", "panelist"))
    there = sorted(asked, key=lambda who: SEATS.index(who[0]))
    sentences = what_each_heard(heard, text, seats=[seat for seat, _called, _panelist in there])
    cards = {one.pk: one for one in session.round.panelists.all()}
    took_for_granted = heard.has("as_you_know") or heard.has("acronyms")
    return [
        Listener(
            seat,
            called,
            [render_message(each.text) for each in sentences[seat]],
            must_say=cards[panelist].must_say if panelist in cards else "",
            cares_about=cards[panelist].cares_about if panelist in cards else "",
            is_uninformed=took_for_granted and panelist in cards and not cards[panelist].knows_the_work,
        )
        for seat, called, panelist in there
    ]


def analysis_of_turn(turn: Turn, answers: Sequence[Answer]) -> Analysis:
    """What was read in all answers to a question together, as it was kept, or read now."""
    given = [answer for answer in answers if answer.text]
    kept = given[-1].analysis_so_far if given else None
    return kept or analyze_answer(
        "\n\n".join(answer.text for answer in given),
        question=turn.text,
        language=turn.session.language,
        target_seconds=turn.session.round.candidate.answer_seconds,
        spelled_out=spelled_out(selectors.words_before(turn)),
    )


def analysis_of(answer: Answer, talked: float | None, target: int) -> Analysis:
    """What was read in one answer, as it was kept, or read now."""
    turn = answer.turn
    return answer.analysis or analyze_answer(
        answer.text,
        question=turn.text,
        language=turn.session.language,
        seconds=talked,
        spoken=talked is not None,
        target_seconds=target,
        spelled_out=spelled_out(selectors.words_before(turn)),
    )


def answer_parts(answers: Sequence[Answer], session: PracticeSession) -> list[AnswerPart]:
    """The answers with their marks numbered through the page."""
    parts: list[AnswerPart] = []
    marks = 0
    for answer in answers:
        target = target_of(answer.number, session.round.candidate.answer_seconds)
        said = spoken(answer)
        talked = said.talked if said else None
        heard = analysis_of(answer, talked, target)
        pieces, numbers = marked_up(answer, heard, marks)
        marks += len(numbers)
        findings = [finding_line(each, answer.text, numbers) for each in shown(heard)]
        parts.append(
            AnswerPart(
                answer=answer,
                pieces=pieces,
                findings=findings,
                words=heard.words,
                words_after=words_after_interruption(answer),
                target=target,
                spoken=said,
                words_per_minute=round(heard.words_per_minute) if heard.words_per_minute else None,
            )
        )
    return parts


def finding_labels(heard: Analysis) -> list[str]:
    """What was heard, in a few words each."""
    return [label_of(each) for each in shown(heard)]


def shown(heard: Analysis) -> list[Finding]:
    return [each for each in heard.findings if not (each.kind in LEFT_OUT and heard.has(LEFT_OUT[each.kind]))]


def pieces_of(text: str, spans: Sequence[tuple[int, int, str]], before: int) -> tuple[list[Piece], dict[Span, int]]:
    """The text cut at its marks, and the number of each mark; `before` is how many the page has already."""
    pieces: list[Piece] = []
    numbers: dict[Span, int] = {}
    at = 0
    for number, (start, end, kind) in enumerate(spans, start=before + 1):
        pieces += [Piece(text[at:start]), Piece(text[start:end], number, kind)]
        numbers[start, end] = number
        at = end
    return [piece for piece in [*pieces, Piece(text[at:])] if piece.text], numbers


def marked_up(answer: Answer, heard: Analysis, before: int) -> tuple[list[Piece], dict[Span, int]]:
    """The answer with its marks and all that is put between its words, and the number of each mark."""
    pieces, numbers = pieces_of(answer.text, marked_spans(heard.findings), before)
    between: list[tuple[int, Piece]] = []
    if situation := heard.of("long_situation"):
        (span,) = situation.spans
        numbers[span] = before + len(numbers) + 1
        begins = Piece(_("Your part begins here"), numbers[span], PART_BEGINS)
        between.append((word_after(answer.text, span[1]), begins))
    if (at := interrupted_at(answer)) is not None:
        between.append((at, Piece(answer.interruption, kind=CAME_IN)))
    for at, piece in sorted(between, key=lambda place: place[0], reverse=True):
        pieces = [each for each in put_in(pieces, piece, at) if each.text]
    return pieces, numbers


def word_after(text: str, at: int) -> int:
    found = WORD_END.search(text, min(at, len(text)))
    return found.end() if found else len(text)


def interrupted_at(answer: Answer) -> int | None:
    """Where in the text somebody came in: before the next word."""
    if answer.interrupted_after is None or not answer.interruption:
        return None
    return word_after(answer.text, answer.interrupted_after)


def words_after_interruption(answer: Answer) -> int | None:
    at = interrupted_at(answer)
    return None if at is None else count_words(answer.text[at:])


def put_in(pieces: Iterable[Piece], said: Piece, at: int) -> Iterator[Piece]:
    """The pieces of an answer with `said` at this place, or after the mark that it would fall into."""
    waits = True
    for piece in pieces:
        cut = at if waits and not piece.mark and 0 <= at <= len(piece.text) else len(piece.text)
        at -= len(piece.text)
        yield replace(piece, text=piece.text[:cut])
        if waits and at <= 0:
            waits = False
            yield said
        yield replace(piece, text=piece.text[cut:])


def finding_line(finding: Finding, text: str, numbers: dict[Span, int]) -> FindingLine:
    """What is said where another finding is marked is quoted with that mark."""
    marks = {span: mark for span in finding.spans[:QUOTES_SHOWN] if (mark := mark_at(span, numbers))}
    quoted = [] if finding.kind in NOT_QUOTED else list(marks.items())
    quotes = [Quote(shortened(text[start:end]), mark) for (start, end), mark in quoted]
    return FindingLine(label_of(finding), render_message(finding.why), quotes, next(iter(marks.values()), 0))


def shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST_QUOTE else f"{words[: LONGEST_QUOTE - 1].rstrip()}…"


def on_a_clock(seconds: int) -> str:
    return "{}:{:02}".format(*divmod(seconds, 60))


def label_of(finding: Finding) -> str:
    """What was heard, in a few words."""
    kind = KINDS[finding.kind]
    value = on_a_clock(int(finding.value)) if finding.kind in IN_SECONDS else finding.value
    if not kind.labels:
        return render_message(Message(kind.label, {"value": value}))
    count = int(finding.value)
    return ngettext(kind.label, kind.labels, count) % {"value": count}
