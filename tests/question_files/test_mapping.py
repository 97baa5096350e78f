"""Which column is taken for what, and what is never taken."""

import pytest

from interviews.question_files import BankFile
from tests.question_files.makers import questions, read, said, xlsx

ASKED = ["Tell me about a late project.", "Why do you want this post?", "How would your peers describe you?"]


def fields(bank: BankFile) -> dict[str, str]:
    return {column.name: column.field for column in bank.columns}


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Question,Follow-up 1,Follow-up 2,Asked by", "question probes probes seat"),
        ("question_text,Type,Level,Tag", "question kind difficulty theme"),
        ("Frage;Bereich;Kompetenz;Nachfragen;Schwierigkeit", "question section competency probes difficulty"),
        ("Intitulé de la question;Compétence;Relances;Posée par", "question competency probes seat"),
        ("Pregunta;Competencia;Tipo;Dificultad;Repreguntas", "question competency kind difficulty probes"),
        ("Pergunta;Competência;Tipo;Dificuldade;Categoria", "question competency kind difficulty section"),
        ("interviewQuestion,listenFor,theme", "question listen_for theme"),
        ("Title,Question,Answer,Score,Candidate", " question   "),
    ],
)
def test_headings_in_five_languages(header: str, expected: str) -> None:
    bank = read(header + "\n")
    assert [column.field for column in bank.columns] == expected.split(" ")


def test_a_title_column_holds_the_questions_when_they_look_like_some() -> None:
    rows = "\n".join(f"{n},{text}" for n, text in enumerate(ASKED))
    assert questions(read("nr,title\n" + rows)) == ASKED
    cities = read("nr,title\n1,Paris\n2,Rome\n3,Lisbon\n")
    assert not cities.rows
    assert said(cities.problems)[0][0] == 0


def test_an_unknown_heading_is_guessed_from_its_values_and_said() -> None:
    bank = read("ref,What we ask\n" + "\n".join(f"{n},{text}" for n, text in enumerate(ASKED)))
    assert questions(bank) == ASKED
    assert fields(bank) == {"ref": "code", "What we ask": "question"}
    assert "We took “What we ask”" in said(bank.warnings)[0][2]
    assert bank.columns[1].how == "guess"
    assert bank.columns[1].samples == tuple(ASKED)


def test_a_file_without_a_header() -> None:
    bank = read("\n".join(f"{text};{seat}" for text, seat in zip(ASKED, ("boss", "HR", "CEO"), strict=True)))
    assert questions(bank) == ASKED
    assert (bank.header_row, [row.seat for row in bank.rows]) == (0, ["boss", "hr_director", "ceo"])
    assert fields(bank) == {"column 1": "question", "column 2": "seat"}


def test_the_header_row_can_be_chosen_or_denied() -> None:
    text = "Question\nWhy?\nQuestions for us\nWho?\n"
    assert read(text, header_row=3).header_row == 3
    assert [row.text for row in read(text, header_row=3, mapping={"Questions for us": "question"}).rows] == ["Who?"]
    assert [row.row for row in read("Why?\nWho?\n", header_row=0).rows] == [1, 2]


def test_a_mapping_by_hand_goes_before_everything() -> None:
    text = "question,label,column x\nWhy?,What did it cost?,boss\n"
    bank = read(text, mapping={"question": "theme", "label": "question", "column 3": "seat"})
    assert [(row.text, row.theme, row.seat) for row in bank.rows] == [("What did it cost?", "Why?", "boss")]
    assert {column.how for column in bank.columns} == {"chosen"}


def test_remembered_headings_go_before_guesses() -> None:
    text = "Wortlaut,Wer\n" + "\n".join(f"{text},boss" for text in ASKED)
    bank = read(text, remembered={"wortlaut": "question", "wer": ""})
    assert fields(bank) == {"Wortlaut": "question", "Wer": ""}


def test_answers_and_scores_are_never_questions() -> None:
    answers = ["How would I? I would ask them what they need first?"] * 3
    rows = "\n".join(f"{answer},{n},Ms Weber" for n, answer in enumerate(answers))
    bank = read("Answer,Score,Candidate\n" + rows)
    assert not bank.rows
    assert [(row, column) for row, column, _ in said(bank.problems)] == [(0, "")]


def test_columns_that_name_people_are_pointed_out() -> None:
    bank = read("question,Candidate,Remark x\nWhy?,Eva Weber,eva.weber@example.com\nWho?,Jan Novak,\n")
    assert [(column, "names or addresses" in text) for _, column, text in said(bank.warnings)[:2]] == [
        ("Candidate", True), ("Remark x", True),
    ]  # fmt: skip
    assert not bank.problems


def test_an_address_inside_a_question_is_pointed_out() -> None:
    bank = read("question\nWhy did you write to eva.weber@example.com?\nWho?\n")
    assert "first in row 2" in " ".join(text for _, _, text in said(bank.warnings))


def test_columns_per_language() -> None:
    text = "Question (EN),Question (DE)\nWhy now?,Warum jetzt?\n"
    assert questions(read(text)) == ["Why now?"]
    assert questions(read(text, language="de")) == ["Warum jetzt?"]


def test_a_category_is_a_competency_where_it_names_one() -> None:
    bank = read("Frage;Kategorie\nWarum?;People\nWer?;Kantine\n")
    assert [(row.competency, row.theme) for row in bank.rows] == [("people", ""), ("", "Kantine")]


def test_duplicate_headings_use_the_first_and_say_so() -> None:
    bank = read("Question,Question\nWhy?,Who?\n")
    assert questions(bank) == ["Why?"]
    assert [column.name for column in bank.columns] == ["column 1", "column 2"]
    assert "is there 2 times" in said(bank.warnings)[0][2]


def test_cells_without_a_heading_in_a_spreadsheet_can_be_mapped() -> None:
    data = xlsx({"S": [["Question"], ["Why?", "boss"], ["Who?", "CEO"]]})
    bank = read(data, "a.xlsx")
    assert fields(bank) == {"Question": "question", "column 2": "seat"}


def test_merged_cells_count_for_every_row_they_span() -> None:
    data = xlsx(
        {"S": [["Competency", "Question"], ["People", "Why?"], [None, "Who?"], [None, "How?"]]}, merged=["A2:A3"]
    )
    assert [row.competency for row in read(data, "a.xlsx").rows] == ["people", "people", ""]


@pytest.mark.parametrize(
    "headings",
    [
        "题目,类别,难度,参考答案",
        "質問,カテゴリ,難易度,回答例",
        "질문,분류,난이도,답변",
        "Вопрос,Категория,Сложность,Ответ",
        "السؤال,الفئة,الصعوبة,الإجابة",
        "प्रश्न,श्रेणी,कठिनाई,उत्तर",
        "Frage,Kategorie,Schwierigkeit,Antwort",
        "Question,Catégorie,Difficulté,Réponse",
        "Pregunta,Categoría,Dificultad,Respuesta",
        "Pergunta,Categoria,Dificuldade,Resposta",
        "Domanda,Categoria,Difficoltà,Risposta",
        "Vraag,Categorie,Moeilijkheid,Antwoord",
        "Pytanie,Kategoria,Trudność,Odpowiedź",
        "Soru,Kategori,Zorluk,Cevap",
    ],
)
def test_headings_in_fourteen_languages(headings: str) -> None:
    bank = read(f"{headings}\nX y z,Alpha,3,Because of that\n")
    assert [column.field for column in bank.columns] == ["question", "section", "difficulty", ""]
    assert [(row.text, row.theme, row.difficulty) for row in bank.rows] == [("X y z", "Alpha", 3)]


def test_export_of_a_form_has_questions_for_headings() -> None:
    bank = read(
        "Timestamp,Which question should our panel ask?,Your team?\n"
        "2026/11/02 10:12:01,Why do you lead?,Sales\n2026/11/03 11:00:00,Whom did you help last year?,IT\n"
    )
    assert [row.text for row in bank.rows] == ["Why do you lead?", "Whom did you help last year?"]


def test_role_that_names_no_seat_is_left_out() -> None:
    bank = read("question,role\nWhy do you lead?,Backend engineer\nWho helps you?,Designer\n")
    assert [(row.text, row.seat) for row in bank.rows] == [("Why do you lead?", ""), ("Who helps you?", "")]
    assert not bank.unknown_values


def test_section_other_is_no_seat_and_technical_is_knowledge() -> None:
    bank = read("question,category\nWhy do you lead?,Other\nWhat is a deadlock?,Technical skills\n")
    assert [(row.seat, row.theme, row.kind) for row in bank.rows] == [
        ("", "Other", "behavioural"),
        ("", "Technical skills", "knowledge"),
    ]


def test_html_in_a_cell_becomes_text() -> None:
    bank = read("question,seat\n<p>Why do you <b>lead</b> &amp; teach?</p>,boss\nIs a < b?,\n")
    assert [row.text for row in bank.rows] == ["Why do you lead & teach?", "Is a < b?"]


def test_sheets_left_out_are_named() -> None:
    sheets = {"Leaders": [["question"], ["Why do you lead?"]], "Sales": [["question"], ["Why do you sell?"]]}
    [notice] = [words for _, _, words in said(read(xlsx(sheets), "a.xlsx").warnings) if "sheet" in words]
    assert "“Leaders”" in notice
    assert "Sales (2)" in notice
