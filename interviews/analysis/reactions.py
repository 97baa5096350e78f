"""What each seat heard in an answer, from the same facts: the boss has to vouch, HR to confirm, the CEO to remember.

Nothing is praised that was not heard, and nothing is scored.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Final

from interviews.analysis.finding import Analysis, Span
from interviews.message import Message, gettext_noop

SENTENCES_PER_SEAT: Final = 2
LONGEST_QUOTE: Final = 80
MANY_HEDGES: Final = 3
#: Two figures this close, in one sentence, are one comparison: "nine days instead of the planned twenty".
COMPARISON_GAP: Final = 32
CLAUSE_END: Final = re.compile(r"[.,!?;:—–](?=\s|$)|\n")
STOP: Final = re.compile(r"[.!?](?=\s|$)|\n")
SHORTEST_CLAUSE: Final = 4
COMPARES: Final = re.compile(r"\b(?:instead|to|than|from)\b", re.IGNORECASE)
MONEY_OR_SHARE: Final = re.compile(
    r"[%€$£¥₹]|\b(?:per ?cent|euros?|pounds?|dollars?|third|twice|doubled|halved|tripled)\b", re.IGNORECASE
)
MONTH_OR_YEAR: Final = re.compile(r"\d{4}|[A-Z]")
#: Nobody quotes the thousandth figure of an answer.
FIGURES_WEIGHED: Final = 100
#: Left of a clause by what stood before it.
LINK: Final = re.compile(r"^(?:and|but|so)\s", re.IGNORECASE)


def what_each_heard(heard: Analysis, text: str, *, seats: Sequence[str]) -> dict[str, list[Message]]:
    """One or two sentences for each seat, in the seat's own voice; values quote the answer and are not escaped.

    Of an answer in a language that is not read closely there may be nothing to say: then the list is empty.
    """
    facts = Facts(heard, text)
    return {seat: list(islice(facts.reaction(seat), SENTENCES_PER_SEAT)) for seat in seats}


class Facts:
    """The facts of one answer with the words they are about."""

    def __init__(self, heard: Analysis, text: str) -> None:
        self.heard = heard
        self.text = text
        self.figure = self.telling_figure()

    def reaction(self, seat: str) -> Iterator[Message]:
        if not self.heard.words:
            return iter([NOTHING_SAID])
        if not self.heard.language_supported:
            return iter([Message(NOTED, {"figure": self.figure})] if self.figure else [])
        voices: dict[str, Callable[[], Iterator[Message]]] = {
            "boss": self.boss,
            "hr_director": self.hr_director,
            "ceo": self.ceo,
        }
        return voices.get(seat, self.guest)()

    # The seats

    def boss(self) -> Iterator[Message]:
        """Can I vouch for it?"""
        if not self.heard.story:
            yield BOSS_WANTS_DEED
        elif self.heard.has("no_result"):
            yield BOSS_WANTS_RESULT
        elif self.figure:
            yield Message(BOSS_COULD_VOUCH, {"figure": self.figure})
        else:
            yield BOSS_WANTS_FIGURE
        if self.heard.has("we_over_i"):
            yield BOSS_WANTS_PART
        if self.hedged:
            yield Message(BOSS_HEARS_DOUBT, {"hedge": self.quote("hedges")})
        if self.heard.story and self.heard.has("i") and not self.heard.has("we"):
            yield BOSS_KNOWS_WHO

    def hr_director(self) -> Iterator[Message]:
        """Can I confirm it?"""
        yield from self.example()
        if self.heard.has("we_over_i"):
            yield HR_WANTS_PART
        if self.heard.has("long_situation"):
            yield HR_WAITED
        if self.heard.story:
            yield self.proof()
        if self.heard.has("acronyms"):
            yield Message(HR_WANTS_WORDS, {"acronym": self.acronym})

    def example(self) -> Iterator[Message]:
        if not self.heard.story:
            yield HR_WANTS_EXAMPLE
        elif self.heard.has("result"):
            yield Message(HR_HEARD_END, {"result": self.ending()})
        elif self.heard.has("no_result"):
            yield HR_WANTS_END

    def proof(self) -> Message:
        if not self.figure:
            return HR_WANTS_PROOF
        if date := self.day():
            return Message(HR_COULD_CHECK, {"figure": self.figure, "date": date})
        return Message(HR_WANTS_DATE, {"figure": self.figure})

    def ceo(self) -> Iterator[Message]:
        """Will I remember it?"""
        yield Message(CEO_REMEMBERS, {"figure": self.figure}) if self.figure else CEO_WANTS_ONE_THING
        if self.heard.has("as_you_know"):
            yield Message(CEO_DID_NOT_KNOW, {"words": self.quote("as_you_know")})
        if self.heard.has("acronyms"):
            yield Message(CEO_WANTS_WORDS, {"acronym": self.acronym})
        if self.heard.has("too_long"):
            yield CEO_LOST_THREAD
        if self.heard.has("no_result"):
            yield CEO_WANTS_RESULT
        if self.hedged:
            yield Message(CEO_HEARS_DOUBT, {"hedge": self.quote("hedges")})

    def guest(self) -> Iterator[Message]:
        """Could I follow, who know nothing of it?"""
        if self.heard.has("acronyms"):
            yield Message(GUEST_WANTS_WORDS, {"acronym": self.acronym})
        if self.heard.has("as_you_know"):
            yield Message(GUEST_DID_NOT_KNOW, {"words": self.quote("as_you_know")})
        yield Message(GUEST_SAW_SIZE, {"figure": self.figure}) if self.figure else GUEST_WANTS_SIZE
        if self.heard.has("we_over_i"):
            yield GUEST_WANTS_PART
        if self.heard.has("no_result"):
            yield GUEST_WANTS_END

    # The words

    @property
    def hedged(self) -> bool:
        hedges = self.heard.of("hedges")
        return hedges is not None and len(hedges.spans) >= MANY_HEDGES

    @property
    def acronym(self) -> str:
        finding = self.heard.of("acronyms")
        return str(finding.value).split(", ")[0] if finding else ""

    def quote(self, kind: str) -> str:
        finding = self.heard.of(kind)
        return self.words(finding.spans[0]) if finding and finding.spans else ""

    def day(self) -> str:
        """The first date with a month or a year; a time of day finds nothing in a file."""
        dates = self.heard.of("dates")
        said = [self.words(span) for span in dates.spans[:FIGURES_WEIGHED]] if dates else []
        return next((date for date in said if MONTH_OR_YEAR.search(date)), "")

    def ending(self) -> str:
        """The clause around the last words that tell a result; the sentence, if the clause is but a scrap."""
        finding = self.heard.of("result")
        if finding is None:
            return ""
        clause = self.words(self.around(finding.spans[-1], CLAUSE_END))
        whole = clause if len(clause.split()) >= SHORTEST_CLAUSE else self.words(self.around(finding.spans[-1], STOP))
        return LINK.sub("", whole)

    def around(self, span: Span, boundary: re.Pattern[str]) -> Span:
        """The stretch between two boundaries that holds `span`, begun at `span` if it would begin too far back."""
        earliest = max(span[0] - LONGEST_QUOTE, 0)
        before = [match.end() for match in boundary.finditer(self.text, earliest, span[0])]
        after = boundary.search(self.text, span[1])
        begin = before[-1] if before else span[0] if earliest else 0
        return begin, after.start() if after else len(self.text)

    def words(self, span: Span) -> str:
        said = " ".join(self.text[slice(*span)].split())
        return said if len(said) <= LONGEST_QUOTE else said[: LONGEST_QUOTE - 1] + "…"

    def telling_figure(self) -> str:
        """The figure to quote: rather a comparison, money, a percentage, or one told with the result.

        A bare "three" tells nothing, a date no size.
        """
        dates = self.heard.of("dates")
        figures = self.heard.of("figures")
        dated = set(dates.spans) if dates else set()
        spans = [span for span in figures.spans if span not in dated][:FIGURES_WEIGHED] if figures else []
        compared = [(first[0], second[1]) for first, second in pairwise(spans) if self.close(first, second)]
        best = max([*compared, *spans], key=self.weight, default=None)
        return self.words(best) if best and self.weight(best) else ""

    def weight(self, span: Span) -> int:
        """How much a figure tells; 0 for a bare word like "three"."""
        said = self.text[slice(*span)]
        money = 2 if MONEY_OR_SHARE.search(said) else 0
        if not (money or " " in said or any(map(str.isdecimal, said))):
            return 0
        return 1 + money + (3 if COMPARES.search(said) else 0) + (2 if self.is_with_result(span) else 0)

    def is_with_result(self, span: Span) -> bool:
        result = self.heard.of("result")
        start, end = self.around(span, STOP)
        return result is not None and any(start <= told[0] < end for told in result.spans)

    def close(self, first: Span, second: Span) -> bool:
        between = self.text[first[1] : second[0]]
        return len(between) <= COMPARISON_GAP and COMPARES.search(between) is not None and not STOP.search(between)


NOTHING_SAID: Final = Message(gettext_noop("I heard no answer."))
NOTED: Final = gettext_noop("I noted “%(figure)s”.")

BOSS_COULD_VOUCH: Final = gettext_noop("“%(figure)s”: that I could check, and vouch for.")
BOSS_WANTS_FIGURE: Final = Message(gettext_noop("I have no figure to pass on yet."))
BOSS_WANTS_DEED: Final = Message(gettext_noop("I can vouch for something you did: which was it?"))
BOSS_WANTS_PART: Final = Message(gettext_noop("You said “we” more often than “I”: what was your part?"))
BOSS_WANTS_RESULT: Final = Message(gettext_noop("They will ask me how it ended, and you did not say."))
BOSS_HEARS_DOUBT: Final = gettext_noop("“%(hedge)s”: if you are not sure, how can I be?")
BOSS_KNOWS_WHO: Final = Message(gettext_noop("You said what you did yourself, so I know what I would be vouching for."))

HR_HEARD_END: Final = gettext_noop("An example, and I heard how it went: “%(result)s”.")
HR_WANTS_END: Final = Message(gettext_noop("An example, but I did not hear how it ended."))
HR_WANTS_EXAMPLE: Final = Message(gettext_noop("I heard what you think or would do. When did you last do it?"))
HR_WANTS_PART: Final = Message(gettext_noop("I cannot tell from “we” who did what."))
HR_WAITED: Final = Message(gettext_noop("More than half was about the situation, before you came into it."))
HR_COULD_CHECK: Final = gettext_noop("“%(figure)s” and “%(date)s”: that I could check.")
HR_WANTS_PROOF: Final = Message(gettext_noop("A date, a number or a name would let me check it."))
HR_WANTS_DATE: Final = gettext_noop("When was “%(figure)s”? With a date I could check it.")
HR_WANTS_WORDS: Final = gettext_noop("I would have to ask somebody what %(acronym)s means.")

CEO_REMEMBERS: Final = gettext_noop("I will remember “%(figure)s”.")
CEO_WANTS_ONE_THING: Final = Message(gettext_noop("I have nothing to remember you by yet: one figure would do."))
CEO_DID_NOT_KNOW: Final = gettext_noop("“%(words)s”: I did not know.")
CEO_WANTS_WORDS: Final = gettext_noop("Nobody said what %(acronym)s stands for.")
CEO_LOST_THREAD: Final = Message(gettext_noop("It was long: which one sentence should I keep?"))
CEO_WANTS_RESULT: Final = Message(gettext_noop("And what came of it for the company?"))
CEO_HEARS_DOUBT: Final = gettext_noop("“%(hedge)s” made me less sure than you may be.")

GUEST_WANTS_WORDS: Final = gettext_noop("I am not from here: what is %(acronym)s?")
GUEST_DID_NOT_KNOW: Final = gettext_noop("“%(words)s”: I do not, I have only just met you.")
GUEST_SAW_SIZE: Final = gettext_noop("“%(figure)s” told me how big it was.")
GUEST_WANTS_SIZE: Final = Message(gettext_noop("Without a number I cannot tell how big it was."))
GUEST_WANTS_PART: Final = Message(gettext_noop("I could not tell you apart from your team."))
GUEST_WANTS_END: Final = Message(gettext_noop("I would have liked to know how it ended."))
