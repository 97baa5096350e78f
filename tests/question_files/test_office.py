"""Word, OpenDocument text, PDF and HTML: what stands in them as headings, lists, tables and paragraphs."""

import io
import zipfile

import pytest
import typst

from tests.question_files.makers import questions, read, refusal, zipped

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/></w:style>'
    for level in (1, 2)
)
LEVELS = "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="bullet"/></w:lvl>' for level in (0, 1))
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
MORE_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    + "".join(
        f'<Relationship Id="{name}" Target="{name}.xml" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}"/>'
        for name in ("styles", "numbering")
    )
    + "</Relationships>"
)


def docx(*paragraphs: str) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": TYPES.encode(),
            "_rels/.rels": RELATIONS.encode(),
            "word/_rels/document.xml.rels": MORE_RELATIONS.encode(),
            "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{STYLES}</w:styles>'.encode(),
            "word/numbering.xml": f'<w:numbering xmlns:w="{WORD}">{NUMBERING}</w:numbering>'.encode(),
            "word/document.xml": (
                f'<w:document xmlns:w="{WORD}"><w:body>{"".join(paragraphs)}</w:body></w:document>'
            ).encode(),
        }
    )


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str, style: str = "", level: int | None = None) -> str:
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>' if level is not None else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    content = text if text.startswith("<") else run(text)
    return f"<w:p><w:pPr>{styled}{listed}</w:pPr>{content}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def test_headings_and_nested_lists_of_a_word_file() -> None:
    bank = read(
        docx(
            paragraph("Team leads", "Heading1"),
            paragraph("Conflict", "Heading2"),
            paragraph("How do you settle a quarrel?", level=0),
            paragraph("Who was it between?", level=1),
            paragraph("Why do you lead?", level=0),
            paragraph("Change", "Heading2"),
            paragraph("What did you change last year?"),
        ),
        "bank.docx",
    )
    assert bank.format == "docx"
    assert [(row.text, row.theme, row.probes) for row in bank.rows] == [
        ("How do you settle a quarrel?", "Conflict", ("Who was it between?",)),
        ("Why do you lead?", "Conflict", ()),
        ("What did you change last year?", "Change", ()),
    ]


def test_table_of_a_word_file() -> None:
    rows = ("Question", "Asked by"), ("Why do you lead | follow?", "CEO"), ("What failed, and *why*?", "")
    bank = read(docx(paragraph("Please ask these."), table(*rows)), "bank.docx")
    assert [(row.text, row.seat) for row in bank.rows] == [
        ("Why do you lead | follow?", "ceo"),
        ("What failed, and *why*?", ""),
    ]


def test_tracked_changes_count_as_accepted() -> None:
    changed = (
        f'{run("Why do you ")}<w:del w:id="1" w:author="a"><w:r><w:delText>manage</w:delText></w:r></w:del>'
        f'<w:ins w:id="2" w:author="a">{run("lead")}</w:ins>{run(" today?")}'
    )
    assert questions(read(docx(paragraph(changed)), "bank.docx")) == ["Why do you lead today?"]


def test_text_boxes_are_read() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('Who helps you?')}</w:txbxContent></w:pict></w:r>"
    bank = read(docx(paragraph("Why do you lead?"), f"<w:p>{box}</w:p>"), "bank.docx")
    assert questions(bank) == ["Why do you lead?", "Who helps you?"]


@pytest.mark.parametrize(
    "data",
    [
        docx(paragraph("Why?"))[:400],
        zipped({"word/document.xml": b"<w/>"}),
        zipped({"word/document.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><w/>"}),
    ],
)
def test_damaged_word_file_is_refused(data: bytes) -> None:
    assert any(word in refusal(data, "bank.docx") for word in ("damaged", "entities", "ZIP", "There is no question"))


def odt(body: str) -> bytes:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        archive.writestr("Configurations2/accelerator/current.xml", "")
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
    return out.getvalue()


def test_opendocument_text() -> None:
    item = "<text:list-item><text:p>{}</text:p>{}</text:list-item>"
    nested = f"<text:list>{item.format('Who was it between?', '')}</text:list>"
    bank = read(
        odt(
            "<text:tracked-changes><text:deletion><text:p>Are you sure?</text:p></text:deletion></text:tracked-changes>"
            '<text:h text:outline-level="1">Conflict</text:h>'
            f"<text:list>{item.format('How do you settle a<text:s/>quarrel?', nested)}</text:list>"
            "<text:p>Why do you <text:span>lead</text:span>?</text:p>"
        ),
        "bank.odt",
    )
    assert [(row.text, row.theme, row.probes) for row in bank.rows] == [
        ("How do you settle a quarrel?", "Conflict", ("Who was it between?",)),
        ("Why do you lead?", "Conflict", ()),
    ]


def pdf(source: str) -> bytes:
    made = typst.compile(source.encode())
    assert isinstance(made, bytes)
    return made


def test_pdf_in_order_without_headers_and_page_numbers() -> None:
    lines = [f"{number}. What about point number {number} of the plan?" for number in range(1, 10)]
    pages = "\n#pagebreak()\n".join(f'#par("{line}")' for line in lines)
    source = f"#set page(header: [Confidential: ACME], footer: context [Page #counter(page).display()])\n{pages}"
    bank = read(pdf(source), "bank.pdf")
    assert questions(bank) == [line.partition(" ")[2] for line in lines]
    assert not bank.skipped


def test_scanned_pdf_says_so() -> None:
    assert "no text, only pictures" in refusal(pdf("#rect(width: 2cm)"), "scan.pdf")


def test_damaged_pdf_is_refused() -> None:
    assert "damaged" in refusal(b"%PDF-1.7 ...", "bank.pdf")


def test_saved_web_page() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body><h2>Conflict</h2>"
        "<ol><li>How do you settle a <b>quarrel</b>?<ul><li>Who was it between?</li></ul></li></ol>"
        "<p>Why do you &amp; your team lead?<br></p><script>alert('Why?')</script></body></html>"
    )
    assert [(row.text, row.theme, row.probes) for row in read(page, "bank.html").rows] == [
        ("How do you settle a quarrel?", "Conflict", ("Who was it between?",)),
        ("Why do you & your team lead?", "Conflict", ()),
    ]


def test_table_of_a_web_page_named_like_a_spreadsheet() -> None:
    page = "<html><table><tr><th>Question<th>Seat<tr><td>Why do you lead?<td>boss</table></html>"
    assert [(row.text, row.seat) for row in read(page, "bank.xls").rows] == [("Why do you lead?", "boss")]
