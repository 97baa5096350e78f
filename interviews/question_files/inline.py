"""What a line of Markdown says: its words without emphasis, links, tags and character references."""

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from interviews.question_files.cleaning import fold_space

LONGEST: Final = 5_000
"""Characters of a line that is read as Markdown; a longer one is no question, and crafted ones take long."""
MARKUP: Final = frozenset("*_`[]<>&\\~!")
"""A line without any of these means what it says."""
DEFINITION: Final = re.compile(r"^ {0,3}\[([^\[\]\n]+)\]:[ \t]*\S", re.MULTILINE)
REFERENCE: Final = re.compile(r"\[([^\[\]\n]+)\]\[([^\[\]\n]*)\]")
TAG: Final = re.compile(
    r"</?(?:a|abbr|article|aside|b|big|blockquote|center|code|dd|del|details|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|kbd"
    r"|li|mark|ol|p|pre|q|s|section|small|span|strike|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
"""Tags that people write in Markdown. `List<String>` is none of them."""
BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
markdown: Final = MarkdownIt("commonmark", {"maxNesting": 20}).enable("strikethrough").disable("html_inline")


def plain(line: str) -> str:
    """The words of a line, spaces folded."""
    line = without_tags(line)
    if MARKUP.isdisjoint(line) or len(line) > LONGEST:
        return fold_space(line)
    tokens = markdown.parseInline(line)
    return fold_space("".join(map(words_of_token, tokens[0].children or ())) if tokens else line)


def without_references(text: str) -> str:
    """A document in which "[words][1]" is "words" where a line "[1]: address" says what 1 is."""
    if "]:" not in text:
        return text
    defined = {label.casefold() for label in DEFINITION.findall(text)}

    def words_of(found: re.Match[str]) -> str:
        words, label = found[1], found[2] or found[1]
        return words if label.casefold() in defined else found[0]

    return REFERENCE.sub(words_of, text)


def words_of_token(token: Token) -> str:
    """Images say nothing; a line break parts words."""
    return " " if token.type in ("softbreak", "hardbreak") else "" if token.type == "image" else token.content


def without_tags(line: str) -> str:
    return TAG.sub("", BREAK.sub(" ", line)) if "<" in line else line
