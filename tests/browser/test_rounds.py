"""A round from its opening to the next one, as somebody new would go through it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from interviews.models import Note, PromotionRound, User
from tests.conftest import make_round, make_session

NewPage = Callable[..., Page]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("with_scripts", [True, False])
def test_from_nothing_to_the_next_round_with_its_notes(ana: User, new_page: NewPage, with_scripts: bool) -> None:
    page = new_page(ana, java_script_enabled=with_scripts, timezone_id="Europe/Lisbon")
    page.goto("/")
    page.get_by_role("link", name="Start a round").click()
    page.get_by_label("Which role is it?").fill("Operations Manager")
    page.get_by_label("What were you told about your chances?").fill("You probably won’t get it, but go.")
    page.get_by_role("button", name="Start this round").click()
    page.get_by_label("Name").nth(2).fill("Mr Ortiz")
    page.get_by_role("button", name="Add a seat").click()
    expect(page.get_by_label("Name")).to_have_count(4)
    page.get_by_role("button", name="Remove seat 4").click()
    expect(page.get_by_label("Name").nth(2)).to_have_value("Mr Ortiz")
    page.get_by_role("main").get_by_role("button", name="Save the panel").last.click()
    expect(page.locator(".said", has_text="You probably won’t get it, but go.")).to_be_visible()

    page.get_by_role("link", name="All notes").click()
    page.get_by_label("Note*").fill("Breathe before the first answer")
    page.get_by_role("button", name="Add the note").click()
    page.get_by_role("link", name="Operations Manager").click()
    page.get_by_role("link", name="Record the outcome").click()
    page.get_by_label("Not known yet").check()
    page.get_by_role("button", name="Close the round").click()
    page.get_by_role("link", name="Open the next round").click()
    page.get_by_label("Which role is it?").fill("Head of Planning")
    page.get_by_role("button", name="Open this round").click()
    page.get_by_role("link", name="Home").click()
    notes = page.get_by_role("region", name="From last time")
    expect(notes).to_contain_text("Breathe before the first answer")
    expect(notes).to_contain_text("From your round for Operations Manager")
    expect(page.get_by_role("main")).to_contain_text("Mr Ortiz, CEO")
    zone = "Europe/Lisbon" if with_scripts else "UTC"
    assert User.objects.get(pk=ana.pk).time_zone == zone


def test_the_enter_key_saves_the_panel(ana: User, new_page: NewPage) -> None:
    a_round = make_round(ana)
    page = new_page(ana)
    page.goto(f"/rounds/{a_round.pk}/panel")
    page.get_by_label("Name").nth(1).fill("Mrs Lindt")
    page.get_by_label("Name").nth(1).press("Enter")
    expect(page).to_have_url(re.compile(r"/$"))
    assert [one.name for one in a_round.panelists.all()] == ["Dana", "Mrs Lindt", "Mr Ortiz"]


def test_a_double_click_and_the_back_button_open_one_next_round(ana: User, new_page: NewPage) -> None:
    a_round = make_round(ana)
    Note.objects.create(round=a_round, text="Breathe")
    page = new_page(ana)
    page.goto(f"/rounds/{a_round.pk}/next")
    page.get_by_label("Which role is it?").fill("Head of Planning")
    page.get_by_role("button", name="Open this round").dblclick()
    expect(page.get_by_role("heading", name="Head of Planning")).to_be_visible()
    page.go_back()
    page.get_by_label("Which role is it?").fill("Head of Planning")
    page.get_by_role("button", name="Open this round").click()
    expect(page.get_by_role("heading", name="Head of Planning")).to_be_visible()
    assert PromotionRound.objects.of(ana).count() == 2
    assert Note.objects.count() == 2


@pytest.mark.parametrize("page_name", ["home", "notes", "lobby"])
def test_a_word_without_end_makes_no_page_wider_than_a_phone(ana: User, new_page: NewPage, page_name: str) -> None:
    session = make_session(make_round(ana), status="lobby")
    Note.objects.create(round=session.round, text="w" * 4000)
    page = new_page(ana, viewport={"width": 360, "height": 740})
    where = {"home": "/", "notes": f"/rounds/{session.round.pk}/notes", "lobby": f"/practice/{session.pk}/lobby"}
    page.goto(where[page_name])
    page.locator("details").evaluate_all("all => all.forEach((each) => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_long_name_takes_two_lines_of_its_plate(ana: User, new_page: NewPage) -> None:
    a_round = make_round(ana)
    a_round.panelists.filter(place=1).update(name="Professor Maximiliane Featherstonehaugh-Cholmondeley the Younger")
    page = new_page(ana, viewport={"width": 360, "height": 740})
    page.goto("/")
    heights = page.locator(".plate b").evaluate_all("all => all.map((each) => each.clientHeight)")
    assert len(heights) == 3
    assert max(heights) <= 2.2 * min(heights)


def test_a_time_zone_that_the_browser_calls_by_its_old_name_is_found(ana: User, new_page: NewPage) -> None:
    page = new_page(ana, timezone_id="Asia/Calcutta")
    page.goto("/settings/")
    expect(page.get_by_label("Your time zone")).to_have_value("Asia/Kolkata")


def test_a_time_zone_that_was_chosen_is_left_alone(ana: User, new_page: NewPage) -> None:
    User.objects.filter(pk=ana.pk).update(time_zone="Asia/Tokyo")
    page = new_page(ana, timezone_id="Europe/Lisbon")
    page.goto("/settings/")
    expect(page.get_by_label("Your time zone")).to_have_value("Asia/Tokyo")
    expect(page.get_by_text("Filled in from your browser")).to_be_hidden()
