"""A mock interview in a real browser: the whole way, and every way in which words could get lost."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Locator, Page, Route, expect

from interviews.models import Answer, PracticeSession, PromotionRound, User
from tests.browser.conftest import NewPage
from tests.conftest import NOW, PASSWORD, make_full_bank, make_round, make_session

pytestmark = pytest.mark.django_db(transaction=True)
Status = PracticeSession.Status

THIN = "We did it. We always did."
TOLD = "Nine days instead of twenty: I moved the line, I trained six people, and as a result I saved 40,000 euros."


@pytest.fixture
def a_round(ana: User) -> PromotionRound:
    make_full_bank()
    return make_round(ana)


@pytest.fixture
def session(ana: User) -> PracticeSession:
    return make_session(make_round(ana), turns=3)


@pytest.fixture
def answer(session: PracticeSession) -> Answer:
    return Answer.objects.get(turn__session=session)


def go_in(page: Page, session: PracticeSession) -> Page:
    page.goto(f"/practice/{session.pk}/")
    expect(box(page)).to_be_visible()
    return page


def box(page: Page) -> Locator:
    return page.get_by_label("Your answer", exact=True)


def sign(page: Page) -> Locator:
    return page.locator("[data-sign]")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def saved(page: Page) -> None:
    expect(sign(page)).to_have_text(re.compile("^Saved a moment ago"))


def text_of(answer: Answer) -> str:
    answer.refresh_from_db()
    return str(answer.text)


@pytest.mark.parametrize("with_scripts", [True, False])
def test_the_whole_way(ana: User, a_round: PromotionRound, new_page: NewPage, with_scripts: bool) -> None:
    page = new_page(ana, java_script_enabled=with_scripts)
    page.goto("/practice/")
    page.get_by_role("main").get_by_role("link", name="Practice").click()
    press(page, "Go to the waiting room")
    expect(page.get_by_role("heading", name="They are ready when you are")).to_be_visible()
    page.locator("input[name=nerves][value='4']").check(force=True)
    press(page, "Go in")

    expect(page.get_by_text("question 1 of 7")).to_be_visible()
    box(page).fill(THIN)
    press(page, "Done")
    expect(page.get_by_text("question 1 of 7, follow-up")).to_be_visible()
    box(page).fill(TOLD)
    press(page, "Pause")
    expect(page.get_by_role("heading", name="Paused")).to_be_visible()
    press(page, "Go on")
    expect(box(page)).to_have_value(TOLD)
    press(page, "Done")
    for number in range(2, 8):
        expect(page.get_by_text(f"question {number} of 7")).to_be_visible()
        press(page, "Skip")

    page.locator("input[name=nerves][value='2']").check(force=True)
    page.get_by_label("One thing you learned").fill("Say the figure first")
    press(page, "Go to the review")
    expect(page.get_by_text("4 before, 2 after")).to_be_visible()
    page.get_by_role("link", name="Look at question 1").click()
    expect(page.locator("mark", has_text="Nine days")).to_be_visible()
    expect(page.get_by_role("heading", name="What a strong answer covers")).to_be_visible()
    page.locator("input[name=rating][value='3']").check(force=True)
    page.get_by_label("Keep").fill("Nine instead of twenty")
    press(page, "Save and go to the next")
    page.get_by_role("link", name="Your review").click()
    expect(page.get_by_role("heading", name="Your ratings")).to_be_visible()
    expect(page.get_by_text("Everything you answered is rated")).to_be_visible()
    page.get_by_role("link", name="All notes").click()
    expect(page.get_by_text("Say the figure first")).to_be_visible()
    expect(page.get_by_text("Nine instead of twenty").first).to_be_visible()


def test_words_are_saved_while_typing_and_are_there_after_a_refresh(
    ana: User, session: PracticeSession, answer: Answer, new_page: NewPage
) -> None:
    page = go_in(new_page(ana), session)
    box(page).press_sequentially("Nine days")
    saved(page)
    assert text_of(answer) == "Nine days"
    page.reload()
    expect(box(page)).to_have_value("Nine days")


def test_words_typed_a_moment_before_a_refresh_are_there_too(
    ana: User, session: PracticeSession, new_page: NewPage
) -> None:
    page = go_in(new_page(ana), session)
    box(page).press_sequentially("Nine days")
    page.reload()
    expect(box(page)).to_have_value("Nine days")
    saved(page)


def test_the_keyboard_alone_is_enough(ana: User, session: PracticeSession, new_page: NewPage) -> None:
    page = go_in(new_page(ana), session)
    expect(box(page)).to_be_focused()
    page.keyboard.type("x")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("question 2 of 3")).to_be_visible()


@pytest.mark.parametrize("with_scripts", [True, False])
def test_a_double_click_on_done_answers_once(
    ana: User, session: PracticeSession, answer: Answer, new_page: NewPage, with_scripts: bool
) -> None:
    page = go_in(new_page(ana, java_script_enabled=with_scripts), session)
    box(page).fill(THIN)
    page.get_by_role("button", name="Done", exact=True).dblclick()
    expect(page.get_by_text("question 1 of 3, follow-up")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert text_of(answer) == THIN
    assert Answer.objects.filter(turn__session=session).count() == 2


@pytest.mark.parametrize("with_scripts", [True, False])
def test_the_back_button_leads_to_the_open_question(
    ana: User, session: PracticeSession, answer: Answer, new_page: NewPage, with_scripts: bool
) -> None:
    page = go_in(new_page(ana, java_script_enabled=with_scripts), session)
    box(page).fill("First.")
    press(page, "Skip")
    expect(page.get_by_text("question 2 of 3")).to_be_visible()
    page.goto("/practice/")
    page.go_back()
    page.go_back()
    expect(page.get_by_text("question 2 of 3")).to_be_visible()
    expect(box(page)).to_have_value("")
    assert text_of(answer) == "First."


def test_two_tabs_show_both_texts_and_keep_both(
    ana: User, session: PracticeSession, answer: Answer, new_page: NewPage
) -> None:
    one, two = new_page(ana), new_page(ana)
    go_in(one, session)
    go_in(two, session)
    box(one).press_sequentially("From the first tab.")
    saved(one)
    box(two).press_sequentially("From the second tab.")
    expect(two.get_by_role("heading", name="changed in another tab")).to_be_visible()
    expect(two.get_by_text("From the first tab.")).to_be_visible()
    press(two, "Done")
    assert text_of(answer) == "From the first tab."
    two.reload()
    expect(two.get_by_role("heading", name="changed in another tab")).to_be_visible()
    press(two, "Both, one under the other")
    saved(two)
    assert text_of(answer) == "From the first tab.\n\nFrom the second tab."
    press(two, "Done")
    expect(two.get_by_text("follow-up")).to_be_visible()

    box(one).press_sequentially(" And more.")
    expect(one.get_by_role("heading", name="answered this in another tab")).to_be_visible()
    press(one, "Add what is in the box to it")
    expect(one.get_by_text("Added to your answer.")).to_be_visible()
    assert text_of(answer).endswith("\n\nFrom the first tab. And more.")


def test_reloading_twice_in_a_conflict_overwrites_nothing(
    ana: User, session: PracticeSession, answer: Answer, new_page: NewPage
) -> None:
    one = go_in(new_page(ana), session)
    two, three = (go_in(one.context.new_page(), session) for _ in range(2))
    box(one).press_sequentially("Newer.")
    saved(one)
    for late, words in ((two, "Older."), (three, "Oldest.")):
        box(late).press_sequentially(words)
        expect(late.get_by_role("heading", name="changed in another tab")).to_be_visible()
    for late, words in ((two, "Older."), (three, "Oldest."), (two, "Older.")):
        late.reload()
        expect(late.get_by_role("heading", name="changed in another tab")).to_be_visible()
        expect(box(late)).to_have_value(words)
    assert text_of(answer) == "Newer."
    press(two, "What is in the box")
    saved(two)
    assert text_of(answer) == "Older."
    press(three, "Both, one under the other")
    expect(three.get_by_role("heading", name="changed in another tab")).to_be_visible()
    expect(three.get_by_text("Older.", exact=True)).to_be_visible()
    assert text_of(answer) == "Older."


def test_page_of_a_networks_own_sign_in_is_no_receipt(
    ana: User, session: PracticeSession, answer: Answer, new_page: NewPage
) -> None:
    page = go_in(new_page(ana), session)
    portal = {"status": 200, "content_type": "text/html", "body": "<h1>Welcome to our Wi-Fi</h1>"}
    page.route("**/draft", lambda route: route.fulfill(**portal), times=1)
    box(page).press_sequentially("Typed on a train")
    expect(sign(page)).to_contain_text("cannot be reached")
    page.unroute_all()
    saved(page)
    assert text_of(answer) == "Typed on a train"


def test_where_storage_is_forbidden_words_are_still_saved(
    ana: User, session: PracticeSession, answer: Answer, new_page: NewPage
) -> None:
    page = new_page(ana)
    page.add_init_script(
        "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('forbidden', 'SecurityError') } })"
    )
    go_in(page, session)
    box(page).press_sequentially("Without a disk")
    saved(page)
    assert text_of(answer) == "Without a disk"


def test_a_request_that_comes_late_overwrites_nothing(
    ana: User, session: PracticeSession, answer: Answer, new_page: NewPage
) -> None:
    page = go_in(new_page(ana), session)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/draft", hold, times=1)
    box(page).press_sequentially("First")
    page.wait_for_function("() => document.querySelector('draft-box').saving !== null")
    page.evaluate("() => document.querySelector('draft-box').sendLastWords()")  # As when the page is about to go.
    box(page).press_sequentially(" and more")
    page.evaluate("() => document.querySelector('draft-box').sendLastWords()")
    held[0].continue_()
    saved(page)
    assert text_of(answer) == "First and more"


def test_two_tabs_without_scripts_choose_on_a_page(
    ana: User, session: PracticeSession, answer: Answer, new_page: NewPage
) -> None:
    one, two = (new_page(ana, java_script_enabled=False) for _ in range(2))
    go_in(one, session)
    go_in(two, session)
    box(one).fill("From the first tab.")
    press(one, "Pause")
    box(two).fill("From the second tab.")
    press(two, "Done")
    expect(two.get_by_role("heading", name="There are two versions of your answer")).to_be_visible()
    press(two, "Use both")
    expect(two.get_by_text("question 1 of 3")).to_be_visible()
    assert text_of(answer) == "From the first tab.\n\nFrom the second tab."
    assert answer.status == Answer.Status.GIVEN


def test_a_lost_receipt_is_no_conflict(ana: User, session: PracticeSession, answer: Answer, new_page: NewPage) -> None:
    page = go_in(new_page(ana), session)

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/draft", lose, times=1)
    box(page).press_sequentially("Nine days")
    expect(sign(page)).to_contain_text("cannot be reached")
    box(page).press_sequentially(" instead of twenty")
    saved(page)
    assert text_of(answer) == "Nine days instead of twenty"


def test_without_a_network_nothing_is_lost_and_done_stays(
    ana: User, session: PracticeSession, answer: Answer, new_page: NewPage
) -> None:
    page = go_in(new_page(ana), session)
    page.context.set_offline(True)
    box(page).press_sequentially("Typed in a tunnel")
    expect(sign(page)).to_contain_text("kept in this browser")
    press(page, "Done")
    expect(box(page)).to_have_value("Typed in a tunnel")
    page.context.set_offline(False)
    saved(page)
    assert text_of(answer) == "Typed in a tunnel"


def test_words_that_never_went_out_come_back_with_the_browser(
    ana: User, session: PracticeSession, answer: Answer, new_page: NewPage
) -> None:
    page = go_in(new_page(ana), session)
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no network')) }")
    box(page).press_sequentially("Typed before the crash")
    expect(sign(page)).to_contain_text("cannot be reached")
    page.close(run_before_unload=False)
    assert text_of(answer) == ""
    again = go_in(page.context.new_page(), session)
    expect(box(again)).to_have_value("Typed before the crash")
    saved(again)
    assert text_of(answer) == "Typed before the crash"


def test_on_a_phone_what_is_not_saved_is_said_in_sight(ana: User, session: PracticeSession, new_page: NewPage) -> None:
    page = new_page(ana)
    page.set_viewport_size({"width": 360, "height": 740})
    go_in(page, session)
    page.context.set_offline(True)
    box(page).press_sequentially("Typed in a tunnel")
    expect(sign(page)).to_contain_text("kept in this browser")
    expect(sign(page)).to_be_in_viewport(ratio=1)
    area = box(page).bounding_box()
    assert area
    there = page.evaluate("([x, y]) => document.elementFromPoint(x, y)?.id", [area["x"] + 30, area["y"] + 30])
    assert there == "answer", "nothing covers the words"


def test_signed_out_in_mid_answer(ana: User, session: PracticeSession, answer: Answer, new_page: NewPage) -> None:
    page = go_in(new_page(ana), session)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    box(page).press_sequentially("Nine days")
    expect(sign(page)).to_contain_text("you are signed out")
    press(page, "Done")
    expect(box(page)).to_have_value("Nine days")
    client = Client()
    client.force_login(ana)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": page.url.split("/practice")[0]}])
    box(page).press_sequentially(" instead of twenty")
    saved(page)
    assert text_of(answer) == "Nine days instead of twenty"


def test_done_works_after_signing_in_again_in_another_tab(
    ana: User, session: PracticeSession, answer: Answer, new_page: NewPage
) -> None:
    page = go_in(new_page(ana), session)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    box(page).press_sequentially("Nine days instead of twenty")
    expect(sign(page)).to_contain_text("you are signed out")
    other = page.context.new_page()
    other.goto("/")
    other.get_by_label("E-mail address").fill(ana.email)
    other.locator("[name=password]").fill(PASSWORD)
    press(other, "Sign in")
    expect(other.get_by_role("button", name="Sign in")).to_have_count(0)
    box(page).press_sequentially(".")
    saved(page)
    press(page, "Done")
    expect(page.get_by_text("follow-up").or_(page.get_by_text("question 2 of 3")).first).to_be_visible()
    answer.refresh_from_db()
    assert answer.status == Answer.Status.GIVEN


def test_signed_out_without_scripts_the_words_are_shown(
    ana: User, session: PracticeSession, answer: Answer, new_page: NewPage
) -> None:
    page = go_in(new_page(ana, java_script_enabled=False), session)
    box(page).fill("Nine days instead of twenty")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    press(page, "Done")
    expect(page.get_by_label("Your answer")).to_have_value("Nine days instead of twenty")
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    page.get_by_label("E-mail address").fill(ana.email)
    page.locator("[name=password]").fill(PASSWORD)
    press(page, "Sign in")
    expect(box(page)).to_be_visible()


def test_too_long_is_said_and_nothing_is_cut(
    ana: User, session: PracticeSession, answer: Answer, new_page: NewPage
) -> None:
    page = go_in(new_page(ana), session)
    box(page).fill("word " * 5_000)
    expect(sign(page)).to_contain_text("too long")
    press(page, "Done")
    expect(box(page)).to_have_value("word " * 5_000)
    box(page).fill("shorter")
    saved(page)
    assert text_of(answer) == "shorter"


def test_who_asks_listens_once_one_has_begun(ana: User, session: PracticeSession, new_page: NewPage) -> None:
    Answer.objects.update(clock_started_at=timezone.now())
    page = new_page(ana)
    page.goto(f"/practice/{session.pk}/")
    box, speaker = page.get_by_label("Your answer", exact=True), page.locator(".plate-speaks")
    expect(speaker.locator(".asking")).to_be_visible()
    table = page.locator(".panel").bounding_box()
    box.press_sequentially("Nine")
    expect(speaker.locator(".listening")).to_be_visible()
    expect(page.locator(".panel .asking:visible")).to_have_count(0)
    assert page.locator(".panel").bounding_box() == table, "nothing moves beside the people"
    saved(page)

    Answer.objects.update(clock_started_at=NOW)  # long ago: somebody has come in
    page.reload()
    expect(box).to_have_value("Nine")
    expect(speaker.locator(".asking")).to_be_visible()


def test_the_buttons_stay_in_sight_on_a_phone(ana: User, session: PracticeSession, new_page: NewPage) -> None:
    page = new_page(ana, viewport={"width": 360, "height": 740})
    page.goto(f"/practice/{session.pk}/")
    for words in ("", "A line.\n" * 60):
        page.get_by_label("Your answer", exact=True).fill(words)
        page.evaluate("scrollTo(0, 0)")
        expect(page.get_by_role("button", name="Done")).to_be_in_viewport(ratio=1)


def test_the_clock_can_be_hidden_and_stays_hidden(ana: User, session: PracticeSession, new_page: NewPage) -> None:
    page = go_in(new_page(ana), session)
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"\d+:\d\d\s+of about 2:00"))
    press(page, "Hide the clock")
    expect(page.get_by_role("timer")).to_be_hidden()
    press(page, "Skip")
    expect(page.get_by_text("question 2 of 3")).to_be_visible()
    expect(page.get_by_role("timer")).to_be_hidden()
    press(page, "Show the clock")
    expect(page.get_by_role("timer")).to_be_visible()


def test_a_ramble_is_interrupted_once_and_the_review_shows_where(
    ana: User, session: PracticeSession, answer: Answer, new_page: NewPage
) -> None:
    Answer.objects.update(clock_started_at=timezone.now())
    page = new_page(ana)
    page.clock.install()
    go_in(page, session)
    page.clock.run_for(300_000)
    box(page).press_sequentially("Nine days")
    page.clock.run_for(230_000)
    expect(page.locator(".interruption .said")).to_have_count(0)  # Who thinks first does not ramble.
    page.clock.run_for(15_000)
    expect(page.locator(".interruption .said")).to_have_count(1)
    expect(box(page)).to_be_focused()
    box(page).press_sequentially(" and then some")
    page.clock.run_for(15_000)
    expect(page.locator(".interruption .said")).to_have_count(1)
    saved(page)
    press(page, "Done")
    expect(page.get_by_text("follow-up")).to_be_visible()
    answer.refresh_from_db()
    assert (answer.interrupted_after, answer.text) == (len("Nine days"), "Nine days and then some")


def test_the_drill_is_one_click(ana: User, a_round: PromotionRound, new_page: NewPage) -> None:
    make_session(a_round, status=Status.FINISHED)
    page = new_page(ana)
    page.goto("/practice/")
    page.get_by_role("button", name="Ten-minute drill").dblclick()
    expect(page.get_by_text("question 1 of 3")).to_be_visible()
    expect(page.get_by_role("timer", name="Time of the whole drill")).to_contain_text("of 10:00")
    assert PracticeSession.objects.filter(mode="ten_minute_drill").count() == 1
