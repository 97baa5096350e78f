"""Every kind of finding is declared whole, and heard in its own examples."""

from dataclasses import replace

import pytest

from interviews.analysis.finding import Finding
from interviews.analysis.kinds import DECLARED, KINDS, SEATS, Example, FindingKind
from interviews.analysis.listening import analyze_answer
from interviews.analysis.probing import LAST, ORDER, SHARED, TERMS
from interviews.analysis.reactions import KEPT, MISSED
from interviews.choices import SEATS as ALL_SEATS


def heard(kind: FindingKind, example: Example) -> Finding | None:
    return analyze_answer(example.answer, question=example.question, spoken=kind.key == "fillers", seconds=30).of(
        kind.key
    )


def cases(which: str) -> list[object]:
    return [
        pytest.param(kind, example, id=f"{kind.key}-{number}")
        for kind in DECLARED
        for number, example in enumerate(getattr(kind, which))
    ]


def test_every_kind_is_declared_whole() -> None:
    assert {kind.key: kind.problems() for kind in DECLARED if kind.problems()} == {}
    assert len(KINDS) == len(DECLARED)
    assert set(SEATS) == set(ALL_SEATS)


@pytest.mark.parametrize(
    "half",
    [
        {"label": ""},
        {"why": " "},
        {"silent_when": ""},
        {"examples": ()},
        {"counterexamples": ()},
        {"intent": ""},
        {"advice": ""},
        {"asks": {"boss": ("And then?",)}},
        {"remembers": {"ceo": "I forgot."}},
    ],
    ids=lambda half: next(iter(half)),
)
def test_half_a_declaration_is_refused(half: dict[str, object]) -> None:
    assert replace(KINDS["no_result"], **half).problems()  # type: ignore[arg-type]


@pytest.mark.parametrize(("kind", "example"), cases("examples"))
def test_kind_is_heard_in_its_examples(kind: FindingKind, example: Example) -> None:
    finding = heard(kind, example)
    assert finding is not None
    if example.quote:
        words = [example.answer[start:end] for start, end in finding.spans]
        assert example.quote in {finding.quote, *words}


@pytest.mark.parametrize(("kind", "example"), cases("counterexamples"))
def test_kind_is_silent_in_its_counterexamples(kind: FindingKind, example: Example) -> None:
    assert heard(kind, example) is None


def test_every_kind_that_asks_has_its_turn() -> None:
    asking = {kind.key for kind in DECLARED if kind.asks}
    for seat in SEATS:
        assert {*ORDER[seat], *LAST, *TERMS, *SHARED} == asking


def test_every_kind_that_is_remembered_is_said() -> None:
    assert {*KEPT, *MISSED} == {kind.key for kind in DECLARED if kind.remembers}
