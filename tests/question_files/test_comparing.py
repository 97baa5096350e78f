"""What a file would change in a bank, and which of its questions need somebody's yes."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from interviews.question_files import BankFile, Row, content_id, fold, read_bank_file
from interviews.question_files.comparing import Difference, compare, word_by_word
from interviews.question_files.review_items import find_review_items


def make_row(code: str, text: str = "", row: int = 1, **fields: Any) -> Row:
    facts: dict[str, Any] = {"seat": "", "kind": "behavioural", "competency": "", "theme": "", "difficulty": 2}
    facts |= {"probes": (), "listen_for": ()}
    return Row(row=row, code=code, text=text or f"What about {code}?", **{**facts, **fields})


def codeless(text: str, row: int = 1) -> Row:
    return make_row(content_id(fold(text)), text, row)


def held(*rows: Row) -> dict[str, Row]:
    return {row.code: row for row in rows}


def read(text: str) -> BankFile:
    return read_bank_file(text.encode(), filename="a.csv", competencies={})


def words(difference: Difference, file: BankFile) -> dict[int, str]:
    """The reasons for doubt by row."""
    return {doubt.row.row: " ".join(map(str, doubt.reasons)) for doubt in find_review_items(file, difference)}


def test_each_question_is_new_changed_unchanged_or_missing() -> None:
    same, old, absent = make_row("same"), make_row("edited"), make_row("absent")

    difference = compare(
        [same, replace(old, difficulty=3), make_row("fresh")],
        held=held(same, old, absent, make_row("out")),
        retired={"out"},
    )

    assert [row.code for row in difference.new] == ["fresh"]
    assert [(change.new.code, change.fields) for change in difference.changed] == [("edited", ["difficulty"])]
    assert difference.unchanged == 1
    assert [row.code for row in difference.missing] == ["absent"]


def test_a_question_without_a_code_is_known_by_its_words_even_a_little_reworded() -> None:
    old = make_row("lead-1", "How do you lead people who were your peers?")
    other = make_row("lead-2", "What did the last budget cut cost your team?")

    difference = compare(
        [codeless("How do you lead people who were your peers today?"), codeless("Something else entirely?", 2)],
        held=held(old, other),
    )

    [change] = difference.changed
    assert (change.old.code, change.new.code, change.fields) == ("lead-1", "lead-1", ["text"])
    assert [row.text for row in difference.new] == ["Something else entirely?"]
    assert [row.code for row in difference.missing] == ["lead-2"]


def test_two_new_versions_of_one_question_do_not_both_become_it() -> None:
    old = make_row("lead-1", "How do you lead people who were your peers?")
    first = codeless("How do you lead people who were your peers today?")
    second = codeless("How do you lead people who were really your peers?", 2)

    difference = compare([first, second], held=held(old))

    assert len(difference.changed) == 1
    assert len(difference.new) == 1


def test_a_question_with_its_own_code_is_not_taken_for_another_but_doubted() -> None:
    old = make_row("lead-1", "How do you lead people who were your peers?")
    file = BankFile(rows=[make_row("lead-9", "How do you lead people who were your own peers?")])

    difference = compare(file.rows, held=held(old))

    assert [row.code for row in difference.new] == ["lead-9"]
    assert "which is in the bank" in words(difference, file)[1]


def test_repeats_within_a_file_are_doubted() -> None:
    file = read(
        "code,question\na,How do you lead people who were your peers?\n"
        "b,How do you lead people who were your own peers?\nc,How do you lead people who were your peers?\n"
    )

    said = words(compare(file.rows, held={}, repeats=file.duplicates), file)

    assert "nearly like row 2" in said[3]
    assert "Row 2 has the same words" in said[4]
    assert set(said) == {3, 4}


def test_a_repeat_that_was_wanted_once_is_a_question_like_any_other() -> None:
    file = read("code,question\na,How do you lead?\nb,How do you lead?\n")
    bank = held(make_row("a", "How do you lead?"), make_row("b", "How do you lead?"))

    difference = compare(file.rows, held=bank, repeats=file.duplicates)

    assert (difference.unchanged, difference.missing, words(difference, file)) == (2, [], {})


def test_what_must_not_be_asked_is_doubted_when_new_or_reworded_only() -> None:
    file = read("code,question,seat\na,Do you plan to have children?,ceo\n")
    as_it_is = make_row("a", "Do you plan to have children?")

    assert "must not be asked" in words(compare(file.rows, held={}), file)[2]
    assert words(compare(file.rows, held=held(as_it_is)), file) == {}
    assert words(compare(file.rows, held=held(as_it_is), retired={"a"}), file) != {}
    assert words(compare(file.rows, held=held(make_row("a", "What next?"))), file) != {}


def test_what_is_left_out_of_a_load_is_not_missing_from_the_file() -> None:
    difference = compare([make_row("a", seat="ceo", row=7)], held=held(make_row("a")))

    difference.leave_out({7})

    assert difference.is_empty
    assert difference.missing == []


def test_another_difference_has_another_fingerprint() -> None:
    bank = held(make_row("a"), make_row("b"))
    files = [
        [make_row("a")],
        [make_row("b")],
        [make_row("a", seat="ceo")],
        [make_row("a", seat="boss")],
        [make_row("c")],
    ]

    prints = {compare(rows, held=bank).fingerprint for rows in files}

    assert len(prints) == len(files)
    assert compare(files[0], held=bank).fingerprint in prints


def test_words_that_went_and_came_are_marked() -> None:
    old, new = word_by_word("How do you run a team?", "How do you lead your team?")

    assert [(piece.text, piece.differs) for piece in old] == [("How do you", False), ("run a", True), ("team?", False)]
    assert [piece.text for piece in new if piece.differs] == ["lead your"]


@given(st.text("ab ", max_size=30), st.text("ab ", max_size=30))
def test_the_pieces_are_the_texts(one: str, other: str) -> None:
    old, new = word_by_word(one, other)

    assert " ".join(piece.text for piece in old) == " ".join(one.split())
    assert " ".join(piece.text for piece in new) == " ".join(other.split())
