"""JSON and YAML in the shapes people give them."""

import json

import pytest

from tests.question_files.makers import questions, read, refusal, said

ITEMS = [{"question": "Why now?", "seat": "ceo", "probes": ["Since when?", "And before?"]}, {"question": "Who else?"}]


def as_json(value: object, **options: object) -> list[str]:
    return questions(read(json.dumps(value), "bank.json", **options))


@pytest.mark.parametrize(
    "shape",
    [
        ITEMS,
        ["Why now?", "Who else?"],
        {"version": 3, "languages": ["en", "de"], "questions": ITEMS, "tags": ["a", "b"]},
        {"Leadership": ["Why now?"], "People": ["Who else?"], "meta": "by Ms Weber"},
        {"Leadership": {"Hard": ["Why now?"]}, "Easy": [{"question": "Who else?"}]},
        [{"category": "Leadership", "questions": ["Why now?"]}, {"category": "People", "questions": ["Who else?"]}],
        {"q1": {"question": "Why now?"}, "q2": {"question": "Who else?"}},
        {"data": {"items": [{"question": {"en": "Why now?", "de": "Warum?"}}, {"question": {"en": "Who else?"}}]}},
        [{"en": "Why now?", "de": "Warum?"}, {"en": "Who else?", "de": "Wer?"}],
    ],
)
def test_shapes(shape: object) -> None:
    assert as_json(shape) == ["Why now?", "Who else?"]


def test_fields_sections_and_groups_arrive() -> None:
    bank = read(
        json.dumps(
            [{"category": "People", "seat": "boss", "questions": ITEMS}, {"name": "Odds", "items": ["Why you?"]}]
        ),
        "b.json",
    )
    assert [(r.row, r.competency, r.theme, r.seat) for r in bank.rows] == [
        (1, "people", "", "ceo"), (2, "people", "", "boss"), (3, "", "Odds", ""),
    ]  # fmt: skip
    assert bank.rows[0].probes == ("Since when?", "And before?")


def test_the_language_can_be_chosen() -> None:
    shape = {"questions": [{"question": {"en": "Why?", "de_DE": "Warum?"}}]}
    bank = read(json.dumps(shape), "b.json", language="de")
    assert (questions(bank), bank.languages, bank.language) == (["Warum?"], ("en", "de_DE"), "de_DE")
    assert as_json(shape) == ["Why?"]


def test_yaml_with_its_own_types() -> None:
    text = "---\n- id: 306\n  question: Como você faria?\n  created_at: 2017-11-18\n- id: 307\n  question: E depois?\n"
    bank = read(text, "bank.yml")
    assert questions(bank) == ["Como você faria?", "E depois?"]
    assert (bank.format, bank.rows[0].code) == ("yaml", "306")


def test_problems_name_the_item_and_key() -> None:
    bank = read(json.dumps({"questions": [*ITEMS, {"question": "How?", "seat": "janitor"}]}), "bank.json", strict=True)
    assert [(row, column) for row, column, _ in said(bank.problems)] == [(3, "seat")]


def test_broken_json_and_yaml_say_where() -> None:
    assert "breaks in line 3" in refusal('[\n\n{"question"', "bank.json")
    assert "from line 2 on" in refusal('- question: "Why?\n', "bank.yaml")


def laughs(levels: int) -> str:
    lines = ["a0: &a0 [Why now?, Who else?]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "text",
    [laughs(12), "&a [*a]", "[" * 100_000, "- " * 100_000 + "x", "? " * 100_000 + "x", "a: &a {b: c}\n" + "".join(
        f"a{n}: &a{n} {{<<: [{', '.join(['*a' if n == 0 else f'*a{n - 1}'] * 10)}]}}\n" for n in range(12)
    )],
)  # fmt: skip
def test_yaml_bombs_are_refused(text: str) -> None:
    assert "nested too deeply" in refusal(text, "bank.yaml") or "repeats its own parts" in refusal(text, "bank.yaml")


def test_deep_json_is_refused() -> None:
    assert "nested too deeply" in refusal("[" * 100_000, "bank.json")
    assert "nested too deeply" in refusal("[" * 500 + '"Why?"' + "]" * 500, "bank.json")
