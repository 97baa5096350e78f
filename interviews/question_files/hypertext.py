"""HTML -> the lines of Markdown that say the same: headings, nested lists, tables, paragraphs."""

from html.parser import HTMLParser
from typing import Final

from interviews.question_files.cleaning import fold_space

HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
BLOCKS: Final = frozenset({"p", "div", "blockquote", "section", "article", "dt", "dd", "pre", "br", "hr", "summary"})
UNSEEN: Final = frozenset({"script", "style", "head", "template", "svg", "noscript"})
EMPHASIZED: Final = frozenset({"b", "strong"})
LISTS: Final = frozenset({"ul", "ol"})
CELLS: Final = frozenset({"td", "th"})
TABLE: Final = CELLS | {"tr", "table"}
MAX_DEPTH: Final = 12
"""Levels of lists that are told apart."""
INDENT: Final = 4


def markdown_from_html(source: str) -> str:
    reader = HypertextReader()
    reader.feed(source)
    reader.close()
    reader.end_line()
    return "\n".join(reader.lines) + "\n"


class HypertextReader(HTMLParser):
    """Collects the words of a line until an element begins or ends one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.words: list[str] = []
        self.emphasized: list[str] = []
        self.lists: list[int] = []
        self.lead = ""
        self.unseen = 0
        self.strong = 0
        self.cells: list[str] | None = None
        self.rows: list[list[str]] = []
        self.in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self.unseen += 1
        elif tag in EMPHASIZED:
            self.strong += 1
        elif tag in TABLE:
            self.begin_part_of_table(tag)
        elif self.in_cell:
            self.words.append(" ")
        elif tag in LISTS:
            self.end_line()
            self.lists.append(0 if tag == "ul" else 1)
        elif tag == "li":
            self.begin_item()
        elif tag in BLOCKS or tag in HEADINGS:
            self.end_line()
            self.lead = "#" * HEADINGS[tag] + " " if tag in HEADINGS else self.lead

    def begin_part_of_table(self, tag: str) -> None:
        """Cells and rows need not be closed."""
        self.end_cell()
        if tag in CELLS:
            self.in_cell, self.words = True, []
            return
        self.end_row()
        self.end_line()
        if tag == "tr":
            self.cells = []
        else:
            self.rows = []

    def end_row(self) -> None:
        if self.cells:
            self.rows.append(self.cells)
        self.cells = None

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in EMPHASIZED:
            self.strong = max(0, self.strong - 1)
        elif tag in CELLS:
            self.end_cell()
        elif tag == "tr":
            self.end_cell()
            self.end_row()
        elif tag == "table":
            self.end_table()
        elif self.in_cell:
            return
        elif tag in LISTS:
            self.end_line()
            del self.lists[-1:]
        elif tag in BLOCKS or tag in HEADINGS or tag == "li":
            self.end_line()

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.words.append(data)
            if self.strong:
                self.emphasized.append(data)

    def begin_item(self) -> None:
        self.end_line()
        depth = min(len(self.lists), MAX_DEPTH)
        mark = "-"
        if self.lists and self.lists[-1]:
            mark = f"{self.lists[-1]}."
            self.lists[-1] += 1
        self.lead = " " * (INDENT * max(0, depth - 1)) + mark + " "

    def end_line(self) -> None:
        """A paragraph that is bold as a whole keeps its mark, since it may be a heading."""
        text = fold_space("".join(self.words))
        is_bold = bool(text) and not self.lead and fold_space("".join(self.emphasized)) == text
        if text:
            plain = escaped(text)
            if self.lists and not self.lead:  # a further paragraph of an item
                self.lines.append("")
                self.lead = " " * (INDENT * len(self.lists))
            self.lines += [self.lead + (f"**{plain}**" if is_bold else plain)]
            self.lines += [] if self.lists else [""]
            self.lead = ""
        self.words, self.emphasized = [], []

    def end_cell(self) -> None:
        if not self.in_cell:
            return
        if self.cells is not None:
            self.cells.append(escaped(fold_space("".join(self.words))))
        self.in_cell, self.words, self.emphasized = False, [], []

    def end_table(self) -> None:
        """Of a table with a single column the cells are lines; a layout is no table."""
        self.end_cell()
        self.end_row()
        rows = [row for row in self.rows if any(row)]
        width = max(map(len, rows), default=0)
        if width < 2:
            self.lines += ["", *(cell for row in rows for cell in row), ""]
        else:
            lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
            self.lines += ["", lines[0], "|" + " --- |" * width, *lines[1:], ""]
        self.rows = []


def escaped(text: str) -> str:
    """The text with what Markdown would read in it made harmless."""
    for mark in ("\\", "*", "_", "`", "[", "<", "&", "|"):
        text = text.replace(mark, f"\\{mark}")
    return text
