"""How well answers are read, measured over answers that somebody labeled (data README: the form of a line)."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from interviews.analysis.finding import Analysis
from interviews.analysis.listening import analyze_answer
from interviews.analysis.memory import Told
from interviews.analysis.probing import Asked, FollowUp, follow_up

Row = Mapping[str, Any]
#: Findings, and the label that says whether they are true.
LABELED: Final[Mapping[str, tuple[str, ...]]] = {
    "result": ("result",),
    "vague": ("bare_claim", "big_word"),
    "team_hides": ("hidden_part", "others_deed"),
    "others_deed": ("others_deed",),
    "blame": ("blame",),
    "hypothetical": ("plan", "plan_told"),
    "not_answered": ("not_answered",),
}
#: Findings that reproach: a false one is a false alarm.
ALARMS: Final = ("vague", "team_hides", "blame", "hypothetical", "not_answered")
SILENCE: Final = "none"


@dataclass(slots=True)
class Tally:
    """How often a finding was right, wrongly made, and missed."""

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

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Measurement:
    """All figures over a set of answers."""

    answers: int = 0
    kinds: dict[str, Tally] = field(default_factory=dict)
    follow_ups: Counter[str] = field(default_factory=Counter)
    #: (reason given, best intent) of follow-ups that were not apt.
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    false_alarms: int = 0
    quotes: list[str] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        return {
            "answers": self.answers,
            "kinds": {
                kind: {
                    "precision": round(tally.precision, 3),
                    "recall": round(tally.recall, 3),
                    "f1": round(tally.f1, 3),
                    "right": tally.right,
                    "wrong": tally.wrong,
                    "missed": tally.missed,
                }
                for kind, tally in self.kinds.items()
            },
            "follow_ups": {verdict: self.follow_ups[verdict] for verdict in ("apt", "best", "harmless", "wrong")},
            "false_alarms_per_answer": round(self.false_alarms / max(self.answers, 1), 3),
            "quotes": self.quotes,
            "confusion": [[*pair, count] for pair, count in self.confusion.most_common()],
            "asked": self.asked,
        }


def load_answers(files: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def measure(rows: Iterable[Row]) -> Measurement:
    found = Measurement(kinds={kind: Tally() for kind in (*LABELED, "figures")})
    for row in rows:
        heard = heard_in(row)
        found.answers += 1
        for label, kinds in LABELED.items():
            count_kind(found, label, row, any(heard.has(kind) for kind in kinds))
        count_figures(found.kinds["figures"], row, heard)
        count_follow_up(found, row, asked_after(row, heard))
    return found


def heard_in(row: Row) -> Analysis:
    return analyze_answer(row["a"], question=row["q"], spoken=bool(row.get("spoken")), seconds=row.get("seconds"))


def asked_after(row: Row, heard: Analysis) -> FollowUp | None:
    earlier = [told(before["q"], before["a"]) for before in row.get("before") or []]
    return follow_up(
        Asked(row["q"], row["seat"]),
        heard,
        seed=int(row["id"]),
        told=Told(row["q"], row["a"], frozenset(heard.topics)),
        earlier=earlier,
    )


def told(question: str, text: str) -> Told:
    return Told(question, text, frozenset(analyze_answer(text, question=question).topics))


def is_labeled(row: Row, label: str) -> bool:
    if label == "not_answered":
        return row.get("answers_question") is False and not row.get("question_back")
    return bool(row.get(label))


def count_kind(found: Measurement, label: str, row: Row, is_heard: bool) -> None:
    tally, expected = found.kinds[label], is_labeled(row, label)
    tally.right += expected and is_heard
    tally.wrong += is_heard and not expected
    tally.missed += expected and not is_heard
    if is_heard and not expected and label in ALARMS:
        found.false_alarms += 1
    if expected != is_heard:
        tally.errors.append(f"{row['id']}: {'missed' if expected else 'wrongly heard'}")


def count_figures(tally: Tally, row: Row, heard: Analysis) -> None:
    finding = heard.of("figures")
    expected, counted = int(row.get("figures") or 0), len(finding.spans) if finding else 0
    tally.right += min(expected, counted)
    tally.wrong += max(counted - expected, 0)
    tally.missed += max(expected - counted, 0)
    if expected != counted:
        tally.errors.append(f"{row['id']}: {counted} instead of {expected}")


def count_follow_up(found: Measurement, row: Row, asked: FollowUp | None) -> None:
    intent = asked.intent if asked else SILENCE
    verdict = "apt" if intent in row["ask"] else "wrong" if intent in (row.get("wrong") or ()) else "harmless"
    found.follow_ups[verdict] += 1
    found.follow_ups["best"] += intent == row["ask"][0]
    if verdict != "apt":
        found.confusion[asked.reason if asked else SILENCE, row["ask"][0]] += 1
    if asked and asked.lead:
        found.quotes.append(str(asked.lead.values["words"]))
    found.asked.append({"id": row["id"], "verdict": verdict, "intent": intent, "asked": str(asked) if asked else ""})


def table(found: Measurement) -> str:
    lines = [f"{'finding':<14} {'P':>5} {'R':>5} {'F1':>5} {'right':>6} {'wrong':>6} {'missed':>6}"]
    lines += [
        f"{kind:<14} {t.precision:>5.2f} {t.recall:>5.2f} {t.f1:>5.2f} {t.right:>6} {t.wrong:>6} {t.missed:>6}"
        for kind, t in found.kinds.items()
    ]
    lines.append(f"\nfalse alarms an answer: {found.false_alarms / max(found.answers, 1):.2f}")
    for verdict in ("apt", "best", "harmless", "wrong"):
        count = found.follow_ups[verdict]
        lines.append(f"follow-ups {verdict:<9} {count:>4} {count / max(found.answers, 1):>6.1%}")
    lines.append("\nnot apt: why it was asked, and what was best")
    lines += [f"{count:>4}  {reason} for {best}" for (reason, best), count in found.confusion.most_common(25)]
    return "\n".join(lines)
