"""Which words of an answer are marked, and the number of each mark on its page."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from interviews.analysis.finding import Finding, Span
from interviews.analysis.kinds import KINDS, Marking

#: What is marked in the answer, the more telling first: where two lie over each other, the first is marked.
#: Single words come before whole clauses, which would hide them.
WORDS: Final = ("as_you_know", "acronyms", "figures", "dates")
MARKED: Final = (*WORDS, *(key for key, kind in KINDS.items() if kind.marking is not Marking.NONE and key not in WORDS))


def marked_spans(findings: Iterable[Finding]) -> list[tuple[int, int, str]]:
    """(start, end, kind) in the order of the text, none over another."""
    by_kind = {finding.kind: finding for finding in findings}
    taken: list[tuple[int, int, str]] = []
    for kind in MARKED:
        for start, end in by_kind[kind].spans if kind in by_kind else ():
            taken.append((start, end, kind))
    return without_overlaps(taken)


def without_overlaps(spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Of spans that lie over each other, the one whose kind comes first in MARKED."""
    order = sorted(spans, key=lambda span: (span[0], MARKED.index(span[2]), -span[1]))
    kept: list[tuple[int, int, str]] = []
    for span in order:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
        elif MARKED.index(span[2]) < MARKED.index(kept[-1][2]) and (len(kept) < 2 or kept[-2][1] <= span[0]):
            kept[-1] = span
    return kept


def mark_at(span: Span, numbers: Mapping[Span, int]) -> int:
    """The number of the mark at `span`, or of one that lies over it; 0 where there is none."""
    start, end = span
    over = (number for (first, last), number in numbers.items() if first < end and start < last)
    return numbers.get(span) or next(over, 0)
