"""Somebody new to HR's side gets questions in: a list, a messy spreadsheet, its second version; and takes one back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from interviews.models import BankLoad, Question, QuestionBank, User
from interviews.services.hr_group import make_hr_group
from tests.conftest import make_competency, make_full_bank, make_user

NewPage = Callable[..., Page]
pytestmark = pytest.mark.django_db(transaction=True)

LIST = """Questions for team leaders

1. Why do you want this post?
2. Whom did you teach last year?
   - What did they learn?
3) How do you lead people who are your peers today?
"""
MESSY = (
    ";;;\r\nFragenkatalog 2026;;;\r\nKennung;Frage;Wer fragt;Schwierigkeit\r\n"
    "F1;1. Was war Ihr größter Erfolg?;Vorstand;1\r\n;;;\r\n"
    'F2;"Wie führen Sie; und warum so?";Hausmeister;2\r\nF2;Sind Sie schwanger?;Personalleiter;9\r\n'
)
FIXED = MESSY.replace("F2;Sind", "F3;Sind")


@pytest.fixture
def hr(db: None) -> User:
    user = make_user("hr@example.com", is_staff=True)
    user.groups.add(make_hr_group())
    make_competency()
    return user


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def upload(page: Page, *, bank: str, path: Path | None = None, text: str = "") -> None:
    """From HR's first page to the check of what was uploaded, into a new bank or one that is there."""
    page.goto("/admin/")
    page.get_by_role("link", name="Import questions").click()
    if page.get_by_label("Question bank").get_by_text(bank, exact=True).count():
        page.get_by_label("Question bank").select_option(label=bank)
    else:
        page.get_by_label("Name of the new bank").fill(bank)
        page.get_by_label("Language of the new bank").select_option("de" if path else "en")
    if path:
        page.get_by_label("File", exact=True).set_input_files(path)
    page.get_by_label("Or paste questions").fill(text)
    press(page, "Check questions")


def counts(page: Page) -> dict[str, str]:
    pairs = page.locator(".nr-counts > div").all()
    return {pair.locator("dt").inner_text(): pair.locator("dd").inner_text() for pair in pairs}


@pytest.mark.parametrize("with_scripts", [True, False])
def test_a_list_a_messy_file_its_second_version_and_back(
    hr: User, new_page: NewPage, tmp_path: Path, with_scripts: bool
) -> None:
    page = new_page(hr, java_script_enabled=with_scripts)
    upload(page, bank="Team leaders", text=LIST)
    assert counts(page)["new"] == "3"
    press(page, "Import 3 questions")
    press(page, "Publish the bank")
    expect(page.locator(".messagelist")).to_contain_text("is published")
    taught = Question.objects.get(text="Whom did you teach last year?")
    assert taught.probes == ["What did they learn?"]

    file = tmp_path / "fragen.csv"
    file.write_bytes(MESSY.encode("cp1252"))
    upload(page, bank="Führung", path=file)
    problems = page.locator("table").last
    expect(problems).to_contain_text("already that of row 6")
    expect(page.locator("body")).to_contain_text("Fix the problems in your file and upload it again.")
    file.write_bytes(FIXED.encode("cp1252"))
    page.get_by_role("link", name="Upload the fixed file").click()
    page.get_by_label("File", exact=True).set_input_files(file)
    press(page, "Check questions")
    page.get_by_label("Hausmeister").select_option("boss")
    press(page, "Apply")
    expect(page.locator(".nr-doubts")).to_contain_text("Sind Sie schwanger?")
    press(page, "Import 2 questions and those selected")
    bank = QuestionBank.objects.get(name="Führung")
    assert list(bank.questions.values_list("text", "seat")) == [
        ("Was war Ihr größter Erfolg?", "ceo"),
        ("Wie führen Sie; und warum so?", "boss"),
    ]
    press(page, "Publish the bank")

    file.write_bytes(FIXED.replace("größter Erfolg", "schönster Erfolg").encode("utf-8-sig"))
    upload(page, bank="Führung", path=file)
    assert counts(page)["changed"] == "1"
    expect(page.locator("del")).to_have_text("größter")
    expect(page.locator("ins")).to_have_text("schönster")
    press(page, "Import 1 question and those selected")
    assert bank.questions.filter(text="Was war Ihr schönster Erfolg?").exists()
    page.get_by_role("link", name="Undo this import").click()
    press(page, "Undo this import")
    expect(page.locator(".messagelist")).to_contain_text("as it was before")
    assert bank.questions.filter(text="Was war Ihr größter Erfolg?").exists()
    assert BankLoad.objects.filter(status="undone").count() == 1


def test_a_too_large_file_is_named_at_once_and_a_long_one_shows_that_it_is_sent(
    hr: User, new_page: NewPage, tmp_path: Path
) -> None:
    page = new_page(hr)
    page.goto("/admin/interviews/questionbank/load/")
    page.get_by_label("Name of the new bank").fill("Long")
    large, long = tmp_path / "large.csv", tmp_path / "long.csv"
    large.write_bytes(b"question\n" * (21 * 1024 * 1024 // 9))
    long.write_text("question\nWhy do you want this role?\n")
    page.get_by_label("File", exact=True).set_input_files(large)
    expect(page.get_by_role("alert")).to_contain_text("too large")
    press(page, "Check questions")
    expect(page.get_by_role("progressbar")).to_be_hidden()

    page.get_by_label("File", exact=True).set_input_files(long)
    expect(page.get_by_role("alert")).to_be_hidden()
    page.evaluate("""addEventListener("pagehide", () => {
        const sign = document.querySelector("[data-sending]");
        sessionStorage.setItem("sign", sign.checkVisibility() && sign.textContent.trim());
    })""")
    press(page, "Check questions")
    expect(page.get_by_role("heading", name="Check before importing")).to_be_visible()
    assert page.evaluate("sessionStorage.getItem('sign')") == "Uploading and checking the file…"


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_of_hr_is_wider_than_the_screen(hr: User, new_page: NewPage, width: int) -> None:
    bank = make_full_bank()
    page = new_page(hr, viewport={"width": width, "height": 800})
    upload(page, bank="Leaders", text=LIST)
    checked = page.url
    for where in (
        checked,
        "/admin/",
        "/admin/interviews/question/",
        f"/admin/interviews/questionbank/{bank.pk}/change/",
        f"/admin/interviews/questionbank/{bank.pk}/balance",
    ):
        page.goto(where)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, where
    if width == 1280:
        page.goto("/admin/interviews/question/")
        assert page.locator(".results").evaluate("list => list.scrollWidth <= list.clientWidth")
