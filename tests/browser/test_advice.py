"""The advice that the product is built on, by its numbers: what somebody who follows it finds."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Dialog, Locator, Page, expect

from interviews.models import Decision, Kind, User
from tests.browser.conftest import NewPage
from tests.conftest import make_round, make_session

pytestmark = pytest.mark.django_db(transaction=True)


def answer(page: Page, question: str, words: str) -> None:
    page.get_by_role("group", name=question).get_by_label(words, exact=True).check()


def verdict(page: Page) -> Locator:
    return page.get_by_role("region", name="The verdict")


def test_advice_02_two_questions_decide_it_and_the_person_may_decide_otherwise(ana: User, new_page: NewPage) -> None:
    a_round = make_round(ana, odds_said="You probably won’t get it, but go.")
    page = new_page(ana)
    page.goto("/")
    page.get_by_role("link", name="Go or not?").click()
    expect(verdict(page)).to_contain_text("Answer both questions")

    answer(page, "Would you want the job now?", "Yes")
    answer(page, "Could going hurt you?", "No")
    expect(verdict(page)).to_contain_text("That is all it takes.")
    expect(page.locator("[data-line]")).to_have_text("Go. Not saved yet.")
    answer(page, "Could going hurt you?", "Not sure")
    expect(verdict(page)).to_contain_text("Find out a little more first.")
    answer(page, "Could going hurt you?", "No")
    expect(page.get_by_role("status").filter(has_text="Go.")).to_have_count(1)

    answer(page, "What do you decide?", "I’m not going")
    page.get_by_label("Why?").fill("My father is ill.")
    page.get_by_role("button", name="Save").click()
    expect(verdict(page)).to_contain_text("Go.")
    page.get_by_role("link", name="Read or print it as a note").click()
    expect(page.get_by_role("region", name="My decision")).to_contain_text("I’m not going")
    expect(page.get_by_role("region", name="My decision")).to_contain_text("My father is ill.")
    expect(verdict(page)).to_contain_text("That is all it takes.")
    page.goto("/")
    expect(page.get_by_role("link", name="Go or not?")).to_have_count(0)
    assert Decision.objects.get(round=a_round).choice == "not"


def test_advice_02_without_scripts_the_verdict_comes_with_saving(ana: User, new_page: NewPage) -> None:
    a_round = make_round(ana)
    page = new_page(ana, java_script_enabled=False)
    page.goto(f"/rounds/{a_round.pk}/go")
    answer(page, "Would you want the job now?", "Yes")
    answer(page, "Could going hurt you?", "No")
    expect(verdict(page)).to_contain_text("Answer both questions")
    page.get_by_role("button", name="Save").click()
    expect(verdict(page)).to_contain_text("That is all it takes.")
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)


def test_advice_03_the_gains_that_people_forget_change_the_verdict(ana: User, new_page: NewPage) -> None:
    a_round = make_round(ana)
    page = new_page(ana)
    page.goto(f"/rounds/{a_round.pk}/go")
    answer(page, "Would you want the job now?", "No")
    answer(page, "Could going hurt you?", "No")
    expect(verdict(page)).to_contain_text("Either is fine. It is up to you.")
    for gain in ("Practice: the next", "count in my next review", "I learn how they interview", "decide see me"):
        box = page.get_by_label(gain)
        box.check()
        expect(verdict(page)).to_contain_text("Go, and for more than this role.")
        box.uncheck()
        expect(verdict(page)).to_contain_text("Either is fine. It is up to you.")
    page.get_by_label("What else?").first.fill("Ms Lindt hears about the scrap rate")
    expect(verdict(page)).to_contain_text("Go, and for more than this role.")
    page.get_by_label("Time to prepare, beside my work").check()
    expect(verdict(page)).to_contain_text("a ten-minute drill every few days")


def test_advice_04_is_the_search_genuine_and_how_to_ask(ana: User, new_page: NewPage) -> None:
    a_round = make_round(ana, post="Operations Manager")
    page = new_page(ana, permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"/rounds/{a_round.pk}/go")
    answer(page, "Would you want the job now?", "Yes")
    answer(page, "Could going hurt you?", "No")
    answer(page, "Was the role posted openly?", "Yes")
    answer(page, "Is a favorite named already?", "No")
    expect(verdict(page)).to_contain_text("the search looks genuine")
    answer(page, "Is a favorite named already?", "Yes")
    expect(verdict(page)).to_contain_text("Go, and for more than this role.")
    page.get_by_label("Who asked you to apply?").select_option("My boss")
    expect(verdict(page)).to_contain_text("let the others see what you can do")

    page.get_by_text("Formal", exact=True).click()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "the role “Operations Manager”" in copied
    assert copied.startswith("Good morning,\n\n")


def test_advice_04_answers_on_the_page_are_not_lost_by_leaving_it(ana: User, new_page: NewPage) -> None:
    page = new_page(ana)
    page.goto(f"/rounds/{make_round(ana).pk}/go")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    answer(page, "Is a favorite named already?", "Yes")
    page.get_by_role("link", name="Back to the round").click()
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    expect(page.get_by_role("group", name="Is a favorite named already?").get_by_label("Yes")).to_be_checked()


def choose(page: Page, who: str, *texts: str, own: str = "") -> None:
    sheet = page.get_by_role("region", name=who)
    sheet.locator("summary").click()
    for text in texts:
        sheet.get_by_label(text).check()
    sheet.get_by_label("Your own").fill(own)
    with page.expect_navigation():
        sheet.get_by_role("button", name="Add").click()


@pytest.mark.parametrize("with_scripts", [True, False])
def test_advice_05_goals_for_each_of_them_worth_having_even_after_a_no(
    ana: User, new_page: NewPage, with_scripts: bool
) -> None:
    a_round = make_round(ana)
    page = new_page(ana, java_script_enabled=with_scripts)
    page.goto(f"/rounds/{a_round.pk}/")
    page.get_by_role("link", name="Set goals").click()
    choose(page, "Dana", "When the next role comes up, you think of me first.")
    choose(page, "Ms Lindt", "You know my name, my face", own="She has heard of the apprentices")
    choose(page, "Mr Ortiz", "You can say in one sentence tomorrow")
    page.get_by_role("link", name="Operations Manager").click()
    goals = page.get_by_role("region", name="What they should take away")
    expect(goals.get_by_role("listitem")).to_have_count(4)
    expect(goals.get_by_role("listitem").nth(2)).to_have_text("She has heard of the apprentices")
    expect(goals).to_contain_text("Mr Ortiz, CEO You can say in one sentence tomorrow")

    # After the interview, one by one; it was a no.
    goals.get_by_role("link", name="Edit the goals").click()
    page.get_by_role("link", name="say how it went: When the next role").click()
    page.get_by_label("Partly").check()
    page.get_by_label("How do you know?").fill("She said: ask me in spring")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="say how it went: You know my name").click()
    page.get_by_label("Reached", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("region", name="Dana")).to_contain_text("Partly She said: ask me in spring")

    page.goto(f"/rounds/{a_round.pk}/next")
    page.get_by_label("Which role is it?").fill("Head of Planning")
    page.get_by_role("button", name="Open this round").click()
    carried = page.get_by_role("region", name="What they should take away")
    expect(carried.get_by_role("listitem")).to_have_count(3)
    expect(carried).to_contain_text("When the next role comes up, you think of me first.")
    expect(carried).to_contain_text("From your round for Operations Manager")
    expect(carried).not_to_contain_text("You know my name")


def test_advice_13_ask_them_things_and_practise_asking(ana: User, new_page: NewPage) -> None:
    a_round = make_round(ana)
    session = make_session(a_round, turns=2)
    session.turns.filter(position=2).update(kind=Kind.CLOSING, text="What would you like to ask us?")
    page = new_page(ana)
    page.goto(f"/rounds/{a_round.pk}/")
    page.get_by_role("link", name="Choose your questions for them").click()
    choose(page, "Mr Ortiz", "What is coming up in the company")
    choose(page, "Ms Lindt", "Are there any other openings", own="Who decides?")

    page.goto(f"/practice/{session.pk}/")
    expect(page.get_by_text("What is coming up in the company")).to_have_count(0)
    page.get_by_role("button", name="Skip").click()
    expect(page.get_by_role("heading", name="What would you like to ask us?")).to_be_visible()
    expect(page.get_by_role("heading", name="Your questions for them")).to_be_visible()
    asked = page.get_by_role("listitem").filter(has_text="?")
    expect(asked.first).to_contain_text("Ms Lindt, HR director Are there any other openings that might fit me?")
    expect(asked.last).to_contain_text("Mr Ortiz, CEO What is coming up in the company in the next year or two?")

    page.goto(f"/rounds/{a_round.pk}/questions")
    page.get_by_role("link", name="what they answered: What is coming up").click()
    page.get_by_label("What did they answer?").fill("A second plant, in spring")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("region", name="Mr Ortiz")).to_contain_text("What they answered: A second plant, in spring")


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_what_is_folded_away_is_fit_to_be_opened(ana: User, new_page: NewPage, width: int, scheme: str) -> None:
    a_round = make_round(ana, post="Donaudampfschifffahrtsgesellschaftskapitänsstellvertretung")
    page = new_page(ana, viewport={"width": width, "height": 740}, color_scheme=scheme)
    for name in ("go", "goals", "questions"):
        page.goto(f"/rounds/{a_round.pk}/{name}")
        for fold in page.locator(".fold > summary").all():
            fold.click()
        if name == "go":
            answer(page, "Would you want the job now?", "Yes")
            answer(page, "Could going hurt you?", "No")
            expect(verdict(page)).to_contain_text("That is all it takes.")
        assert not Axe().run(page).response["violations"], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
