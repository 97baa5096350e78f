"""What can be heard in an answer: facts, each with its value, its place in the text and why it matters. Never a score.

English is read closely; of other languages only what holds in any: words, time, figures in digits.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from interviews.analysis import english
from interviews.analysis.figures import Figure, find_figures
from interviews.analysis.finding import Analysis, Finding, Span
from interviews.analysis.reactions import what_each_heard
from interviews.analysis.tokens import Lexicon, Token, count_words, find_phrases, phrase_length, tokenize
from interviews.message import Message, gettext_noop

__all__ = [
    "PACE_BAND",
    "TARGET_SECONDS",
    "Analysis",
    "AnswerTiming",
    "Finding",
    "counts",
    "listen",
    "spelled_out",
    "what_each_heard",
]

#: Seconds. Convention (EVIDENCE, answer length): 60–120 s, about 150–300 words.
TARGET_SECONDS: Final = 120
#: Words a minute. About 150 in US conversation (EVIDENCE, speaking rate); used where nobody measured the time.
USUAL_PACE: Final = 150
#: Words a minute. Convention (EVIDENCE, speaking rate); shown, no pass or fail.
PACE_BAND: Final = (120, 160)
#: Shares of the target. Against the usual 60–120 s: under a third of the low end, and a quarter over the high end.
SHORT_SHARE: Final = 0.15
LONG_SHARE: Final = 1.25
#: Words, and share of all words, told before the first deed. Convention (EVIDENCE, answer length): situation 10–15%,
#: task 5–15%; real candidates told it at too great length (Bangerter et al. 2014).
LONG_SITUATION_SHARE: Final = 0.5
LONG_SITUATION_WORDS: Final = 50
#: Per 100 words, disfluencies of every sort in normal talk (Lickley 2017).
USUAL_DISFLUENCIES: Final = 6
#: "We" so many times more often than "I" hides the speaker; one more is how people talk.
WE_LEAD: Final = 2
#: One "we" in an answer hides nobody.
WE_WORTH_SAYING: Final = 2
ACRONYMS_AT_MOST: Final = 50
SHOUTING_SHARE: Final = 0.6
SENTENCE_ENDS: Final = frozenset(".!?…\n")
#: Characters read closely: nearly two hours of talk. Whoever pastes more learns how many words it is.
READ_AT_MOST: Final = 100_000
LANGUAGES: Final = frozenset({"en"})


def listen(
    text: str,
    *,
    language: str = "en",
    seconds: float | None = None,
    spoken: bool = False,
    spelled_out: Collection[str] = (),
    target_seconds: int = TARGET_SECONDS,
) -> Analysis:
    """Listen to an answer.

    `seconds` is how long it took; only a spoken answer's tells anything. `spelled_out` are acronyms the panel has been
    told before. `target_seconds` is how long an answer should take.
    """
    words = count_words(text)
    talked = seconds if spoken and seconds is not None and math.isfinite(seconds) and seconds > 0 else None
    supported = language.split("-")[0].lower() in LANGUAGES
    story = False
    findings: list[Finding] = []
    if words and supported:
        ear = EnglishAnalyzer(text[:READ_AT_MOST], words, spoken=spoken, spelled_out=spelled_out)
        findings, story = list(ear.findings()), ear.story
    elif words:
        findings = list(figure_findings(digits_in(text[:READ_AT_MOST])))
    if words and (supported or talked is not None):
        findings += length_findings(words, talked, target_seconds)
    pace = words / talked * 60 if talked else None
    return Analysis(words, seconds, pace, tuple(findings), supported, story)


def spelled_out(texts: Iterable[str]) -> frozenset[str]:
    """The acronyms that were explained in any of these answers: the panel has been told."""
    ears = (EnglishAnalyzer(text[:READ_AT_MOST], 0, spoken=False, spelled_out=()) for text in texts if text.strip())
    return frozenset(acronym for ear in ears for acronym in ear.acronyms_told())


class AnswerTiming(NamedTuple):
    """An answer: its text, seconds on the clock, and seconds of talk where it was spoken."""

    text: str
    seconds: int
    talked: float | None


def counts(answers: Iterable[AnswerTiming], *, language: str = "en") -> dict[str, float]:
    """Of all answers together: answers, words, seconds; of the spoken ones spoken_words, spoken_seconds, fillers.

    Fillers are counted in English only.
    """
    found: Counter[str] = Counter()
    seconds_spoken = 0.0
    for told in answers:
        words = count_words(told.text)
        found.update(answers=1, words=words, seconds=told.seconds)
        if told.talked:
            heard = listen(told.text, language=language, seconds=told.talked, spoken=True)
            fillers = heard.of("fillers")
            found.update(spoken_words=words, fillers=len(fillers.spans) if fillers else 0)
            seconds_spoken += told.talked
    if language not in LANGUAGES:
        del found["fillers"]
    return {**found, **({"spoken_seconds": round(seconds_spoken, 1)} if seconds_spoken else {})}


def digits_in(text: str) -> list[Figure]:
    return find_figures(text, tokenize(text), words_too=False)


def length_findings(words: int, talked: float | None, target: int) -> Iterator[Finding]:
    """`talked` in seconds, or what so many words would take."""
    took = talked if talked is not None else words / USUAL_PACE * 60
    if took < SHORT_SHARE * target:
        yield Finding("too_short", round(took), (), TOO_SHORT)
    if took > LONG_SHARE * target:
        yield Finding("too_long", round(took), (), TOO_LONG)


def figure_findings(figures: Sequence[Figure]) -> Iterator[Finding]:
    # A lone year tells when, not how much: nothing to remember somebody by.
    if any(not figure.dated for figure in figures):
        yield Finding("figures", len(figures), tuple((figure.start, figure.end) for figure in figures), FIGURES)
    dates = [figure for figure in figures if figure.dated]
    if dates:
        yield Finding("dates", len(dates), tuple((figure.start, figure.end) for figure in dates), DATES)


class EnglishAnalyzer:
    """One English answer, read once."""

    def __init__(self, text: str, words: int, *, spoken: bool, spelled_out: Collection[str]) -> None:
        self.text = text
        self.words = words
        self.spoken = spoken
        self.known = english.EVERYDAY_ACRONYMS | {acronym.upper() for acronym in spelled_out}
        self.tokens = tokenize(text)
        self.shouting = is_shouting(text, self.tokens)
        self.sentences = list(sentences(text, self.tokens))
        self.numbers = find_figures(text, self.tokens, words_too=True)
        self.amounts = [figure for figure in self.numbers if not figure.dated]
        self.amount_starts = {figure.start for figure in self.amounts}
        self.deeds = [index for first, after in self.sentences for index in self.deeds_in(first, after)]
        self.story = bool(self.deeds) or self.tells_passively()

    def findings(self) -> Iterator[Finding]:
        yield from self.figures()
        yield from self.people()
        yield from self.ending()
        yield from self.situation()
        yield from self.assumptions()
        yield from self.acronyms()
        yield from self.hedges()
        if self.spoken:
            yield from self.fillers()

    def low(self, index: int) -> str:
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def span(self, first: int, after: int) -> Span:
        return self.tokens[first].start, self.tokens[after - 1].end

    def phrases(self, wanted: Lexicon) -> list[tuple[int, int]]:
        return find_phrases(self.tokens, wanted)

    # Figures, I and we

    def figures(self) -> Iterator[Finding]:
        yield from figure_findings(self.numbers)
        if not self.amounts:
            yield Finding("no_figure", 0, (), NO_FIGURE)

    def people(self) -> Iterator[Finding]:
        mine = [index for index, token in enumerate(self.tokens) if token.low in english.I_WORDS and self.is_i(index)]
        ours = [index for index, token in enumerate(self.tokens) if token.low in english.WE_WORDS]
        if mine:
            yield Finding("i", len(mine), tuple(self.span(index, index + 1) for index in mine), I_SAID)
        if len(ours) >= WE_WORTH_SAYING:
            yield Finding("we", len(ours), tuple(self.span(index, index + 1) for index in ours), WE_SAID)
        if len(ours) >= len(mine) + WE_LEAD:
            yield Finding("we_over_i", len(ours), tuple(self.span(index, index + 1) for index in ours), WE_OVER_I)

    def is_i(self, index: int) -> bool:
        """Not the "i" of "i.e." and not a numeral."""
        end = self.tokens[index].end
        return self.low(index - 1) not in english.BEFORE_NUMERAL_I and self.text[end : end + 2].lower() != ".e"

    # Deeds, result, situation

    def deeds_in(self, first: int, after: int) -> Iterator[int]:
        """The deeds of one sentence, up to the first word that makes it a wish or a plan."""
        for index in range(first, after):
            if self.low(index) in english.PLANS:
                return
            if self.is_deed(index):
                yield index

    def is_deed(self, index: int) -> bool:
        """A past verb that "I", "we" or "our team" did, with at most three small words between."""
        caused = self.low(index) == "had" and self.low(index + 1) in english.OBJECTS
        if not caused and (not is_past(self.low(index)) or self.low(index) in english.NOT_DEEDS):
            return False
        for back in range(index - 1, max(index - 5, -1), -1):
            if self.is_us(back):
                return True
            if self.low(back) not in english.ADVERBS:
                return False
        return False

    def is_us(self, index: int) -> bool:
        low = self.low(index)
        ours = low == "team" and self.low(index - 1) in {"my", "our"}
        return low in english.I_WORDS or low in english.WE_WORDS or ours

    def tells_passively(self) -> bool:
        """A story in which nobody acts: "the line was moved and the crew were trained", "it was cold, it was late"."""
        states = [index for index, token in enumerate(self.tokens) if token.low in english.BE_WORDS]
        moved = sum(is_past(self.low(index + 1)) for index in states)
        past = sum(self.low(index) in {"was", "were", "been"} for index in states)
        return moved >= 2 or past >= 4

    def outcomes(self) -> Iterator[tuple[int, int]]:
        """Words that tell what came of it. Before the first deed they describe the problem, unless they open."""
        deed = self.deeds[0] if self.deeds else len(self.tokens) // 2
        headline = self.headline_end()
        closing = self.closing_start()
        for index, token in enumerate(self.tokens):
            length = phrase_length(self.tokens, index, english.OUTCOME_PHRASES)
            compared = phrase_length(self.tokens, index, english.COMPARISONS) if len(self.amounts) > 1 else 0
            told = length or self.is_outcome(index) or (index >= closing and token.start in self.amount_starts)
            if compared or (told and (index >= deed or index < headline)):
                yield index, index + max(length, compared, 1)

    def is_outcome(self, index: int) -> bool:
        low = self.low(index)
        if low not in english.OUTCOMES or (low in english.DEEDS_IF_OURS and self.is_deed(index)):
            return False
        before = {self.low(index - back) for back in (1, 2)}
        return low in english.PLAIN_OUTCOMES or before.isdisjoint(english.NOT_YET)

    def headline_end(self) -> int:
        """The end of a first sentence that has a figure and sets no scene: "Complaints fell by forty percent." """
        first, after = self.sentences[0]
        return after if self.low(first) not in english.SCENE_SETTERS and self.has_amount(first, after) else 0

    def closing_start(self) -> int:
        """The start of a last sentence that tells no plan of ours: "The last two needed only seven weeks." """
        first, after = self.sentences[-1]
        planned = any(self.low(index) in english.PLANS for index in range(first, after))
        return first if self.turns_away(first, after) and not planned else len(self.tokens)

    def turns_away(self, first: int, after: int) -> bool:
        """A sentence after all deeds that does not start with us."""
        ours = any(map(self.is_us, range(first, min(first + 3, after))))
        return bool(self.deeds) and first > self.deeds[-1] and not ours

    def has_amount(self, first: int, after: int) -> bool:
        start, end = self.span(first, after)
        return any(start <= figure.start < end for figure in self.amounts)

    def ending(self) -> Iterator[Finding]:
        outcomes = list(self.outcomes()) if self.story else []
        if outcomes:
            yield Finding("result", len(outcomes), tuple(self.span(*outcome) for outcome in outcomes), RESULT)
        elif self.story and not self.ends_somehow():
            yield Finding("no_result", 0, (), NO_RESULT)

    def ends_somehow(self) -> bool:
        """Signs of an ending in no words of ours. Better to say nothing than to miss aloud what was there."""
        if not self.deeds:
            return False
        first, after = self.sentences[-1]
        if self.has_amount(first, after):
            return True
        return self.turns_away(first, after) or any(
            map(self.is_about_others, range(self.deeds[-1] + 1, len(self.tokens)))
        )

    def is_about_others(self, index: int) -> bool:
        """They ordered, it was, which has."""
        following = self.low(index + 1)
        return self.low(index) in english.OTHERS and (following in english.STATES or is_past(following))

    def situation(self) -> Iterator[Finding]:
        first = self.deeds[0] if self.deeds else len(self.tokens)
        share = first / max(len(self.tokens), 1)
        if self.story and first >= LONG_SITUATION_WORDS and share > LONG_SITUATION_SHARE:
            end = self.doer_of(first) if self.deeds else first
            yield Finding("long_situation", round(100 * share), (self.span(0, end),), LONG_SITUATION)

    def doer_of(self, deed: int) -> int:
        """Where "I", "we" or "our team" stands before its deed."""
        doer = next((back for back in range(deed - 1, max(deed - 5, -1), -1) if self.is_us(back)), deed)
        return doer - 1 if self.low(doer) == "team" and doer < deed else doer

    # What the panel cannot know

    def assumptions(self) -> Iterator[Finding]:
        found = [
            (first, after)
            for first, after in self.phrases(english.ASSUMED)
            if self.low(first - 1) not in english.NOT_ASSUMED_AFTER
        ]
        if found:
            said = self.text[slice(*self.span(*found[0]))]
            yield Finding("as_you_know", said, tuple(self.span(*place) for place in found), AS_YOU_KNOW)

    def acronym_places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for index in range(len(self.tokens)):
            acronym = self.acronym(index)
            if acronym and (acronym in places or len(places) < ACRONYMS_AT_MOST):
                places.setdefault(acronym, []).append(index)
        return places

    def is_told(self, places: Sequence[int]) -> bool:
        """Whether an acronym is explained where it first comes, or soon after."""
        return any(map(self.explained, places[:3]))

    def acronyms_told(self) -> list[str]:
        return [name for name, places in self.acronym_places().items() if self.is_told(places)]

    def acronyms(self) -> Iterator[Finding]:
        unexplained = {name: places for name, places in self.acronym_places().items() if not self.is_told(places)}
        if unexplained:
            spans = sorted(self.span(index, index + 1) for found in unexplained.values() for index in found)
            yield Finding("acronyms", ", ".join(unexplained), tuple(spans), ACRONYMS)

    def acronym(self, index: int) -> str:
        """The acronym at `index` in capitals without a plural s, "" if it is none or is known to all."""
        token = self.tokens[index]
        if token.end - token.start > 7:
            return ""
        word = self.text[token.start : token.end].replace("’", "'").removesuffix("'s").removesuffix("s")
        if not (2 <= len(word) <= 5 and word.isascii() and word.isalpha() and word.isupper()):
            return ""
        return "" if word in self.known or self.shouting else word

    def explained(self, index: int) -> bool:
        """Whether the words around spell it out, or say what it means."""
        acronym = self.acronym(index).lower()
        if phrase_length(self.tokens, index + 1, english.EXPLAINED_BY) if index + 1 < len(self.tokens) else 0:
            return True
        around = [*self.tokens[max(index - 9, 0) : index], Token(" ", 0, 0), *self.tokens[index + 1 : index + 10]]
        initials = "".join(token.low[0] for token in around)
        without_small = "".join(token.low[0] for token in around if token.low not in english.SMALL_WORDS)
        if len(acronym) > 2:
            return acronym in initials or acronym in without_small
        return any(side in without_small for side in (f"{acronym} ", f" {acronym}")) and self.is_bracketed(index)

    def is_bracketed(self, index: int) -> bool:
        """Two initials agree by chance too often: then a bracket or a comma has to set the words apart."""
        token = self.tokens[index]
        before, after = self.text[: token.start].rstrip()[-1:], self.text[token.end : token.end + 20].lstrip()[:1]
        return before in {"(", ","} or after in {"(", ",", ":"}

    # How it was said

    def hedges(self) -> Iterator[Finding]:
        found = [place for place in self.phrases(english.HEDGES) if self.is_hedge(*place)]
        if found:
            yield Finding("hedges", len(found), tuple(self.span(*place) for place in found), HEDGES)

    def is_hedge(self, first: int, after: int) -> bool:
        phrase = " ".join(token.low for token in self.tokens[first:after])
        if phrase in {"i would say", "i'd say"} and self.low(first - 1) == "what":
            return False
        if phrase in {"sort of", "kind of"} and self.low(first - 1) in english.NOUN_BEFORE_KIND:
            return False
        return not phrase_length(self.tokens, first, english.NOT_HEDGES)

    def fillers(self) -> Iterator[Finding]:
        found = self.phrases(english.FILLERS)
        found += [place for place in self.phrases(english.COMMA_FILLERS) if self.is_set_off(*place)]
        if found:
            rate = round(100 * len(found) / self.words, 1)
            yield Finding("fillers", rate, tuple(sorted(self.span(*place) for place in found)), FILLERS)

    def is_set_off(self, first: int, after: int) -> bool:
        start, end = self.span(first, after)
        before = self.text[max(start - 2, 0) : start].rstrip()[-1:]
        return before in {"", ",", ".", "?", "!"} and self.text[end : end + 1] == ","


def sentences(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Sentences as (first token, token after the last)."""
    first = 0
    for index in range(1, len(tokens) + 1):
        ends = index == len(tokens) or not SENTENCE_ENDS.isdisjoint(text[tokens[index - 1].end : tokens[index].start])
        if ends:
            yield first, index
            first = index


def is_shouting(text: str, tokens: Sequence[Token]) -> bool:
    """Most words in capitals: then they tell nothing about acronyms."""
    loud = sum(text[token.start : token.end].isupper() for token in tokens)
    return loud > SHOUTING_SHARE * len(tokens)


def is_past(low: str) -> bool:
    return (low.endswith("ed") and len(low) > 3) or low in english.IRREGULAR_DEEDS


FIGURES: Final = Message(gettext_noop("A figure is what a panel remembers, and what it can check."))
DATES: Final = Message(gettext_noop("You said when: that can be looked up."))
NO_FIGURE: Final = Message(
    gettext_noop("No number was heard: how many, how much or how long makes it easy to believe.")
)
I_SAID: Final = Message(gettext_noop("“I” shows the panel your own part."))
WE_SAID: Final = Message(gettext_noop("“We” is fair to the others, but hides who did what."))
WE_OVER_I: Final = Message(gettext_noop("“We” was heard more often than “I”: your own part is hard to see."))
RESULT: Final = Message(gettext_noop("You said what came of it: that is the part the panel waits for."))
NO_RESULT: Final = Message(gettext_noop("You said what was done, but not what came of it."))
LONG_SITUATION: Final = Message(
    gettext_noop("More than half of the answer is over before you do anything: the panel waits for your part.")
)
AS_YOU_KNOW: Final = Message(gettext_noop("Somebody on the panel may not know it: say it in a few words."))
ACRONYMS: Final = Message(gettext_noop("Letters that nobody spelled out: somebody on the panel may not know them."))
HEDGES: Final = Message(gettext_noop("Words like these make a fact sound like a guess."))
FILLERS: Final = Message(
    gettext_noop(
        "About 6 slips of every sort in 100 words are normal in English talk (Lickley 2017); elsewhere norms differ "
        "(Roberts & Meltzer). Only the trend tells anything."
    )
)
TOO_SHORT: Final = Message(gettext_noop("Over long before the time is: there is room for an example."))
TOO_LONG: Final = Message(gettext_noop("Well over the time for one answer: the panel may lose the thread."))
