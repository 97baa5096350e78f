"""Precision and recall of listening over answers of which somebody wrote down what should be heard in them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from interviews.analysis.listening import Analysis, listen

#: Findings about certain words; a true one overlaps the words that are expected.
QUOTED: Final = ("figures", "dates", "acronyms", "as_you_know", "hedges", "fillers")
#: Findings about the whole answer.
WHOLE: Final = ("no_figure", "we_over_i", "result", "no_result", "long_situation", "too_short", "too_long")


@dataclass(slots=True)
class Tally:
    """How often a finding was right, wrongly made, and missed; `errors` say where."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def load_answers(file: Path, which: str | None = None) -> list[dict[str, Any]]:
    """The answers of one set ("first", "fresh", "last" or "held"), or all."""
    answers: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return [answer for answer in answers if which in (None, answer.get("set", "first"))]


def hear(answer: dict[str, Any]) -> Analysis:
    return listen(answer["text"], spoken=answer.get("spoken", False), seconds=answer.get("seconds"))


def measure(answers: Iterable[dict[str, Any]]) -> dict[str, Tally]:
    tallies = {kind: Tally() for kind in (*QUOTED, *WHOLE)}
    for answer in answers:
        heard = hear(answer)
        for kind in QUOTED:
            if kind != "fillers" or answer.get("spoken"):
                count_quotes(tallies[kind], answer, kind, heard)
        for kind in WHOLE:
            count_whole(tallies[kind], answer, kind, heard)
    return tallies


def count_whole(tally: Tally, answer: dict[str, Any], kind: str, heard: Analysis) -> None:
    expected, found = kind in answer["heard"], heard.has(kind)
    tally.right += expected and found
    tally.wrong += found and not expected
    tally.missed += expected and not found
    if expected != found:
        tally.errors.append(f"{answer['id']}: {'missed' if expected else 'wrongly heard'}")


def count_quotes(tally: Tally, answer: dict[str, Any], kind: str, heard: Analysis) -> None:
    """Each expected quote is used up by the first found one that overlaps any place where it stands.

    Dates are listed as figures too, although dates alone make no finding of figures.
    """
    finding = heard.of(kind) or (heard.of("dates") if kind == "figures" else None)
    spans = list(finding.spans) if finding else []
    for quote in map(str, answer.get(kind, [])):
        places = list(places_of(answer["text"], quote))
        match = next((span for span in spans if any(s < span[1] and span[0] < e for s, e in places)), None)
        if match is None:
            tally.missed += 1
            tally.errors.append(f"{answer['id']}: missed {quote!r}")
        else:
            spans.remove(match)
            tally.right += 1
    tally.wrong += len(spans)
    tally.errors += [f"{answer['id']}: wrongly heard {answer['text'][slice(*span)]!r}" for span in spans]


def places_of(text: str, quote: str) -> Iterator[tuple[int, int]]:
    start = text.find(quote)
    while start >= 0:
        yield start, start + len(quote)
        start = text.find(quote, start + 1)


def table(tallies: dict[str, Tally]) -> str:
    lines = [f"{'finding':<15} {'right':>5} {'wrong':>5} {'missed':>6} {'precision':>9} {'recall':>6}"]
    lines += [
        f"{kind:<15} {t.right:>5} {t.wrong:>5} {t.missed:>6} {t.precision:>9.2f} {t.recall:>6.2f}"
        for kind, t in tallies.items()
    ]
    return "\n".join(lines)
