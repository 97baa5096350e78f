"""Moodle XML and GIFT: their question texts and categories. Answers, points and feedback are not questions."""

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final
from xml.parsers import expat

from interviews.message import gettext_noop
from interviews.question_files.cleaning import fold_space
from interviews.question_files.limits import MAX_NESTING
from interviews.question_files.results import Cell, Grid, Problem, Skipped, Unreadable
from interviews.question_files.salvaging import blocks_at, broken_item

COLUMNS: Final = ("question", "section", "code", "listen_for")
XML_BROKEN: Final = gettext_noop("This XML breaks in line %(line)d, column %(column)d. Is the file complete?")
XML_ENTITIES: Final = gettext_noop(
    "This file defines its own XML entities, which quiz files never do, so we did not open it."
)
XML_TOO_DEEP: Final = gettext_noop("The elements of this XML are nested too deeply for a question bank.")
XML_QUESTION: Final = re.compile(r"<question[ >]")
XML_QUESTION_END: Final = "</question>"
NO_QUIZ: Final = gettext_noop("This XML is no Moodle question bank: it has no <quiz> at the top.")

BREAK: Final = re.compile(r"<\s*(?:br|/p|/li|/div|/h\d|/tr)\b[^<>]*>", re.IGNORECASE)
TAG: Final = re.compile(r"<[a-z/!][^<>]*>", re.IGNORECASE)
GAP: Final = re.compile(r"\{\d*:[A-Z_]+:[^{}]*\}|\[\[\d+\]\]")
XML_START: Final = re.compile(r"\s*<\?xml[^>]*\?>", re.IGNORECASE)

GIFT_TITLE: Final = re.compile(r"\s*::((?:\\.|[^:\\]|:(?!:))*)::\s*", re.DOTALL)
GIFT_FORMAT: Final = re.compile(r"\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
GIFT_ESCAPED: Final = re.compile(r"\\([~=#{}:\\])")
GIFT_TAGS: Final = re.compile(r"\[id:([^\[\]\n]+)\]")
CATEGORY: Final = re.compile(r"\$category:\s*(.*)", re.IGNORECASE)
GIFT_ANSWERS: Final = ("=", "~", "}", "#")
GAP_MARK: Final = "…"


def read_moodle(text: str) -> Grid:
    text = text[start.end() :] if (start := XML_START.match(text)) else text
    quiz = MoodleReader()
    try:
        quiz.read(text)
    except Unreadable as error:
        if error.wording.template != XML_BROKEN:
            raise
        quiz, problems = salvaged_moodle(text)
        if not quiz.rows:
            raise
        return Grid(rows=list(enumerate(quiz.rows, 1)), format="moodle", headings=COLUMNS, problems=problems)
    return Grid(rows=list(enumerate(quiz.rows, 1)), format="moodle", headings=COLUMNS)


def salvaged_moodle(text: str) -> "tuple[MoodleReader, list[Problem]]":
    """The questions of a quiz that is not well formed, each read by itself, and those that break."""
    whole = MoodleReader()
    problems: list[Problem] = []
    for line, block in blocks_at(text, XML_QUESTION):
        alone = MoodleReader()
        alone.section = whole.section
        end = block.rfind(XML_QUESTION_END)
        try:
            alone.read(f"<quiz>{block[: end + len(XML_QUESTION_END)] if end >= 0 else block}</quiz>")
        except Unreadable:
            problems.append(broken_item(line, TAG.sub(" ", block)))
        else:
            whole.rows += alone.rows
            whole.section = alone.section
    return whole, problems


class MoodleReader:
    """Follows the elements of a quiz; keeps the texts directly in the places that matter."""

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.path: list[str] = []
        self.kind = self.section = ""
        self.texts: dict[str, list[str]] = {}
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.say

    def read(self, text: str) -> None:
        try:
            self.parser.Parse(text.encode("utf-8", "replace"), True)
        except (expat.ExpatError, ValueError):
            raise Unreadable(
                XML_BROKEN, line=self.parser.ErrorLineNumber, column=self.parser.ErrorColumnNumber + 1
            ) from None

    def refuse(self, *declaration: object) -> None:
        raise Unreadable(XML_ENTITIES)

    def start(self, tag: str, attributes: dict[str, Any]) -> None:
        if not self.path and tag != "quiz":
            raise Unreadable(NO_QUIZ)
        self.path.append(tag)
        if len(self.path) > MAX_NESTING:
            raise Unreadable(XML_TOO_DEEP)
        if self.path[1:] == ["question"]:
            self.kind, self.texts = str(attributes.get("type", "")), {}

    def say(self, text: str) -> None:
        place = "/".join(self.path[2:])
        if place in ("name/text", "questiontext/text", "category/text", "idnumber", "graderinfo/text"):
            self.texts.setdefault(place, []).append(text)

    def end(self, tag: str) -> None:
        if self.path[1:] == ["question"]:
            self.finish_question()
        self.path.pop()

    def finish_question(self) -> None:
        said = {place: "".join(parts) for place, parts in self.texts.items()}
        if self.kind == "category":
            self.section = category_name(said.get("category/text", ""))
        elif self.kind != "description":
            text = without_html(said.get("questiontext/text", "")) or without_html(said.get("name/text", ""))
            hints = tuple(html_lines(said.get("graderinfo/text", "")))
            self.rows.append([text, self.section, said.get("idnumber", ""), hints])


def category_name(path: str) -> str:
    """ "$course$/top/Leadership" -> "Leadership"; the topmost category says nothing."""
    name = path.replace("//", "\0").rpartition("/")[2].replace("\0", "/").strip()
    return "" if name.startswith("$") or name.casefold() == "top" else fold_space(name)


def without_html(text: str) -> str:
    return fold_space(" ".join(html_lines(text)))


def html_lines(text: str) -> list[str]:
    """The lines a browser would show."""
    marked = TAG.sub("", BREAK.sub("\n", GAP.sub(GAP_MARK, text)))
    return [line for part in html.unescape(marked).splitlines() if (line := fold_space(part))]


def read_gift(text: str) -> Grid:
    section = ""
    rows: list[tuple[int, list[Cell]]] = []
    skipped: list[Skipped] = []
    problems: list[Problem] = []
    for number, block in gift_blocks(text):
        if found := CATEGORY.match(block):
            section = category_name(found[1])
        elif wording := gift_wording(block):
            rows.append((number, [wording, section, gift_code(block), ()]))
        elif is_open(block):
            problems.append(broken_item(number, block))
        else:
            skipped.append(Skipped(number, fold_space(block)[:200]))
    return Grid(rows=rows, format="gift", headings=COLUMNS, skipped=skipped, problems=problems)


def gift_blocks(text: str) -> Iterator[tuple[int, str]]:
    """Blocks between blank lines with their first line's number; a category line is a block of its own.

    Answers in braces may have blank lines between them. A brace that is never closed ends with its block.
    """
    block: list[str] = []
    start = 0
    lines = [*text.splitlines(), ""]
    for number, line in enumerate(lines, 1):
        if not line.strip() and block and number < len(lines) and goes_on(block, lines[number]):
            block.append(line)
        elif CATEGORY.match(line.strip()):
            yield number, line.strip()
        elif line.strip():
            start = start if block else number
            block.append(line)
        elif block:
            if any(not line.lstrip().startswith("//") for line in block):
                yield start, "\n".join(block)
            block = []


def is_open(block: str) -> bool:
    """Whether a brace of the block is not closed."""
    return unescaped(block, "{", 0) >= 0 and unescaped(block, "}", 0) < 0


def goes_on(block: Sequence[str], following: str) -> bool:
    """Whether an answer that a blank line interrupts goes on below it."""
    return following.lstrip()[:1] in GIFT_ANSWERS and is_open("\n".join(block))


def gift_code(block: str) -> str:
    """The "[id:...]" of a comment in the block, or ""."""
    comments = (line for line in block.splitlines() if line.lstrip().startswith("//"))
    found = next((found for line in comments if (found := GIFT_TAGS.search(line))), None)
    return found[1] if found else ""


def gift_wording(block: str) -> str:
    """The question without title and answers; an answer in the middle leaves a gap. "" for mere descriptions."""
    lines = [line for line in block.splitlines() if not line.lstrip().startswith("//")]
    said = "\n".join(lines)
    if title := GIFT_TITLE.match(said):
        said = said[title.end() :]
    before, after = around_answer(said)
    if before is None:
        return ""
    is_html = GIFT_FORMAT.match(before.lstrip())
    wording = f"{before} {GAP_MARK} {after}" if after.strip() else before
    wording = GIFT_ESCAPED.sub(r"\1", GIFT_FORMAT.sub("", wording.lstrip(), count=1)).replace("\\n", " ")
    return without_html(wording) if is_html and is_html[1].casefold() == "html" else fold_space(wording)


def around_answer(text: str) -> tuple[str | None, str]:
    """What stands before and after the answer in braces; None without braces."""
    start, end = unescaped(text, "{", 0), unescaped(text, "}", 0)
    if start < 0 or end < start:
        return None, ""
    return text[:start], text[end + 1 :]


def unescaped(text: str, mark: str, start: int) -> int:
    place = text.find(mark, start)
    while place > 0 and text[place - 1] == "\\":
        place = text.find(mark, place + 1)
    return place
