"""What can be heard in an answer: facts, each with its value, its place in the text and why it matters. Never a score.

English is read closely; of other languages only what holds in any: words, time, figures in digits.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from interviews.analysis import english
from interviews.analysis.clauses import Clause
from interviews.analysis.figures import Figure, find_figures
from interviews.analysis.finding import Analysis, Finding, Span
from interviews.analysis.parsing import parse
from interviews.analysis.questions import Wants
from interviews.analysis.reactions import what_each_heard
from interviews.analysis.reading import Reading
from interviews.analysis.tokens import Lexicon, Token, count_words, find_phrases, phrase_length, tokenize

__all__ = [
    "PACE_BAND",
    "TARGET_SECONDS",
    "Analysis",
    "AnswerTiming",
    "Finding",
    "analyze_answer",
    "counts",
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
#: One "we" in an answer hides nobody.
WE_WORTH_SAYING: Final = 2
ACRONYMS_AT_MOST: Final = 50
SHOUTING_SHARE: Final = 0.6
#: Characters read closely: nearly two hours of talk. Whoever pastes more learns how many words it is.
READ_AT_MOST: Final = 100_000
LANGUAGES: Final = frozenset({"en"})


def analyze_answer(
    text: str,
    *,
    question: str = "",
    language: str = "en",
    seconds: float | None = None,
    spoken: bool = False,
    spelled_out: Collection[str] = (),
    target_seconds: int = TARGET_SECONDS,
) -> Analysis:
    """Read an answer to `question`.

    `seconds` is how long it took; only a spoken answer's tells anything. `spelled_out` are acronyms the panel has been
    told before. `target_seconds` is how long an answer should take.
    """
    words = count_words(text)
    talked = seconds if spoken and seconds is not None and math.isfinite(seconds) and seconds > 0 else None
    supported = language.split("-")[0].lower() in LANGUAGES
    findings: list[Finding] = []
    reading = None
    if words and supported:
        parsed = parse(text[:READ_AT_MOST])
        reading = Reading(parsed, question) if parsed and len(parsed.doc) else None
        analyzer = EnglishAnalyzer(text[:READ_AT_MOST], words, spoken=spoken, spelled_out=spelled_out, reading=reading)
        findings = list(analyzer.findings())
    elif words:
        findings = list(figure_findings(digits_in(text[:READ_AT_MOST])))
    if words and (supported or talked is not None):
        findings += length_findings(words, talked, target_seconds)
    return Analysis(
        words=words,
        seconds=seconds,
        words_per_minute=words / talked * 60 if talked else None,
        findings=tuple(findings),
        language_supported=supported,
        story=reading is not None and reading.has_case,
        is_parsed=reading is not None,
        topics=tuple(reading.topics) if reading else (),
    )


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
            analyzer = EnglishAnalyzer(told.text[:READ_AT_MOST], words, spoken=True, spelled_out=())
            found.update(spoken_words=words, fillers=sum(len(fillers.spans) for fillers in analyzer.fillers()))
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
        yield Finding("too_short", round(took), ())
    if took > LONG_SHARE * target:
        yield Finding("too_long", round(took), ())


def figure_findings(figures: Sequence[Figure]) -> Iterator[Finding]:
    amounts = tuple((figure.start, figure.end) for figure in figures if not figure.dated)
    dates = tuple((figure.start, figure.end) for figure in figures if figure.dated)
    if amounts:
        yield Finding("figures", len(amounts), amounts)
    if dates:
        yield Finding("dates", len(dates), dates)


class EnglishAnalyzer:
    """One English answer, read once."""

    def __init__(
        self, text: str, words: int, *, spoken: bool, spelled_out: Collection[str], reading: Reading | None = None
    ) -> None:
        self.text = text
        self.words = words
        self.spoken = spoken
        self.known = english.EVERYDAY_ACRONYMS | {acronym.upper() for acronym in spelled_out}
        self.tokens = tokenize(text)
        self.shouting = is_shouting(text, self.tokens)
        self.reading = reading

    def findings(self) -> Iterator[Finding]:
        yield from self.figures()
        yield from self.people()
        if self.reading:
            yield from self.grammar(self.reading)
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
        if self.reading:
            dates = [figure for figure in self.reading.figures if figure.dated]
            yield from figure_findings([*self.reading.telling_figures, *dates])
        else:
            yield from figure_findings(find_figures(self.text, self.tokens, words_too=True))

    def people(self) -> Iterator[Finding]:
        mine = [index for index, token in enumerate(self.tokens) if token.low in english.I_WORDS and self.is_i(index)]
        ours = [index for index, token in enumerate(self.tokens) if token.low in english.WE_WORDS]
        if mine:
            words = self.reading.first_quote(self.reading.telling_deeds) if self.reading else ""
            yield Finding("i", len(mine), tuple(self.span(index, index + 1) for index in mine), words)
        if len(ours) >= WE_WORTH_SAYING:
            yield Finding("we", len(ours), tuple(self.span(index, index + 1) for index in ours))

    def is_i(self, index: int) -> bool:
        """Not the "i" of "i.e." and not a numeral."""
        end = self.tokens[index].end
        return self.low(index - 1) not in english.BEFORE_NUMERAL_I and self.text[end : end + 2].lower() != ".e"

    # From the grammar

    def grammar(self, reading: Reading) -> Iterator[Finding]:
        if reading.wants is Wants.THEIR_QUESTIONS:
            return
        if reading.asks_back:
            yield Finding("question_back", 1, ())
            return
        if reading.declines:
            yield Finding("not_answered", 1, ())
            return
        if reading.does_not_know:
            yield Finding("dont_know", 1, ())
        yield from self.others(reading)
        if reading.is_plan and reading.wants_outright:
            yield clause_finding("plan", reading, reading.unreal[:1])
        elif reading.is_plan:
            yield clause_finding("plan_told", reading, reading.unreal[:1])
        if reading.bare_claim:
            yield clause_finding("bare_claim", reading, [reading.bare_claim])
        elif reading.big_word:
            yield clause_finding("big_word", reading, [reading.big_word])
        yield from self.ending(reading)
        yield from self.situation(reading)

    def others(self, reading: Reading) -> Iterator[Finding]:
        if reading.others_deed:
            yield clause_finding("others_deed", reading, [reading.others_deed])
        elif reading.blamed:
            yield clause_finding("blame", reading, [reading.blamed])
        elif reading.hides_part:
            yield clause_finding("hidden_part", reading, reading.our_deeds or reading.passives)

    def ending(self, reading: Reading) -> Iterator[Finding]:
        if reading.endings:
            yield clause_finding("result", reading, reading.endings)
        elif reading.is_unfinished:
            yield Finding("no_result", 0, ())
        elif reading.lacks_example:
            yield Finding("no_example", 0, ())

    def situation(self, reading: Reading) -> Iterator[Finding]:
        if not reading.own_deeds:
            return
        start = reading.span(reading.own_deeds[0])[0]
        situation = self.text[:start].rstrip(" \n.!?…")
        before = count_words(situation)
        if before >= LONG_SITUATION_WORDS and before > LONG_SITUATION_SHARE * self.words:
            yield Finding("long_situation", round(100 * before / self.words), ((0, len(situation)),))

    # What the panel cannot know

    def assumptions(self) -> Iterator[Finding]:
        found = [
            (first, after)
            for first, after in self.phrases(english.ASSUMED)
            if self.low(first - 1) not in english.NOT_ASSUMED_AFTER
        ]
        if found:
            said = self.text[slice(*self.span(*found[0]))]
            yield Finding("as_you_know", said, tuple(self.span(*place) for place in found))

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
            yield Finding("acronyms", ", ".join(unexplained), tuple(spans))

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
            yield Finding("hedges", len(found), tuple(self.span(*place) for place in found))

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
            yield Finding("fillers", rate, tuple(sorted(self.span(*place) for place in found)))

    def is_set_off(self, first: int, after: int) -> bool:
        start, end = self.span(first, after)
        before = self.text[max(start - 2, 0) : start].rstrip()[-1:]
        return before in {"", ",", ".", "?", "!"} and self.text[end : end + 1] == ","


def clause_finding(kind: str, reading: Reading, clauses: Sequence[Clause]) -> Finding:
    """The finding at these clauses, quoted by the last of them that reads well, or the first where it is the cause."""
    ordered = list(reversed(clauses)) if kind == "result" else list(clauses)
    words = reading.first_quote(ordered)
    return Finding(kind, len(clauses), tuple(reading.span(clause) for clause in clauses), words)


def is_shouting(text: str, tokens: Sequence[Token]) -> bool:
    """Most words in capitals: then they tell nothing about acronyms."""
    loud = sum(text[token.start : token.end].isupper() for token in tokens)
    return loud > SHOUTING_SHARE * len(tokens)
