"""A broken item is named with its line and harms no other."""

import pytest

from interviews.question_files import BankFile
from tests.question_files.makers import read, said

GIFT = """::One:: Why do you lead? {=a ~b}

::Two:: How do you teach? {=a
~b

::Three:: Whom did you help? {=a

~b

}

::Four:: What failed? {}
"""
MOODLE = """<?xml version="1.0"?><quiz>
<question type="category"><category><text>$course$/Leadership</text></category></question>
<question type="essay"><questiontext><text>Why do you lead?</text></questiontext></question>
<question type="essay"><questiontext><text>How do you <b>teach?</text></questiontext></question>
<question type="essay"><questiontext><text>What failed?</text></questiontext></question>
</quiz>"""
YAML_LIST = """- question: Why do you lead?
- question: "How do you teach?
- question: What failed?
"""
YAML_SECTIONS = """Leadership:
  - Why do you lead?
  - question: "How do you teach?
  - Whom did you help?
Failures:
  - What failed?
"""
JSON = """[
  {"question": "Why do you lead?", "seat": "boss"},
  {"question": "How do you teach?" "seat": "boss"},
  {"question": "What failed?"}
]"""


def texts_and_problems(bank: BankFile) -> tuple[list[str], list[int]]:
    return [row.text for row in bank.rows], [row for row, _, _ in said(bank.problems)]


@pytest.mark.parametrize(
    ("name", "source", "texts", "lines"),
    [
        ("a.gift", GIFT, ["Why do you lead?", "Whom did you help?", "What failed?"], [3]),
        ("a.xml", MOODLE, ["Why do you lead?", "What failed?"], [4]),
        ("a.yaml", YAML_LIST, ["Why do you lead?", "What failed?"], [2]),
        ("a.yaml", YAML_SECTIONS, ["Why do you lead?", "Whom did you help?", "What failed?"], [3]),
        ("a.json", JSON, ["Why do you lead?", "What failed?"], [3]),
    ],
)
def test_broken_item_harms_itself_only(name: str, source: str, texts: list[str], lines: list[int]) -> None:
    assert texts_and_problems(read(source, name)) == (texts, lines)


def test_sections_stay_with_their_items() -> None:
    assert [row.theme for row in read(YAML_SECTIONS, "a.yaml").rows] == ["Leadership", "Leadership", "Failures"]
    assert {row.theme for row in read(MOODLE, "a.xml").rows} == {"Leadership"}
