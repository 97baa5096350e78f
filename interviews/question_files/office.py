"""Word, OpenDocument text and PDF -> the lines of Markdown or text that say the same."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import Any, Final
from xml.parsers import expat

from interviews.message import gettext_noop
from interviews.question_files.hypertext import markdown_from_html
from interviews.question_files.results import Unreadable
from interviews.question_files.unpacking import check_archive

DAMAGED: Final = gettext_noop(
    "This document is damaged or cut off. Open it, save it again and retry, or copy the questions and paste them."
)
PROTECTED: Final = gettext_noop("This PDF is protected with a password. Save a copy without one and upload that.")
SCANNED: Final = gettext_noop(
    "This PDF has no text, only pictures of pages, as scanners make them. Run text recognition (OCR) on it, or copy the"
    " questions into a document by hand."
)
MAX_PAGES: Final = 500
TOO_MANY_PAGES: Final = gettext_noop("This PDF has more than %(limit)d pages. Split it and upload the parts.")
REPEATED: Final = 0.5
"""Share of the pages on which a first or last line stands that is a header or footer."""
PAGE_NUMBER: Final = re.compile(
    r"(?:page|seite|p\.|página|pagina)?\s*\d{1,4}(?:\s*(?:/|of|von|de|sur)\s*\d{1,4})?$", re.IGNORECASE
)
ODT_TAGS: Final = {
    "text:p": "p",
    "text:list": "ul",
    "text:list-item": "li",
    "table:table": "table",
    "table:table-row": "tr",
    "table:table-cell": "td",
}
ODT_SPACES: Final = frozenset({"text:s", "text:tab", "text:line-break"})
ODT_LEFT_OUT: Final = frozenset({"text:tracked-changes", "office:annotation"})
FEWEST_PAGES: Final = 3
"""Pages from which a repeated line counts as a header."""


def text_of_docx(data: bytes) -> str:
    """Tracked insertions are taken and deletions left out, as if the changes were accepted."""
    import mammoth  # takes 60 ms, and few files are Word's

    check_archive(data)
    try:
        source = mammoth.convert_to_html(io.BytesIO(data), convert_image=mammoth.images.img_element(no_image)).value
    except (zipfile.BadZipFile, KeyError, ValueError, AttributeError, IndexError, TypeError, expat.ExpatError):
        raise Unreadable(DAMAGED) from None
    return markdown_from_html(source)


def no_image(_image: object) -> dict[str, str]:
    return {"src": ""}


def part_of(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def text_of_odt(data: bytes) -> str:
    """Through HTML, as Word's, so that both are read alike."""
    check_archive(data)
    reader = OpenDocumentReader()
    try:
        reader.parser.Parse(part_of(data, "content.xml"), True)
    except (zipfile.BadZipFile, KeyError, expat.ExpatError):
        raise Unreadable(DAMAGED) from None
    return markdown_from_html("".join(reader.html))


class OpenDocumentReader:
    """Writes the elements of an OpenDocument text as HTML; what tracked changes deleted, and remarks, are left out."""

    def __init__(self) -> None:
        self.html: list[str] = []
        self.levels: list[int] = []
        self.left_out = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text

    def start(self, tag: str, attributes: dict[str, Any]) -> None:
        if tag in ODT_LEFT_OUT:
            self.left_out += 1
        elif tag == "text:h":
            level = str(attributes.get("text:outline-level", "1"))
            self.levels.append(min(6, int(level)) if level.isdigit() and int(level) else 1)
            self.html.append(f"<h{self.levels[-1]}>")
        elif tag in ODT_SPACES:
            self.html.append(" ")
        elif tag in ODT_TAGS:
            self.html.append(f"<{ODT_TAGS[tag]}>")

    def end(self, tag: str) -> None:
        if tag in ODT_LEFT_OUT:
            self.left_out -= 1
        elif tag == "text:h":
            self.html.append(f"</h{self.levels.pop()}>")
        elif tag in ODT_TAGS:
            self.html.append(f"</{ODT_TAGS[tag]}>")

    def text(self, text: str) -> None:
        if not self.left_out:
            self.html.append(escape(text))


def text_of_pdf(data: bytes) -> str:
    """The text layer page by page, without the lines that stand on top or at the foot of most pages."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(PROTECTED)
        if len(reader.pages) > MAX_PAGES:
            raise Unreadable(TOO_MANY_PAGES, limit=MAX_PAGES)
        pages = [[line.rstrip() for line in page.extract_text().splitlines() if line.strip()] for page in reader.pages]
    except (PyPdfError, KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError):
        raise Unreadable(DAMAGED) from None
    if not any(pages):
        raise Unreadable(SCANNED)
    return "\n".join(line for page in without_headers(pages) for line in page) + "\n"


def without_headers(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    edges = Counter(key for page in pages for key in {without_figures(line) for line in [*page[:1], *page[-1:]]})
    most = max(FEWEST_PAGES, REPEATED * len(pages))
    return [
        [
            line
            for place, line in enumerate(page)
            if place not in (0, len(page) - 1)
            or not (PAGE_NUMBER.match(line.strip()) or edges[without_figures(line)] >= most)
        ]
        for page in pages
    ]


def without_figures(line: str) -> str:
    return re.sub(r"\d+", "0", line.strip())
