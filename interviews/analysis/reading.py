"""What an English answer tells, from its clauses: deeds, claims, endings, causes, plans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from interviews.analysis.clauses import Clause, Reality, Subject, read_clauses
from interviews.analysis.figures import Figure, find_figures
from interviews.analysis.memory import numbers_in
from interviews.analysis.questions import OWN_PART, Wants, asks_for_a_fact, is_about_trouble, wants, wants_case_outright
from interviews.analysis.quoting import has_few_marks, quote
from interviews.analysis.tokens import tokenize, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

    from interviews.analysis.finding import Span
    from interviews.analysis.parsing import ParsedText

OURS: Final = frozenset({Subject.I, Subject.WE})
OTHERS: Final = frozenset({Subject.PERSON, Subject.THING})
TOLD: Final = frozenset({Reality.PAST, Reality.PRESENT})

CHANGES: Final = word_set(
    "improve increase decrease rise fall drop grow double halve triple reduce cut lower raise boost shrink jump climb "
    "soar plummet skyrocket decline shorten strengthen transform exceed recover smash"
)
#: What goes up and down; a lift and a server go down, too.
MEASURES: Final = word_set(
    "satisfaction morale score rate cost complaint sale number time revenue turnover absence churn error attendance "
    "performance productivity quality volume output overtime waste result average margin profit spend trust engagement "
    "figure share adoption it they"
)
#: With these a thing moves: "satisfaction went up", "complaints are down".
MOVES: Final = word_set("go come be get shoot creep")
DIRECTIONS: Final = word_set("up down")
CHANGE_NOUNS: Final = word_set("improvement progress strides success increase decrease reduction growth rise drop")
GONE: Final = word_set("gone disappear vanish eliminate solve resolve fix")
#: Comparatives that tell a change for the better.
PRAISE: Final = word_set(
    "good great fantastic amazing excellent wonderful lovely brilliant huge successful smooth passionate hardworking "
    "motivated reliable strong engaged happy modern professional committed dedicated popular tremendous incredible "
    "supported satisfied everything priority positively chuffed love proud content better"
)
SPEECH: Final = word_set("say tell ask speak talk")
#: Pointing at a problem mends nothing by itself, and "I did what I could" is no deed.
WARNINGS: Final = word_set(
    "warn flag remind complain mention report escalate email raise plant do give look follow point"
)
NOT_PLANNED: Final = word_set("say like love be guess know rather prefer think thank hear go have hope")
OUTCOME_ASKED: Final = re.compile(
    r"\b(?:how (?:did|do|does|is|are|was|were|has|have)\b.*\b(?:go|going|do|doing|develop\w*|situation|improve\w*|"
    r"turn out)|how['’]s|"
    r"what(?:['’]s| has| have)? (?:changed|impact|result|results|difference)|what have you (?:changed|done))\b",
    re.IGNORECASE,
)
FROM_TO: Final = re.compile(
    r"\b(?:from|was|were|before)\b.{1,60}\b(?:to|now|after|today|became|is|are)\b", re.IGNORECASE | re.DOTALL
)
BACK_TO_THEM: Final = re.compile(r"\b(?:you|question|hear|mean|which|or)\b", re.IGNORECASE)
QUOTED: Final = re.compile(r"[\"“][^\"“”]*[\"”]")
SMALL_TALK: Final = re.compile(r"^(?:thanks|thank you) for having me", re.IGNORECASE)
ROLE: Final = word_set("lead manager pm head chair owner coordinator responsible")
BAD: Final = word_set(
    "fail late wrong delay sick problem mistake break miss cancel mess bad blame fault poor wreck damage cause short "
    "forget ignore refuse promise slow weak useless careless crash lose error delayed broken change overrun terrible "
    "awful impossible unfair unclear lazy incompetent unprepared understaffed outdated chaos nightmare disaster "
    "shortage "
    "argue fight block reject deny withhold dump quit resign shout lie cheat steal neglect overlook skip mislead "
    "confuse "
    "misunderstand underestimate overload overcharge sabotage stall freeze drag unrealistic unreasonable complicated "
    "toxic difficult stubborn rude unreliable inexperienced hopeless worse worst bottleneck dishonest mishandle botch "
    "ruin collapse lack without"
)
FAULT: Final = re.compile(
    r"\b(?:(?:not|n['’]t) (?:my|our) fault|their fault|(?:his|her) fault|that['’]?s on (?:them|him|her|whoever)|"
    r"it['’]s on them|"
    r"(?:not|n['’]t) (?:on|because of) (?:us|me|our|my)|caused by|out of (?:my|our|your) (?:hands|control)|"
    r"because of the|"
    r"nothing (?:i|we) could|what could (?:i|we|anybody|anyone)|(?:we were|i was) (?:helpless|stuck)|"
    r"(?:did|do)n['’]t have any say|they don['’]t ask us|(?:isn|wasn)['’]t anything (?:i|we) could|(?:the|it['’]s "
    r"the) \w+ they only|"
    r"only because|(?:was|were) \w+(?: \w+)? that did it|not me and|what (?:i|we) (?:was|were) told|no way on "
    r"earth|should['’]ve said|"
    r"so what can (?:i|we)|(?:had|have|has|got|gave me|gave us) (?:no|any|little) (?:choice|say|control)|"
    r"not up to (?:me|us)|above my pay ?grade|(?:not|n['’]t) (?:really )?(?:my|our) (?:job|department|call|"
    r"decision|doing|"
    r"area|mistake|problem)|nothing to do with (?:me|us)|(?:wasn['’]t|was not|isn['’]t|is not) (?:me|us)|"
    r"(?:nobody|no one) (?:ever )?(?:told|asked) (?:me|us)|(?:i|we) (?:was|were) never (?:told|given|asked|"
    r"trained|informed)|"
    r"(?:they|he|she) should(?:['’]ve| have)|(?:i|we) (?:was|were) let down|if (?:they|he|she) had)\b",
    re.IGNORECASE,
)
WHOSE_DEED: Final = re.compile(
    r"\b(?:(?:that|it|this) (?:was|is) (?:really |mostly |all )?(?!my|our|the|a|an|your|his|so|not)[\w.']+(?: "
    r"[A-Z][\w.]+)?['’]s? (?:own )?(?:project|idea|deal|work|doing|thing|baby|"
    r"initiative|design)|the one who|does most of that|did most of (?:it|that))\b",
    re.IGNORECASE,
)
QUESTION_BACK: Final = re.compile(
    r"\b(?:(?:could|can|would) you (?:please )?(?:repeat|rephrase|clarify|say that again|explain (?:the|what|that))|"
    r"(?:what|which|who|whom)\b[^.?!]{0,40}\b(?:do you mean|did you mean|you mean)|do you mean|(?:sorry|"
    r"pardon)[,.]? (?:what|which|come again)|"
    r"come again|(?:didn['’]t|did not) (?:catch|understand|get|hear) (?:the|that|your|you)|say (?:that|it) again|"
    r"what was the question)\b",
    re.IGNORECASE,
)
NOT_TELLING: Final = re.compile(
    r"\b(?:(?:i['’]d|i would) (?:rather|prefer) not|no comment|next question|(?:i|we) (?:can['’]?t|cannot|"
    r"won['’]t) (?:talk|speak|discuss|go "
    r"into|comment|share)|not (?:going to|gonna) (?:answer|talk about|discuss|go into)|let['’]s (?:skip|move on)|"
    r"pass on (?:that|this)|"
    r"(?:i )?(?:can['’]?t|cannot|don['’]t) think of (?:one|any|an|anything)|nothing (?:comes|springs) to mind|i "
    r"see what you['’]re asking)\b",
    re.IGNORECASE,
)
TOLD_BEFORE: Final = re.compile(
    r"\b(?:(?:as|like) i (?:said|told|mentioned)|(?:i['’]ve|i have|i) (?:already )?(?:told|mentioned) (?:this|"
    r"that|you)|same (?:one )?as (?:i said |before)|"
    r"told (?:this|that) one|same as i said)\b",
    re.IGNORECASE,
)
#: Nobody weighs the thousandth figure of an answer.
FIGURES_AT_MOST: Final = 500
#: Numbers up to this are told in passing ("two officers") more often than not.
SMALL_NUMBER: Final = 3
SPAN_OF_TIME: Final = re.compile(r"\b(?:second|minute|hour|day|night|week|month|year)s?\b")
SIGN: Final = re.compile(
    r"[%€$£¥₹₦]|per ?cent|\b(?:halved|doubled|tripled|twice|half|quarter|third|fifth|zero)\b|\d\.\d"
)
#: In nine days, 22 of 24, by three: a small number that was reached.
COUNTED: Final = re.compile(
    r"\b(?:in (?:under |about |only |just )?\w+ (?:days|weeks|months)|\w+ (?:out )?of (?:every )?\d+|down to|up "
    r"to|within \w+)\b"
)
NOT_MINE: Final = re.compile(
    r"\b(?:more than me|years? old|(?:i|she|he)(?:'m| am| was|'s) \w+ years|than i have|our target|the target)\b"
)
NAMED: Final = re.compile(
    r"\b(?:bed|room|extension|line|row|press|bay|number|section|level|page|block|ward)\s+$", re.IGNORECASE
)
COMPARED: Final = re.compile(r"\b(?:to|from|now|instead|before|after|rather|against|was|of|than)\b|,")
HABIT: Final = re.compile(
    r"\b(?:always|usually|normally|generally|every (?:day|time|week)|nine times out of ten)\b", re.IGNORECASE
)
DONT_KNOW: Final = re.compile(
    r"\b(?:i (?:do not|don['’]t|couldn['’]t) (?:really |honestly )?(?:know|tell you)(?! (?:if|that|how|what|why|"
    r"who|it)\b)|i['’]m not sure|"
    r"don['’]t hold me to|i have no idea|no idea)\b",
    re.IGNORECASE,
)
NOW: Final = word_set("now today nowadays since still anymore afterwards finally eventually ended end result later")


@dataclass(frozen=True, slots=True)
class Claim:
    """A change that is claimed, where, and whether a figure stands beside it."""

    clause: Clause
    has_figure: bool


class Reading:
    """One English answer, read once. `question` is what was asked."""

    def __init__(self, parsed: ParsedText, question: str) -> None:
        self.parsed = parsed
        self.text = parsed.text
        self.question = question
        self.wants = wants(question)
        self.clauses = read_clauses(parsed)

    def span(self, clause: Clause) -> Span:
        return self.parsed.span(clause.first, clause.last)

    def first_quote(self, clauses: Sequence[Clause]) -> str:
        """The first of these clauses that reads well alone; "" where none does."""
        said = (quote(clause, is_transcript=self.is_transcript) for clause in clauses)
        return next((words for words in said if words), "")

    @cached_property
    def is_transcript(self) -> bool:
        return has_few_marks(self.parsed.doc)

    @cached_property
    def figures(self) -> list[Figure]:
        return find_figures(self.text, tokenize(self.text), words_too=True)[:FIGURES_AT_MOST]

    @cached_property
    def telling_figures(self) -> list[Figure]:
        """The figures that speak for the candidate: no dates, no names, no asides, nobody else's, each once."""
        if self.blamed or self.others_deed:
            return []
        told: dict[str, Figure] = {}
        figures = [figure for figure in self.figures if not figure.dated]
        for before, figure, after in zip([None, *figures], figures, [*figures[1:], None], strict=False):
            compared = any(other and self.are_compared(figure, other) for other in (before, after))
            if compared or self.is_telling(figure):
                told.setdefault(self.text[figure.start : figure.end].lower(), figure)
        return list(told.values())

    def are_compared(self, one: Figure, other: Figure) -> bool:
        first, second = sorted((one, other), key=lambda figure: figure.start)
        between = self.text[max(first.start - 6, 0) : second.start]
        return second.start - first.end < 45 and COMPARED.search(between) is not None

    def is_telling(self, figure: Figure) -> bool:
        words = self.text[figure.start : figure.end].lower()
        around = self.text[max(figure.start - 24, 0) : figure.end + 24].lower()
        if NOT_MINE.search(around) or NAMED.search(self.text[max(figure.start - 14, 0) : figure.start]):
            return False
        if SIGN.search(words) or COUNTED.search(around) or SPAN_OF_TIME.search(words):
            return True
        return all(number > SMALL_NUMBER for number, _said in numbers_in(words))

    # Deeds

    @cached_property
    def own_deeds(self) -> list[Clause]:
        """What "I" did; not what I said, which is an own part but no remedy."""
        return [clause for clause in self.clauses if clause.subject is Subject.I and self.is_told_deed(clause)]

    @cached_property
    def telling_deeds(self) -> list[Clause]:
        """Those that say what was done and to what: neither "I found it" nor "before I moved anything"."""
        return [
            clause
            for clause in self.own_deeds
            if clause.reality is Reality.PAST and not clause.is_dependent and not names_no_object(clause)
        ]

    @cached_property
    def own_words(self) -> list[Clause]:
        """I told, I asked, I was the one who; I was responsible."""
        return [
            clause
            for clause in self.clauses
            if clause.subject is Subject.I
            and clause.reality in TOLD
            and not clause.is_negated
            and (
                clause.verb in SPEECH
                or (clause.verb == "be" and (clause.has(ROLE) or " one who" in self.words_of(clause)))
            )
        ]

    def words_of(self, clause: Clause) -> str:
        """The clause and the next few words, in lower case."""
        start, end = self.span(clause)
        return self.text[start : end + 12].lower()

    @cached_property
    def our_deeds(self) -> list[Clause]:
        return [clause for clause in self.clauses if clause.subject is Subject.WE and self.is_told_deed(clause)]

    @cached_property
    def others_deeds(self) -> list[Clause]:
        return [clause for clause in self.clauses if clause.subject is Subject.PERSON and self.is_told_deed(clause)]

    def is_told_deed(self, clause: Clause) -> bool:
        doubted = clause.head.dep_ == "ccomp" and any(child.dep_ == "neg" for child in clause.head.head.children)
        return clause.is_deed and clause.reality in TOLD and not clause.is_negated and not doubted

    @cached_property
    def passives(self) -> list[Clause]:
        return [c for c in self.clauses if c.is_passive and c.subject is Subject.THING and c.reality is Reality.PAST]

    @cached_property
    def has_case(self) -> bool:
        """Whether something is told that happened."""
        past = [c for c in (*self.own_deeds, *self.our_deeds, *self.others_deeds) if c.reality is Reality.PAST]
        return bool(past or self.passives)

    # Plans

    @cached_property
    def unreal(self) -> list[Clause]:
        return [
            c for c in self.clauses if c.reality in {Reality.WOULD, Reality.PLAN} and c.subject is not Subject.PERSON
        ]

    @cached_property
    def is_plan(self) -> bool:
        """What one would do, and nothing that was done."""
        done = [c for c in (*self.own_deeds, *self.our_deeds) if c.reality is Reality.PAST and not c.is_dependent]
        if self.wants is Wants.THEIR_QUESTIONS:
            return False
        if self.wants is Wants.PLAN:
            acting = [c for c in self.clauses if self.is_planned(c) or c in self.unreal or is_imperative(c)]
        else:
            acting = [c for c in self.clauses if self.is_planned(c)]
        if self.wants_outright and done:
            return False
        return len(acting) > len(done)

    def is_planned(self, clause: Clause) -> bool:
        ours = clause.subject in {*OURS, Subject.YOU} and clause in self.unreal
        able = any(child.lower_ in {"could", "might"} for child in clause.head.children)
        if able or (clause.verb == "want" and any(child.lemma_ == "say" for child in clause.head.children)):
            return False
        return (
            ours
            and clause.verb not in NOT_PLANNED
            and clause.head.dep_ not in {"relcl", "advcl"}
            and not clause.is_negated
        )

    # Change

    @cached_property
    def claims(self) -> list[Claim]:
        return [Claim(c, self.has_figure_near(c)) for c in self.clauses if self.is_change(c)]

    def is_change(self, clause: Clause) -> bool:
        head = clause.head
        if clause.reality not in TOLD or clause.is_negated or clause.subject is Subject.YOU:
            return False
        if head.dep_ in {"relcl", "advcl", "pcomp"} or self.wants in {Wants.PLAN, Wants.THEIR_QUESTIONS}:
            return False
        if clause.verb in CHANGES and not clause.is_passive and clause.subject is not Subject.PERSON:
            return clause.reality is Reality.PAST or clause.subject is Subject.THING
        moved = any(token.lower_ in DIRECTIONS for token in clause.tokens if abs(token.i - head.i) <= 4)
        if clause.verb in MOVES and moved and clause.subject is not Subject.I:
            return any(token.lemma_.lower() in MEASURES for token in clause.tokens if token.i < head.i + 5)
        if any(is_better(child) for child in head.children) and clause.verb in {
            "be",
            "become",
            "get",
            "feel",
            "run",
            "work",
        }:
            return clause.subject is not Subject.I and not self.compares_with_others(clause)
        if clause.has(GONE) and clause.has(NOW):
            return True
        return clause.has(CHANGE_NOUNS) and clause.subject is not Subject.I and clause.reality is Reality.PAST

    def compares_with_others(self, clause: Clause) -> bool:
        """Better than me, better than in my day."""
        than = next((token for token in clause.tokens if token.lower_ == "than"), None)
        return (
            than is not None and than.i + 1 < len(than.doc) and than.nbor().lower_ in {"me", "in", "them", "i", "most"}
        )

    def has_figure_near(self, clause: Clause) -> bool:
        """In the clause or within a dozen words after it."""
        first = self.parsed.places[max(clause.first - 3, 0)][0]
        last = self.parsed.places[min(clause.last + 14, len(self.parsed.places) - 1)][1]
        return any(first <= figure.start < last and not figure.dated for figure in self.figures)

    @cached_property
    def bare_claim(self) -> Clause | None:
        """The first claim of a change without its figure, beside which none has one."""
        bare = [claim.clause for claim in self.claims if not claim.has_figure]
        return bare[0] if bare and not any(claim.has_figure for claim in self.claims) else None

    @cached_property
    def big_word(self) -> Clause | None:
        """A quality claimed in an answer without a deed or a figure."""
        silent = self.wants in {Wants.PLAN, Wants.THEIR_QUESTIONS} or self.asks_back or self.has_case or self.claims
        if silent or self.own_deeds or any(not figure.dated for figure in self.figures):
            return None
        return next((c for c in self.clauses if self.is_praise(c)), None)

    def is_praise(self, clause: Clause) -> bool:
        if clause.is_negated or clause.reality not in TOLD or clause.verb not in {"be", "feel", "go", "do", "become"}:
            return False
        return any(
            child.lower_ in PRAISE and child.dep_ in {"acomp", "attr", "ROOT", "conj", "advmod", "amod"}
            for child in clause.tokens
        )

    # Endings

    @cached_property
    def endings(self) -> list[Clause]:
        """Clauses that tell what came of it."""
        if self.blamed or (self.is_plan and not self.has_case):
            return []
        if self.wants in {Wants.PLAN, Wants.THEIR_QUESTIONS} and not self.has_case:
            return []
        found = [claim.clause for claim in self.claims] + self.moved_figures()
        if OUTCOME_ASKED.search(self.question):
            found += [c for c in self.clauses if self.is_praise(c) and c not in found]
        told = (*self.own_deeds, *self.our_deeds, *self.others_deeds, *self.passives, *self.own_words)
        deeds = sorted(c.head.i for c in told if c.reality is Reality.PAST or c.subject is Subject.I)
        if deeds:
            found += [
                c for c in self.clauses if c.head.i > deeds[0] and c not in found and self.is_ending(c, deeds[-1])
            ]
        return sorted(found, key=lambda clause: clause.head.i)

    def has_figure_in(self, clause: Clause) -> bool:
        first, last = self.span(clause)
        return any(first <= figure.start < last and not figure.dated for figure in self.figures)

    def moved_figures(self) -> list[Clause]:
        """From forty to twelve; it was eighty, now it is sixty."""
        told = [figure for figure in self.figures if not figure.dated]
        pairs = pairwise(told)
        close = [b for a, b in pairs if FROM_TO.search(self.text[max(a.start - 24, 0) : b.start])]
        return [self.clause_over(figure.start) for figure in close if not self.is_plan]

    def is_ending(self, clause: Clause, last_deed: int) -> bool:
        if clause.reality not in TOLD or clause.head.dep_ in {"relcl", "advcl", "csubj"}:
            return False
        later = clause.has(NOW)
        if clause.subject in OTHERS:
            late = clause.head.i > 0.6 * len(self.parsed.doc) or clause.head.i > last_deed or self.has_figure_in(clause)
            moved = clause.reality is Reality.PAST and (late or clause.verb != "be")
            reported = clause.verb in {"say", "tell", "want", "think", "know"}
            scene = (
                clause.verb == "be"
                and clause.doer is not None
                and clause.doer.lower_ in {"it", "that", "there", "this"}
            )
            return (moved or later) and not reported and not (scene and not later)
        if clause.subject in OURS:
            counted = self.has_figure_in(clause) and clause.subject is Subject.WE and clause.reality is Reality.PAST
            return (
                later
                or counted
                or (clause.is_negated and clause.reality is Reality.PAST)
                or clause.verb in {"lose", "win", "save", "keep"}
            )
        return False

    # Causes and deeds of others

    @cached_property
    def blamed(self) -> Clause | None:
        """Where the cause is put on others, and nothing of one's own is told."""
        match = FAULT.search(self.text)
        deeds = [c for c in self.own_deeds if c.reality is not Reality.WOULD and c.verb not in WARNINGS]
        others = [c for c in self.clauses if c.subject in OTHERS and self.is_bad(c) and c.reality in TOLD]
        if self.wants in {Wants.PLAN, Wants.THEIR_QUESTIONS} and not match:
            return None
        if len(deeds) > (1 if match and len(others) > 2 else 0) or self.asks_back:
            return None
        if match:
            return self.clause_over(match.start())
        if not is_about_trouble(self.question) or deeds or len(self.our_deeds) > 1:
            return None
        agents = [c for c in others if c.subject is Subject.PERSON or is_agent(c)]
        return agents[0] if agents else others[0] if len(others) > 1 else None

    def is_bad(self, clause: Clause) -> bool:
        return clause.is_negated or clause.has(BAD)

    @cached_property
    def others_deed(self) -> Clause | None:
        """Somebody else's deed told where the candidate's was asked for."""
        if self.blamed or self.is_plan or self.wants is Wants.THEIR_QUESTIONS:
            return None
        match = WHOSE_DEED.search(self.text)
        if match and self.clause_over(match.start()).subject in OURS:
            match = None
        own = [c for c in self.own_deeds if c.head.dep_ not in {"relcl", "advcl"}]
        if match and len(own) < 2:
            return self.clause_over(match.start())
        named = [c for c in self.others_deeds if c.reality is Reality.PAST and not c.is_dependent and self.names(c)]
        if not named or own or self.own_words:
            return None
        first = named[0]
        ours = [c for c in self.our_deeds if c.head.i < first.head.i]
        return None if ours else first

    def names(self, clause: Clause) -> bool:
        """Not "they asked us" or "everybody laughed", but somebody one can tell apart."""
        doer = clause.doer
        return doer is not None and doer.lower_ not in {
            "everyone",
            "everybody",
            "people",
            "nobody",
            "somebody",
            "customers",
            "it",
            "that",
        }

    def clause_over(self, start: int) -> Clause:
        for clause in reversed(self.clauses):
            if self.span(clause)[0] <= start:
                return clause
        return self.clauses[0]

    # Own part

    @cached_property
    def hides_part(self) -> bool:
        """Something was done or came about, and nothing of it by "I"."""
        if self.others_deed:
            return True
        if OWN_PART.search(self.question) and not self.own_deeds and not self.asks_back:
            return True
        silent = self.own_deeds or self.own_words or self.is_plan or self.blamed or self.asks_back or self.declines
        if silent or self.wants in {Wants.PLAN, Wants.THEIR_QUESTIONS}:
            return False
        if self.wants is Wants.VIEW:
            return len([c for c in self.our_deeds if c.reality is Reality.PAST]) > 1
        passives = [clause for clause in self.passives if not clause.is_dependent]
        ours = [clause for clause in self.our_deeds if clause.reality is Reality.PAST]
        return bool(ours or passives or self.claims or (self.big_word and OUTCOME_ASKED.search(self.question)))

    @cached_property
    def is_unfinished(self) -> bool:
        """A case was asked for and is told, and ends with what "I" or "we" did."""
        asked = self.wants is Wants.CASE and self.has_case and not (self.is_plan or self.blamed or self.others_deed)
        main = [c for c in self.clauses if not c.is_dependent and c.doer is not None]
        tail = main[-2:]
        acted = [c for c in tail if c.subject in OURS and c.reality is Reality.PAST and not c.is_negated]
        return asked and bool(self.own_deeds) and len(acted) == len(tail) and not self.moved_figures()

    @cached_property
    def lacks_example(self) -> bool:
        """A case or a view was asked for, and nothing is told that happened."""
        deeds = self.own_deeds and not (self.wants_outright and HABIT.search(self.text))
        silent = self.has_case or deeds or self.claims or self.big_word or self.blamed
        facts = any(not figure.dated for figure in self.figures) and not self.wants_outright
        return not (
            silent or facts or self.others_deed or self.does_not_know or asks_for_a_fact(self.question)
        ) and self.wants in {Wants.CASE, Wants.VIEW}

    @cached_property
    def topics(self) -> list[str]:
        """Lemmas of the nouns, names and verbs it is about, each once."""
        told = (
            token.lemma_.lower()
            for token in self.parsed.doc
            if token.pos_ in {"NOUN", "PROPN", "VERB"} and len(token.text) > 3 and token.is_alpha and not token.is_stop
        )
        return list(dict.fromkeys(told))

    # The talk itself

    @cached_property
    def asks_back(self) -> bool:
        if self.wants is Wants.THEIR_QUESTIONS or len(self.parsed.doc) > 45:
            return False
        outside = QUOTED.sub("", self.text)
        asked = "?" in outside and BACK_TO_THEM.search(outside.split("?")[0]) is not None
        return (asked and not self.own_deeds and not self.our_deeds) or QUESTION_BACK.search(self.text) is not None

    @cached_property
    def does_not_know(self) -> bool:
        """Says so, and says little else."""
        return not self.has_case and len(self.parsed.doc) < 60 and DONT_KNOW.search(self.text) is not None

    @cached_property
    def declines(self) -> bool:
        if self.own_deeds or self.wants is Wants.THEIR_QUESTIONS:
            return False
        return NOT_TELLING.search(self.text) is not None or SMALL_TALK.search(self.text) is not None

    @cached_property
    def wants_outright(self) -> bool:
        return wants_case_outright(self.question)

    @cached_property
    def says_told_before(self) -> bool:
        return TOLD_BEFORE.search(self.text) is not None


def is_better(token: Token) -> bool:
    """Better, happier, more open: a comparative said of the subject."""
    if token.dep_ not in {"acomp", "attr", "advmod", "oprd"}:
        return False
    return token.tag_ == "JJR" or any(child.tag_ == "RBR" and child.lower_ == "more" for child in token.children)


def is_agent(clause: Clause) -> bool:
    """Whether its subject acts like somebody: "the agency sent the wrong list"."""
    doer = clause.doer
    if doer is None or clause.subject is not Subject.THING or clause.is_passive or doer.pos_ not in {"NOUN", "PROPN"}:
        return False
    changes = clause.verb in CHANGES or clause.verb in MOVES or doer.lemma_.lower() in MEASURES
    return clause.is_deed and not changes and any(child.dep_ == "dobj" for child in clause.head.children)


def names_no_object(clause: Clause) -> bool:
    """Done to "it" or "anything"."""
    objects = [token for token in clause.tokens if token.dep_ in {"dobj", "pobj"}]
    return not objects or objects[0].pos_ == "PRON"


def is_imperative(clause: Clause) -> bool:
    return clause.subject is Subject.NOBODY and (clause.head.tag_ == "VB" or clause.doer is None)
