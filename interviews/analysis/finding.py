"""What listening hands on: findings, and all that was heard in one answer."""

from dataclasses import dataclass

from interviews.message import Message

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact. `value` is a count, a rate or the words themselves; `spans` are (start, end) characters of the text."""

    kind: str
    value: int | float | str
    spans: tuple[Span, ...]
    why: Message


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that was heard in one answer. `story` is whether it tells of something that was done."""

    words: int
    seconds: float | None
    words_per_minute: float | None
    findings: tuple[Finding, ...]
    language_supported: bool
    story: bool = False

    def of(self, kind: str) -> Finding | None:
        return next((finding for finding in self.findings if finding.kind == kind), None)

    def has(self, kind: str) -> bool:
        return self.of(kind) is not None
