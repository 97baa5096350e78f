"""An analysis as JSON, with the version of the rules that made it."""

from typing import Any

from interviews.analysis.finding import RULES_VERSION, Analysis, Finding


def to_json(analysis: Analysis) -> dict[str, Any]:
    return {
        "words": analysis.words,
        "seconds": analysis.seconds,
        "words_per_minute": analysis.words_per_minute,
        "findings": [
            {"kind": each.kind, "value": each.value, "spans": each.spans, "quote": each.quote}
            for each in analysis.findings
        ],
        "language_supported": analysis.language_supported,
        "story": analysis.story,
        "is_parsed": analysis.is_parsed,
        "topics": analysis.topics,
    }


def from_json(stored: dict[str, Any]) -> Analysis:
    findings = tuple(
        Finding(each["kind"], each["value"], tuple((start, end) for start, end in each["spans"]), each["quote"])
        for each in stored["findings"]
    )
    return Analysis(**{**stored, "findings": findings, "topics": tuple(stored["topics"])})


def store(own: Analysis, so_far: Analysis, revision: int) -> dict[str, Any]:
    """What is kept with an answer: what was read in it, and in it with those before it to the same question.

    `revision` is that of the text: once it has changed, what was read is out of date.
    """
    kept: dict[str, Any] = {"version": RULES_VERSION, "revision": revision, "own": to_json(own)}
    return kept if so_far is own else {**kept, "so_far": to_json(so_far)}


def load(stored: dict[str, Any], revision: int) -> tuple[Analysis, Analysis] | None:
    """Own and so far; None where nothing is kept, or the rules or the text have changed since."""
    if (stored.get("version"), stored.get("revision")) != (RULES_VERSION, revision):
        return None
    own = from_json(stored["own"])
    return own, from_json(stored["so_far"]) if "so_far" in stored else own
