"""Which follow-up, given what was heard: what matters most to the seat, led in by the candidate's own words."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from interviews.analysis.finding import Analysis
from interviews.analysis.kinds import KINDS
from interviews.analysis.memory import Told, differing_figure, has_told_before
from interviews.analysis.questions import OWN_PART, Wants, wants
from interviews.message import Message, gettext_noop

OWN_PROBE: Final = "own_probe"
DEEPER: Final = "deeper"
DEEPER_PLAN: Final = "deeper_plan"
STORY_AGAIN: Final = "story_again"
FIGURE_DIFFERS: Final = "figure_differs"
MEMORY_REASONS: Final = frozenset({STORY_AGAIN, FIGURE_DIFFERS})
#: What a probe of no pattern below is after: alternatives, lessons, other people.
OPEN: Final = "open"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A follow-up to ask, after `lead`, the candidate's words. `reason` is the finding that called for it."""

    text: Message
    reason: str
    intent: str
    lead: Message | None = None

    def __str__(self) -> str:
        return f"{self.lead} {self.text}" if self.lead else str(self.text)


#: What matters, the most telling first. The boss asks whose it was before how big; the CEO the other way round.
SHARED: Final = ("question_back", "not_answered", "dont_know")
ORDER: Final[Mapping[str, tuple[str, ...]]] = {
    "boss": (*SHARED, "others_deed", "blame", "plan", "hidden_part", "bare_claim", "big_word", "too_long", "no_result"),
    "hr_director": (
        *SHARED,
        "others_deed",
        "blame",
        "plan",
        "hidden_part",
        "bare_claim",
        "big_word",
        "too_long",
        "no_result",
    ),
    "ceo": (*SHARED, "others_deed", "blame", "plan", "bare_claim", "hidden_part", "big_word", "too_long", "no_result"),
    "other": (
        *SHARED,
        "others_deed",
        "blame",
        "plan",
        "hidden_part",
        "bare_claim",
        "big_word",
        "too_long",
        "no_result",
    ),
}
#: Where the question is about the candidate's own part.
OWN_PART_FIRST: Final = (*SHARED, "others_deed", "hidden_part", "blame", "plan", "bare_claim", "too_long", "no_result")
#: Where the candidate asks, "no, thank you" calls for nothing.
SMALL_TALK_WORDS: Final = 25
#: What is asked only where nothing above was.
LAST: Final = ("as_you_know", "no_example")
TERMS: Final = ("acronyms",)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: the question, by which seat, its own probes, and the follow-ups so far with their reasons."""

    question: str
    seat: str
    probes: Sequence[str] = ()
    follow_ups: Sequence[str] = ()
    reasons: Collection[str] = ()
    #: In a replay of a real panel its own follow-ups come first.
    own_first: bool = False


def follow_up(
    asked: Asked,
    heard: Analysis,
    *,
    seed: int,
    at_most: int = 1,
    told: Told | None = None,
    earlier: Sequence[Told] = (),
) -> FollowUp | None:
    """What is asked next about an answer, or None.

    `told` is this answer and `earlier` those before it in the interview. The same answer and seed get the same
    follow-up.
    """
    if not heard.words or len(asked.follow_ups) >= at_most:
        return None
    turn = Turn(asked, heard, Random(seed))  # noqa: S311 (a game of chance, no secret)
    first = not asked.follow_ups
    if not heard.is_parsed:
        return turn.own_probe() if first else None
    if wants(asked.question) is Wants.THEIR_QUESTIONS:
        return turn.own_probe() if first and heard.words > SMALL_TALK_WORDS else None
    candidates = (
        turn.own_probe() if asked.own_first else None,
        turn.about_memory(told, earlier) if told and first else None,
        turn.first_of(OWN_PART_FIRST if OWN_PART.search(asked.question) else ORDER.get(asked.seat, ORDER["other"])),
        turn.own_probe() if first or turn.is_still_thin else None,
        turn.first_of(LAST),
        turn.deeper() if first else None,
        turn.first_of(TERMS),
    )
    return next((found for found in candidates if found), None)


def interruption(seat: str, seed: int) -> Message:
    """What `seat` says, once and politely, into an answer that has no end."""
    return Random(seed).choice(INTERRUPTIONS.get(seat, INTERRUPTIONS["other"]))  # noqa: S311 (no secret)


@dataclass(frozen=True, slots=True)
class Turn:
    """One seat about to ask about one answer."""

    asked: Asked
    heard: Analysis
    chance: Random

    def lines(self, by_seat: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        return by_seat.get(self.asked.seat, by_seat["other"])

    def first_of(self, kinds: Sequence[str]) -> FollowUp | None:
        """A follow-up about the first of these that was heard and not asked about; nothing is asked about twice."""
        asked = {KINDS[reason].intent for reason in self.asked.reasons if reason in KINDS}
        for kind in kinds:
            if self.heard.has(kind) and kind not in self.asked.reasons and KINDS[kind].intent not in asked:
                return self.about(kind)
        return None

    def about(self, kind: str) -> FollowUp:
        values = {"question": self.asked.question, "acronym": self.acronym}
        text = Message(self.chance.choice(self.lines(KINDS[kind].asks)), values)
        return FollowUp(text, kind, KINDS[kind].intent, self.lead(kind))

    def lead(self, kind: str) -> Message | None:
        """The candidate's own words, where the question is about them."""
        finding = self.heard.of(kind)
        if kind not in LED_IN or finding is None or not finding.quote:
            return None
        return Message(self.chance.choice(self.lines(LEADS)), {"words": finding.quote})

    @property
    def is_still_thin(self) -> bool:
        """Whether what was asked about is missing still, after the answer to it."""
        return any(self.heard.has(reason) for reason in self.asked.reasons)

    @property
    def acronym(self) -> str:
        finding = self.heard.of("acronyms")
        return str(finding.value).split(", ")[0] if finding else ""

    def about_memory(self, told: Told, earlier: Sequence[Told]) -> FollowUp | None:
        """A story told before, or a figure told otherwise."""
        if differs := differing_figure(told, earlier):
            lines = TOLD_TO if differs.told_to else DIFFERS
            text = Message(
                self.chance.choice(self.lines(lines)),
                {"before": differs.before, "now": differs.now, "who": differs.told_to},
            )
            return FollowUp(text, FIGURE_DIFFERS, "differs")
        if has_told_before(told, earlier):
            return FollowUp(Message(self.chance.choice(self.lines(AGAIN))), STORY_AGAIN, "again")
        return None

    def deeper(self) -> FollowUp | None:
        """One step deeper into a good answer; about a plan only where a plan was asked for."""
        if self.heard.story and not self.heard.has("blame"):
            return FollowUp(
                Message(self.chance.choice(self.lines(DEEPER_LINES)), {}),
                DEEPER,
                "deeper",
                self.lead("i") if self.chance.random() < LED_IN_SHARE else None,
            )
        if wants(self.asked.question) is Wants.PLAN:
            return FollowUp(Message(self.chance.choice(self.lines(PLAN_LINES))), DEEPER_PLAN, "deeper")
        return None

    def own_probe(self) -> FollowUp | None:
        """The question's own probe whose matter is open: never one about a deed where none was told."""
        if OWN_PROBE in self.asked.reasons:
            return None
        open_probes = [probe for probe in self.asked.probes if probe.strip() and probe not in self.asked.follow_ups]
        aims = [(probe, aim_of(probe)) for probe in open_probes]
        fitting = [(probe, aim) for probe, aim in aims if self.fits(probe, aim)]
        lacking = [found for found in fitting if found[1] != OPEN]
        if not fitting:
            return None
        probe, aim = lacking[0] if lacking else self.chance.choice(fitting)
        return FollowUp(Message(probe), OWN_PROBE, INTENT_OF.get(aim, "deeper"))

    def fits(self, probe: str, aim: str) -> bool:
        if not self.heard.is_parsed:
            return aim != "one_sentence"
        if INTENT_OF.get(aim) in {KINDS[reason].intent for reason in self.asked.reasons if reason in KINDS}:
            return False
        if ABOUT_THE_PAST.search(probe) and not self.heard.story:
            return False
        return aim == OPEN or (self.heard.story and not is_covered(aim, self.heard))


# --- What a probe is after


def aim_of(probe: str) -> str:
    """What a probe asks for, as far as its English words tell; "open" for everything else."""
    return next((aim for aim, pattern in AIMS.items() if pattern.search(probe)), OPEN)


def is_covered(aim: str, heard: Analysis) -> bool:
    """Whether the answer gave what `aim` asks for."""
    if aim == "figure":
        return heard.has("figures")
    if aim == "own_part":
        return not (heard.has("hidden_part") or heard.has("others_deed"))
    if aim == "result":
        return not heard.has("no_result")
    return not heard.has("too_long")


INTENT_OF: Final = {"figure": "figure", "own_part": "own_part", "result": "result", "one_sentence": "focus"}
ABOUT_THE_PAST: Final = re.compile(r"\b(?:did|was|were|had|happened|turned|came|said|took)\b", re.IGNORECASE)

#: Tried in this order; alternatives come first because "what else could you have done" asks for no own part.
AIMS: Final[Mapping[str, re.Pattern[str]]] = {
    OPEN: re.compile(
        r"\b(?:differently|instead|alternative|other (?:way|option)|else (?:did|could|would)|next time|again|"
        r"learn|learned|learnt|would|will)\b",
        re.IGNORECASE,
    ),
    "figure": re.compile(
        r"\b(?:how (?:many|much|long|often|big|large|far)|figures?|numbers?|per ?cent|percentage|measured?|"
        r"(?:it|that|this|they) (?:all )?come to|came to|cost|in money|by when)\b",
        re.IGNORECASE,
    ),
    "own_part": re.compile(
        r"\b(?:your (?:own )?(?:part|role|share|contribution|doing|hand)|you (?:personally|yourself|alone)|"
        r"did you do(?=(?: yourself)?\W*$)|"
        r"which (?:part|bit) (?:of (?:it|that) )?was (?:yours|in your)|who did what)\b",
        re.IGNORECASE,
    ),
    "result": re.compile(
        r"\b(?:how did (?:it|that|this) (?:end|turn|work|go)|results?|outcome|what happened (?:then|next|after|in the)|"
        r"what (?:has )?changed|what came of|what difference|where does (?:it|that) stand|effect|what did (?:it|that) "
        r"(?:lead|change|bring))\b",
        re.IGNORECASE,
    ),
    "one_sentence": re.compile(
        r"\b(?:(?:one|a single) sentence|in short|sum (?:it|that) up|in a word)\b", re.IGNORECASE
    ),
}

# --- Lines

#: Follow-ups that sound natural after the candidate's own words.
#: Somebody who repeats your words before every question sounds like a parrot.
LED_IN_SHARE: Final = 0.6
LED_IN: Final = frozenset({"bare_claim", "hidden_part", "others_deed", "plan", "big_word", "i"})
LEADS: Final[Mapping[str, tuple[str, ...]]] = {
    "boss": (gettext_noop("“%(words)s”, you said."), gettext_noop("You said “%(words)s”.")),
    "hr_director": (gettext_noop("You said “%(words)s”."), gettext_noop("I noted “%(words)s”.")),
    "ceo": (gettext_noop("“%(words)s”."), gettext_noop("You said “%(words)s”.")),
    "other": (gettext_noop("You mentioned “%(words)s”."), gettext_noop("You said “%(words)s”.")),
}
AGAIN: Final[Mapping[str, tuple[str, ...]]] = {
    "boss": (
        gettext_noop("We've had that one today. Is there another?"),
        gettext_noop("That story we know by now. Give us a different one."),
    ),
    "hr_director": (
        gettext_noop("I think I have that example in my notes already. Is there another one?"),
        gettext_noop("You told us about that earlier. Could we hear a different case?"),
    ),
    "ceo": (
        gettext_noop("We've heard that one. Another?"),
        gettext_noop("You've told us that. What else is there?"),
    ),
    "other": (gettext_noop("Isn't that the story from before? I'd love to hear another."),),
}
DIFFERS: Final[Mapping[str, tuple[str, ...]]] = {
    "boss": (gettext_noop("Earlier you said %(before)s, now it's %(now)s. Which one do I pass on?"),),
    "hr_director": (gettext_noop("I wrote down %(before)s earlier; now I hear %(now)s. Which is right?"),),
    "ceo": (gettext_noop("%(before)s before, %(now)s now. Which is it?"),),
    "other": (gettext_noop("Did I mishear? I thought it was %(before)s, and now it's %(now)s."),),
}
TOLD_TO: Final[Mapping[str, tuple[str, ...]]] = {
    "boss": (gettext_noop("You told %(who)s %(before)s, and now it's %(now)s. Which one do I pass on?"),),
    "hr_director": (gettext_noop("%(who)s heard %(before)s, and I hear %(now)s. Which should I write down?"),),
    "ceo": (gettext_noop("You told %(who)s %(before)s; now it's %(now)s. Which is it?"),),
    "other": (gettext_noop("Didn't you tell %(who)s %(before)s? Now I heard %(now)s."),),
}
DEEPER_LINES: Final[Mapping[str, tuple[str, ...]]] = {
    "boss": (
        gettext_noop("What was the hardest part of that?"),
        gettext_noop("Was anybody against it? What did you tell them?"),
        gettext_noop("Was there something you decided not to do?"),
    ),
    "hr_director": (
        gettext_noop("What was the most difficult moment in it for you?"),
        gettext_noop("Did anybody see it differently at the time?"),
        gettext_noop("Were there other options, and why not those?"),
    ),
    "ceo": (
        gettext_noop("What was the hardest call in that?"),
        gettext_noop("Did anything nearly go wrong?"),
        gettext_noop("Was there something you decided against?"),
    ),
    "other": (
        gettext_noop("What was the hardest part, looking back?"),
        gettext_noop("Did anybody disagree with you about it?"),
    ),
}
PLAN_LINES: Final[Mapping[str, tuple[str, ...]]] = {
    "boss": (
        gettext_noop("Where would that get difficult here?"),
        gettext_noop("And who would push back?"),
    ),
    "hr_director": (
        gettext_noop("What do you expect to be the hardest part of that?"),
        gettext_noop("How would you know whether it's working?"),
    ),
    "ceo": (
        gettext_noop("What could go wrong with that?"),
        gettext_noop("What would you give up for it?"),
    ),
    "other": (
        gettext_noop("What would be the hardest part of that?"),
        gettext_noop("Who might not like it?"),
    ),
}

#: Past twice the target of an answer.
INTERRUPTIONS: Final[Mapping[str, tuple[Message, ...]]] = {
    "boss": (
        Message(gettext_noop("Let me stop you there. In one sentence: what came of it?")),
        Message(gettext_noop("I know you could go on. What is the one thing they should remember?")),
    ),
    "hr_director": (
        Message(gettext_noop("Sorry to interrupt. In one sentence, what was your part?")),
        Message(gettext_noop("I have to watch the time. Could you sum that up in one sentence?")),
    ),
    "ceo": (
        Message(gettext_noop("In one sentence?")),
        Message(gettext_noop("Give me the headline, please.")),
    ),
    "other": (
        Message(gettext_noop("Sorry to interrupt. In one sentence, how did it end?")),
        Message(gettext_noop("May I stop you for a moment? The short version, please.")),
    ),
}
