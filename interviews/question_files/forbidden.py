"""Questions that must not be asked: what they touch, in five languages. An aid for HR, not legal advice.

Age, religion, family plans, health, origin and the like are not job-related (OPM; equal-opportunity law). The patterns
look for what is asked about the candidate: "health and safety" or "an ageing plant" pass. All languages are always
looked for, since banks mix them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from interviews.message import Message, gettext_noop
from interviews.question_files.cleaning import words_of
from interviews.question_files.forbidden_words import RULES

TOPICS: Final[Mapping[str, str]] = {
    "age": gettext_noop(
        "It touches the candidate’s age. Ask what the post needs: skills, availability, plans in the job."
    ),
    "religion": gettext_noop("It touches religion or belief. If working days matter, state them and ask if they suit."),
    "family": gettext_noop(
        "It touches family, marriage, children or pregnancy. Ask about availability for the post instead."
    ),
    "health": gettext_noop(
        "It touches health or disability. Describe the work and ask whether the candidate can do it."
    ),
    "origin": gettext_noop(
        "It touches origin, nationality or mother tongue. Ask about the right to work or a skill needed."
    ),
    "politics": gettext_noop("It touches political views."),
    "orientation": gettext_noop("It touches sexual orientation or gender identity."),
    "union": gettext_noop("It touches union membership."),
}


@dataclass(frozen=True, slots=True)
class ProtectedTopic:
    """What a question touches, and the words that show it."""

    topic: str
    words: str

    @property
    def wording(self) -> Message:
        return Message(TOPICS[self.topic])


COMPILED: Final = tuple(
    (topic, frozenset(words.split()), re.compile("|".join(map(str.strip, pattern.strip().splitlines()))))
    for rules in RULES.values()
    for topic, words, pattern in rules
)
TRIGGERS: Final = frozenset(word for _, words, _ in COMPILED for word in words)
MOST_WORDS: Final = 400
"""Words looked at; longer texts are refused as questions anyway."""


def protected_topic_matches(text: str) -> list[ProtectedTopic]:
    """What in a question must not be asked, each topic once."""
    return protected_topics_of(words_of(text))


def protected_topics_of(words: Sequence[str]) -> list[ProtectedTopic]:
    """The same for a text's words, as `words_of` gives them; nearly free when none of them is suspicious."""
    if TRIGGERS.isdisjoint(words):
        return []
    present, simple = frozenset(words), " ".join(words[:MOST_WORDS])
    found: dict[str, ProtectedTopic] = {}
    for topic, triggers, pattern in COMPILED:
        if topic not in found and not triggers.isdisjoint(present) and (match := pattern.search(simple)):
            found[topic] = ProtectedTopic(topic, match[0].strip())
    return list(found.values())
