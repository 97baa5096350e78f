"""No line of HR's questions is lost without a word, and plain questions are given a kind by their wording."""

import pytest

from interviews.choices import KINDS
from interviews.question_files import read_pasted
from tests.question_files.makers import COMPETENCIES, questions, read, said


def pasted(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(row.text, row.probes) for row in read_pasted(text, competencies=COMPETENCIES).rows]


def test_lines_without_a_number_in_a_numbered_list_are_questions() -> None:
    text = (
        "1. Why do you want this post?\nTell us about yourself\n2. What are your strengths?\n"
        "Strengths and weaknesses\n3. Why you?\nOne last wish\n"
    )
    assert [question for question, _ in pasted(text)] == [
        "Why do you want this post?", "Tell us about yourself", "What are your strengths?",
        "Strengths and weaknesses", "Why you?", "One last wish",
    ]  # fmt: skip


def test_a_bullet_below_a_number_is_a_follow_up_only_when_it_is_indented() -> None:
    assert pasted("1. Why this post?\n- Tell us about yourself\n2. Who else?\n   - Since when?\n") == [
        ("Why this post?", ()), ("Tell us about yourself", ()), ("Who else?", ("Since when?",)),
    ]  # fmt: skip
    assert pasted("1) Why\n   - because?\nTell us about yourself") == [
        ("Why", ("because?",)), ("Tell us about yourself", ()),
    ]  # fmt: skip


def test_numbered_headings_over_bullets_stay_headings() -> None:
    bank = read_pasted("1. Odds\n- Why now?\n2. Kudos\n- Who thanked you?\n", competencies=COMPETENCIES)
    assert [(row.text, row.theme) for row in bank.rows] == [("Why now?", "Odds"), ("Who thanked you?", "Kudos")]


@pytest.mark.parametrize(
    "text",
    ["Odds\n1. Why now?\n2. Who?\nKudos\n3. How?\n", "Odds\n- Why now?\n- Who?\n\nKudos\n- How?\n"],
)
def test_a_short_line_over_questions_is_a_heading_and_listed(text: str) -> None:
    bank = read_pasted(text, competencies=COMPETENCIES)
    assert [row.theme for row in bank.rows] == ["Odds", "Odds", "Kudos"]
    assert [heading.text for heading in bank.heading_rows] == ["Odds", "Kudos"]


def test_two_short_list_lines_are_not_joined_to_one() -> None:
    assert [question for question, _ in pasted("1. Strengths and weaknesses\n2. Goals\nFive year plan\n3. Why?")] == [
        "Strengths and weaknesses", "Goals", "Five year plan", "Why?",
    ]  # fmt: skip


def test_in_a_table_what_heads_nothing_or_speaks_to_somebody_is_a_question() -> None:
    rows = "Why?;boss\n5 reasons why;\nWho leads?;ceo\nYour plans for the team;\nHow come?;boss\nKudos;\nWho?;\n"
    bank = read(f"question;seat\n{rows}Own goals;\nStrengths and weaknesses;\n")
    assert questions(bank) == [
        "Why?", "5 reasons why", "Who leads?", "Your plans for the team", "How come?", "Who?", "Own goals",
        "Strengths and weaknesses",
    ]  # fmt: skip
    assert [heading.text for heading in bank.heading_rows] == ["Kudos"]


def test_the_name_of_a_kind_heads_even_when_it_speaks_to_somebody() -> None:
    bank = read("question;seat\nWhy?;boss\nYour questions;\nWhat is it?;\nPeople;\n")
    assert [(row.text, row.kind) for row in bank.rows] == [("Why?", "behavioural"), ("What is it?", "closing")]


WORDED = [
    ("What would you do in your first week?", "situational"),
    ("Was würden Sie tun, wenn zwei kündigen?", "situational"),
    ("Que feriez-vous ?", "situational"),
    ("¿Qué haría usted?", "situational"),
    ("O que você faria?", "situational"),
    ("Why do you want this post?", "motivation"),
    ("Warum möchten Sie diese Stelle?", "motivation"),
    ("Pourquoi voulez-vous ce poste ?", "motivation"),
    ("¿Por qué quiere este puesto?", "motivation"),
    ("Por que você quer esta vaga?", "motivation"),
    ("What questions do you have for us?", "closing"),
    ("What would you like to ask us?", "closing"),
    ("Welche Fragen haben Sie an uns?", "closing"),
    ("Avez-vous des questions ?", "closing"),
    ("¿Qué preguntas tiene para nosotros?", "closing"),
    ("Que perguntas tem para nós?", "closing"),
    ("Why should we choose you?", "objection"),
    ("What do you know about our market?", "knowledge"),
    ("What questions did your team ask you last year?", "behavioural"),
    ("How would your boss describe you?", "behavioural"),
    ("Tell me about a time you would rather forget.", "behavioural"),
]


@pytest.mark.parametrize(("text", "kind"), WORDED)
def test_the_kind_is_taken_from_plain_wording(text: str, kind: str) -> None:
    assert [row.kind for row in read_pasted(text, competencies=COMPETENCIES).rows] == [kind]


def test_a_kind_that_was_guessed_is_said_to_be_a_guess_and_one_that_is_given_stands() -> None:
    bank = read("question,kind\nWhy do you want this post?,\nWhat would you do?,knowledge\nWho?,\n")
    assert [row.kind for row in bank.rows] == ["motivation", "knowledge", "behavioural"]
    notices = [text for _, _, text in said(bank.warnings)]
    assert (
        "Questions without a kind that read like “motivation”, and are taken for it: 1 (rows 2). Please check."
        in notices
    )
    assert "Questions without a kind, counted as behavioural: 1." in notices
    assert {kind for _, kind in WORDED} == set(KINDS)


def test_roles_are_seats_and_an_unknown_one_is_named() -> None:
    bank = read("Frage;Rolle\nWarum?;Chef\nWer?;Hausmeister\n")
    assert [row.seat for row in bank.rows] == ["boss", ""]
    assert [(unknown.value, unknown.rows, unknown.first_row) for unknown in bank.unknown_values] == [
        ("Hausmeister", 1, 3)
    ]
    assert any(
        "“Hausmeister” is unknown here" in words for _, column, words in said(bank.warnings) if column == "Rolle"
    )


def test_columns_that_nobody_knows_are_named() -> None:
    bank = read("question,seat,Gewerk,notes\nWhy?,boss,Bau,x\nWho?,ceo,Holz,y\n")
    notices = [text for _, _, text in said(bank.warnings)]
    assert [text for text in notices if "left out" in text] == [
        "Columns left out, as we do not know their headings: “Gewerk”. If you need one, say what it holds."
    ]
