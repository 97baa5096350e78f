"""What is tidied, left out and pointed out on the way in: shown, never silent."""

import pytest

from interviews.question_files import NearDuplicateIndex, protected_topic_matches, words_of
from tests.question_files.makers import questions, read, said


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("12. Tell me more.", "Tell me more."),
        ("12.Tell me more.", "Tell me more."),
        ("3) Why?", "Why?"),
        ("(4) Why?", "Why?"),
        ("1.2.3 Why?", "Why?"),
        ("Q7: Why?", "Why?"),
        ("Question 7: Why?", "Why?"),
        ("Frage 7 – Warum?", "Warum?"),
        ("a) Why?", "Why?"),
        ("• Why?", "Why?"),
        ("1. 2. Why?", "Why?"),
        ("Why\u00a0  now?", "Why now?"),
        ("Why\u200b now\u202e?", "Why now?"),
        ("Wh\x00y?", "Wh y?"),
        ("What did 2.5 million buy?", "What did 2.5 million buy?"),
        ("2.5 million: on what?", "2.5 million: on what?"),
        ("360-degree feedback: what came of it?", "360-degree feedback: what came of it?"),
        ("90 days in, what is done?", "90 days in, what is done?"),
        ("No plan survives: what did you do?", "No plan survives: what did you do?"),
        ("Quality or speed?", "Quality or speed?"),
        ("A team of three: who leads?", "A team of three: who leads?"),
    ],
)
def test_numbering_and_space(raw: str, clean: str) -> None:
    bank = read(f'question,seat\n"{raw}",boss\n')
    assert questions(bank) == [clean]
    assert [(change.before, change.after) for change in bank.cleaned] == ([(raw, clean)] if raw != clean else [])


def test_emoji_and_right_to_left_texts_survive() -> None:
    texts = ["👩‍💻 or 📈: which first?", "لماذا تريد هذا المنصب؟", "می‌خواهید چه کنید؟"]
    assert questions(read("question\n" + "\n".join(texts))) == texts


def test_bullets_below_a_question_in_its_cell_become_probes() -> None:
    bank = read('question,seat\n"What went wrong?\n- Who saw it?\n- What did it cost?",boss\n')
    assert [(row.text, row.probes) for row in bank.rows] == [("What went wrong?", ("Who saw it?", "What did it cost?"))]


def test_blank_and_heading_rows_are_skipped_counted_and_used() -> None:
    text = (
        "Question,Seat\nPeople,\nHow do you lead peers?,boss\n,\nQuestion,Seat\nKudos,\nWho thanked you last?,CEO\n"
        "What did they say?,\n"
    )
    bank = read(text)
    assert questions(bank) == ["How do you lead peers?", "Who thanked you last?", "What did they say?"]
    assert bank.blank_rows == 1
    assert [(heading.row, heading.text) for heading in bank.heading_rows] == [
        (2, "People"),
        (5, "Question"),
        (6, "Kudos"),
    ]
    assert [(row.competency, row.theme) for row in bank.rows] == [("people", ""), ("", "Kudos"), ("", "Kudos")]


def test_titles_in_a_list_without_a_header() -> None:
    bank = read("People\nTell me about a team you led.\nHow do you give feedback?\nResults\nWhat did you reach?\n")
    assert [(row.row, row.competency) for row in bank.rows] == [(2, "people"), (3, "people"), (5, "results")]


def test_a_row_without_its_question_is_a_problem_not_a_heading() -> None:
    assert [
        (row, column) for row, column, _ in said(read("question,seat,kind\nWhy?,boss,\n,boss,closing\n").problems)
    ] == [(3, "question")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tell me about the time you led a team.", "Tell me about a time you led the team"),
        ("Tell me about a time you led your own team.", "Tell me about a time you led your team."),
        ("How did you handle the budget overrun?", "How did you handel the budget overrun?"),
        ("Wie würden Sie das Team führen?", "Wie wurden Sie das Team führen?"),
    ],
)
def test_near_repeats_are_paired_and_kept(one: str, other: str) -> None:
    bank = read(f"question\nWho else?\n{one}\n{other}\n")
    assert len(bank.rows) == 3
    assert [(pair.row, pair.first_row) for pair in bank.near_duplicates] == [(4, 3)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is your greatest strength?", "What is your greatest weakness?"),
        ("How does a linked list differ from an array?", "How does a circular linked list differ from an array?"),
        ("Tell me about a time you led your old team.", "Tell me about a time you led your team."),
        ("What do I love about this kind of work?", "What don't I love about this kind of work?"),
        ("Describe how the process works step by step.", "Describe how the boot process works step by step."),
        ("What is your greatest career achievement so far?", "What is your greatest personal achievement so far?"),
        ("What would you change in the plant?", "What would you not change in the plant?"),
        ("What would you say to your boss?", "What would your boss say to you?"),
        ("What did you reach in the year 2024?", "What did you reach in the year 2025?"),
        ("Would you hire internal people first?", "Would you hire external people first?"),
        ("Why us?", "Why not us?"),
    ],
)
def test_different_questions_are_not_paired(one: str, other: str) -> None:
    assert not read(f"question\n{one}\n{other}\n").near_duplicates


def test_lookalikes_serve_for_a_bank_as_well() -> None:
    bank: NearDuplicateIndex[str] = NearDuplicateIndex()
    assert bank.add("q-1", words_of("Tell me about a time you led a team.")) is None
    assert bank.add("q-2", words_of("Tell me about a time when you led a team.")) == "q-1"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("How old are you?", "age"),
        ("Wann gehen Sie in Rente?", "age"),
        ("Quel âge avez-vous ?", "age"),
        ("¿Cuántos años tiene?", "age"),
        ("Qual é a sua idade?", "age"),
        ("What religion are you?", "religion"),
        ("Gehen Sie in die Kirche?", "religion"),
        ("Êtes-vous pratiquante ?", "religion"),
        ("¿Es usted creyente?", "religion"),
        ("Você vai à igreja?", "religion"),
        ("Do you plan to have kids?", "family"),
        ("Sind Sie schwanger?", "family"),
        ("Souhaitez-vous fonder une famille ?", "family"),
        ("¿Está casada?", "family"),
        ("Pretende engravidar?", "family"),
        ("How many sick days did you take last year?", "health"),
        ("Haben Sie eine Behinderung?", "health"),
        ("Avez-vous des problèmes de santé ?", "health"),
        ("¿Tiene alguna enfermedad?", "health"),
        ("Você tem alguma doença?", "health"),
        ("Where are you from originally?", "origin"),
        ("Was ist Ihre Muttersprache?", "origin"),
        ("Quelle est votre nationalité ?", "origin"),
        ("¿De dónde es usted?", "origin"),
        ("De onde você é?", "origin"),
        ("Who did you vote for?", "politics"),
        ("Sind Sie politisch aktiv?", "politics"),
        ("Pour qui avez-vous voté ?", "politics"),
        ("¿A qué partido vota?", "politics"),
        ("Em quem você votou?", "politics"),
        ("What is your sexual orientation?", "orientation"),
        ("Sind Sie homosexuell?", "orientation"),
        ("Êtes-vous homosexuelle ?", "orientation"),
        ("¿Es usted gay?", "orientation"),
        ("Você é gay?", "orientation"),
        ("Are you a member of a union?", "union"),
        ("Sind Sie Gewerkschaftsmitglied?", "union"),
        ("Êtes-vous syndiqué ?", "union"),
        ("¿Está afiliado a un sindicato?", "union"),
        ("Você é filiado a algum sindicato?", "union"),
    ],
)
def test_questions_that_must_not_be_asked_are_flagged_with_their_reason(text: str, topic: str) -> None:
    bank = read(f"question\nWhy now?\n{text}\n")
    assert [(flag.row, flag.topic) for flag in bank.flagged] == [(3, topic)]
    assert str(bank.flagged[0].wording).startswith("It touches")
    assert len(bank.rows) == 2


@pytest.mark.parametrize(
    "text",
    [
        "How do you keep health and safety in people's minds?",
        "How old is the system you would replace first?",
        "Where do your numbers come from?",
        "How would you work with the works council and the union?",
        "Which party did you have to convince first?",
        "How would you handle a team member who is often absent?",
        "How do you retire an old product?",
        "What will your partner departments say about you?",
        "How many years have you worked here?",
        "Woher kommen die Zahlen in Ihrem Bericht?",
        "Wie gehen Sie mit alten Systemen um?",
        "Quelle est l'origine du problème de qualité ?",
        "¿Cuántos años lleva en la empresa?",
        "De onde vêm esses números?",
    ],
)
def test_ordinary_questions_with_such_words_are_not_flagged(text: str) -> None:
    assert not protected_topic_matches(text)
