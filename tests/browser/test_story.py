"""One person's story over two rounds, day by day, each step taken on the pages: nothing is put into the database."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from pytest_django import Settings

from interviews.models import User
from tests.browser.conftest import NewPage
from tests.conftest import make_full_bank

pytestmark = pytest.mark.django_db(transaction=True)

MOCKS = 9
THIN = "We did it. We always did."
STORY = {
    "Title": "The night shift",
    "Situation": "The new line stood still at night.",
    "Task": "I was to have it running before spring.",
    "Action": "I trained six people and moved the shift in nine days instead of twenty.",
    "Result": "As a result we saved 40,000 euros, and nobody was hurt.",
}
GOOD = " ".join(text for label, text in STORY.items() if label != "Title")
PassDays = Callable[[int], None]


@pytest.fixture
def pass_days(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> PassDays:
    """Let so many days go by, for the server: nobody wants to wait seven weeks."""
    settings.SESSION_COOKIE_AGE = 400 * 86_400
    real, gone = timezone.now, [0]
    monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(days=gone[0]))

    def _pass_days(days: int) -> None:
        gone[0] += days

    return _pass_days


def main(page: Page) -> Locator:
    return page.get_by_role("main")


def press(page: Page, name: str) -> None:
    main(page).get_by_role("button", name=name, exact=True).first.click()


def follow(page: Page, name: str) -> None:
    main(page).get_by_role("link", name=name).first.click()


def go_home(page: Page) -> None:
    page.get_by_role("link", name="Home", exact=True).click()


def through_the_round(page: Page, step: str) -> None:
    """By the row of links at the top of the current round."""
    go_home(page)
    follow(page, "All about this round")
    page.get_by_role("navigation", name="The way through this round").get_by_role(
        "link", name=re.compile(f"{step}$")
    ).click()


def choose(page: Page, question: str, words: str) -> None:
    page.get_by_role("group", name=question).get_by_label(words, exact=True).check()


def mark(page: Page, name: str, point: int) -> None:
    """One of five points that are drawn."""
    page.locator(f"label:has(input[name={name}][value='{point}'])").click()


def test_two_rounds_from_probably_not_to_got_it(ana: User, new_page: NewPage, pass_days: PassDays) -> None:
    make_full_bank()
    page = new_page(ana)
    page.goto("/")
    told_probably_not(page)
    decides(page)
    prepares(page)
    for number in range(1, MOCKS + 1):
        sits_a_mock(page, number, words=GOOD if number > 3 else THIN, rating=min(5, 1 + number // 2))
        pass_days(2)
    expect_a_plan_that_was_kept(page)
    reads_the_brief(page)

    pass_days(2)
    debriefs(page)
    hears_no_but(page)
    pass_days(30)
    opens_the_next_round(page)
    replays_the_real_panel(page)
    got_it(page)
    sees_what_moved(page)


def told_probably_not(page: Page) -> None:
    follow(page, "Start a round")
    page.get_by_label("Which role is it?").fill("Operations Manager")
    day = timezone.localdate() + timedelta(days=2 * MOCKS + 1)
    page.get_by_label("Day of the interview").fill(day.isoformat())
    page.get_by_label("Time", exact=True).fill("10:30")
    page.get_by_label("How many others applied?").fill("3")
    page.get_by_label("What were you told about your chances?").fill("Probably not, but go.")
    press(page, "Start this round")
    for place, name in enumerate(("Dana", "Ms Lindt", "Mr Ortiz")):
        page.get_by_label("Name").nth(place).fill(name)
    press(page, "Save the panel")
    expect(main(page)).to_contain_text("Probably not, but go.")


def decides(page: Page) -> None:
    through_the_round(page, "Go or not")
    choose(page, "Would you want the job now?", "Yes")
    choose(page, "Could going hurt you?", "No")
    expect(page.get_by_role("region", name="The verdict")).to_contain_text("Go")
    choose(page, "What do you decide?", "I’m going")
    press(page, "Save")
    expect(page.get_by_role("link", name="Read or print it as a note")).to_be_visible()


def prepares(page: Page) -> None:
    through_the_round(page, "Goals")
    sheet = page.get_by_role("region", name="Mr Ortiz")
    sheet.locator("summary").first.click()
    sheet.get_by_label("Your own").fill("Knows my figures")
    sheet.get_by_role("button", name="Add").click()
    expect(page.get_by_role("region", name="Mr Ortiz")).to_contain_text("Knows my figures")

    through_the_round(page, "Evidence")
    page.goto("/evidence/new/story")
    for label, text in STORY.items():
        page.get_by_label(label).first.fill(text)
    page.get_by_label("Results").check()
    press(page, "Save story")
    through_the_round(page, "Pitch")
    page.get_by_label("Your words").fill(GOOD)
    press(page, "Save version")
    through_the_round(page, "Plan")
    expect(page.get_by_text("done", exact=True)).to_have_count(0)


def sits_a_mock(page: Page, number: int, *, words: str, rating: int) -> None:
    """A drill by its one button: the first question answered, the rest skipped, the answer rated, a note taken."""
    page.get_by_role("banner").get_by_role("button", name="drill").click()
    page.get_by_label("Your answer", exact=True).fill(words)
    press(page, "Done")
    leaving = main(page).get_by_role("button", name="Go to the review")
    skip = main(page).get_by_role("button", name="Skip", exact=True)
    for _ in range(6):
        expect(leaving.or_(skip)).to_be_visible()
        if leaving.is_visible():
            break
        before = page.locator("#answer").get_attribute("name") and page.locator("draft-box").get_attribute(
            "data-answer"
        )
        skip.click()
        expect(page.locator(f"draft-box[data-answer='{before}']")).to_have_count(0)
    mark(page, "nerves", max(1, 5 - number // 2))
    leaving.click()
    follow(page, "Look at question 1")
    mark(page, "rating", rating)
    if number == 1:
        page.get_by_label("Change").fill("Say the figure first")
    press(page, "Save and go to the next")
    expect(main(page)).to_contain_text("Saved.")


def expect_a_plan_that_was_kept(page: Page) -> None:
    through_the_round(page, "Plan")
    expect(page.get_by_text("done", exact=True)).to_have_count(MOCKS)


def reads_the_brief(page: Page) -> None:
    through_the_round(page, "Brief")
    for words in ("Knows my figures", "The night shift", "Say the figure first", "Ms Lindt"):
        expect(main(page)).to_contain_text(words)


def debriefs(page: Page) -> None:
    go_home(page)
    follow(page, "Write the debrief")
    page.get_by_label("how formal").select_option(label="Formal")
    page.get_by_label("What went well?").fill("The figure")
    press(page, "Save and continue to the questions")
    page.get_by_label("What did they ask?").fill("Who covers your desk?")
    page.get_by_label("What did they ask next?").fill("And if she leaves?")
    press(page, "Add question")
    expect(page.get_by_text("“Who covers your desk?”")).to_be_visible()


def hears_no_but(page: Page) -> None:
    go_home(page)
    follow(page, "Record the outcome")
    page.get_by_label("No", exact=True).check()
    page.get_by_label("What did they say?").fill("No, but HR has another role in mind")
    press(page, "Close the round")
    expect(page.get_by_role("region", name="How it ended")).to_contain_text("“No, but HR has another role in mind”")
    page.get_by_role("navigation", name="The way through this round").get_by_role("link", name="Ledger").click()
    follow(page, "Operations Manager,")
    page.get_by_label("What was said?").fill("A number, please.")
    press(page, "Save")
    expect(main(page)).to_contain_text("A number, please.")


def opens_the_next_round(page: Page) -> None:
    go_home(page)
    follow(page, "Open the next round")
    for words in ("Say the figure first", "Knows my figures", "1 question, to replay", "A number, please."):
        expect(main(page)).to_contain_text(words)
    page.get_by_label("Which role is it?").fill("Head of Planning")
    press(page, "Open this round")
    expect(page.get_by_role("region", name="What they should take away")).to_contain_text("Knows my figures")
    expect(main(page)).to_contain_text("From your round for Operations Manager")
    expect(main(page)).to_contain_text("Mr Ortiz, CEO")


def replays_the_real_panel(page: Page) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Practice").click()
    follow(page, "Practice")
    page.get_by_label("Replay of the real panel").check()
    press(page, "Go to the waiting room")
    mark(page, "nerves", 2)
    press(page, "Go in")
    expect(page.get_by_role("heading", name="“Who covers your desk?”")).to_be_visible()
    page.get_by_label("Your answer", exact=True).fill(THIN)
    press(page, "Done")
    expect(page.get_by_role("heading", name="“And if she leaves?”")).to_be_visible()
    press(page, "Pause")
    press(page, "End it here")


def got_it(page: Page) -> None:
    mark(page, "nerves", 1)
    press(page, "Go to the review")
    through_the_round(page, "Outcome")
    page.get_by_label("I got it").check()
    press(page, "Close the round")
    expect(page.get_by_role("region", name="How it ended")).to_contain_text("I got it")


def sees_what_moved(page: Page) -> None:
    page.get_by_role("link", name="Progress").click()
    rounds = page.get_by_role("region", name="Round by round")
    expect(rounds).to_contain_text("Operations Manager")
    expect(rounds).to_contain_text("I got it")
