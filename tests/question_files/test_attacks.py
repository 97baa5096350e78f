"""Files made to stop the server: each must end soon, within limits, with a word to the person."""

import io
import random
import re
import signal
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from subprocess import CompletedProcess
from typing import Any

import pytest

from interviews import isolation
from interviews.isolation import Failure, IsolatedRunError, run_isolated
from interviews.question_files import (
    BankFile,
    ReadOptions,
    Unreadable,
    bank_file_from_json,
    bank_file_to_json,
    read_bank_file,
    read_isolated,
    read_pasted,
)
from interviews.rules.evidence_files import read_evidence, read_evidence_isolated
from tests.question_files.makers import COMPETENCIES, read, refusal, xlsx, zipped


def parts_of(book: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def with_far_cell(sheet: bytes, reference: str) -> bytes:
    row = re.sub(r"\D", "", reference)
    cell = f'<row r="{row}"><c r="{reference}" t="n"><v>1</v></c></row></sheetData>'
    return sheet.replace(b"</sheetData>", cell.encode())


def renamed_sheet(name: str) -> bytes:
    """A workbook whose one sheet is kept in a part called `name` and reaches to the far corner."""
    parts = parts_of(xlsx({"Q": [["question"], ["Why?"]]}))
    parts[f"xl/{name}"] = with_far_cell(parts.pop("xl/worksheets/sheet1.xml"), "XFD1048576")
    for listing in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
        parts[listing] = parts[listing].replace(b"worksheets/sheet1.xml", name.encode())
    return zipped(parts)


def sheet_named_often(times: int) -> bytes:
    parts = parts_of(xlsx({"Q": [["question"], ["Why?"]]}))
    parts["xl/worksheets/sheet1.xml"] = with_far_cell(parts["xl/worksheets/sheet1.xml"], "GQ19999")
    book = parts["xl/workbook.xml"]
    found = re.search(rb'<sheet [^>]*name="Q"[^>]*/>', book)
    assert found
    names = b"".join(found[0].replace(b'"Q"', b'"Q%d"' % number) for number in range(times))
    parts["xl/workbook.xml"] = book.replace(found[0], names)
    return zipped(parts)


def shared_text(length: int, cells: int) -> bytes:
    """One shared text, which packs badly, in many cells."""
    parts = parts_of(xlsx({"Q": [["question"]]}))
    letters = random.Random(1).choices("abcdefgh ", k=length)
    texts = f"<si><t>question</t></si><si><t>{''.join(letters)}</t></si>"
    parts["xl/sharedStrings.xml"] = (
        f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{texts}</sst>'.encode()
    )
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>1</v></c></row>' for row in range(2, cells + 2))
    data = f'<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row>{rows}</sheetData>'
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = re.sub(rb"<sheetData>.*</sheetData>", data.encode(), sheet, flags=re.DOTALL)
    return zipped(parts)


@pytest.mark.parametrize("name", ["other/sheet1.xml", "hidden/part.bin", "Sheet.PNG"])
def test_sheet_under_another_name_is_measured(name: str) -> None:
    assert "reaches to row 1048576" in refusal(renamed_sheet(name), "a.xlsx")


def test_sheet_that_is_not_xml_is_refused() -> None:
    parts = parts_of(renamed_sheet("part.bin"))
    parts["xl/part.bin"] = b"lead " + parts["xl/part.bin"]
    assert "damaged" in refusal(zipped(parts), "a.xlsx")


def test_one_sheet_under_sixty_names_is_refused() -> None:
    assert "the same sheet several times" in refusal(sheet_named_often(60), "a.xlsx")


def test_cells_of_all_sheets_count_together() -> None:
    sheets = parts_of(xlsx({name: [["question"], ["Why?"]] for name in "ABC"}))
    for number in (1, 2, 3):
        name = f"xl/worksheets/sheet{number}.xml"
        sheets[name] = with_far_cell(sheets[name], "GQ9999")
    assert "reaches to row 9999" in refusal(zipped(sheets), "a.xlsx")


def test_shared_text_counts_for_each_cell() -> None:
    assert "million characters" in refusal(shared_text(900_000, 1_500), "a.xlsx")
    assert read(shared_text(20_000, 20), "a.xlsx").problems, "long cells of an ordinary file are problems of their rows"


def test_empty_part_of_openoffice_is_no_damage() -> None:
    parts = {**parts_of(xlsx({"Q": [["question"], ["Why do you lead?"]]})), "xl/current.xml": b""}
    assert [row.text for row in read(zipped(parts), "a.xlsx").rows] == ["Why do you lead?"]


def test_yaml_with_a_million_values_is_refused() -> None:
    assert "300000 values" in refusal("- [" + "1," * 1_900_000 + "1]", "a.yaml")


def isolated(content: bytes, filename: str = "a.csv") -> BankFile:
    document = read_isolated(content, filename=filename, pasted=False, competencies=COMPETENCIES, options=ReadOptions())
    return bank_file_from_json(document)


def test_isolated_reading_gives_the_same_file() -> None:
    text = (
        "question,seat,probes\n1. Why?,ceo,Who?|When?\nWhy?,,\nHow old are you?,janitor,\nLeadership,,\nWhy not you\n"
    )
    assert isolated(text.encode()) == read_bank_file(
        text.encode(), filename="a.csv", competencies=COMPETENCIES, options=ReadOptions()
    )


def test_isolated_reading_passes_refusals_on() -> None:
    with pytest.raises(Unreadable, match="nested too deeply"):
        isolated(b"[" * 100_000, "a.json")


def test_file_as_json_and_back() -> None:
    bank = read("question,kind\nWhy do you lead?,\nWhy do you lead?,\nWhy do you lead a team?,\nAre you married?,x\n")
    assert bank_file_from_json(bank_file_to_json(bank)) == bank


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (-signal.SIGABRT, "memory"),
        (-signal.SIGKILL, "memory"),
        (isolation.OUT_OF_MEMORY, "memory"),
        (-signal.SIGSEGV, "damaged"),
        (1, "damaged"),
        (-signal.SIGXCPU, "30 seconds"),
    ],
)
def test_death_of_the_reader_is_told(status: int, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "interviews.isolation.subprocess.run", lambda *_args, **_more: CompletedProcess([], status, stdout=b"")
    )
    with pytest.raises(Unreadable) as caught:
        isolated(b"question\nWhy?\n")
    assert words in str(caught.value.wording)


@pytest.mark.parametrize(
    ("behavior", "failure"),
    [("abort", Failure.MEMORY), ("segfault", Failure.CRASH), ("eat", Failure.MEMORY), ("hang", Failure.TIME)],
)
def test_parent_survives_a_reader_that(behavior: str, failure: Failure, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interviews.isolation.MAX_SECONDS", 2 if behavior == "hang" else 30)
    with pytest.raises(IsolatedRunError) as caught:
        run_isolated("tests.question_files.misbehaving", {"do": behavior}, b"")
    assert caught.value.failure == failure
    assert run_isolated("tests.question_files.misbehaving", {"do": "nothing"}, b"words") == b"words"


def test_reader_sees_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "not for the reader")
    assert b"SECRET_KEY" not in run_isolated("tests.question_files.misbehaving", {"do": "environment"}, b"")


def test_evidence_is_read_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "kind,title,said_on\nkudos,Thanks,2026-06-30\npoem,Roses,\n"
    assert read_evidence_isolated(text) == read_evidence(text)
    monkeypatch.setattr(
        "interviews.isolation.subprocess.run", lambda *_args, **_more: CompletedProcess([], -6, stdout=b"")
    )
    told = read_evidence_isolated(text)
    assert not told.rows
    assert "Nothing was imported" in str(told.problems[0])


PIECES = [
    *(" ", "\n", "\t", "\u2028", "*", "**", "**a ", "`", "_a", "_a ", "~~", "[", "[a", "[a](", "](", "![", "<", "<br"),
    *(
        "<!--",
        "<a ",
        "{",
        "{=",
        "{\n",
        "{1:A:",
        "|",
        "||",
        "|a|\n",
        "| a |\n|--",
        "- ",
        "-",
        "1. ",
        "1.1 ",
        "a) ",
        "::",
    ),
    *("\\", "\\:", ":", "//", "// [id:", "[id:", "$CATEGORY: ", "a: ", "a: b\n", "- - ", "- a: ", "#", "# ", "## a #"),
    *("{#a", ">", "> ", "=", '"', "'", ",", ";", "&amp;", "@", "a@", "a.", "Q1:", "Q1. ", "Follow-up: ", "Answer: "),
    *("(", "x\n", "Why?\n", "Why? ", "- Why?\n  - a\n", "You ", "your family ", "http://", "www.", "0", "0.0", "word "),
    *("e\u0301", "\n\n", "\n ", "sep=", "---\n", "```\n", "<quiz>", "<?xml ", "--", "_x0_", "• ", " o", " | "),
]
READERS: dict[str, Callable[[str], Any]] = {
    "detected": lambda text: read_pasted(text, competencies={}),
    "evidence": read_evidence,
    **{
        name: lambda text, name=name: read_pasted(text, competencies={}, options=ReadOptions(format=name))  # type: ignore[misc]
        for name in ("markdown", "text", "csv", "gift", "moodle", "yaml", "json")
    },
}
NOISE = 0.03
"""Seconds of CPU below which a growth says nothing."""


TRIES = 4


def is_more_than_linear(took: tuple[float, float]) -> bool:
    return took[1] > 9 * max(took[0], NOISE)


def cpu_seconds(reader: Callable[[str], Any], text: str) -> float:
    started = time.process_time()
    with suppress(Unreadable):
        reader(text)
    return time.process_time() - started


@pytest.mark.parametrize("name", READERS)
def test_repetitive_text_takes_linear_time(name: str) -> None:
    """Four times the text may take four times as long, with some room for noise; quadratic patterns take sixteen."""
    slow = []
    for piece in PIECES:
        for lead in ("", "Why {") if name in ("detected", "gift") else ("",):
            short, long = (f"{lead}{piece * (size // len(piece))}x" for size in (12_500, 50_000))
            tries = [(cpu_seconds(READERS[name], short), cpu_seconds(READERS[name], long))]
            while is_more_than_linear(tries[-1]) and len(tries) < TRIES:  # Other work on the machine can slow one down.
                tries.append((cpu_seconds(READERS[name], short), cpu_seconds(READERS[name], long)))
            if is_more_than_linear(tries[-1]):
                slow.append((lead, piece, tries))
    assert not slow


@pytest.mark.parametrize("piece", ["\n", "**a ", "[a", "word ", "x\n"])
def test_200_kb_of_one_piece_end_soon(piece: str) -> None:
    text = f"Why {{{piece * (200_000 // len(piece))}x"
    assert cpu_seconds(READERS["detected"], text) <= 40 * max(cpu_seconds(READERS["detected"], text[:10_000]), NOISE)
