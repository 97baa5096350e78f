"""Undoing a load puts the bank back, as far as nobody was asked its questions."""

from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from interviews.models import BankLoad, Question, QuestionBank, User
from interviews.question_files import BankFile
from interviews.services.bank_loads import NotTheLast, UndoSummary, confirm, last_load, preview, undo, upload
from interviews.services.question_banks import load as load_into
from tests.conftest import NOW, make_bank, make_competency, make_question, make_round, make_session, make_turn
from tests.services.test_question_banks import make_row

pytestmark = pytest.mark.django_db


def load(user: User, bank: QuestionBank, text: str, *, hours: int = 0, **decided: Any) -> BankLoad:
    """Bring a file and load it, so many hours after NOW."""
    now = NOW + timedelta(hours=hours)
    waiting = upload(content=text.encode(), file_name="a.csv", user=user, now=now, bank=bank)
    expected = preview(waiting).difference.fingerprint
    return confirm(bank_load=waiting, expected=expected, user=user, now=now, **decided)


def state(bank: QuestionBank) -> dict[str, tuple[Any, ...]]:
    fields = ("text", "seat", "kind", "competency", "theme", "difficulty", "probes", "listen_for")
    return {
        question.code: (*(getattr(question, name) for name in fields), question.retired_at is None)
        for question in bank.questions.all()
    }


def test_everything_is_as_before(ana: User) -> None:
    bank = make_bank()
    make_competency("people")
    make_question("changed", bank=bank, seat="ceo", theme="cover")
    make_question("retired", bank=bank, retired_at=NOW)
    make_question("missing", bank=bank)
    before = state(bank)
    text = "code,question,competency\nchanged,Quite different?,people\nretired,What about retired?,results\nnew,New?,\n"
    loaded = load(ana, bank, text, retire_missing=True)
    assert state(bank) != before

    way = undo(bank_load=loaded, now=NOW)

    assert state(bank) == before
    assert way == UndoSummary(removed=1, retired=1, restored=2, unretired=1)
    loaded.refresh_from_db()
    assert (loaded.status, loaded.undone_at, loaded.undo) == ("undone", NOW, None)


def test_a_new_question_that_was_practised_is_retired_and_its_turn_keeps_its_words(ana: User) -> None:
    bank = make_bank()
    loaded = load(ana, bank, "code,question\nasked,Who are you?\nnot-asked,Why you?\n")
    turn = make_turn(make_session(make_round(ana)), 3, question=bank.questions.get(code="asked"), text="Who are you?")

    undo(bank_load=loaded, now=NOW)

    assert Question.objects.get(code="asked").retired_at == NOW
    assert not Question.objects.filter(code="not-asked").exists()
    turn.refresh_from_db()
    assert turn.text == "Who are you?"


def test_only_the_latest_load_of_a_bank_can_be_undone_then_the_one_before_it(ana: User) -> None:
    bank = make_bank()
    first = load(ana, bank, "code,question\na,First?\n")
    second = load(ana, bank, "code,question\na,Second?\n", hours=1)
    load(ana, make_bank("other"), "question\nElsewhere?\n", hours=2)

    with pytest.raises(NotTheLast):
        undo(bank_load=first, now=NOW)
    undo(bank_load=second, now=NOW)
    assert bank.questions.get().text == "First?"

    assert last_load(bank) == first
    undo(bank_load=first, now=NOW)
    assert not bank.questions.exists()
    assert last_load(bank) is None


def test_what_hr_retired_since_stays_retired(ana: User) -> None:
    bank = make_bank()
    make_question("a", bank=bank)
    loaded = load(ana, bank, "code,question\na,Changed?\n")
    bank.questions.update(retired_at=NOW)

    undo(bank_load=loaded, now=NOW)

    question = bank.questions.get()
    assert (question.text, question.retired_at) == ("What about a?", NOW)


def test_a_load_that_was_undone_can_be_loaded_again(ana: User) -> None:
    bank = make_bank()
    text = "code,question\na,First?\n"
    undo(bank_load=load(ana, bank, text), now=NOW)

    load(ana, bank, text, hours=1)

    assert bank.questions.in_use().get().text == "First?"


@pytest.mark.django_db(transaction=True)
def test_two_who_load_at_once_do_not_mix() -> None:
    make_competency()
    bank = make_bank()
    start = Barrier(2)

    def load_as(who: str) -> None:
        rows = [make_row(f"n-{number}", text=f"{who} {number}?") for number in range(300)]
        start.wait()
        load_into(bank=bank, file=BankFile(rows=rows), now=NOW)
        connection.close()

    threads = [Thread(target=load_as, args=[who]) for who in ("Ana", "Ben")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len({text.split()[0] for text in bank.questions.values_list("text", flat=True)}) == 1
    assert bank.questions.count() == 300


@pytest.mark.parametrize(
    "text",
    [
        "question\nWhy do you lead your peers today?\n",
        "code,question\na,Why do you lead your peers today?\n",
        "Why do you lead your peers today?\n",
    ],
)
def test_what_a_file_has_no_column_for_stays(text: str, root: User) -> None:
    bank = make_bank("leaders")
    held = make_question(
        "a", bank=bank, text="Why do you lead your peers today?", seat="ceo", kind="objection", theme="peers",
        difficulty=3, probes=["Since when?"], listen_for=["A figure"],
    )  # fmt: skip
    waiting = upload(content=text.encode(), file_name="a.csv", user=root, now=NOW, bank=bank)

    assert preview(waiting).difference.is_empty
    assert preview(waiting).difference.unchanged == 1
    held.refresh_from_db()
    assert (held.seat, held.theme, held.probes) == ("ceo", "peers", ["Since when?"])


def test_empty_cell_under_a_heading_empties(root: User) -> None:
    bank = make_bank("leaders")
    make_question("a", bank=bank, text="Why do you lead?", seat="ceo", kind="objection", theme="peers")
    text = "code,question,theme\na,Why do you lead?,\n"
    waiting = upload(content=text.encode(), file_name="a.csv", user=root, now=NOW, bank=bank)

    [change] = preview(waiting).difference.changed
    assert (change.fields, change.new.theme, change.new.seat) == (["theme"], "", "ceo")
