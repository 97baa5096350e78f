"""HR takes a bank out as a file, and a spreadsheet to fill in."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from interviews.models import Question, QuestionBank, User
from tests.admin.test_loading import decide, text_of, upload
from tests.conftest import make_bank, make_competency, make_question

pytestmark = pytest.mark.django_db

TEMPLATE = "/admin/interviews/questionbank/template.xlsx"


def where(bank: QuestionBank, format: str) -> str:
    return f"{reverse('admin:interviews_questionbank_download', args=[bank.pk])}?format={format}"


def words_of(bank: QuestionBank) -> list[tuple[object, ...]]:
    facts = ("code", "text", "seat", "kind", "competency__key", "theme", "difficulty", "probes", "listen_for")
    return [tuple(map(str, row)) for row in bank.questions.in_use().order_by("pk").values_list(*facts)]


@pytest.mark.parametrize("format", ["csv", "xlsx", "json", "yaml"])
def test_a_bank_comes_out_and_loads_back_unchanged_without_what_is_retired(desk: Client, format: str) -> None:
    bank = make_bank("leaders")
    make_question("a", bank=bank, text="=Wie führst du? “Ja” — 是, or; no?", seat="ceo", kind="objection", difficulty=3)
    make_question("b", bank=bank, text="Why?", competency=None, probes=[], listen_for=["Yes | or no"], theme="cover")
    make_question("gone", bank=bank, retired_at=timezone.now())

    sent = desk.get(where(bank, format))

    assert sent["Content-Disposition"] == f'attachment; filename="leaders.{format}"'
    again = upload(desk, SimpleUploadedFile(f"leaders.{format}", sent.content), bank=bank.pk)
    assert "Nothing to import" in text_of(again)
    decide(desk, again, "cancel")
    decide(desk, upload(desk, SimpleUploadedFile(f"leaders.{format}", sent.content), name="Twin"))
    assert words_of(QuestionBank.objects.get(name="Twin")) == words_of(bank)


def test_the_page_of_a_bank_offers_every_format(desk: Client) -> None:
    bank = make_bank()
    page = desk.get(reverse("admin:interviews_questionbank_change", args=[bank.pk])).content.decode()
    for format in ("csv", "xlsx", "json", "yaml"):
        assert f'href="{where(bank, format)}"' in page


def test_an_unknown_format_or_bank_is_not_found(desk: Client) -> None:
    bank = make_bank()
    assert desk.get(where(bank, "exe")).status_code == 404
    bank.pk += 1
    assert desk.get(where(bank, "csv")).status_code == 404


def test_who_may_not_see_questions_gets_none(ana: User, sign_in: Callable[[User], Client]) -> None:
    ana.is_staff = True
    ana.save()
    assert sign_in(ana).get(where(make_bank(), "csv")).status_code == 403
    assert sign_in(ana).get(TEMPLATE).status_code == 403
    assert Client().get(TEMPLATE).status_code == 302


def test_the_upload_page_offers_a_spreadsheet_that_loads_once_it_is_filled_in(desk: Client) -> None:
    make_competency("results")
    assert TEMPLATE in text_of(desk.get("/admin/interviews/questionbank/load/"))  # type: ignore[arg-type]
    book = load_workbook(BytesIO(desk.get(TEMPLATE).content))
    sheet = book.worksheets[0]
    assert '"results"' in {rule.formula1 for rule in sheet.data_validations.dataValidation}
    for column, said in {"B": "How do you lead?", "C": "boss", "E": "results", "H": "And then?\nWho helped?"}.items():
        sheet[f"{column}2"] = said
    filled = BytesIO()
    book.save(filled)

    decide(desk, upload(desk, SimpleUploadedFile("questions.xlsx", filled.getvalue())))

    question = Question.objects.get()
    assert (question.text, question.seat, question.probes) == (
        "How do you lead?", "boss", ["And then?", "Who helped?"],
    )  # fmt: skip


def test_a_spreadsheet_with_very_many_competencies_still_opens(desk: Client) -> None:
    """Excel calls a file damaged whose drop-down holds more than 255 characters."""
    for number in range(40):
        make_competency(f"competency-{number}")
    book = load_workbook(BytesIO(desk.get(TEMPLATE).content))
    rules = book.worksheets[0].data_validations.dataValidation
    assert all(len(rule.formula1) <= 257 for rule in rules)
    assert len(rules) == 3
