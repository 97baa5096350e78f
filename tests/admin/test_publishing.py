"""What HR is told when a bank is published or retired."""

import pytest
from django.test import Client
from django.urls import reverse

from interviews.models import QuestionBank
from tests.conftest import make_bank, make_full_bank, make_question

pytestmark = pytest.mark.django_db

DRAFT = QuestionBank.Status.DRAFT


def press(desk: Client, verb: str, bank: QuestionBank) -> str:
    """The page after the button."""
    return desk.post(reverse(f"admin:interviews_questionbank_{verb}", args=[bank.pk]), follow=True).content.decode()


def test_a_german_bank_beside_english_ones_is_not_said_to_be_drawn_from(desk: Client) -> None:
    make_full_bank()
    page = press(desk, "publish", make_bank("deutsch", language="de", status=DRAFT))

    assert "interviews do not draw from it: it is in German" in page
    assert "from now on" not in page


def test_a_german_bank_alone_is_drawn_from_in_german(desk: Client) -> None:
    bank = make_full_bank()
    QuestionBank.objects.update(language="de", status=DRAFT)

    page = press(desk, "publish", bank)

    assert "interviews draw from it, in German" in page
    assert "not enough for a full panel" not in page


def test_publishing_too_little_for_a_panel_says_what_is_missing(desk: Client) -> None:
    bank = make_bank("small", status=DRAFT)
    make_question("one", bank=bank)

    page = press(desk, "publish", bank)

    assert "not enough for a full panel" in page
    assert "objection" in page


def test_retiring_the_last_usable_bank_warns_and_another_one_does_not(desk: Client) -> None:
    full, other = make_full_bank(), make_bank("other")

    assert "not enough for a full panel" not in press(desk, "retire", other)
    assert "not enough for a full panel" in press(desk, "retire", full)


def test_the_language_is_chosen_and_an_unusual_one_is_kept(desk: Client) -> None:
    bank = make_bank("dutch", language="nl", status=DRAFT)
    address = reverse("admin:interviews_questionbank_change", args=[bank.pk])

    page = desk.get(address).content.decode()
    assert '<option value="nl" selected>' in page
    assert all(f'<option value="{code}"' in page for code in ("en", "de", "fr", "es", "pt"))

    desk.post(address, {"name": "Dutch", "language": "klingon"})
    bank.refresh_from_db()
    assert bank.language == "nl"
