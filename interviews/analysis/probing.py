"""Which follow-up, given what was heard: the question's own probes while they still fit, then what the answer lacks."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from interviews.analysis.finding import Analysis
from interviews.message import Message, gettext_noop

OWN_PROBE: Final = "own_probe"
#: An aim with no pattern below: alternatives, lessons, other people. No answer makes it superfluous.
OPEN: Final = "open"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A follow-up to ask. `reason` is the kind of finding that called for it, or "own_probe"."""

    text: Message
    reason: str


def follow_up(
    *,
    probes: Sequence[str],
    seat: str,
    heard: Analysis,
    asked_before: Sequence[str],
    seed: int,
    at_most: int = 1,
    reasons_before: Collection[str] = (),
) -> FollowUp | None:
    """What `seat` asks next about an answer, or None. The first is the question's own if one fits.

    `asked_before` are this turn's follow-ups as they were put; where they were translated, `reasons_before` keeps the
    second from being about the same thing as the first. A probe of the question's own counts as what it aims at.
    """
    if not heard.words or len(asked_before) >= at_most:
        return None
    chance = Random(seed)  # noqa: S311 (a game of chance, no secret)
    own = None if asked_before else own_probe(probes, heard, chance)
    had = {*reasons_before, *(REASON_OF[aim] for aim in map(aim_of, asked_before) if aim in REASON_OF)}
    return own or by_what_was_heard(seat, heard, asked_before, had, chance)


def interruption(seat: str, seed: int) -> Message:
    """What `seat` says, once and politely, into an answer that has no end."""
    return Random(seed).choice(INTERRUPTIONS.get(seat, INTERRUPTIONS["other"]))  # noqa: S311 (no secret)


def own_probe(probes: Sequence[str], heard: Analysis, chance: Random) -> FollowUp | None:
    """A probe that aims at what the answer lacks, else one that no answer could have covered."""
    aims = [(probe, aim_of(probe)) for probe in probes if probe.strip()]
    lacking = [probe for probe, aim in aims if aim != OPEN and not is_covered(aim, heard)]
    fitting = lacking[:1] or [probe for probe, aim in aims if aim == OPEN]
    return FollowUp(Message(chance.choice(fitting)), OWN_PROBE) if fitting else None


def by_what_was_heard(
    seat: str, heard: Analysis, asked_before: Sequence[str], reasons_before: Collection[str], chance: Random
) -> FollowUp | None:
    for reason in reasons(heard):
        voices = voices_for(reason, heard)
        wordings = voices.get(seat, voices["other"])
        values = {"acronym": first_acronym(heard)} if reason == "acronyms" else {}
        texts = [Message(template, values) for template in wordings]
        if reason not in reasons_before and not any(str(text) in asked_before for text in texts):
            return FollowUp(chance.choice(texts), reason)
    return None


def reasons(heard: Analysis) -> Iterator[str]:
    """The findings that call for a follow-up, the most telling first."""
    lacking = ["no_figure", "we_over_i", "no_result", "too_long", "as_you_know", "acronyms"]
    # A short story is no fault: what it lacks is asked for. Where nothing is told yet, that comes first.
    order = lacking if heard.story else ["too_short", *lacking]
    return (reason for reason in order if heard.has(reason))


def voices_for(reason: str, heard: Analysis) -> Mapping[str, tuple[str, ...]]:
    """The wordings by seat; "what did that come to?" makes no sense to somebody who told of no deed."""
    return VOICES["no_example" if reason == "no_figure" and not heard.story else reason]


def first_acronym(heard: Analysis) -> str:
    finding = heard.of("acronyms")
    return str(finding.value).split(", ")[0] if finding else ""


# --- What a probe is after


def aim_of(probe: str) -> str:
    """What a probe asks for, as far as its English words tell; "open" for everything else."""
    return next((aim for aim, pattern in AIMS.items() if pattern.search(probe)), OPEN)


def is_covered(aim: str, heard: Analysis) -> bool:
    """Whether the answer gave what `aim` asks for already; unknown for a language that is not read closely."""
    if not heard.language_supported:
        return False
    if aim == "figure":
        return not heard.has("no_figure")
    if aim == "own_part":
        return heard.story and heard.has("i") and not heard.has("we_over_i")
    if aim == "result":
        return heard.story and not heard.has("no_result")
    return not heard.has("too_long")


#: What an answer lacks when a probe with this aim is put to it.
REASON_OF: Final[Mapping[str, str]] = {"figure": "no_figure", "own_part": "we_over_i", "result": "no_result"}

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

# --- Four voices: the boss knows the work, HR writes it down, the CEO has a minute, a guest is new.

VOICES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "no_figure": {
        "boss": (
            gettext_noop("What did that come to?"),
            gettext_noop("Put a number on it for me: hours, money, pieces, whatever we count."),
            gettext_noop("If I look it up in our figures, what will I find?"),
        ),
        "hr_director": (
            gettext_noop("How did you measure that?"),
            gettext_noop("Which figure may I write down for that?"),
            gettext_noop("How many people, or how long: how big was it?"),
        ),
        "ceo": (
            gettext_noop("What was it worth to the company?"),
            gettext_noop("Give me one number."),
            gettext_noop("What did that come to, in money or in time?"),
        ),
        "other": (
            gettext_noop("I do not know your work: how big was that, in numbers?"),
            gettext_noop("How much, or how many, are we talking about?"),
        ),
    },
    "no_example": {
        "boss": (
            gettext_noop("When have you done that here? One case is enough."),
            gettext_noop("Give me an example that I could tell the others."),
        ),
        "hr_director": (
            gettext_noop("Can you give me an example from the past year?"),
            gettext_noop("When did you last do that, and how did it go?"),
        ),
        "ceo": (
            gettext_noop("What have you done already that shows it?"),
            gettext_noop("One example, please."),
        ),
        "other": (
            gettext_noop("What would be an example of that?"),
            gettext_noop("Has that happened before? How was it?"),
        ),
    },
    "we_over_i": {
        "boss": (
            gettext_noop("I know the team. What was your own part?"),
            gettext_noop("Who is “we”? What would not have happened without you?"),
        ),
        "hr_director": (
            gettext_noop("You say “we”. What exactly did you do yourself?"),
            gettext_noop("Which of these steps was yours?"),
            gettext_noop("What did you decide, and what did the others decide?"),
        ),
        "ceo": (
            gettext_noop("And you? What was your own part?"),
            gettext_noop("Take the team away for a moment: what did you do?"),
        ),
        "other": (
            gettext_noop("I cannot tell who did what: which part was yours?"),
            gettext_noop("What was your own part in it?"),
        ),
    },
    "no_result": {
        "boss": (
            gettext_noop("And how did it end?"),
            gettext_noop("What came of it? I would like to hear it from you."),
            gettext_noop("Where does that stand today?"),
        ),
        "hr_director": (
            gettext_noop("How did it end?"),
            gettext_noop("What was different afterwards, and for whom?"),
        ),
        "ceo": (
            gettext_noop("So what came of it?"),
            gettext_noop("What did the company get out of it?"),
        ),
        "other": (
            gettext_noop("How did that turn out?"),
            gettext_noop("You stopped where I got curious: how did it end?"),
        ),
    },
    "too_short": {
        "boss": (
            gettext_noop("That was short. Give me an example I would remember."),
            gettext_noop("Go on: when did you last do that?"),
        ),
        "hr_director": (
            gettext_noop("Could you tell me a little more? One example is enough."),
            gettext_noop("Can you take me through one case, step by step?"),
        ),
        "ceo": (
            gettext_noop("Tell me more. One example."),
            gettext_noop("Such as?"),
        ),
        "other": (
            gettext_noop("Could you give an example, for somebody who is new to this?"),
            gettext_noop("What did that look like in practice?"),
        ),
    },
    "too_long": {
        "boss": (
            gettext_noop("Let me stop you there. If I repeat one sentence of this, which?"),
            gettext_noop("Make it short for me: what is the point?"),
        ),
        "hr_director": (
            gettext_noop("I want to write it down correctly: could you put that in one sentence?"),
            gettext_noop("Thank you, that was a lot. What matters most in it?"),
        ),
        "ceo": (
            gettext_noop("In one sentence?"),
            gettext_noop("What should I remember of all that?"),
        ),
        "other": (
            gettext_noop("I lost the thread, I am afraid. In one sentence?"),
            gettext_noop("What is the heart of it?"),
        ),
    },
    "as_you_know": {
        "boss": (
            gettext_noop("I know that story, my colleagues here do not. Would you tell them?"),
            gettext_noop("Do not count on what I know: tell it as if I did not."),
        ),
        "hr_director": (
            gettext_noop("I do not know that, in fact. What happened?"),
            gettext_noop("We have not heard of it in our house. What was it about?"),
        ),
        "ceo": (
            gettext_noop("I did not know. Tell me."),
            gettext_noop("Assume that I know nothing about it. What happened?"),
        ),
        "other": (
            gettext_noop("I am afraid I do not know. What was it?"),
            gettext_noop("That is new to me: could you start from the beginning?"),
        ),
    },
    "acronyms": {
        "boss": (
            gettext_noop("Tell the others what %(acronym)s means."),
            gettext_noop("%(acronym)s: say it in words that my colleagues know."),
        ),
        "hr_director": (
            gettext_noop("What does %(acronym)s stand for?"),
            gettext_noop("I do not work with %(acronym)s. What is it?"),
        ),
        "ceo": (
            gettext_noop("%(acronym)s? In plain words, please."),
            gettext_noop("What is %(acronym)s, and why should I care?"),
        ),
        "other": (
            gettext_noop("Sorry, what is %(acronym)s?"),
            gettext_noop("I have not met %(acronym)s before. What does it mean?"),
        ),
    },
}

#: Past twice the target of an answer.
INTERRUPTIONS: Final[Mapping[str, tuple[Message, ...]]] = {
    "boss": (
        Message(gettext_noop("Let me stop you there. In one sentence: what came of it?")),
        Message(gettext_noop("I know you could go on. What is the one thing they should remember?")),
    ),
    "hr_director": (
        Message(gettext_noop("Forgive me for coming in. In one sentence, what was your part?")),
        Message(gettext_noop("I have to watch the time. Could you sum that up in one sentence?")),
    ),
    "ceo": (
        Message(gettext_noop("In one sentence?")),
        Message(gettext_noop("Give me the headline, please.")),
    ),
    "other": (
        Message(gettext_noop("Sorry to come in. In one sentence, how did it end?")),
        Message(gettext_noop("May I stop you for a moment? The short version, please.")),
    ),
}
