"""CSV, pasted tables and spreadsheets."""

import io
import zipfile

import pytest

from interviews.question_files import read_pasted
from tests.question_files.makers import COMPETENCIES, questions, read, refusal, said, with_part, xlsx

FULL = (
    "code,question,seat,kind,competency,theme,difficulty,probes,listen_for\n"
    'w-1,"Tell me about a late, costly project.",HR director,Behavioral,People,kudos,3,'
    '"What did it cost? | Who told the board?","A figure\nOwn part"\n'
    "w-2,Why you?,,,,,,,\n"
)


def test_every_field_of_a_table_arrives() -> None:
    bank = read(FULL)
    first, second = bank.rows
    assert (first.row, first.code, first.text) == (2, "w-1", "Tell me about a late, costly project.")
    assert (first.seat, first.kind, first.competency) == ("hr_director", "behavioural", "people")
    assert (first.theme, first.difficulty) == ("kudos", 3)
    assert first.probes == ("What did it cost?", "Who told the board?")
    assert first.listen_for == ("A figure", "Own part")
    assert (second.seat, second.kind, second.competency, second.difficulty) == ("", "objection", "", 2)


def test_missing_kinds_and_competencies_are_said_once_for_the_file() -> None:
    bank = read("question\n" + "\n".join(f"Why number {n}?" for n in range(50)))
    assert len(bank.rows) == 50
    assert said(bank.warnings) == [
        (0, "kind", "Questions without a kind, counted as behavioural: 50."),
        (0, "competency", "Questions without a competency: 50."),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_delimiter_and_line_end(delimiter: str, line_end: str) -> None:
    rows = [["seat", "question"], ["boss", "Why now?"], ["CEO", f'"Who, if not you{delimiter}then?"']]
    bank = read(line_end.join(delimiter.join(row) for row in rows))
    assert questions(bank) == ["Why now?", f"Who, if not you{delimiter}then?".replace("\t", " ")]
    assert (bank.delimiter, bank.header_row) == (delimiter, 1)


def test_a_single_column_keeps_its_commas() -> None:
    bank = read("Question\nTell me, in short, why you want it.\nWho, in your team, would agree?\n")
    assert questions(bank) == ["Tell me, in short, why you want it.", "Who, in your team, would agree?"]


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"), ("cp1252", "cp1252"),
    ],
)  # fmt: skip
def test_encodings_are_found(encoding: str, expected: str) -> None:
    bank = read("Frage;Bereich\nWofür würden Sie kämpfen – und für wen?;Führung\n".encode(encoding))
    assert questions(bank) == ["Wofür würden Sie kämpfen – und für wen?"]
    assert (bank.encoding, bank.rows[0].theme) == (expected, "Führung")


def test_the_encoding_can_be_chosen() -> None:
    data = "question\nКак вы решаете споры?\n".encode("cp1251")
    assert questions(read(data, encoding="cp1251")) == ["Как вы решаете споры?"]
    assert "Choose one of: utf-8" in refusal(data, encoding="klingon")


def test_spreadsheet_cells_pasted_with_tabs_and_plain_lines() -> None:
    table = read_pasted("Question\tSeat\nWhy now?\tCEO\n", competencies=COMPETENCIES)
    assert [(row.text, row.seat) for row in table.rows] == [("Why now?", "ceo")]
    lines = read_pasted("Why now?\n\n2. Who else, and why?\n", competencies=COMPETENCIES)
    assert [(row.row, row.text) for row in lines.rows] == [(1, "Why now?"), (3, "Who else, and why?")]


@pytest.mark.parametrize(
    ("cell", "competency", "theme"),
    [
        ("People, Budgets", "people", "Budgets"),
        ("people; Soft Skills; Budgets", "people", "Soft Skills, Budgets"),
        ('["People", "Budgets"]', "people", "Budgets"),
        ("['Results', 'People']", "results", "People"),
        ("[]", "", ""),
        ("Delivering results", "results", ""),
    ],
)
def test_first_of_several_values_counts_and_others_are_tags(cell: str, competency: str, theme: str) -> None:
    bank = read(xlsx({"Q": [["question", "competency"], ["Why do you lead?", cell]]}), "a.xlsx")
    assert [(row.competency, row.theme) for row in bank.rows] == [(competency, theme)]


def test_yaml_list_of_competencies_is_read_as_several() -> None:
    bank = read("- question: Why do you lead?\n  competency: [Results, People]\n", "a.yaml")
    assert [(row.competency, row.theme) for row in bank.rows] == [("results", "People")]


def test_unknown_words_name_row_column_value_and_what_is_accepted() -> None:
    bank = read(
        "question,seat,kind,competency,difficulty\nWhy?,janitor,fancy,juggling,9\nHow?,boss,closing,people,1\n",
        strict=True,
    )
    assert [(row, column) for row, column, _ in said(bank.problems)] == [
        (2, "seat"), (2, "kind"), (2, "competency"), (2, "difficulty"),
    ]  # fmt: skip
    text = " ".join(message for _, _, message in said(bank.problems))
    assert "“janitor”" in text
    assert "boss, hr_director, ceo, other" in text
    assert "behavioural, situational, motivation, knowledge, objection, closing" in text
    assert "results, people, communication" in text
    assert [row.text for row in bank.rows] == ["How?"]


@pytest.mark.parametrize(
    ("word", "seat"),
    [
        ("Vorgesetzte", "boss"), ("Chef", "boss"), ("N+1", "boss"), ("jefe directo", "boss"), ("gestora", "boss"),
        ("hr_director", "hr_director"), ("DRH", "hr_director"), ("Recursos Humanos", "hr_director"), ("CEO", "ceo"),
        ("Personalleiterin", "hr_director"), ("Geschäftsführer", "ceo"), ("PDG", "ceo"), ("director general", "ceo"),
        ("Diretor-geral", "ceo"), ("any", ""), ("alle", ""), ("-", ""), ("guest", "other"),
    ],
)  # fmt: skip
def test_seats_in_five_languages(word: str, seat: str) -> None:
    bank = read(f"question;seat\nWhy?;{word}\n")
    assert not bank.problems
    assert bank.rows[0].seat == seat


def test_the_same_code_twice_is_a_problem_of_the_second_row() -> None:
    bank = read("code,question\na,Why?\nb,How?\na,Who?\n")
    assert said(bank.problems) == [(4, "code", "The code “a” is already that of row 2. Give each question its own.")]


def test_the_same_text_twice_is_left_out_and_handed_over() -> None:
    bank = read("question\nWhy now?\nWho?\n  why NOW ?\nWhy now\n")
    assert [row.text for row in bank.rows] == ["Why now?", "Who?"]
    assert [(pair.row, pair.first_row) for pair in bank.duplicates] == [(4, 2), (5, 2)]
    assert "Questions left out because the same text comes earlier in the file: 2." in [
        w for _, _, w in said(bank.warnings)
    ]


def test_a_code_comes_from_the_text_and_stays() -> None:
    once, again = read("question\nWhy now?\n"), read("seat,question\nboss,why now\n")
    assert once.rows[0].code == again.rows[0].code
    assert once.rows[0].code.startswith("q-")
    assert len(once.rows[0].code) == 14


def test_too_long_questions_say_how_long() -> None:
    bank = read("question,seat\n" + "why " * 12_500 + ",boss\nWhy?,CEO\n")
    assert said(bank.problems) == [(2, "question", "This has 49999 characters; at most 2000 are allowed.")]


def test_without_a_question_column_the_columns_are_shown_for_mapping() -> None:
    bank = read("a,b\n1,2\n3,4\n")
    assert [(row, column) for row, column, _ in said(bank.problems)] == [(0, "")]
    assert "The columns found are: a, b." in said(bank.problems)[0][2]
    assert [(column.name, column.samples) for column in bank.columns] == [("a", ("1", "3")), ("b", ("2", "4"))]


def test_only_headings_is_a_problem() -> None:
    assert said(read("question,seat\n\n").problems) == [(0, "", "There is no question below the headings.")]


@pytest.mark.parametrize("data", [b"", b"  \n \r\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert refusal(data) == "This file is empty."


def test_binary_is_refused_whatever_its_name() -> None:
    assert "not text or a spreadsheet" in refusal(bytes(range(256)) * 20, "bank.csv")


@pytest.mark.parametrize(
    ("line", "row"),
    [('"Why?,boss\n', 3), ('"Why?"not,boss\nHow?,boss\n', 3)],
)
def test_broken_quoting_names_the_row_where_it_began(line: str, row: int) -> None:
    text = refusal('question,seat\n"Two\nlines?",boss\n' + line)
    assert f"break in row {row} (line {row + 1} of the file)" in text


def test_more_cells_than_headings_is_a_problem_in_csv() -> None:
    bank = read("question,seat\nTell me, please,boss\nWhy?,boss\n")
    assert said(bank.problems)[0][0] == 2
    assert "quotation marks" in said(bank.problems)[0][2]


def test_a_spreadsheet_whole_numbers_and_row_numbers_as_people_see_them() -> None:
    rows: list[list[object]] = [
        [],
        ["ID", "Question", "Level"],
        [7, "Why now?", 3],
        [None, None, None],
        [8.0, "Who else?", 1],
    ]
    bank = read(xlsx({"Bank": rows}), "bank.xlsx")
    assert [(row.row, row.code, row.difficulty) for row in bank.rows] == [(3, "7", 3), (5, "8", 1)]
    assert (bank.format, bank.sheet, bank.header_row, bank.blank_rows) == ("xlsx", "Bank", 2, 2)


def test_the_likeliest_sheet_is_chosen_and_another_can_be() -> None:
    data = xlsx(
        {
            "Read me": [["About this file"], ["Ask Ms Weber"]],
            "Old": [["Question"], ["Old one?"], ["Old two?"], ["Old three?"]],
            "Questions": [["Question", "Seat"], ["Why now?", "boss"]],
        },
        hidden=["Old"],
    )
    bank = read(data, "bank.xlsx")
    assert (bank.sheet, questions(bank)) == ("Questions", ["Why now?"])
    assert [(sheet.name, sheet.rows, sheet.hidden) for sheet in bank.sheets] == [
        ("Read me", 2, False), ("Old", 4, True), ("Questions", 2, False),
    ]  # fmt: skip
    assert questions(read(data, "bank.xlsx", sheet="Old")) == ["Old one?", "Old two?", "Old three?"]
    assert "It has: Read me, Old, Questions." in refusal(data, "bank.xlsx", sheet="New")


def test_a_truncated_or_empty_spreadsheet_is_refused() -> None:
    data = xlsx({"Bank": [["Question"], ["Why?"]]})
    for length in (30, len(data) // 2, len(data) - 10):
        assert "damaged or cut off" in refusal(data[:length], "bank.xlsx")
    assert refusal(xlsx({"Bank": []}), "bank.xlsx") == "This spreadsheet is empty."


def test_formula_without_value_is_named() -> None:
    rows = [["question", "seat", "note"], ['="Why "&"you?"', "ceo", ""], ["How do you lead?", "", "=1+1"]]
    bank = read(xlsx({"Q": rows}), "a.xlsx")
    assert [(problem.row, problem.column) for problem in bank.problems] == [(2, "question")]
    assert "a formula whose value was not saved" in str(bank.problems[0].wording)
    assert [row.text for row in bank.rows] == ["How do you lead?"], "a formula in a column left out does no harm"


def test_formula_with_its_value_is_that_value() -> None:
    book = xlsx({"Q": [["question"], ['="Why "&"you?"']]})
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    valued = sheet.replace(b"<v />", b"<v>Why you?</v>").replace(b"<v/>", b"<v>Why you?</v>")
    assert valued != sheet
    valued = valued.replace(b'<c r="A2">', b'<c r="A2" t="str">')
    assert questions(read(with_part(book, "xl/worksheets/sheet1.xml", valued), "a.xlsx")) == ["Why you?"]


def test_separator_in_a_last_column_left_out_harms_nothing() -> None:
    bank = read("question,seat,notes\nWhy do you lead?,boss,well, sort of\nWho helps you?,ceo,fine\n")
    assert questions(bank) == ["Why do you lead?", "Who helps you?"]
