"""Out again: files that load back unchanged, the template, and the file to be mended."""

import dataclasses
import io
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviews.question_files import BankFile, ReadOptions, Row, messages_by_row
from interviews.question_files.cleaning import clean_question, fold, fold_space
from interviews.question_files.writing import WRITTEN, write_bank, write_problems, write_template
from tests.question_files.makers import COMPETENCIES, questions, read, said, xlsx

LETTERS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)
SPICY = st.sampled_from(
    ["=1+1", "@x", "+4", "-4", "'=x", 'a "b" c', "a, b; c", "a | b", "_x0041_", "Ärger\u2028?", "1", "true", "null"]
)
TEXTS = (LETTERS | SPICY).map(clean_question).filter(lambda text: any(map(str.isalnum, text)))
POINTS = st.lists(TEXTS, max_size=3).map(tuple)


def as_row(facts: tuple[str, str, str, str, str, str, int, tuple[str, ...], tuple[str, ...]]) -> Row:
    code, text, seat, kind, competency, theme, difficulty, probes, listen_for = facts
    return Row(
        row=0, code=code, text=text, seat=seat, kind=kind, competency=competency, theme=theme, difficulty=difficulty,
        probes=probes, listen_for=listen_for,
    )  # fmt: skip


ROWS = st.lists(
    st.tuples(
        (LETTERS | SPICY).map(fold_space).filter(bool),
        TEXTS,
        st.sampled_from(["", "boss", "hr_director", "ceo", "other"]),
        st.sampled_from(["behavioural", "closing", "knowledge"]),
        st.sampled_from(["", "results", "people"]),
        (LETTERS | st.just("")).map(fold_space),
        st.integers(1, 3),
        POINTS,
        POINTS,
    ).map(as_row),
    min_size=1,
    max_size=5,
    unique_by=(lambda row: row.code, lambda row: fold(row.text)),
)


@pytest.mark.parametrize("format", WRITTEN)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS)
def test_what_is_written_loads_back_unchanged(format: str, rows: list[Row]) -> None:
    bank = read(write_bank(rows, format), f"bank.{format}")
    assert not bank.problems, said(bank.problems)
    assert [dataclasses.replace(row, row=0) for row in bank.rows] == rows


@pytest.mark.parametrize("format", ["csv", "xlsx"])
@pytest.mark.parametrize("text", ['=HYPERLINK("http://x","y")', "+1 for whom?", "-1 or 0?", "@boss: why?"])
def test_no_cell_begins_like_a_formula(format: str, text: str) -> None:
    row = as_row((text, text, "boss", "behavioural", "", text, 2, (text,), ()))
    data = write_bank([row], format)
    if format == "csv":
        cells = [
            line for line in data.decode("utf-8-sig").splitlines()[1:] for line in line.replace('"', "").split(",")
        ]
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
        assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)
        cells = [str(cell.value or "") for line in sheet.iter_rows(min_row=2) for cell in line]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@") and cell]


def test_the_template_offers_choices_and_its_example_loads() -> None:
    data = write_template(sorted(set(COMPETENCIES.values())))
    book = openpyxl.load_workbook(io.BytesIO(data))
    offered = {str(rule.sqref): rule.formula1 for rule in book["Questions"].data_validations.dataValidation}
    assert offered["C2:C501"] == '"boss,hr_director,ceo,other"'
    assert offered["E2:E501"] == '"communication,people,results"'
    bank = read(data, "template.xlsx", sheet="Example")
    assert len(questions(bank)) == 2
    assert len(bank.rows[0].probes) == 2


def marks_of(bank: BankFile) -> dict[str, Any]:
    return {
        "options": ReadOptions(),
        "messages": messages_by_row(bank),
        "width": len(bank.columns),
        "header_row": bank.header_row,
    }


def test_problems_come_back_as_the_same_table_and_load_once_mended() -> None:
    text = "Frage;Sitz\nWarum?;Hausmeister\nWer?;Chef\n"
    bank = read(text, strict=True)
    data, format = write_problems(text.encode(), filename="a.csv", **marks_of(bank))
    lines = data.decode("utf-8-sig").splitlines()
    assert format == "csv"
    assert lines[0] == "Frage;Sitz;problem"
    assert "Hausmeister" in lines[1].partition("Hausmeister;")[2]
    assert lines[2] == "Wer?;Chef;"
    mended = read(data.decode("utf-8-sig").replace("Hausmeister", "Chef"))
    assert questions(mended) == ["Warum?", "Wer?"]


def test_problems_of_a_spreadsheet_and_of_json() -> None:
    data = xlsx({"S": [["Note"], ["Question", "Seat"], ["Why?", "janitor"]]})
    marked, format = write_problems(data, filename="a.xlsx", **marks_of(read(data, "a.xlsx", strict=True)))
    sheet = openpyxl.load_workbook(io.BytesIO(marked)).worksheets[0]
    assert (format, sheet["C2"].value, sheet["A3"].value) == ("xlsx", "problem", "Why?")
    assert "janitor" in str(sheet["C3"].value)
    source = b'[{"question": "Why?", "seat": "janitor"}]'
    marked, format = write_problems(source, filename="a.json", **marks_of(read(source, "a.json", strict=True)))
    assert format == "csv"
    assert marked.decode("utf-8-sig").splitlines()[0] == "question,seat,problem"
