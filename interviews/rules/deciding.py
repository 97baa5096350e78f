"""Go or not: the two gates, then what there is to gain and lose, and whether the search is genuine.

A table, not a score. The two gates choose a line of VERDICTS; whether somebody is chosen already and whether there is
anything to gain choose its place in that line. Losses never outvote anything: they become things to make smaller.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple

from interviews.message import Message, gettext_noop

YES: Final = "yes"
NO: Final = "no"
NOT_SURE: Final = "not_sure"

# Verdicts
GO: Final = "go"
GO_FOR_MORE: Final = "go_for_more"
GO_WITH_CARE: Final = "go_with_care"
FIND_OUT: Final = "find_out"
YOUR_CALL: Final = "your_call"
NOT_THIS_TIME: Final = "not_this_time"

# What the search looks like
GENUINE: Final = "genuine"
SETTLED: Final = "settled"
UNCLEAR: Final = "unclear"

# Who asked you to apply
ASKED_BY: Final = ("boss", "hr", "top", "colleague", "nobody")


class Line(NamedTuple):
    """The verdicts for one answer to the two gates.

    `open` and `open_with_gains` while the post may still be anybody's, the others once somebody is as good as chosen;
    the ones with gains as soon as there is one thing to gain.
    """

    open: str
    open_with_gains: str
    settled: str
    settled_with_gains: str


# (Would you want the job now?, Could going hurt you?)
VERDICTS: Final[Mapping[tuple[str, str], Line]] = MappingProxyType(
    {
        # Yes and no is a go, whatever else; only what one goes for can change.
        (YES, NO): Line(GO, GO, GO_FOR_MORE, GO_FOR_MORE),
        # Whether it could hurt is something one can ask, and a job one wants is worth the asking.
        (YES, NOT_SURE): Line(FIND_OUT, FIND_OUT, FIND_OUT, FIND_OUT),
        # A job one wants is worth a risk that one knows; a job that is taken is not.
        (YES, YES): Line(GO_WITH_CARE, GO_WITH_CARE, NOT_THIS_TIME, NOT_THIS_TIME),
        # The interview is where one learns what the job is.
        (NOT_SURE, NO): Line(GO, GO, YOUR_CALL, GO_FOR_MORE),
        (NOT_SURE, NOT_SURE): Line(FIND_OUT, FIND_OUT, NOT_THIS_TIME, FIND_OUT),
        (NOT_SURE, YES): Line(FIND_OUT, FIND_OUT, NOT_THIS_TIME, NOT_THIS_TIME),
        # Harmless, and not for the job: then it is for something else, or for nothing.
        (NO, NO): Line(YOUR_CALL, GO_FOR_MORE, YOUR_CALL, GO_FOR_MORE),
        (NO, NOT_SURE): Line(NOT_THIS_TIME, FIND_OUT, NOT_THIS_TIME, FIND_OUT),
        (NO, YES): Line(NOT_THIS_TIME, NOT_THIS_TIME, NOT_THIS_TIME, NOT_THIS_TIME),
    }
)

# (Was it posted openly?, Is a favourite named?); what is not answered counts as not sure.
SEARCHES: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        (YES, NO): GENUINE,
        (YES, NOT_SURE): UNCLEAR,
        (YES, YES): SETTLED,
        (NOT_SURE, NO): UNCLEAR,
        (NOT_SURE, NOT_SURE): UNCLEAR,
        (NOT_SURE, YES): SETTLED,
        (NO, NO): UNCLEAR,
        (NO, NOT_SURE): UNCLEAR,
        (NO, YES): SETTLED,
    }
)

HEADLINES: Final[Mapping[str, str]] = MappingProxyType(
    {
        GO: gettext_noop("Go."),
        GO_FOR_MORE: gettext_noop("Go, and for more than this role."),
        GO_WITH_CARE: gettext_noop("Go, once you have made it safer."),
        FIND_OUT: gettext_noop("Find out a little more first."),
        YOUR_CALL: gettext_noop("Either is fine. It is up to you."),
        NOT_THIS_TIME: gettext_noop("Leave it this time."),
        "": gettext_noop("Answer both questions, and your verdict appears here."),
    }
)

GATE_REASONS: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        (YES, NO): gettext_noop("You would want the job, and going cannot hurt you. That is all it takes."),
        (YES, NOT_SURE): gettext_noop("You would want the job. Whether going could hurt you is something you can ask."),
        (YES, YES): gettext_noop("You would want the job, and you see how going could hurt you."),
        (NOT_SURE, NO): gettext_noop(
            "Going cannot hurt you, and an interview is a good place to learn whether you would want the job."
        ),
        (NOT_SURE, NOT_SURE): gettext_noop(
            "Both questions are still open. A short talk with somebody who knows answers them better than thinking."
        ),
        (NOT_SURE, YES): gettext_noop(
            "Going could hurt you, and you do not know yet whether the job is worth it to you."
        ),
        (NO, NO): gettext_noop(
            "You would not want the job now, and going cannot hurt you. So it depends on what else you get out of it."
        ),
        (NO, NOT_SURE): gettext_noop("You would not want the job now, and you are not sure that going is harmless."),
        (NO, YES): gettext_noop("You would not want the job now, and going could hurt you. You owe it to nobody."),
    }
)

SEARCH_REASONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        GENUINE: gettext_noop("It was posted openly and no favorite is named, so the search looks genuine."),
        SETTLED: gettext_noop(
            "A favorite is named, so the search may be a matter of form. "
            "Those who decide still see you, and remember you for the next role."
        ),
        UNCLEAR: gettext_noop("It is not clear yet whether the search is genuine. HR can tell you: see how to ask."),
    }
)

ASKED_REASONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "boss": gettext_noop(
            "Your boss asked you to apply. It may be to fill the role, or to let the others see what you can do. "
            "Both are worth something to you."
        ),
        "hr": gettext_noop(
            "HR asked you to apply. Either they have you in mind, or they need more names. You may ask which."
        ),
        "top": gettext_noop("Somebody at the top asked you to apply. They want to see more of you."),
        "colleague": gettext_noop("A colleague thinks that you could do it. Ask them why: it may be your best story."),
        "nobody": gettext_noop("You came forward by yourself. Ambition that people can see is a good thing."),
    }
)

TO_DO: Final[Mapping[str, str]] = MappingProxyType(
    {
        GO: gettext_noop("Say yes, prepare well and try your hardest. Whatever the answer, you come out better known."),
        GO_FOR_MORE: gettext_noop(
            "Decide what each person on the panel should remember about you, whatever the answer is. Then go for that."
        ),
        GO_WITH_CARE: gettext_noop(
            "Name what could hurt you, and for each thing what would make it smaller. Do that first; then go."
        ),
        FIND_OUT: gettext_noop("Ask one person whom you trust and who knows the role. Then answer again here."),
        YOUR_CALL: gettext_noop(
            "If one thing you would gain is worth an hour in that room, go. If none is, let it pass in peace."
        ),
        NOT_THIS_TIME: gettext_noop(
            "Say no early and kindly, and name the role that you would want. That is remembered too."
        ),
    }
)

GAINS_AND_LOSSES: Final = gettext_noop(
    "You see something to gain and something to lose. Do not count them: one can outweigh all the others."
)
GAINS_ONLY: Final = gettext_noop("You see something to gain and nothing to lose.")
LOSSES_ONLY: Final = gettext_noop(
    "You see something to lose and nothing to gain. Look through the gains again: "
    "most people forget being seen, the practice and the next review."
)
LOSSES_BUT_NO_HURT: Final = gettext_noop(
    "You say that going cannot hurt you, and you see something to lose. "
    "If that weighs, answer the second question again."
)
HURT_BUT_NO_LOSSES: Final = gettext_noop(
    "You say that going could hurt you. Say below what there is to lose: what has a name can be made smaller."
)

# What people gain even from a no, in the order of the page; the keys are kept.
GAINS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "seen": gettext_noop("The people who decide see me"),
        "known": gettext_noop("HR and the CEO get to know me and my work"),
        "boss_thinks": gettext_noop("My boss has to think about me for such a role"),
        "practice": gettext_noop("Practice: the next interview is easier"),
        "how_they_ask": gettext_noop("I learn how they interview: what they ask, how formal it is"),
        "next_review": gettext_noop("It shows ambition, and may count in my next review"),
        "next_post": gettext_noop("They think of me when the next role comes up, or make one"),
        "feedback": gettext_noop("I hear what is missing for a yes"),
        "own_worth": gettext_noop("I look at what I have done, and have my résumé up to date"),
    }
)


class Loss(NamedTuple):
    """Something to lose in the words of the page, and what makes it smaller."""

    text: str
    smaller: str


LOSSES: Final[Mapping[str, Loss]] = MappingProxyType(
    {
        "no": Loss(
            gettext_noop("Hearing no, and going on as if nothing had happened"),
            gettext_noop(
                "Hearing no: set goals that are worth having even then, and plan something nice for that day."
            ),
        ),
        "boss_doubts": Loss(
            gettext_noop("My boss may think that I want to leave"),
            gettext_noop("Your boss: say first that you like your work, and that you ask with them, not behind them."),
        ),
        "colleagues": Loss(
            gettext_noop("Colleagues who applied too may take it badly"),
            gettext_noop("Colleagues: tell them yourself, wish them well, and never speak of them in the interview."),
        ),
        "poor_show": Loss(
            gettext_noop("I may do badly in front of people who matter"),
            gettext_noop("Doing badly: practice. Each mock makes the next one calmer, and the first minute easier."),
        ),
        "time": Loss(
            gettext_noop("Time to prepare, beside my work"),
            gettext_noop("Time: a ten-minute drill every few days does more than one long evening."),
        ),
        "known_applied": Loss(
            gettext_noop("People hear that I applied and did not get it"),
            gettext_noop("Talk: ask HR who is told, and have one calm sentence ready for whoever asks."),
        ),
        "get_it": Loss(
            gettext_noop("I may get it, and not want it"),
            gettext_noop("Getting it: you may ask for a day to think, and saying no then is allowed."),
        ),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What was answered; the empty text where nothing was. `gains` and `losses` are the keys ticked."""

    want_now: str = ""
    could_hurt: str = ""
    posted_openly: str = ""
    favourite_named: str = ""
    asked_by: str = ""
    gains: Collection[str] = ()
    losses: Collection[str] = ()
    has_own_gains: bool = False
    has_own_losses: bool = False

    @property
    def has_gains(self) -> bool:
        return self.has_own_gains or any(key in GAINS for key in self.gains)

    @property
    def has_losses(self) -> bool:
        return self.has_own_losses or any(key in LOSSES for key in self.losses)

    @property
    def search(self) -> str:
        return SEARCHES[self.posted_openly or NOT_SURE, self.favourite_named or NOT_SURE]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A verdict, "" while a gate is open, with why, what to do now, and what would make the losses smaller."""

    verdict: str
    headline: Message
    reasons: tuple[Message, ...] = ()
    to_do: Message | None = None
    smaller: tuple[Message, ...] = ()


def advise(case: Case) -> Advice:
    """The verdict on `case` and its reasons. The person may decide otherwise."""
    verdict = verdict_of(case)
    if not verdict:
        return Advice(verdict="", headline=Message(HEADLINES[""]))
    return Advice(
        verdict=verdict,
        headline=Message(HEADLINES[verdict]),
        reasons=tuple(Message(template) for template in reasons_of(case)),
        to_do=Message(TO_DO[verdict]),
        smaller=tuple(Message(loss.smaller) for key, loss in LOSSES.items() if key in case.losses),
    )


def verdict_of(case: Case) -> str:
    line = VERDICTS.get((case.want_now, case.could_hurt))
    if line is None:
        return ""
    if case.search == SETTLED:
        return line.settled_with_gains if case.has_gains else line.settled
    return line.open_with_gains if case.has_gains else line.open


def reasons_of(case: Case) -> list[str]:
    """The gates first; then the search, as far as anything was said about it, who asked, and the balance."""
    reasons = [GATE_REASONS[case.want_now, case.could_hurt]]
    if case.posted_openly or case.favourite_named:
        reasons.append(SEARCH_REASONS[case.search])
    if case.asked_by in ASKED_REASONS:
        reasons.append(ASKED_REASONS[case.asked_by])
    return [*reasons, *balance_of(case)]


def balance_of(case: Case) -> list[str]:
    """What gains and losses say beside the gates; nothing where none is named and none is feared."""
    if case.could_hurt == YES and not case.has_losses:
        return [HURT_BUT_NO_LOSSES]
    if case.could_hurt == NO and case.has_losses:
        return [LOSSES_BUT_NO_HURT]
    if case.has_losses:
        return [GAINS_AND_LOSSES if case.has_gains else LOSSES_ONLY]
    return [GAINS_ONLY] if case.has_gains else []


@dataclass(frozen=True, slots=True)
class Letter:
    """What to send HR, in one tone."""

    tone: Message
    text: Message


LETTERS: Final = (
    (
        gettext_noop("Friendly"),
        gettext_noop(
            "Hello,\n\n"
            "I am thinking about applying for the role “%(post)s”, and if I do I want to prepare properly. May I ask "
            "how open the search still is? If you already have somebody in mind, that is quite all right, and I would "
            "be glad to know: then I would come to introduce myself and to hear what may come up later.\n\n"
            "Thank you, and all the best"
        ),
    ),
    (
        gettext_noop("Formal"),
        gettext_noop(
            "Good morning,\n\n"
            "I am considering an application for the role “%(post)s”. To prepare well, I would be grateful for a word "
            "on how far the selection has come: is the field still open, who decides, and by when? Should the choice "
            "be almost made, I would understand, and would still welcome the chance to introduce myself for future "
            "posts.\n\n"
            "With kind regards"
        ),
    ),
)


def letters(post: str) -> list[Letter]:
    """How to ask whether somebody is chosen already without accusing anybody, in two tones."""
    return [Letter(Message(tone), Message(text, {"post": post})) for tone, text in LETTERS]
