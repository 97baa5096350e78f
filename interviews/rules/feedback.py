"""How to ask for feedback after an interview: so that something comes back, and nobody has to defend anything."""

from dataclasses import dataclass
from typing import Final

from interviews.message import Message, gettext_noop


@dataclass(frozen=True, slots=True)
class Request:
    """What to send, and for whom it is."""

    to: Message
    text: Message


HR: Final = gettext_noop("To HR")
BOSS: Final = gettext_noop("To your boss")
AFTER_NO: Final = (
    (
        HR,
        gettext_noop(
            "Hello,\n\nThank you for the interview for “%(post)s”, and for telling me how it ended. I would like to be "
            "better prepared next time. May I have twenty minutes with you? Two questions would help me most: which "
            "one thing spoke for me, and which one thing would have made the difference?\n\nWith thanks"
        ),
    ),
    (
        BOSS,
        gettext_noop(
            "Thank you for letting me go for “%(post)s”. I am not asking about the decision. I would like to know what "
            "the panel would need to hear from me next time, and what I could take on here this year that would show "
            "it. When would be a good moment to talk?"
        ),
    ),
)
AFTER_YES: Final = (
    (
        HR,
        gettext_noop(
            "Hello,\n\nThank you for your trust; I am looking forward to “%(post)s”. While it is fresh: what spoke for "
            "me, and which doubt remained? I would like to work on that one first.\n\nWith thanks"
        ),
    ),
    (
        BOSS,
        gettext_noop(
            "Thank you for your part in this. What did the others doubt, as far as you may say? I want to show them in "
            "the first three months."
        ),
    ),
)
AFTER_ANOTHER: Final = (
    (
        HR,
        gettext_noop(
            "Hello,\n\nThank you for thinking of me for something else after “%(post)s”. May I ask what you saw in the "
            "interview that made you think of it, and what would decide the next step?\n\nWith thanks"
        ),
    ),
    (
        BOSS,
        gettext_noop(
            "They spoke of something else for me after “%(post)s”. Before I answer I would value your view: where do "
            "you see me stronger, and what would you want me to have shown by then?"
        ),
    ),
)
SENT_AFTER: Final = {
    "got_it": AFTER_YES,
    "different_post": AFTER_ANOTHER,
    "reshaped": AFTER_ANOTHER,
    "offered_later": AFTER_ANOTHER,
}


def requests(outcome: str, post: str) -> list[Request]:
    """What to send after `outcome`, one of the round's; what fits a no where nothing is known yet."""
    wordings = SENT_AFTER.get(outcome, AFTER_NO)
    return [Request(Message(to), Message(text, {"post": post})) for to, text in wordings]
