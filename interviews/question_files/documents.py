"""Markdown and plain text -> questions with their sections, follow-ups and listen-for points.

Headings name sections; bullets and numbers are questions, or follow-ups when they are indented or stand below a bold
or headed question; a short line that heads nothing is a question too; "Follow-up:" and "Listen for:" say themselves
what they are; answers, links, tables of contents and prose are left out and listed; wrapped lines are joined.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from interviews.question_files.cleaning import NUMBERING, fold_space, says_something, strip_numbering
from interviews.question_files.headings import (
    IGNORED,
    QUESTION_MARKS,
    STARTERS,
    field_of_heading,
    is_starter,
    looks_like_question,
)
from interviews.question_files.inline import plain, without_references, without_tags
from interviews.question_files.limits import MAX_LISTEN_FOR, MAX_PROBES
from interviews.question_files.results import Cell, Cleaned, Grid, HeadingRow, Skipped
from interviews.question_files.vocabulary import fold_word

COLUMNS: Final = (
    "question",
    "section",
    "code",
    "seat",
    "kind",
    "competency",
    "theme",
    "difficulty",
    "probes",
    "listen_for",
)
TAB: Final = 4
"""Columns that a tab indents by."""
LONGEST_LABEL: Final = 30
WORDS_BY_LINK: Final = 3
MOST_WORDS: Final = 25
"""Words of a question without a closing mark; more are a paragraph."""
MOST_WORDS_ASKED: Final = 40
"""Words of a request that ends as a sentence; in real banks nearly all have fewer than 30."""
MANY_QUESTIONS: Final = 3
"""Plain questions from which a document is taken to hold them, and other lists to be about them."""
QUOTES: Final = '"“”„«»'
FULL_LINE: Final = 50
"""Characters from which a line without a closing mark is taken to run on in the next one."""

ATX: Final = re.compile(r"\s{0,3}(#{1,6})\s+(.*)")
ATTRIBUTES: Final = re.compile(r"\{#[\w-]+\}$")
UNDERLINE: Final = re.compile(r"\s{0,3}(=+|-{2,})\s*$")
RULE: Final = re.compile(r"\s{0,3}([-*_])(?:\s*\1){2,}\s*$")
TABLE: Final = re.compile(r"^ {0,3}\|.*\|[ \t]*\n {0,3}\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+", re.MULTILINE)
TABLE_LINE: Final = re.compile(r"\s{0,3}\|.*\|\s*$")
TABLE_RULE: Final = re.compile(r"\s{0,3}\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?\s*)?$")
QUOTED: Final = re.compile(r"^\s{0,3}(?:>\s?)+")
FENCE: Final = re.compile(r"\s*(?:```|~~~)")
BULLET: Final = re.compile(r"[-*+•‣▪●◦·–—]\s+(?:\[[ xX]\]\s+)?(.*)")
NUMBER: Final = re.compile(
    r"(?:\(?\d{1,4}[.):]|\d{1,3}(?:\.\d{1,3})+[.)]?|(?:Q|Question|Frage|Pregunta|Pergunta)\s?\d{1,4}\s?[.:)\-–])\s+(.*)",
    re.IGNORECASE,
)
LETTER: Final = re.compile(r"(?:\(?[a-z]|[ivx]{2,4})[.)]\s+(.*)")
BOLD: Final = re.compile(r"(?:\*\*|__)([^*_].*?)(?:\*\*|__)\s*:?\s*$")
LINK: Final = re.compile(r"!?\[([^\[\]]*)\]\(([^()\s]{0,2000})[^()]{0,500}\)")
BARE_LINK: Final = re.compile(r"<?(?:https?://|www\.)\S+>?")
LABEL: Final = re.compile(
    rf"(?:\*\*|__)?([^\W\d][\w’' /-]{{0,{LONGEST_LABEL}}}?)\s*(?:\(s\))?\s?(?:\*\*|__)?[:：](?:\*\*|__)?"
    r"(?:(?:\s+|(?<=：)|(?<=：\*\*)|(?<=：__))(.*)|$)"
)
QUESTION_LABEL: Final = frozenset({"q", "question", "frage", "pregunta", "pergunta"})
ANSWER_LABEL: Final = frozenset(
    {"a", "answer", "antwort", "r", "reponse", "réponse", "respuesta", "resposta", "example answer", "sample answer"}
)
STAR_LABEL: Final = frozenset(
    ("situation", "task", "action", "actions", "result", "results", "reflection", "lesson", "lessons", "star")
)
"""Parts of a model answer, where something follows the colon: "Results:" alone is a heading."""
RATING_LABEL: Final = re.compile(
    r"(?:(?:level|score|rating|point|stufe|nivel|niveau|nível)s? ?\d|(?:very )?(?:poor|weak|fair|average|good|strong"
    r"|excellent|outstanding)|(?:below|meets?|exceeds?) expectations?|unsatisfactory|needs improvement)$"
)
ASIDE: Final = re.compile(
    r"\b(?:tips?|advice|how to (?:use|answer|prepare|score|rate)|using th(?:is|ese)|red flags?|star(?: method|\b)"
    r"|(?:common )?mistakes|(?:example|sample|model) (?:answer|response)s?|rating scale|scoring|rubric"
    r"|(?:table of )?contents|resources|references|further reading|do(?:n t| not) ask"
    r"|questions to ask (?:(?:the|your|an?) )?interviewers?"
    r"|questions (?:for|to ask) (?:them|the company|the interviewer))\b"
    r"|範例回答|范例回答|示例|参考答案|差異比較|差异比较|musterantwort|hinweise|conseils|consejos|dicas",
)
"""Headings of what is not asked: advice, model answers, levels, and what the candidate may ask. Compared folded."""
FIRST_PERSON: Final = re.compile(
    r"(?:I|I[’'](?:m|ve|d|ll)|My|In my|When I|As a|We|Ich|In meiner|Meine?|Je|J[’']ai|Dans mon|En mi|Mi)\s"
)
QUESTION_NUMBER: Final = re.compile(
    r"(?:Q|Question|Frage|Pregunta|Pergunta|问题|問題|質問|题目|題目)\s?\d{1,4}\s?[.:：)\-–—]", re.IGNORECASE
)
LISTS: Final = ("probes", "listen_for")
FACTS: Final = ("code", "seat", "kind", "competency", "theme", "difficulty")


@dataclass(slots=True)
class Line:
    """One bullet, number, heading or paragraph, its wrapped lines joined.

    `level` is the heading's, 1–6; `counted` the figure in front of "12. Why?", else 0; `heads` marks a
    short line of a plain text that names what stands below it.
    """

    number: int
    indent: int
    kind: str
    text: str
    level: int = 0
    raw: str = ""
    after_blank: bool = False
    counted: int = 0
    heads: bool = False


@dataclass(slots=True)
class Item:
    """A question, or what may turn out to be a section when the questions stand below it."""

    line: Line
    section: tuple[str, ...]
    rank: tuple[int, int]
    probes: list[str] = field(default_factory=list)
    listen_for: list[str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    children: "list[Item]" = field(default_factory=list)


def read_document(text: str, *, markdown: bool) -> Grid:
    if markdown:
        text = without_references(text)
    grid = read_lines(text, markdown=markdown)
    if not markdown or not TABLE.search(text):
        return grid
    table = read_table(text)
    outside = sum(is_whole_question(str(cells[0])) for _, cells in grid.rows)
    inside = sum(any(is_whole_question(str(cell)) for cell in cells) for _, cells in table.rows)
    return grid if outside > inside or (grid.rows and not has_question_column(text)) else table


def has_question_column(text: str) -> bool:
    """Whether the first line of a table calls one of its columns a question; other tables are part of the prose."""
    heads = (found[0].strip().partition("\n")[0] for found in TABLE.finditer(text))
    return any(field_of_heading(plain(cell)) == "question" for head in heads for cell in head.strip("|").split("|"))


def read_lines(text: str, *, markdown: bool) -> Grid:
    reader = DocumentReader(markdown=markdown)
    lines = list(lines_of(text, markdown=markdown))
    if not markdown:
        mark_heads(lines)
    for line in lines:
        if markdown and TABLE_LINE.match(line.raw):
            reader.skip(line)
        else:
            reader.take(line)
    return reader.grid("markdown" if markdown else "text")


def read_table(text: str) -> Grid:
    """A Markdown table: its lines are the rows; headings between tables stay as rows with a single cell."""
    rows: list[tuple[int, Sequence[Cell]]] = []
    skipped: list[Skipped] = []
    for number, raw in readable_lines(text):
        if TABLE_LINE.match(raw) and not TABLE_RULE.match(raw):
            cells = re.split(r"(?<!\\)\|", raw.strip().removeprefix("|").removesuffix("|"))
            rows.append((number, [plain(cell.replace("\\|", "|")) for cell in cells]))
        elif heading := ATX.match(raw):
            rows.append((number, [plain(heading_text(heading[2]))]))
        elif raw.strip() and not TABLE_RULE.match(raw):
            skipped.append(Skipped(number, fold_space(raw)))
    return Grid(rows=rows, format="markdown", skipped=skipped)


def lines_of(text: str, *, markdown: bool) -> Iterator[Line]:
    """The lines that say something, wrapped ones joined."""
    current: Line | None = None
    blank_before = True
    wrapped: list[Line] = []
    for number, raw in readable_lines(text):
        if not raw.strip():
            blank_before = True
            continue
        if current is not None and UNDERLINE.match(raw) and not blank_before and markdown and current.kind == "line":
            current.kind, current.level = "heading", 1 if "=" in raw else 2
            continue
        if RULE.match(raw):
            blank_before = True
            continue
        line = line_of(number, raw, markdown=markdown)
        if current is not None and not blank_before and runs_on(current, wrapped[-1] if wrapped else current, line):
            wrapped.append(line)
            continue
        if current is not None:
            yield joined(current, wrapped)
            wrapped = []
        line.after_blank = blank_before
        current, blank_before = line, False
    if current is not None:
        yield joined(current, wrapped)


def joined(first: Line, wrapped: Sequence[Line]) -> Line:
    if wrapped:
        first.text = " ".join((first.text, *(line.text for line in wrapped)))
        first.raw = "\n".join((first.raw, *(line.raw for line in wrapped)))
    return first


def mark_heads(lines: Sequence[Line]) -> None:
    """Say which lines of a plain text only head others.

    A short line heads what stands below it, if that is no other short line. In the midst of a list, without a blank
    line above it, it is a question, unless the text begins with a heading or the numbers start over below it.
    """
    begins = False
    for line, below in pairwise(lines):
        if line.kind != "line" or label_of(line.text)[0]:
            continue
        short = is_title(line.text)
        parted = line.after_blank or begins or below.counted == 1 or line.text.isupper()
        line.heads = line.text.endswith(":") or (
            short and parted and not (below.kind == "line" and is_title(below.text))
        )
        begins = begins or (line is lines[0] and line.heads)


def readable_lines(text: str) -> Iterator[tuple[int, str]]:
    """Numbered lines without front matter, code blocks, comments and quotation marks of mails."""
    lines = text.splitlines()
    start = front_matter_end(lines)
    fenced = commented = False
    for number, raw in enumerate(lines[start:], start + 1):
        if FENCE.match(raw):
            fenced = not fenced
        elif commented or raw.lstrip().startswith("<!--"):
            commented = "-->" not in raw
        elif not fenced:
            yield number, without_tags(QUOTED.sub("", raw))


def front_matter_end(lines: Sequence[str]) -> int:
    """Lines of YAML between two "---" at the very top, as site generators want them."""
    if not lines or lines[0].strip() != "---":
        return 0
    end = next((place for place, line in enumerate(lines[1:60], 1) if line.strip() in ("---", "...")), 0)
    return end + 1 if end and all(":" in line or line[:1] in " -#" or not line for line in lines[1:end]) else 0


def line_of(number: int, raw: str, *, markdown: bool) -> Line:
    expanded = raw.expandtabs(TAB)
    indent = len(expanded) - len(expanded.lstrip())
    text = fold_space(raw)
    if markdown and (heading := ATX.match(raw)):
        return Line(number, 0, "heading", plain(heading_text(heading[2])), len(heading[1]), raw)
    if indent and text.startswith("o "):  # what Word's hollow bullets become as text
        return Line(number, indent, "bullet", text[2:], raw=raw)
    for kind, pattern in (("bullet", BULLET), ("number", NUMBER), ("bullet", LETTER)):
        if found := pattern.match(text):
            return Line(number, indent, kind, found[1], raw=raw, counted=figure_in(text) if kind == "number" else 0)
    kind = "bold" if BOLD.match(text) and not label_of(text)[0] else "line"
    return Line(number, indent, kind, text, raw=raw)


def heading_text(text: str) -> str:
    """Without the marks that may close a heading, "## Why? ##" or "## Why? {#why}"."""
    text = ATTRIBUTES.sub("", text.rstrip()).rstrip()
    bare = text.rstrip("#")
    return bare.rstrip() if bare != text and bare[-1:].isspace() else text


def figure_in(text: str) -> int:
    """The first whole number in a text that has one: 12 in "Q12: Why?"."""
    found = re.search(r"\d{1,4}", text)
    return int(found[0]) if found else 0


def runs_on(current: Line, last: Line, line: Line) -> bool:
    """Whether `line` only continues `current`, whose last line so far is `last`.

    It does when it is indented below a bullet, begins with a small letter, or follows an open end.
    """
    if line.kind != "line" or current.kind in ("heading", "bold") or label_of(line.text)[0]:
        return False
    if current.kind in ("bullet", "number") and line.indent > current.indent:
        return True
    return line.text[:1].islower() or (is_open(last.text) and len(last.raw) >= FULL_LINE)


def is_open(text: str) -> bool:
    return text[-1:] not in '.?!:;؟？。”"*'


def is_only_links(text: str) -> bool:
    """A table of contents, "See <https://...>", a picture: at most a few words beside the links."""
    rest = BARE_LINK.sub("", LINK.sub("", text))
    return rest != text and len(rest.split()) <= WORDS_BY_LINK and rest.rstrip()[-1:] not in QUESTION_MARKS


def label_of(text: str) -> tuple[str, str]:
    """A field ("probes", "seat", "question"), IGNORED for answers or "", and what follows: "Follow-up: Why?"."""
    found = LABEL.match(text)
    if not found:
        return "", text
    word, rest = found[1].strip().casefold(), found[2] or ""
    mark = text[:2]
    if mark in ("**", "__") and rest.endswith(mark) and rest.count(mark) == 1:
        rest = rest.removesuffix(mark)  # "**Q1: Why?**" is bold as a whole
    if word in QUESTION_LABEL:
        return "question", rest
    is_aside = word in ANSWER_LABEL or (rest and word in STAR_LABEL) or RATING_LABEL.match(word)
    name = IGNORED if is_aside else field_of_heading(word)
    return (name, rest) if name not in ("", "section") else ("", text)


class DocumentReader:
    """Takes the lines in order and keeps where they stand: in which sections, below which question, in which list."""

    def __init__(self, *, markdown: bool) -> None:
        self.markdown = markdown
        self.sections: list[tuple[int, str]] = []
        self.facts: dict[str, str] = {}
        self.roots: list[Item] = []
        self.path: list[Item] = []
        self.list_name = ""
        self.list_indent = 0
        self.headings: list[HeadingRow] = []
        self.skipped: list[Skipped] = []
        self.cleaned: list[Cleaned] = []
        self.prose: list[Item] = []
        self.bulleted = False
        self.in_prose = False
        self.tops: list[str] = []
        self.aside = 0

    def take(self, line: Line) -> None:
        self.end_aside(line)
        if self.aside or is_only_links(line.text) or line.text.startswith("<"):
            self.skip(line)
        elif line.kind == "heading" and not (QUESTION_NUMBER.match(line.text) or is_whole_question(line.text)):
            self.enter(line, line.level)
            self.aside = line.level if ASIDE.search(fold_word(line.text)) else 0
        elif line.kind == "heading":
            self.leave(line.level)
            self.add(line, (-2, 0))
        elif self.take_label(line) or self.take_listed(line):
            return
        elif line.kind == "bold":
            self.take_bold(line)
        elif line.kind == "line":
            self.take_paragraph(line)
        elif FIRST_PERSON.match(plain(line.text)) and line.text[-1:] not in QUESTION_MARKS:
            self.skip(line)
        else:
            self.bulleted = True
            self.add(line, (line.indent, 0 if line.kind == "number" else 1))

    def end_aside(self, line: Line) -> None:
        """What stands below a heading of advice or answers ends with the next heading of its level."""
        if line.kind == "heading" and line.level <= self.aside:
            self.aside = 0

    def take_label(self, line: Line) -> bool:
        """ "Follow-up: ..." and its like; True when the line has been dealt with."""
        name, rest = label_of(line.text)
        if not name:
            return False
        if name == "question" and not rest:
            self.path, self.list_name = [], ""
        elif name == "question":
            self.add(Line(line.number, line.indent, line.kind, rest, raw=line.raw), (line.indent, 0))
        elif name in LISTS and self.path:
            self.start_list(name, line, rest)
        elif name == IGNORED and (self.path or not rest):
            self.start_list(IGNORED, line, rest)
        elif name in FACTS and rest:
            (self.path[-1].facts if self.path else self.facts)[name] = plain(rest)
        else:
            return False
        return True

    def start_list(self, name: str, line: Line, rest: str) -> None:
        """What follows belongs to `name`, until a question, a heading or a line further out."""
        if rest and name == IGNORED:
            self.skip(line)
        elif rest:
            getattr(self.path[-1], name).append(plain(rest))
        self.list_name = name
        self.list_indent = line.indent if line.kind in ("bullet", "number") else -1
        if rest and name in LISTS:
            self.list_name = ""

    def take_listed(self, line: Line) -> bool:
        """Bullets below "Follow-ups:" or "Listen for:", and everything below an answer."""
        if not self.list_name:
            return False
        is_below = line.indent > self.list_indent and line.kind != "number"
        if self.list_name == IGNORED and is_below and self.is_answer(line):
            self.skip(line)
            return True
        if self.list_name in LISTS and is_below and line.kind == "bullet" and self.path:
            getattr(self.path[-1], self.list_name).append(plain(line.text))
            return True
        self.list_name = ""
        return False

    def is_answer(self, line: Line) -> bool:
        """Whether a line below "Answer:" still belongs to it: not a question, nor a title after a blank line."""
        titled = line.after_blank and line.kind == "line" and not self.markdown and is_title(line.text)
        return line.kind != "bold" and not titled and not is_whole_question(line.text)

    def take_bold(self, line: Line) -> None:
        words = plain(line.text)
        if looks_like_question(strip_numbering(words)):
            self.add(line, (-1, 0))
        else:
            self.enter(Line(line.number, 0, "heading", words.rstrip(":"), raw=line.raw), 7)

    def take_paragraph(self, line: Line) -> None:
        """A line of its own: a question, the heading of a plain text, or prose."""
        text = plain(line.text)
        if is_whole_question(text):
            self.add(line, (-1, 0) if self.markdown else (line.indent, 0))
        elif line.heads or (self.markdown and line.text.endswith(":")):
            self.enter(Line(line.number, 0, "heading", text.rstrip(":"), raw=line.raw), 8)
        elif not self.markdown and self.stands_in_list(line, text):
            self.add(line, (line.indent, 0))
        else:
            self.in_prose = True
            self.prose.append(Item(line, self.titles(), (0, 0)))

    def stands_in_list(self, line: Line, text: str) -> bool:
        """Whether a line among bullets or numbers is a question that lacks its own."""
        if not self.bulleted or text[-1:] in ".!:,;":
            return False
        return begins_as_question(text) or (is_title(text) and not (line.after_blank or self.in_prose))

    def enter(self, line: Line, level: int) -> None:
        """A heading: what stood on its level or below is left."""
        name = strip_numbering(plain(line.text)).rstrip(": ")
        self.leave(level)
        self.in_prose = False
        if name and field_of_heading(name) not in ("question", "probes", IGNORED):
            self.sections.append((level, name))
        self.headings.append(HeadingRow(line.number, name))
        if level == 1:
            self.tops.append(name)

    def leave(self, level: int) -> None:
        """End the sections from `level` down, and with them what was said of their questions."""
        self.sections = [(outer, title) for outer, title in self.sections if outer < level]
        self.path, self.facts, self.list_name = [], {}, ""

    def add(self, line: Line, rank: tuple[int, int]) -> None:
        self.list_name, self.in_prose = "", False
        while self.path and self.path[-1].rank >= rank:
            self.path.pop()
        item = Item(line, self.titles(), rank, facts=dict(self.facts))
        (self.path[-1].children if self.path else self.roots).append(item)
        self.path.append(item)

    def titles(self) -> tuple[str, ...]:
        return tuple(title for _, title in self.sections)

    def skip(self, line: Line) -> None:
        self.skipped.append(Skipped(line.number, fold_space(line.raw or line.text)))

    def grid(self, kind: str) -> Grid:
        """In a plain list without bullets every line counts; in a document prose is left out."""
        for item in self.prose:
            if self.bulleted or self.markdown:
                self.skip(item.line)
            else:
                self.roots.append(item)
        items = sorted(self.without_topics(list(self.questions(self.roots))), key=lambda item: item.line.number)
        rows = [(item.line.number, self.cells(item)) for item in items]
        used = [place for place in range(len(COLUMNS)) if place == 0 or any(cells[place] for _, cells in rows)]
        return Grid(
            rows=[(number, [cells[place] for place in used]) for number, cells in rows],
            format=kind,
            headings=tuple(COLUMNS[place] for place in used),
            headings_found=self.headings,
            cleaned=self.cleaned,
            skipped=sorted(self.skipped, key=lambda skipped: skipped.row),
            certain=frozenset(item.line.number for item in items if item.line.kind != "bullet" and not self.markdown),
        )

    def questions(self, items: Sequence[Item]) -> Iterator[Item]:
        """The items that are questions; one over questions that is none itself is their section."""
        for item in items:
            below = item.children
            if below and is_section(item):
                name = plain(item.line.text).rstrip(": ")
                self.headings.append(HeadingRow(item.line.number, name))
                for child in below:
                    child.section = (*child.section, name)
                yield from self.questions(below)
            else:
                beside = [child for child in below if stands_beside(item, child)]
                own = [child for child in below if child not in beside]
                asked = [child for child in own if not is_point(item, child)]
                item.probes += probes_below(asked)
                item.listen_for += [plain(child.line.text) for child in own if child not in asked][:MAX_LISTEN_FOR]
                yield item
                yield from self.questions(beside)

    def without_topics(self, items: Sequence[Item]) -> list[Item]:
        """Where a document holds plain questions, lists below a heading of which none is one are topics or advice."""
        asking: Counter[tuple[str, ...]] = Counter(item.section for item in items if asks(item))
        if not self.markdown or asking.total() < MANY_QUESTIONS:
            return list(items)
        for item in items:
            if not asking[item.section]:
                self.skip(item.line)
        return [item for item in items if asking[item.section]]

    def without_title(self, section: tuple[str, ...]) -> tuple[str, ...]:
        """The one heading of the first level above others is the document's title, no section."""
        is_title_of_all = len(self.tops) == 1 < len(self.headings) and section[:1] == (self.tops[0],)
        return section[1:] if is_title_of_all else section

    def cells(self, item: Item) -> list[Cell]:
        text = unquoted(plain(item.line.text))
        bare = NUMBERING.sub("", fold_space(item.line.raw), count=1)
        if "\n" in item.line.raw or item.line.kind == "number" or plain(bare) != bare:
            self.cleaned.append(Cleaned(item.line.number, item.line.raw.strip(), strip_numbering(text)))
        found: dict[str, Cell] = {
            **item.facts,
            "question": text,
            "section": self.without_title(item.section),
            "probes": tuple(filter(says_something, item.probes)),
            "listen_for": tuple(filter(says_something, item.listen_for)),
        }
        return [found.get(name, "") for name in COLUMNS]


def asks(item: Item) -> bool:
    """Whether it reads like a question or a request, or came with a number or a label that says so."""
    text = strip_numbering(plain(item.line.text)).strip(QUOTES)
    return text[-1:] in QUESTION_MARKS or is_starter(text) or begins_as_question(text)


def stands_beside(item: Item, child: Item) -> bool:
    """Whether a bullet below a number is no follow-up, as it is not indented."""
    return item.line.kind == "number" and child.line.indent == item.line.indent


def is_point(item: Item, child: Item) -> bool:
    """Whether a bullet below a question says what to listen for: it asks nothing, and has nothing below it."""
    text = plain(child.line.text)
    asks = text[-1:] in QUESTION_MARKS or is_starter(text) or begins_as_question(text)
    return is_whole_question(plain(item.line.text)) and not asks and not child.children


def is_section(item: Item) -> bool:
    """No question itself, over questions; or over more questions than anybody would ask as follow-ups."""
    questions = sum(looks_like_question(plain(child.line.text)) for child in item.children)
    if 2 * questions < len(item.children):
        return False
    text = plain(item.line.text)
    return len(item.children) > MAX_PROBES or not (looks_like_question(text) or text.casefold() in STARTERS)


def probes_below(items: Sequence[Item]) -> list[str]:
    return [text for item in items for text in (plain(item.line.text), *item.probes, *probes_below(item.children))]


def unquoted(text: str) -> str:
    """Without the quotation marks around the whole of it."""
    inner = text[1:-1]
    return inner if text[:1] in QUOTES and text[-1:] in QUOTES and inner and not set(inner) & set(QUOTES) else text


def is_whole_question(text: str) -> bool:
    """Strictly: it ends as a question, or asks for something and ends as a sentence; a paragraph is an answer."""
    bare = strip_numbering(text).strip(QUOTES)
    asks_for = is_starter(bare) and 4 < len(bare.split()) <= MOST_WORDS_ASKED and bare[-1:] in ".!…"
    return bare[-1:] in QUESTION_MARKS or asks_for


def begins_as_question(text: str) -> bool:
    first, _, rest = text.casefold().partition(" ")
    return bool(rest) and first in STARTERS and len(text.split()) <= MOST_WORDS


def is_title(text: str) -> bool:
    return len(text) <= 60 and len(text.split()) <= 6 and text[-1:] not in ".!,;" and not looks_like_question(text)
