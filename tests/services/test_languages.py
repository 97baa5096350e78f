"""The language of a bank: one spelling for each, and what interviews draw from."""

from uuid import uuid4

import pytest

from interviews.models import Mode, PracticeSession, Question, QuestionBank, User
from interviews.services import practice
from interviews.services.running_order import Choice
from tests.conftest import NOW, make_bank, make_full_bank, make_question, make_round

pytestmark = pytest.mark.django_db


def asked_from(user: User) -> tuple[set[str], str]:
    """The banks an interview draws from, and the language it is held in."""
    session: PracticeSession = practice.start(
        round=make_round(user), choice=Choice(mode=Mode.FULL_PANEL, length=6), start_key=uuid4(), seed=7, now=NOW
    )
    drawn = Question.objects.filter(pk__in=session.turns.values("question"))
    return set(drawn.values_list("bank__slug", flat=True)), session.language


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("EN", "en"),
        ("en-gb", "en-gb"),
        ("English", "en"),
        ("Deutsch", "de"),
        ("pt_BR", "pt-br"),
        ("français", "fr"),
        ("nl", "nl"),
    ],
)
def test_a_language_has_one_spelling(written: str, kept: str) -> None:
    assert make_bank(language=written).language == kept


@pytest.mark.parametrize("written", ["EN", "en-gb", "English"])
def test_english_is_drawn_from_however_it_was_written_down(written: str, ana: User) -> None:
    make_full_bank()
    QuestionBank.objects.update(language=written)

    assert asked_from(ana) == ({"full"}, "en")


def test_a_german_bank_waits_while_there_is_an_english_one(ana: User) -> None:
    make_full_bank()
    make_question("de-1", bank=make_bank("deutsch", language="de"))

    assert asked_from(ana) == ({"full"}, "en")


def test_without_an_english_bank_the_interview_is_held_in_the_language_there_is(ana: User) -> None:
    make_full_bank()
    QuestionBank.objects.update(language="de")
    make_question("fr-1", bank=make_bank("francais", language="fr", status=QuestionBank.Status.DRAFT))

    assert asked_from(ana) == ({"full"}, "de")
