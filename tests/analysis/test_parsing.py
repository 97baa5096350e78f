"""The parser reads cleaned words, and knows where each stood in the text as it was written."""

import pytest

from interviews.analysis import parsing


def words(text: str) -> list[str]:
    parsed = parsing.parse(text)
    assert parsed is not None
    return [token.text for token in parsed.doc]


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("um so I I joined uh the team", ["so", "I", "joined", "the", "team"]),
        ("and it was it was cold", ["and", "it", "was", "cold"]),
        ("i stayed", ["I", "stayed"]),
        ("WE SHIPPED IT", ["we", "shipped", "it"]),
        ("very very late", ["very", "very", "late"]),
    ],
)
def test_parser_skips_fillers_repeats_and_shouting(text: str, cleaned: list[str]) -> None:
    assert words(text) == cleaned


def test_tokens_know_their_place_in_the_original() -> None:
    text = "Um, well 🙂\n\nI’d uh called <b>Ana</b>."
    parsed = parsing.parse(text)
    assert parsed is not None
    for token, (start, end) in zip(parsed.doc, parsed.places, strict=True):
        assert text[start:end].replace("’", "'").lower() == token.text.lower()


@pytest.mark.parametrize("text", ["", "   ", "🙂", "a" * 100_000, "word " * 20_000, "def f(x): return {x: 1}"])
def test_parser_copes_with_odd_texts(text: str) -> None:
    parsed = parsing.parse(text)
    assert parsed is not None
    assert len(parsed.doc) <= parsing.WORDS_AT_MOST


def test_missing_model_parses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "_model_name", "no_such_model")
    assert parsing.parse("I called them.") is None
    assert not parsing.is_available()
