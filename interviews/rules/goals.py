"""What may be wanted of each seat: goals worth having even after a no, and questions to ask. Ours, to choose from."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from interviews.message import gettext_noop

MOST_GOALS: Final = 3
"""For one panelist. Nobody takes four things away from an hour."""

# Each says what this person should know or think of you afterwards, whatever the answer is.
GOALS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "boss": (
            gettext_noop("I want a role like this, and I will ask again."),
            gettext_noop("My desk can be covered: I have thought about who takes over what."),
            gettext_noop("Here are two results with figures, so that you can vouch for me."),
            gettext_noop("I know what I still have to learn, and I am at it already."),
            gettext_noop("I can lead people who are my peers today."),
            gettext_noop("What once went wrong is understood and mended."),
            gettext_noop("I stay loyal to you and the team, whatever the answer is."),
            gettext_noop("When the next role comes up, you think of me first."),
        ),
        "hr_director": (
            gettext_noop("You know my name, my face and what I do, without a look into my file."),
            gettext_noop("One story shows you how I work with people."),
            gettext_noop("I know what the role asks for, and I have evidence for each point."),
            gettext_noop("I ask for feedback, and I come back with what I did about it."),
            gettext_noop("Another role that fits would interest me too, not only this one."),
            gettext_noop("A no does not make me leave: I want to grow here."),
            gettext_noop("You can tell me which experience would bring me closer."),
        ),
        "ceo": (
            gettext_noop("You can say in one sentence tomorrow who I am and what I do well."),
            gettext_noop("I changed one figure, and you know what that was worth to the company."),
            gettext_noop("I think beyond my own department."),
            gettext_noop("I understand where the company is going, and what that asks of us."),
            gettext_noop("I stay calm and clear when I am asked something hard."),
            gettext_noop("You have learned something about the work that you did not know."),
            gettext_noop("I could fill a role that does not exist yet."),
        ),
        "other": (
            gettext_noop("I am easy to work with across departments."),
            gettext_noop("I know what your department needs from mine."),
            gettext_noop("Something that I did would help you too."),
            gettext_noop("I listen to the whole question before I answer."),
            gettext_noop("You may come to me with your next problem."),
        ),
    }
)

QUESTIONS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "boss": (
            gettext_noop("What would you want to be done in the first ninety days?"),
            gettext_noop("It is a year from now, and you are glad about your choice: what has happened?"),
            gettext_noop("What is the hardest part of this role?"),
            gettext_noop("What should I hand over first, and to whom?"),
            gettext_noop("Which of the things I do today should I do less of?"),
            gettext_noop("What would you need to see from me for a yes next time?"),
            gettext_noop("Are there any other openings coming up in which you would see me?"),
        ),
        "hr_director": (
            gettext_noop("How will you decide, and when may I hear from you?"),
            gettext_noop("What are you looking for that is not in the posting?"),
            gettext_noop("Are there any other openings that might fit me?"),
            gettext_noop("What do the people who were promoted here have in common?"),
            gettext_noop("What help does somebody get who is new in this role?"),
            gettext_noop("May I have feedback afterwards, whatever the answer is?"),
            gettext_noop("How do you expect this role to change in the next years?"),
        ),
        "ceo": (
            gettext_noop("What is coming up in the company in the next year or two?"),
            gettext_noop("What would make this role a success in your eyes?"),
            gettext_noop("What keeps you thinking most about this part of the business?"),
            gettext_noop("Where will the company grow, and what kind of people will it need for that?"),
            gettext_noop("What do you wish that people at my level understood better?"),
            gettext_noop("Which decisions would you like to be taken closer to the work?"),
            gettext_noop("If you could change one thing in how we work together, what would it be?"),
        ),
        "other": (
            gettext_noop("What does your department need most from whoever gets this role?"),
            gettext_noop("What works well between our departments today, and what does not?"),
            gettext_noop("What is coming up on your side that we should know of?"),
            gettext_noop("Whom should somebody new in this role meet first?"),
            gettext_noop("What would you ask in my place?"),
        ),
    }
)

#: What one might be able to say afterwards: the boss has to vouch for it, HR to confirm it, the CEO to remember it.
MUST_SAY: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "boss": (
            gettext_noop("I can vouch for that: she moved the night shift in nine days."),
            gettext_noop("He has thought about who covers his desk."),
        ),
        "hr_director": (
            gettext_noop("It is all in the file, and she can lead people."),
            gettext_noop("He asked for feedback and did something about it."),
        ),
        "ceo": (
            gettext_noop("The one with the 61 percent."),
            gettext_noop("She knows what the company earns its money with."),
        ),
        "other": (gettext_noop("I would work with her."),),
    }
)
