"""Whatever arrives, the reader raises nothing but its own error, and what it gives can be stored and shown."""

import csv
import io
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviews.choices import KINDS, SEATS
from interviews.question_files import FORMATS, BankFile, ReadOptions, Unreadable, limits, read_bank_file, read_pasted
from tests.question_files.makers import COMPETENCIES, xlsx

NAMES = st.sampled_from(
    ["a.csv", "a.txt", "a.json", "a.yaml", "a.md", "a.xml", "a.gift", "a.xlsx", "a.xls", "a.ods", "a"]
)
BEGINNINGS = st.sampled_from(
    [
        b"",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\xff\xfe",
        b"\xfe\xff",
        b"[{",
        b"- ",
        b"<quiz>",
        b"question\n",
    ]
)
CELLS = st.text(max_size=30) | st.sampled_from(
    ["question", "Frage", "seat", "boss", "Tell me why?", "12. Why?", '"', "::t::", "{=a}", "# x", "- y"]
)
TABLES = st.lists(st.lists(CELLS, max_size=6), max_size=12)
LEAVES = CELLS | st.none() | st.integers() | st.floats() | st.booleans()
TREES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(CELLS, inner, max_size=4),
    max_leaves=20,
)
OPTIONS = st.builds(
    ReadOptions,
    format=st.sampled_from(["", *FORMATS]),
    encoding=st.sampled_from(["", "utf-8", "utf-16", "cp1252", "shift_jis"]),
    delimiter=st.sampled_from(["", ",", "\t", "x"]),
    header_row=st.sampled_from([None, 0, 1, 2, 99]),
    mapping=st.sampled_from([None, {"column 1": "question"}, {"column 2": "question", "question": ""}]),
    language=st.sampled_from(["", "de"]),
)
RELAXED = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(bank: BankFile) -> None:
    codes = [row.code for row in bank.rows]
    assert len(set(codes)) == len(codes)
    for row in bank.rows:
        assert row.text == " ".join(row.text.split())
        assert 0 < len(row.text) <= limits.MAX_QUESTION_LENGTH
        assert row.seat in ("", *SEATS)
        assert row.kind in KINDS
        assert row.difficulty in (1, 2, 3)
        (row.text + row.code + row.theme + "".join(row.probes + row.listen_for)).encode()
        assert "\0" not in row.text + row.code + row.theme
    assert all(str(problem.wording) for problem in bank.problems)
    assert all(str(notice.wording) for notice in bank.warnings)


def attempt(data: bytes, name: str, options: ReadOptions) -> None:
    try:
        check(read_bank_file(data, filename=name, competencies=COMPETENCIES, options=options))
    except Unreadable:
        return


@RELAXED
@given(BEGINNINGS, st.binary(max_size=300), NAMES, OPTIONS)
def test_random_bytes(beginning: bytes, data: bytes, name: str, options: ReadOptions) -> None:
    attempt(beginning + data, name, options)


@RELAXED
@given(TABLES, NAMES, OPTIONS)
def test_random_tables(table: list[list[str]], name: str, options: ReadOptions) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(table)
    attempt(out.getvalue().encode("utf-8", "surrogatepass"), name, options)


@RELAXED
@given(TREES, OPTIONS)
def test_random_trees(tree: object, options: ReadOptions) -> None:
    text = json.dumps(tree)
    attempt(text.encode(), "a.json", options)
    attempt(text.encode(), "a.yaml", options)


SHEET_CELLS = (
    st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF), max_size=20).filter(lambda text: text[:1] != "=")
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.dates()
    | st.none()
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(SHEET_CELLS, max_size=5), max_size=8), st.integers(0, 100_000), st.integers(0, 255))
def test_random_and_damaged_spreadsheets(table: list[list[object]], place: int, byte: int) -> None:
    book = xlsx({"S": table})
    place %= len(book)
    attempt(book, "a.xlsx", ReadOptions())
    attempt(book[:place] + bytes([byte]) + book[place + 1 :], "a.xlsx", ReadOptions())
    attempt(book[:place], "a.xlsx", ReadOptions())


@RELAXED
@given(st.text(max_size=400) | TABLES.map(lambda rows: "\n".join("\t".join(row) for row in rows)), OPTIONS)
def test_random_pasted_text(text: str, options: ReadOptions) -> None:
    try:
        check(read_pasted(text, competencies=COMPETENCIES, options=options))
    except Unreadable:
        return


@RELAXED
@given(
    st.lists(
        st.sampled_from(
            [
                "# A",
                "## B",
                "- Why?",
                "  - Who?",
                "1. How?",
                "A: x",
                "Follow-up: y",
                "Listen for:",
                "",
                "**Bold?**",
                "prose here",
                "---",
                "===",
                "> q?",
                "```",
                "Seat: CEO",
            ]
        ),
        max_size=25,
    )
)
def test_random_documents(lines: list[str]) -> None:
    attempt("\n".join(lines).encode(), "a.md", ReadOptions())
    attempt("\n".join(lines).encode(), "a.txt", ReadOptions(format="text"))
