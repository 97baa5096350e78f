"""Sheets of paper: cut to what fits, and which signs on them the PDF's own letters lack."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.rules.sheets import Item, Section, Sheet, cut, shortened


def sheet(*lines: str) -> Sheet:
    return Sheet(over="", title="Post", lead="", sections=[Section("What I did", [Item("Night shift", lines)])])


@given(st.text(), st.integers(2, 50))
def test_what_is_cut_begins_the_same_and_says_so(text: str, most: int) -> None:
    kept = cut(text, most)
    assert kept == text if len(text) <= most else text.startswith(kept[:-2]) and kept.endswith("\u00a0…")
    assert len(kept) <= max(most + 2, len(text))


def test_it_is_cut_between_words() -> None:
    assert cut("I moved the night shift", 14) == "I moved the\u00a0…"
    assert cut("x" * 20, 14) == "x" * 14 + "\u00a0…"


def test_only_a_sheet_that_was_cut_says_so() -> None:
    whole = sheet("I moved it.", "Nine days.")
    assert shortened(whole, 20, "Shortened.") == whole
    cut_down = shortened(sheet("I moved it. " * 5), 20, "Shortened.")
    assert cut_down.footer == "Shortened."
    assert cut_down.sections[0].items == [Item("Night shift", ["I moved it. I\u00a0…"])]


@pytest.mark.parametrize(
    ("words", "signs"),
    [
        ("Żółw, naïve: 61 % → 3 €, “so” – ½ №", ""),
        ("Привет, γειά, שלום", ""),
        ("日本語 and 日本", "日本語"),
        ("سلام", "سلام"),
        ("Well done 👍", "👍"),
    ],
)
def test_signs_that_the_pdf_may_lack_are_named(words: str, signs: str) -> None:
    assert sheet(words).foreign_signs == signs
