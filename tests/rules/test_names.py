"""Names that nobody can see are told apart from names; direction marks go, joiners inside words stay."""

import pytest

from interviews.rules.names import BLANK_SYMBOLS, DIRECTION_MARKS, clean_name, is_visible


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Dana   Whitfield ", "Dana Whitfield"),
        ("Dana\u202egpj.exe", "Danagpj.exe"),
        ("\u2067دانا\u2069", "دانا"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200dDana\u200d", "Dana"),
        ("Da\u00adna\ufeff", "Dana"),
        ("line\nbreak\x07", "line break"),
        ("👩🏽\u200d⚖️ Judge", "👩🏽\u200d⚖️ Judge"),
    ],
)
def test_clean_name_removes_what_nobody_sees(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


def test_clean_name_removes_every_direction_mark() -> None:
    assert clean_name(f"a{DIRECTION_MARKS}b") == "ab"


@pytest.mark.parametrize("name", ["Dana", "李", "7", "…", "é", "👩🏽\u200d⚖️"])
def test_real_names_are_visible(name: str) -> None:
    assert is_visible(clean_name(name))


@pytest.mark.parametrize("name", ["", " ", "\u200b", "\u200d\u200c", *sorted(BLANK_SYMBOLS), "\u00a0\u3000", "\u0301"])
def test_blank_names_are_not_visible(name: str) -> None:
    assert not is_visible(clean_name(name))
