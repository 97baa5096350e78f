"""Every kind of finding, declared once: what it is called, why it matters, what each seat asks and remembers.

To add one, declare it here with its examples and say in `detecting.py` where it is found. `check` refuses half a
declaration; the examples run as tests.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from interviews.message import gettext_noop

SEATS: Final = ("boss", "hr_director", "ceo", "other")
Lines = Mapping[str, tuple[str, ...]]


class Marking(Enum):
    """How the words of a finding are marked in the answer."""

    STRONG = "strong"  # a solid line: this helps
    HINT = "hint"  # a dotted line: look at this
    FAINT = "faint"  # a thin line, counted only
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Example:
    """An answer in which the kind is heard, or, as a counterexample, not."""

    question: str
    answer: str
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingKind:
    """A kind of finding.

    `label` may hold %(value)s; `labels` is its plural where `value` is a count. `asks` are the seats' follow-ups, said
    alone or after the candidate's own words; kinds that call for no question have none. `intent` is what the question
    is after. `remembers` is what a seat says about it when the candidate has left; %(words)s are the candidate's.
    `advice` is what to change next time, in the candidate's voice.
    """

    key: str
    label: str
    why: str
    marking: Marking
    silent_when: str
    examples: tuple[Example, ...]
    counterexamples: tuple[Example, ...]
    labels: str = ""
    intent: str = ""
    asks: Lines = field(default_factory=dict)
    remembers: Mapping[str, str] = field(default_factory=dict)
    advice: str = ""

    def problems(self) -> list[str]:
        """What is missing from the declaration."""
        missing = [name for name in ("key", "label", "why", "silent_when") if not getattr(self, name).strip()]
        if not self.examples or not self.counterexamples:
            missing.append("examples and counterexamples")
        if bool(self.asks) != bool(self.intent):
            missing.append("asks and intent go together")
        if bool(self.advice) != bool(self.asks and self.remembers):
            missing.append("advice goes with asks and remembers")
        for name, lines in (("asks", self.asks), ("remembers", self.remembers)):
            if lines and set(lines) != set(SEATS):
                missing.append(f"{name} for {sorted(set(SEATS) - set(lines))}")
        return missing


TIME: Final = "Tell me about a time you improved something."

DECLARED: Final = (
    FindingKind(
        key="question_back",
        label=gettext_noop("You asked back"),
        why=gettext_noop("Asking is fine: it beats answering the wrong question."),
        marking=Marking.NONE,
        silent_when="the panel has asked for the candidate's questions, or a case is told as well",
        intent="clarify",
        asks={
            "boss": (gettext_noop("Sure. Here's what I'm asking: %(question)s"),),
            "hr_director": (gettext_noop("Of course. The question was: %(question)s"),),
            "ceo": (gettext_noop("Let me say it again: %(question)s"),),
            "other": (gettext_noop("Happy to repeat it: %(question)s"),),
        },
        examples=(
            Example("Could you describe how you train people?", "Sorry, could you repeat the question please?"),
            Example("How did the merger affect you?", "Which merger do you mean, the one in 2018 or this one?"),
        ),
        counterexamples=(
            Example("Do you have any questions for us?", "Yes. What would you fix first?"),
            Example(TIME, "Who would do it? I did. I moved the rota to the wall and swaps fell by half."),
        ),
    ),
    FindingKind(
        key="not_answered",
        label=gettext_noop("The question is still open"),
        why=gettext_noop("The panel noticed that you didn't go into it. One honest sentence closes it."),
        marking=Marking.NONE,
        silent_when="anything of one's own is told; a wrong reproach is worse than none",
        intent="answer_question",
        asks={
            "boss": (
                gettext_noop("I'd still like to hear it. What can you tell me?"),
                gettext_noop("Fair enough, but I have to ask. Is there a part of it you can talk about?"),
            ),
            "hr_director": (
                gettext_noop("I understand. Without names, what can you tell us about it?"),
                gettext_noop("Take your time. Let me come back to what I asked: %(question)s"),
            ),
            "ceo": (
                gettext_noop("Let's come back to my question: %(question)s"),
                gettext_noop("I'd like an answer to this one, if you can: %(question)s"),
            ),
            "other": (gettext_noop("I may have missed it. Could you come back to the question? %(question)s"),),
        },
        remembers={
            "boss": gettext_noop("I asked, and I still don't have an answer."),
            "hr_director": gettext_noop("My question is still open in my notes."),
            "ceo": gettext_noop("I didn't get an answer to my question."),
            "other": gettext_noop("I'm not sure that one was answered."),
        },
        advice=gettext_noop("Answer the question first, even in one honest sentence."),
        examples=(
            Example("Tell me about a time you disagreed with your boss.", "I'd rather not go there, if that's okay."),
            Example("What would you change first?", "No comment, really."),
        ),
        counterexamples=(
            Example(
                "Where should we be in three years?", "In front of the two others, with a second base by the coast."
            ),
            Example(TIME, "I'd rather not name him. I moved his bench next to mine and errors fell to two."),
        ),
    ),
    FindingKind(
        key="dont_know",
        label=gettext_noop("“I don't know”"),
        why=gettext_noop("Honest, and better than guessing. Say how you'd find out, and it becomes an answer."),
        marking=Marking.NONE,
        silent_when="a case is told, or much is said besides",
        intent="how",
        asks={
            "boss": (
                gettext_noop("Fair. How would you find out?"),
                gettext_noop("Who would you ask first?"),
            ),
            "hr_director": (
                gettext_noop("That's fine. How would you go about finding out?"),
                gettext_noop("Thank you for saying so. What would you need to find out first?"),
            ),
            "ceo": (
                gettext_noop("How would you find out?"),
                gettext_noop("How would you get the answer?"),
            ),
            "other": (
                gettext_noop("How would you find out, if you had a day?"),
                gettext_noop("Where would you look?"),
            ),
        },
        examples=(
            Example("What's our current debt?", "I don't know. I'd be guessing."),
            Example("What is the limit in Canada?", "I'm not sure, I know ours only."),
        ),
        counterexamples=(
            Example(TIME, "I don't know if this counts. I moved the desk and complaints fell to six."),
            Example("What would you change?", "The Friday run. I'd move the cut-off to three."),
        ),
    ),
    FindingKind(
        key="others_deed",
        label=gettext_noop("Somebody else's work"),
        why=gettext_noop("It's generous, but the panel is hiring you: say what you did in it."),
        marking=Marking.HINT,
        silent_when="something of one's own is told, or the cause of trouble is put on others",
        intent="own_part",
        asks={
            "boss": (
                gettext_noop("And where were you in that?"),
                gettext_noop("That's their work. What was yours?"),
            ),
            "hr_director": (
                gettext_noop("And what did you do yourself?"),
                gettext_noop("Which part of that was in your hands?"),
            ),
            "ceo": (
                gettext_noop("Good for them. What did you do?"),
                gettext_noop("I'm asking about you. What was your part?"),
            ),
            "other": (
                gettext_noop("And you, what did you do there?"),
                gettext_noop("What was your own part in that?"),
            ),
        },
        remembers={
            "boss": gettext_noop("“%(words)s”: I'd be vouching for somebody else."),
            "hr_director": gettext_noop(
                "“%(words)s” is somebody else's work. I have nothing of the candidate's own there."
            ),
            "ceo": gettext_noop("“%(words)s”. Sounds like I should meet them, too."),
            "other": gettext_noop("I know what the others did, and less about this candidate."),
        },
        advice=gettext_noop("Tell my own part before I give others their credit."),
        examples=(
            Example(
                TIME,
                "My supervisor, Brenda, redesigned the traffic plan. She painted the lanes. Near misses went to one.",
                "My supervisor, Brenda, redesigned the traffic plan",
            ),
            Example(
                "How did you lower readmissions?", "That was Dr. Feld's project. He built the list and hired the nurse."
            ),
        ),
        counterexamples=(
            Example(TIME, "My supervisor drew the plan. I painted the lanes and trained both shifts on them."),
            Example("What happened?", "The vendor sent the wrong files and it was their fault."),
        ),
    ),
    FindingKind(
        key="blame",
        label=gettext_noop("The cause is put on others"),
        why=gettext_noop("It may be true. The panel still waits for what you did about it."),
        marking=Marking.HINT,
        silent_when="two deeds of one's own are told",
        intent="ownership",
        asks={
            "boss": (
                gettext_noop("Leave them out of it for a moment. What was in your hands?"),
                gettext_noop("And on your side of the fence, what would you do differently?"),
            ),
            "hr_director": (
                gettext_noop("What was in your control there?"),
                gettext_noop("And looking at your own part, what could you have done?"),
            ),
            "ceo": (
                gettext_noop("What was yours to fix?"),
                gettext_noop("Which part of it do you own?"),
            ),
            "other": (
                gettext_noop("Was there anything you could do about it yourself?"),
                gettext_noop("And what was in your own hands?"),
            ),
        },
        remembers={
            "boss": gettext_noop("I heard whose fault it was. I didn't hear what was in the candidate's hands."),
            "hr_director": gettext_noop("The cause was put on others; no part of the candidate's own was mentioned."),
            "ceo": gettext_noop("Plenty of reasons. I missed the one they own."),
            "other": gettext_noop("It sounded as if nothing could be done. Was that so?"),
        },
        advice=gettext_noop("Name the cause once, then say what was in my hands."),
        examples=(
            Example(
                "Tell me about a project that was late.", "The vendor sent the wrong files and it was their fault."
            ),
            Example(
                "Why was the report delayed?", "It was not my fault. The sponsor changed the protocol three times."
            ),
        ),
        counterexamples=(
            Example(
                "Tell me about a project that was late.",
                "The vendor sent the wrong files. I drove to them, sorted the files and wrote a checklist.",
            ),
            Example(TIME, "The traders wrote to the paper, and I called the chair and told her it was my decision."),
        ),
    ),
    FindingKind(
        key="plan",
        label=gettext_noop("A plan, not a case"),
        why=gettext_noop("They asked what you did. What somebody has done once, they are believed to do again."),
        marking=Marking.HINT,
        silent_when="the question asks for a plan or an opinion",
        intent="example",
        asks={
            "boss": (
                gettext_noop("That's how you'd do it. When did you last do it?"),
                gettext_noop("I believe you would. Tell me about a time you did."),
            ),
            "hr_director": (
                gettext_noop("Could you take me through one time when this really happened?"),
                gettext_noop("Thank you. Is there one case, from the past year perhaps, that we could look at?"),
            ),
            "ceo": (
                gettext_noop("And when have you done it?"),
                gettext_noop("Give me one time it happened."),
            ),
            "other": (
                gettext_noop("Has it come up for real? What did you do?"),
                gettext_noop("What did that look like the last time it happened?"),
            ),
        },
        remembers={
            "boss": gettext_noop("I know what they would do. I can't vouch for what they've done."),
            "hr_director": gettext_noop("I asked for a case and have a plan in my notes."),
            "ceo": gettext_noop("A plan. I was waiting for the time it happened."),
            "other": gettext_noop("It sounded sensible, but I couldn't picture a day when it happened."),
        },
        advice=gettext_noop("When they ask for a case, tell one time it happened."),
        examples=(
            Example(
                "Tell me about a time you dealt with a shortage.", "I would look at acuity and then I'd call around."
            ),
            Example(
                "Describe a time you cut costs.", "In principle, I would begin with energy. I'd install meters first."
            ),
        ),
        counterexamples=(
            Example("How would you handle a shortage?", "I would look at acuity and then I'd call around."),
            Example(
                "Tell me about a time you dealt with a shortage.",
                "I called around and got two nurses. I'd do it again.",
            ),
        ),
    ),
    FindingKind(
        key="plan_told",
        label=gettext_noop("What you would do"),
        why=gettext_noop("A plan shows how you think. One sentence about a time you did it makes it weigh more."),
        marking=Marking.FAINT,
        silent_when="a case was asked for: then it is a plan instead of a case",
        examples=(Example("How would you handle a shortage?", "I would look at acuity and then I'd call around."),),
        counterexamples=(Example(TIME, "I would look at acuity and then I'd call around."),),
    ),
    FindingKind(
        key="hidden_part",
        label=gettext_noop("Your own part is hidden"),
        why=gettext_noop("“We” is fair to the others, but the panel can't tell what you did."),
        marking=Marking.HINT,
        silent_when="one deed of “I” is told, or the question asks for no deed",
        intent="own_part",
        asks={
            "boss": (
                gettext_noop("I know the team. Which part was you?"),
                gettext_noop("What wouldn't have happened without you?"),
            ),
            "hr_director": (
                gettext_noop("What exactly did you do yourself?"),
                gettext_noop("Which of those steps was yours?"),
            ),
            "ceo": (
                gettext_noop("And you? What did you do?"),
                gettext_noop("What was your part in it?"),
            ),
            "other": (
                gettext_noop("I can't quite tell who did what. Which part was yours?"),
                gettext_noop("What was your own part in it?"),
            ),
        },
        remembers={
            "boss": gettext_noop("“%(words)s”: I still couldn't say which part was theirs."),
            "hr_director": gettext_noop("I have “we” in my notes, and no “I” beside it."),
            "ceo": gettext_noop("A good team. I couldn't see the person in it."),
            "other": gettext_noop("I couldn't tell this candidate apart from the team."),
        },
        advice=gettext_noop("Say “I” for what I did, and “we” only for what we did."),
        examples=(
            Example(
                TIME,
                "We started a basketball night. We painted the hall and the neighbors came.",
                "We started a basketball night",
            ),
            Example(
                "How was the migration done?", "The old service was wrapped first, and traffic was mirrored for weeks."
            ),
        ),
        counterexamples=(
            Example(TIME, "We painted the hall. I found the paint and the Sunday."),
            Example("How would you do it?", "We would paint the hall first."),
        ),
    ),
    FindingKind(
        key="bare_claim",
        label=gettext_noop("A change without its figure"),
        why=gettext_noop("“From what to what” is what makes it believable, and what gets repeated after you leave."),
        marking=Marking.HINT,
        silent_when="a figure stands near it, or another change has one",
        intent="figure",
        asks={
            "boss": (
                gettext_noop("From what to what?"),
                gettext_noop("If I look it up, what will I find?"),
            ),
            "hr_director": (
                gettext_noop("Can you tell me from what to what?"),
                gettext_noop("What was it before, and what is it now?"),
            ),
            "ceo": (
                gettext_noop("From what to what?"),
                gettext_noop("By how much?"),
            ),
            "other": (
                gettext_noop("How big a difference was that? Roughly will do."),
                gettext_noop("I don't know your numbers: how much is that?"),
            ),
        },
        remembers={
            "boss": gettext_noop("“%(words)s”. They'll ask me by how much, and I can't say."),
            "hr_director": gettext_noop("“%(words)s” is in my notes with a blank beside it."),
            "ceo": gettext_noop("“%(words)s”. By how much, I never heard."),
            "other": gettext_noop("“%(words)s”. I couldn't tell how big that was."),
        },
        advice=gettext_noop("Give every change its figure: from what to what."),
        examples=(
            Example(
                "How is the permit counter?",
                "I moved the desk. Complaints have dropped since then.",
                "Complaints have dropped",
            ),
            Example("What changed?", "Our morale improved a lot.", "Our morale improved a lot"),
        ),
        counterexamples=(
            Example("What changed?", "Complaints dropped from forty a month to six."),
            Example("Where do you see costs going?", "They may rise a little."),
        ),
    ),
    FindingKind(
        key="big_word",
        label=gettext_noop("A big word without a fact"),
        why=gettext_noop("Everybody says so. One thing that others can see makes it yours."),
        marking=Marking.HINT,
        silent_when="a deed, a change or a figure is told, or a plan was asked for",
        intent="evidence",
        asks={
            "boss": (
                gettext_noop("How would I see that on an ordinary day?"),
                gettext_noop("What makes you say so?"),
            ),
            "hr_director": (
                gettext_noop("What makes you say that?"),
                gettext_noop("How could somebody else tell?"),
            ),
            "ceo": (
                gettext_noop("How do you know?"),
                gettext_noop("What shows it?"),
            ),
            "other": (
                gettext_noop("What would I notice if I came by?"),
                gettext_noop("How can you tell?"),
            ),
        },
        remembers={
            "boss": gettext_noop("“%(words)s”. So say all of them."),
            "hr_director": gettext_noop("“%(words)s”, with nothing beside it that I could check."),
            "ceo": gettext_noop("Big words. I was waiting for one fact."),
            "other": gettext_noop("“%(words)s”. I'd like to have seen it."),
        },
        advice=gettext_noop("Replace a big word with one thing that others can see."),
        examples=(
            Example(
                "How are the new kiosks going?", "The kiosks are great. The guests are happy.", "The kiosks are great"
            ),
            Example("What does quality mean to you?", "Quality is everything."),
        ),
        counterexamples=(
            Example("How are the new kiosks going?", "They're great. Waiting fell from nine minutes to two."),
            Example("What would you do?", "The desk would be great by the door."),
        ),
    ),
    FindingKind(
        key="no_result",
        label=gettext_noop("No ending yet"),
        why=gettext_noop("You said what was done, but not what came of it. That's the part the panel waits for."),
        marking=Marking.NONE,
        silent_when="any ending is told, also through what others did or what is so today; unless a case was asked for",
        intent="result",
        asks={
            "boss": (
                gettext_noop("And how did it end?"),
                gettext_noop("So where does it stand today?"),
            ),
            "hr_director": (
                gettext_noop("What was different afterwards?"),
                gettext_noop("And what happened in the end?"),
            ),
            "ceo": (
                gettext_noop("So what came of it?"),
                gettext_noop("And the result?"),
            ),
            "other": (
                gettext_noop("How did that turn out?"),
                gettext_noop("You stopped just where I got curious. How did it end?"),
            ),
        },
        remembers={
            "boss": gettext_noop("They'll ask me how it ended, and I don't know."),
            "hr_director": gettext_noop("An example, but I have no ending in my notes."),
            "ceo": gettext_noop("I never heard what came of it."),
            "other": gettext_noop("I would have liked to know how it ended."),
        },
        advice=gettext_noop("End every story with what came of it."),
        examples=(
            Example(
                "What did you do about the overtime?",
                "I pulled six months of punches. I sorted them by route. I took the list to sales.",
            ),
            Example(
                "Tell me about a risk you took.",
                "I moved the whole desk to one model that I had built over a winter. I pushed hard.",
            ),
        ),
        counterexamples=(
            Example(TIME, "I moved the desk to the door, and complaints dropped from forty to six."),
            Example("How do you plan a week?", "I make a list on Friday."),
        ),
    ),
    FindingKind(
        key="as_you_know",
        label=gettext_noop("Taken for granted"),
        why=gettext_noop("Somebody on the panel may not know it: say it in a few words."),
        marking=Marking.HINT,
        silent_when="the words ask whether the panel knows",
        intent="clarify",
        asks={
            "boss": (
                gettext_noop("I do, but my colleagues here don't. Would you tell them?"),
                gettext_noop("Tell it as if I weren't here. What happened?"),
            ),
            "hr_director": (
                gettext_noop("I don't, in fact. Could you explain it?"),
                gettext_noop("That hasn't reached us. What was it about?"),
            ),
            "ceo": (
                gettext_noop("I don't. Tell me."),
                gettext_noop("Assume I know nothing about it. What is it?"),
            ),
            "other": (
                gettext_noop("I'm afraid I don't. What was it?"),
                gettext_noop("That's new to me. Could you fill me in?"),
            ),
        },
        remembers={
            "boss": gettext_noop("They counted on what I know. My colleagues were lost for a moment."),
            "hr_director": gettext_noop("“%(words)s”: I didn't."),
            "ceo": gettext_noop("“%(words)s”. I didn't know, and wasn't told."),
            "other": gettext_noop("“%(words)s”: I don't, I've only just met them."),
        },
        advice=gettext_noop("Explain it as if nobody at the table knows it."),
        examples=(Example(TIME, "As you know, I moved the archive in nine days, and it worked.", "As you know"),),
        counterexamples=(Example(TIME, "I moved the archive in nine days. Did you know that it was possible?"),),
    ),
    FindingKind(
        key="acronyms",
        label=gettext_noop("Acronym not explained"),
        why=gettext_noop("Somebody on the panel may not know it: spell it out the first time."),
        marking=Marking.HINT,
        silent_when="it was explained here or in an earlier answer, or everybody knows it",
        intent="clarify",
        asks={
            "boss": (
                gettext_noop("Tell the others what %(acronym)s means."),
                gettext_noop("%(acronym)s: can you say that in words my colleagues use?"),
            ),
            "hr_director": (
                gettext_noop("What does %(acronym)s stand for?"),
                gettext_noop("I don't work with %(acronym)s. What is it?"),
            ),
            "ceo": (
                gettext_noop("%(acronym)s? In plain words, please."),
                gettext_noop("What is %(acronym)s, and why does it matter?"),
            ),
            "other": (
                gettext_noop("Sorry, what is %(acronym)s?"),
                gettext_noop("I haven't come across %(acronym)s before. What does it mean?"),
            ),
        },
        remembers={
            "boss": gettext_noop("I had to explain %(acronym)s to the others."),
            "hr_director": gettext_noop("I'd have to ask somebody what %(acronym)s means."),
            "ceo": gettext_noop("Nobody told me what %(acronym)s is."),
            "other": gettext_noop("I never found out what %(acronym)s is."),
        },
        advice=gettext_noop("Spell out every acronym the first time."),
        examples=(Example(TIME, "I raised the OEE to 74% in nine weeks, and it stayed there.", "OEE"),),
        counterexamples=(Example(TIME, "I raised the overall equipment effectiveness (OEE) to 74%. The CEO saw it."),),
    ),
    FindingKind(
        key="too_long",
        label=gettext_noop("Long: about %(value)s to say"),
        why=gettext_noop("Well over the time for one answer: the panel may lose the thread."),
        marking=Marking.NONE,
        silent_when="it takes at most a quarter more than the target",
        intent="focus",
        asks={
            "boss": (
                gettext_noop("Let me stop you there. If I repeat one sentence of this, which?"),
                gettext_noop("Make it short for me: what's the point?"),
            ),
            "hr_director": (
                gettext_noop("I want to write it down correctly. Could you put it in one sentence?"),
                gettext_noop("Thank you, that was a lot. What matters most in it?"),
            ),
            "ceo": (
                gettext_noop("In one sentence?"),
                gettext_noop("What should I remember of all that?"),
            ),
            "other": (
                gettext_noop("I'm afraid I lost the thread. In one sentence?"),
                gettext_noop("What's the heart of it?"),
            ),
        },
        remembers={
            "boss": gettext_noop("It went on. I'd have to pick the sentence myself."),
            "hr_director": gettext_noop("I couldn't write it all down, and I'm not sure what mattered."),
            "ceo": gettext_noop("Long. I'm not sure which sentence to keep."),
            "other": gettext_noop("I lost the thread halfway."),
        },
        advice=gettext_noop("Stop after two minutes; they will ask for more."),
        examples=(Example(TIME, "I answered all 40 calls and the customers stayed. " * 50),),
        counterexamples=(Example(TIME, "I answered all 40 calls and the customers stayed. " * 5),),
    ),
    FindingKind(
        key="no_example",
        label=gettext_noop("No example"),
        why=gettext_noop("Anybody can say it. One case, told briefly, is what a panel believes."),
        marking=Marking.NONE,
        silent_when="something that happened is told, the question asks for a plan or a fact, or it was asked back",
        intent="example",
        asks={
            "boss": (
                gettext_noop("Give me one example I could tell the others."),
                gettext_noop("When was the last time that mattered?"),
            ),
            "hr_director": (
                gettext_noop("Could you give me one example?"),
                gettext_noop("Can you take me through one case, step by step?"),
            ),
            "ceo": (
                gettext_noop("For instance?"),
                gettext_noop("One example, please."),
            ),
            "other": (
                gettext_noop("Could you give an example, for somebody who's new to this?"),
                gettext_noop("What does that look like on an ordinary day?"),
            ),
        },
        remembers={
            "boss": gettext_noop("I was waiting for one case I could pass on."),
            "hr_director": gettext_noop("No example in my notes."),
            "ceo": gettext_noop("I have nothing to remember it by: one case would have done."),
            "other": gettext_noop("I couldn't picture it without an example."),
        },
        advice=gettext_noop("Have one short example ready for every claim."),
        examples=(
            Example("Describe your management style.", "Firm but fair."),
            Example("How do you handle a busy service?", "You just get on with it."),
        ),
        counterexamples=(
            Example(TIME, "I moved the desk to the door and complaints fell to six."),
            Example("What would you do first?", "I'd ask the night crew what they need."),
        ),
    ),
    FindingKind(
        key="figures",
        label=gettext_noop("%(value)s figure"),
        labels=gettext_noop("%(value)s figures"),
        why=gettext_noop("A figure is what a panel remembers, and what it can check."),
        marking=Marking.STRONG,
        silent_when="it is a date, a name, an aside or somebody else's",
        remembers={
            "boss": gettext_noop("“%(words)s”: that I can check, and vouch for."),
            "hr_director": gettext_noop("I wrote down “%(words)s”."),
            "ceo": gettext_noop("I'll remember “%(words)s”."),
            "other": gettext_noop("“%(words)s” told me how big it was."),
        },
        examples=(Example(TIME, "I cut the wait from 46 hours to 20.", "46 hours"),),
        counterexamples=(Example(TIME, "In March I sat in room 12 and rang extension 4471."),),
    ),
    FindingKind(
        key="dates",
        label=gettext_noop("%(value)s date"),
        labels=gettext_noop("%(value)s dates"),
        why=gettext_noop("You said when: that can be looked up."),
        marking=Marking.STRONG,
        silent_when="a number stands for an amount",
        examples=(Example(TIME, "In March 2025 I moved the desk.", "March 2025"),),
        counterexamples=(Example(TIME, "I moved forty desks."),),
    ),
    FindingKind(
        key="result",
        label=gettext_noop("A result"),
        why=gettext_noop("You said what came of it: that's the part the panel waits for."),
        marking=Marking.STRONG,
        silent_when="nothing is told that happened",
        remembers={
            "boss": gettext_noop("“%(words)s”. I can pass that on."),
            "hr_director": gettext_noop("I have the ending: “%(words)s”."),
            "ceo": gettext_noop("“%(words)s”. That stays with me."),
            "other": gettext_noop("I could follow it to the end: “%(words)s”."),
        },
        examples=(Example(TIME, "I moved the desk. Complaints fell by half.", "Complaints fell by half"),),
        counterexamples=(Example("What would you do?", "I would move the desk and complaints would fall."),),
    ),
    FindingKind(
        key="long_situation",
        label=gettext_noop("A long way in: %(value)s%% of the answer"),
        why=gettext_noop("More than half of the answer is over before you do anything: the panel waits for your part."),
        marking=Marking.NONE,
        silent_when="the answer is short, or nobody acts in it",
        examples=(Example(TIME, "The hall was old and the light was poor. " * 8 + "I painted it and moved the desk."),),
        counterexamples=(Example(TIME, "The hall was old. I painted it and moved the desk."),),
    ),
    FindingKind(
        key="hedges",
        label=gettext_noop("Hedges"),
        why=gettext_noop("Words like these make a fact sound like a guess."),
        marking=Marking.HINT,
        silent_when="the words carry meaning of their own (“what kind of”)",
        examples=(Example(TIME, "I think I was probably quite good at it.", "I think"),),
        counterexamples=(Example(TIME, "I asked what kind of bolt it was."),),
    ),
    FindingKind(
        key="fillers",
        label=gettext_noop("Fillers, %(value)s in 100 words"),
        why=gettext_noop(
            "About 6 slips of every sort in 100 words are normal in English talk (Lickley 2017); elsewhere norms "
            "differ "
            "(Roberts & Meltzer). Only the trend tells anything."
        ),
        marking=Marking.FAINT,
        silent_when="the answer was typed",
        examples=(Example(TIME, "um I moved the uh desk", "um"),),
        counterexamples=(Example(TIME, "I moved the desk"),),
    ),
    FindingKind(
        key="i",
        label=gettext_noop("“I” once"),
        labels=gettext_noop("“I” %(value)s times"),
        why=gettext_noop("“I” shows the panel your own part."),
        marking=Marking.FAINT,
        silent_when="it is a numeral",
        examples=(Example(TIME, "I moved the desk.", "I"),),
        counterexamples=(Example(TIME, "Phase I was over."),),
    ),
    FindingKind(
        key="we",
        label=gettext_noop("“We” once"),
        labels=gettext_noop("“We” %(value)s times"),
        why=gettext_noop("“We” is fair to the others, but hides who did what."),
        marking=Marking.FAINT,
        silent_when="it is said once",
        examples=(Example(TIME, "We moved the desk and we painted it. I chose the color.", "We"),),
        counterexamples=(Example(TIME, "We moved the desk."),),
    ),
    FindingKind(
        key="too_short",
        label=gettext_noop("Short: about %(value)s to say"),
        why=gettext_noop("You have time for an example."),
        marking=Marking.NONE,
        silent_when="it takes at least a seventh of the target",
        examples=(Example(TIME, "Yes, I would like to."),),
        counterexamples=(Example(TIME, "I answered all 40 calls and the customers stayed. " * 6),),
    ),
)
KINDS: Final[Mapping[str, FindingKind]] = {kind.key: kind for kind in DECLARED}
