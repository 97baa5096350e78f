"""What the analysis hands on: findings, and all that was heard in one answer."""

from dataclasses import dataclass

from interviews.analysis.kinds import KINDS
from interviews.message import Message

Span = tuple[int, int]

#: Goes up whenever the same answer would be read differently; stored findings of another version are read again.
RULES_VERSION = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact. `value` is a count, a rate or the words themselves; `spans` are (start, end) characters of the text.

    `quote` are the words as somebody would quote them; "" where they would not read well.
    """

    kind: str
    value: int | float | str
    spans: tuple[Span, ...]
    quote: str = ""

    @property
    def why(self) -> Message:
        return Message(KINDS[self.kind].why)


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that was heard in one answer.

    `story` is whether it tells of something that was done, `is_parsed` whether its grammar was read, `topics` the
    nouns and verbs it is about.
    """

    words: int
    seconds: float | None
    words_per_minute: float | None
    findings: tuple[Finding, ...]
    language_supported: bool
    story: bool = False
    is_parsed: bool = False
    topics: tuple[str, ...] = ()

    def of(self, kind: str) -> Finding | None:
        return next((finding for finding in self.findings if finding.kind == kind), None)

    def has(self, kind: str) -> bool:
        return self.of(kind) is not None
