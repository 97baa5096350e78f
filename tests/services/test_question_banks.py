"""Loading rows into a bank: what changes, what does not, and that it is all or nothing."""

from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from interviews.models import Competency, Question, QuestionBank
from interviews.question_files import BankFile, ReadOptions, Row
from interviews.question_files.cleaning import content_id, fold
from interviews.services import question_banks
from interviews.services.question_banks import (
    BankMoved,
    difference_from,
    load,
    load_competencies,
    load_file,
)
from tests.conftest import NOW, make_bank, make_competency, make_question, make_round, make_session

pytestmark = pytest.mark.django_db


def make_row(code: str = "q-1", **fields: Any) -> Row:
    """What the bank holds after `make_question(code)`, as a file would say it."""
    defaults: dict[str, Any] = {
        "row": 2,
        "text": f"What about {code}?",
        "seat": "",
        "kind": "behavioural",
        "competency": "results",
        "theme": "",
        "difficulty": 2,
        "probes": ("What did that come to?", "Who helped?"),
        "listen_for": ("A figure", "Own part", "The result"),
    }
    return Row(code=code, **{**defaults, **fields})


def test_a_file_is_compared_with_the_bank() -> None:
    bank = make_bank()
    for code in ("same", "edited", "absent"):
        make_question(code, bank=bank)

    difference = difference_from(
        bank, BankFile(rows=[make_row("same"), make_row("edited", seat="ceo"), make_row("fresh")])
    )

    assert [row.code for row in difference.new] == ["fresh"]
    [change] = difference.changed
    assert (change.fields, change.old.seat, change.new.seat) == (["seat"], "", "ceo")
    assert difference.unchanged == 1
    assert [row.code for row in difference.missing] == ["absent"]
    assert difference.fingerprint != difference_from(bank, BankFile(rows=[make_row("same")])).fingerprint


def test_every_field_is_loaded() -> None:
    make_competency("people")
    bank = make_bank()
    row = make_row(seat="ceo", kind="closing", competency="people", theme="cover", difficulty=3, probes=("Why?",))

    load(bank=bank, file=BankFile(rows=[row]), now=NOW)

    question = bank.questions.get()
    assert (question.seat, question.kind, question.theme, question.difficulty) == ("ceo", "closing", "cover", 3)
    assert question.competency == Competency.objects.get(key="people")
    assert (question.probes, question.listen_for) == (["Why?"], list(row.listen_for))
    assert difference_from(bank, BankFile(rows=[row])).unchanged == 1


def test_a_question_without_a_competency_loads() -> None:
    bank = make_bank()

    load(bank=bank, file=BankFile(rows=[make_row(competency="")]), now=NOW)

    assert bank.questions.get().competency is None
    assert difference_from(bank, BankFile(rows=[make_row(competency="")])).unchanged == 1


def test_a_retired_question_comes_back_with_the_file_that_holds_it() -> None:
    question = make_question("back", retired_at=timezone.now())

    difference = load(bank=question.bank, file=BankFile(rows=[make_row("back")]), now=NOW)

    [change] = difference.changed
    assert change.returns
    assert not change.fields
    assert Question.objects.in_use().get() == question


def test_a_retired_question_is_not_missing_from_a_file() -> None:
    question = make_question("gone", retired_at=timezone.now())

    assert difference_from(question.bank, BankFile(rows=[])).missing == []


def test_a_row_without_a_code_is_the_question_with_its_text() -> None:
    question = make_question("lead-7", text="How do you lead peers?")
    codeless = make_row(content_id(fold("how do you lead peers")), text="How do you lead peers?")

    difference = load(bank=question.bank, file=BankFile(rows=[codeless]), now=NOW)

    assert (difference.unchanged, difference.new, difference.missing) == (1, [], [])


def test_other_banks_are_left_alone() -> None:
    other = make_question("q-1", bank=make_bank("other"))

    load(bank=make_bank("this"), file=BankFile(rows=[make_row("q-1", text="Quite another one?")]), now=NOW)

    other.refresh_from_db()
    assert other.text == "What about q-1?"


def test_a_load_that_fails_halfway_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    make_competency()
    monkeypatch.setattr(connection.features, "max_query_params", len(question_banks.INSERTED))
    bank = make_bank()

    with pytest.raises(IntegrityError):
        load(bank=bank, file=BankFile(rows=[make_row("good"), make_row("bad", difficulty=9)]), now=NOW)

    assert not bank.questions.exists()


def test_a_bank_that_changed_since_it_was_shown_is_not_loaded() -> None:
    bank = make_bank()
    make_competency()
    shown = difference_from(bank, BankFile(rows=[make_row("mine")])).fingerprint
    make_question("mine", bank=bank, text="Somebody else was quicker?")

    with pytest.raises(BankMoved):
        load(bank=bank, file=BankFile(rows=[make_row("mine")]), now=NOW, expected=shown)

    assert bank.questions.get().text == "Somebody else was quicker?"


def test_what_was_asked_keeps_its_words(ana: Any) -> None:
    turn = make_session(make_round(ana)).turns.get(position=1)
    question = Question.objects.get(code=f"s{turn.session_id}-1")
    row = make_row(question.code, text="Now put quite differently?", probes=())

    load(bank=question.bank, file=BankFile(rows=[row]), now=NOW)

    turn.refresh_from_db()
    question.refresh_from_db()
    assert question.text == "Now put quite differently?"
    assert turn.text == f"What about {question.code}?"
    assert turn.probes == ["What did that come to?", "Who helped?"]


def test_a_large_bank_is_compared_with_few_queries(django_assert_max_num_queries: Any) -> None:
    make_competency()
    bank = make_bank()
    load(bank=bank, file=BankFile(rows=[make_row(f"n-{number}") for number in range(300)]), now=NOW)

    with django_assert_max_num_queries(1):
        assert difference_from(bank, BankFile(rows=[make_row(f"n-{number}") for number in range(300)])).unchanged == 300


def test_competencies_are_added_once_and_hr_words_stay() -> None:
    assert load_competencies() == 10
    Competency.objects.filter(key="results").update(name="Our own name for it")

    assert load_competencies() == 0

    assert Competency.objects.get(key="results").name == "Our own name for it"
    assert all(all(competency.anchors) for competency in Competency.objects.all())


def test_a_competency_is_known_by_its_key_or_name(tmp_path: Path) -> None:
    make_competency("results", name="Delivering results")
    path = tmp_path / "bank.csv"
    path.write_text("question,competency\nWhat did you do?,delivering RESULTS\nAnd then?,results\n", encoding="utf-8")

    outcome = load_file(path, slug="new")

    assert [row.competency for row in outcome.file.rows] == ["results", "results"]


def test_a_bank_can_be_published_with_its_first_file(tmp_path: Path) -> None:
    path = tmp_path / "bank.csv"
    path.write_text("question\nWhat did you do?\n", encoding="utf-8")

    load_file(path, slug="new-one", publish=True)

    bank = QuestionBank.objects.published().get()
    assert (bank.name, bank.language) == ("New one", "en")
    assert bank.first_published_at


def test_loading_into_a_bank_keeps_its_name_unless_another_is_given(tmp_path: Path) -> None:
    make_bank("leaders", name="For leaders", language="de")
    path = tmp_path / "bank.csv"
    path.write_text("question\nWas haben Sie getan?\n", encoding="utf-8")

    load_file(path, slug="leaders")
    assert QuestionBank.objects.get().name == "For leaders"

    load_file(path, slug="leaders", name="Leaders", read_as=ReadOptions(language="fr"))
    bank = QuestionBank.objects.get()
    assert (bank.name, bank.language, bank.questions.count()) == ("Leaders", "fr", 1)
