"""The rest of the advice by its numbers."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from interviews.models import (
    Answer,
    Note,
    PracticeSession,
    PromotionRound,
    User,
)
from interviews.services.hr_group import make_hr_group
from interviews.services.set_up import set_up
from tests.browser.conftest import NewPage
from tests.conftest import NOW, make_competency, make_full_bank, make_question, make_round, make_session, make_user

pytestmark = pytest.mark.django_db(transaction=True)
THIN = "We did it. We always did."
GOOD = (
    "I moved the night shift to the new line in nine days instead of twenty. I trained six people first. As a result "
    "we saved 40,000 euros, and nobody was hurt. My manager checked the figures with me."
)


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def answer_once(page: Page, words: str, button: str) -> None:
    """And wait until something else is asked."""
    asked = page.locator("draft-box").get_attribute("data-answer")
    page.get_by_label("Your answer", exact=True).fill(words)
    press(page, button)
    expect(page.locator(f"draft-box[data-answer='{asked}']")).to_have_count(0, timeout=30_000)


def finished(a_round: PromotionRound, rating: int, nerves: tuple[int, int], day: int = 0) -> PracticeSession:
    when = NOW + timedelta(days=day)
    before, after = nerves
    session = make_session(
        a_round, turns=1, status="finished", finished_at=when, created_at=when, nerves_before=before, nerves_after=after
    )
    session.turns.update(rating=rating)
    Answer.objects.filter(turn__session=session).update(text=GOOD, status="given")
    return session


def test_advice_01_the_panel_is_boss_hr_director_and_ceo_and_can_be_changed(ana: User, new_page: NewPage) -> None:
    page = new_page(ana)
    page.goto("/rounds/new")
    page.get_by_label("Which role is it?").fill("Operations Manager")
    page.get_by_label("How many others applied?").fill("3")
    page.get_by_label("What were you told about your chances?").fill("Probably not.")
    press(page, "Start this round")
    expect(page.locator("select[name$=seat]")).to_have_count(3)
    page.get_by_label("Name").nth(0).fill("Dana")
    press(page, "Save the panel")
    expect(page.get_by_role("main")).to_contain_text("3 others applied")
    expect(page.get_by_role("img", name="Dana, Boss")).to_be_visible()


def test_advice_06_each_of_them_has_a_card_that_practice_uses(ana: User, new_page: NewPage) -> None:
    make_full_bank()
    a_round = make_round(ana)
    page = new_page(ana)
    page.goto(f"/rounds/{a_round.pk}/")
    page.get_by_role("link", name="Mr Ortiz").click()
    page.get_by_label("How well you know each other").select_option(label="We have never met")
    page.get_by_label("What must they be able to say").fill("The one with the 61 percent")
    press(page, "Keep it")
    expect(page.get_by_text("Assume that this person knows nothing")).to_be_visible()
    follow(page, "Practice with Mr Ortiz")
    press(page, "Go to the waiting room")
    expect(page.get_by_role("main")).to_contain_text("The one with the 61 percent")


def test_advice_07_evidence_finds_the_gaps_and_makes_a_sheet(ana: User, new_page: NewPage) -> None:
    competency, a_round = make_competency("results"), make_round(ana)
    page = new_page(ana)
    page.goto(f"/rounds/{a_round.pk}/coverage")
    expect(page.get_by_text("You have no story yet that shows Dana Results.")).to_be_visible()
    follow(page, "Write a story")
    page.get_by_label("Title").fill("The night shift")
    page.get_by_label("Action: what did you do yourself?").fill("I trained the team and moved the line")
    expect(page.locator("[data-share=action]")).to_have_text("100%")
    page.get_by_label("Result: what came of it?").fill("It runs without overtime")
    expect(page.get_by_label(competency.name)).to_be_checked()
    press(page, "Save story")
    expect(page.get_by_text("You have no figure yet that shows Dana Results.")).to_be_visible()
    page.get_by_role("link", name="Dana, Results: 1 story, 0 figures, not practiced. Add a figure").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("The figure")).to_be_visible()
    page.goto(f"/rounds/{a_round.pk}/brag-sheet")
    expect(page.get_by_role("heading", name="The night shift")).to_be_visible()
    assert page.request.get(f"/rounds/{a_round.pk}/brag-sheet.pdf").body().startswith(b"%PDF")


def test_advice_08_three_people_take_turns_follow_up_and_every_answer_is_kept(ana: User, new_page: NewPage) -> None:
    make_full_bank()
    a_round = make_round(ana)
    page = new_page(ana)
    page.goto(f"/rounds/{a_round.pk}/practice/new")
    press(page, "Go to the waiting room")
    page.locator("input[name=nerves][value='4']").check(force=True)
    press(page, "Go in")
    asked_by = set()
    for number in range(1, 8):
        expect(page.get_by_text(f"question {number} of 7")).to_be_visible()
        asked_by.add(page.locator(".plate-speaks b").inner_text())
        for _ in range(3 if number == 1 else 1):
            answer_once(page, THIN if number == 1 else "", "Done" if number == 1 else "Skip")
    assert asked_by == {"Dana", "Ms Lindt", "Mr Ortiz"}
    assert [answer.text for answer in Answer.objects.filter(number__gt=0)] == [THIN, THIN]


@pytest.mark.parametrize("width", [360, 1280])
def test_advice_09_a_drill_is_one_click_from_anywhere(ana: User, new_page: NewPage, width: int) -> None:
    make_full_bank()
    a_round = make_round(ana)
    page = new_page(ana, viewport={"width": width, "height": 800})
    page.goto(f"/rounds/{a_round.pk}/notes")
    page.get_by_role("button", name="Ten-minute drill").click()
    expect(page.get_by_text("question 1 of 3")).to_be_visible()
    expect(page.get_by_role("timer", name="Time of the whole drill")).to_contain_text("of 10:00")


def test_advice_10_nerves_are_a_line_and_no_measure(ana: User, new_page: NewPage) -> None:
    a_round = make_round(ana)
    finished(a_round, 2, (5, 4))
    finished(a_round, 3, (3, 2), day=2)
    page = new_page(ana)
    page.goto("/progress/")
    expect(page.get_by_role("img", name="before: 5, 3; after: 4, 2")).to_be_visible()
    expect(page.get_by_text("almost nothing about how well")).to_be_visible()


def themes_asked_about(ana: User, page: Page, subject: str) -> list[str]:
    """The themes of the questions that are drawn when this is chosen."""
    set_up()
    a_round = make_round(ana)
    page.goto(f"/rounds/{a_round.pk}/practice/new")
    page.get_by_text("More choices").click()
    page.get_by_label("What about?").select_option(label=subject)
    press(page, "Go to the waiting room")
    turns = PracticeSession.objects.get().turns.select_related("question")
    return [turn.question.theme for turn in turns if turn.question]


def test_advice_11_defend_the_seat_you_hold(ana: User, new_page: NewPage) -> None:
    asked = themes_asked_about(ana, new_page(ana), "The job you hold, and who covers it if you move")
    assert sum(theme in {"present_job", "cover"} for theme in asked) >= len(asked) // 2


def test_advice_12_rivals_with_more_experience(ana: User, new_page: NewPage) -> None:
    asked = themes_asked_about(ana, new_page(ana), "Rivals with more experience, and leading your peers")
    assert sum(theme in {"less_experience", "leading_peers"} for theme in asked) >= len(asked) // 2


def test_advice_14_each_of_them_hears_something_else(ana: User, new_page: NewPage) -> None:
    session = make_session(make_round(ana), turns=3, status="finished", finished_at=NOW)
    for turn, (seat, name) in zip(
        session.turns.all(), (("boss", "Dana"), ("hr_director", "Ms Lindt"), ("ceo", "Mr Ortiz")), strict=True
    ):
        turn.seat, turn.asked_by = seat, name
        turn.save()
    Answer.objects.filter(turn__session=session).update(text=GOOD, status="given")
    page = new_page(ana)
    page.goto(f"/practice/{session.pk}/review/1")
    heard = page.locator(".heard .said").all_inner_texts()
    assert len(heard) == 3
    assert len(set(heard)) == 3


def test_advice_20_hr_loads_for_everybody_and_never_sees_an_answer(ana: User, new_page: NewPage) -> None:
    session = make_session(make_round(ana))
    Answer.objects.filter(turn__session=session).update(text="Mine alone")
    make_question("age", text="How old are you?")
    hr = make_user("hr@example.com", is_staff=True)
    hr.groups.add(make_hr_group())
    page = new_page(hr)
    page.goto("/admin/")
    expect(page.get_by_role("main")).not_to_contain_text("Answer")
    assert page.request.get(f"/practice/{session.pk}/").status == 404


def test_advice_15_what_they_asked_becomes_a_practice_set(ana: User, new_page: NewPage) -> None:
    make_full_bank()
    a_round = make_round(ana)
    page = new_page(ana, viewport={"width": 360, "height": 740})
    page.goto(f"/rounds/{a_round.pk}/debrief")
    page.get_by_label("Day").fill((timezone.now() - timedelta(days=1)).date().isoformat())
    page.get_by_label("Time").fill("10:30")
    page.get_by_label("How formal").select_option(label="Formal")
    press(page, "Save and continue to the questions")
    page.get_by_text("Add several at once").click()
    page.get_by_label("All questions").fill("Why now?\nWho covers your desk?")
    press(page, "Add questions")
    follow(page, "Practice these questions")
    press(page, "Go to the waiting room")
    expect(page.get_by_role("main")).to_contain_text("2 questions")


def test_advice_16_the_outcome_is_more_than_yes_or_no(ana: User, new_page: NewPage) -> None:
    a_round = make_round(ana)
    page = new_page(ana)
    page.goto(f"/rounds/{a_round.pk}/close")
    expect(page.get_by_role("radio")).to_have_count(7)
    page.get_by_label("The role was reshaped").check()
    page.get_by_label("What did they say?").fill("We want you to build it")
    press(page, "Close the round")
    expect(page.get_by_role("region", name="How it ended")).to_contain_text("“We want you to build it”")
    follow(page, "Ask for feedback")
    expect(page.get_by_role("heading", name="To your boss")).to_be_visible()


def test_advice_17_what_was_learned_comes_along_and_shows_what_became_of_it(ana: User, new_page: NewPage) -> None:
    a_round = make_round(ana)
    Note.objects.create(round=a_round, text="Say the figure first")
    page = new_page(ana)
    page.goto(f"/rounds/{a_round.pk}/next")
    expect(page.get_by_role("region", name="What comes along")).to_contain_text("Say the figure first")
    page.get_by_label("Which role is it?").fill("Head of Planning")
    press(page, "Open this round")
    expect(page.get_by_text("Your next round is open.")).to_be_visible()
    Note.objects.filter(round__previous=a_round).update(became="Done in four mocks", status="done")
    page.goto(f"/rounds/{PromotionRound.objects.get(previous=a_round).pk}/")
    carried = page.get_by_role("region", name="From last time, and what became of it")
    expect(carried).to_contain_text("From your round for Operations Manager")
    expect(carried).to_contain_text("Done in four mocks")


def test_advice_18_a_no_still_shows_movement(ana: User, new_page: NewPage) -> None:
    a_round = make_round(ana, outcome="no", closed_at=NOW)
    finished(a_round, 1, (5, 5))
    finished(a_round, 4, (3, 2), day=3)
    page = new_page(ana)
    page.goto("/progress/")
    expect(page.get_by_role("region", name="Round by round")).to_contain_text("No")
    expect(page.get_by_role("img", name="Results: 1, 4")).to_be_visible()


def test_advice_19_nothing_is_shared_unless_they_do(ana: User, new_page: NewPage) -> None:
    a_round = make_round(ana)
    finished(a_round, 3, (4, 3))
    page = new_page(ana)
    page.goto(f"/rounds/{a_round.pk}/summary")
    expect(page.locator("main input[type=checkbox]:checked")).to_have_count(0)
    page.get_by_label("In your own words").fill("I want the next role like this")
    press(page, "Preview")
    expect(page.get_by_role("main")).to_contain_text("I want the next role like this")
    press(page, "Create link")
    stranger = new_page()
    stranger.goto(page.locator("[data-text]").inner_text())
    expect(stranger.get_by_role("main")).to_contain_text("I want the next role like this")
    expect(stranger.get_by_role("main")).not_to_contain_text("Operations Manager")


def test_the_brief_opens_without_a_network(ana: User, new_page: NewPage) -> None:
    a_round = make_round(ana)
    page = new_page(ana)
    page.goto(f"/rounds/{a_round.pk}/brief")
    press(page, "Save on this device")
    expect(page.get_by_text("It opens without a network")).to_be_visible()
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", name="Operations Manager")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Dana")
    page.context.set_offline(False)
    press(page, "Remove from this device")
    page.context.set_offline(True)
    with pytest.raises(Exception, match=r"ERR_INTERNET_DISCONNECTED|ERR_FAILED"):
        page.reload()


def test_a_ramble_is_interrupted_and_the_words_stay(ana: User, new_page: NewPage) -> None:
    session = make_session(make_round(ana))
    Answer.objects.filter(turn__session=session).update(seconds=238, clock_started_at=timezone.now(), text="And then")
    page = new_page(ana)
    page.goto(f"/practice/{session.pk}/")
    box = page.get_by_label("Your answer", exact=True)
    box.press("Control+End")
    expect(page.locator("[data-interruption] .said")).to_be_visible()
    expect(box).to_be_focused()
    box.press_sequentially(" we")
    expect(box).to_have_value("And then we")
