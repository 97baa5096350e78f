"""What is typed on a phone after the interview: not lost by a reload, no network, or being signed out."""

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from interviews.models import Debrief, LedgerLine, PromotionRound, TurnReview, User
from interviews.services import sharing
from tests.conftest import NOW, make_round, make_session

NewPage = Callable[..., Page]
pytestmark = pytest.mark.django_db(transaction=True)


def begun(user: User, new_page: NewPage) -> tuple[Page, PromotionRound]:
    a_round = make_round(user)
    page = new_page(user, viewport={"width": 360, "height": 740})
    page.goto(f"/rounds/{a_round.pk}/debrief")
    page.get_by_label("What landed?").fill("The handover figure")
    page.get_by_label("How formal").select_option("4")
    page.get_by_role("group", name="And after?").get_by_role("radio").nth(1).check()
    expect(page.get_by_text("Kept on this device, not saved yet.")).to_be_visible()
    return page, a_round


def save(page: Page) -> None:
    page.get_by_role("button", name="Keep it, and go on").click()


def test_a_reload_and_a_look_elsewhere_lose_nothing(ana: User, new_page: NewPage) -> None:
    page, a_round = begun(ana, new_page)
    page.goto("/")
    page.goto(f"/rounds/{a_round.pk}/debrief")
    expect(page.get_by_text("This is what you typed here before.")).to_be_visible()
    expect(page.get_by_label("What landed?")).to_have_value("The handover figure")
    page.reload()
    save(page)
    expect(page.get_by_role("heading", name="What did they ask?")).to_be_visible()
    kept = Debrief.objects.get()
    assert (kept.landed, kept.formality, kept.nerves_after) == ("The handover figure", 4, 2)
    page.goto(f"/rounds/{a_round.pk}/debrief")
    expect(page.get_by_text("This is what you typed here before.")).to_have_count(0)


def test_it_can_be_thrown_away(ana: User, new_page: NewPage) -> None:
    page, _round = begun(ana, new_page)
    page.reload()
    page.get_by_role("button", name="Throw it away").click()
    expect(page.get_by_label("What landed?")).to_have_value("")


def test_without_a_network_nothing_goes_out_and_the_words_stay(ana: User, new_page: NewPage) -> None:
    page, _round = begun(ana, new_page)
    page.context.set_offline(True)
    save(page)
    expect(page.get_by_text("No connection.")).to_be_visible()
    expect(page.get_by_label("What landed?")).to_have_value("The handover figure")
    page.context.set_offline(False)
    save(page)
    expect(page.get_by_role("heading", name="What did they ask?")).to_be_visible()
    assert Debrief.objects.get().landed == "The handover figure"


def test_signed_out_meanwhile_one_signs_in_elsewhere_and_goes_on(ana: User, new_page: NewPage) -> None:
    page, _round = begun(ana, new_page)
    Session.objects.all().delete()
    save(page)
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    again = Client()
    again.force_login(ana)
    cookie = again.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": page.url}])
    save(page)
    expect(page.get_by_role("heading", name="What did they ask?")).to_be_visible()
    assert Debrief.objects.get().landed == "The handover figure"


def test_a_refused_form_keeps_its_words_too(ana: User, new_page: NewPage) -> None:
    a_round = make_round(ana)
    page = new_page(ana)
    page.goto(reverse("ledger_line_new", args=[a_round.pk]))
    page.get_by_label("What was done about it?").fill("Wrote four down")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.goto(reverse("ledger_line_new", args=[a_round.pk]))
    expect(page.get_by_label("What was done about it?")).to_have_value("Wrote four down")
    assert not LedgerLine.objects.exists()


def test_a_reviewer_whose_link_ended_gets_the_words_back(ana: User, new_page: NewPage) -> None:
    session = make_session(make_round(ana), status="finished", finished_at=NOW)
    ((review, token),) = sharing.invite(
        session=session, guests=[("Sam", None)], days=14, shares_recordings=False, now=timezone.now()
    )
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(reverse("reviewed", args=[token]))
    page.get_by_label("Your comment").fill("What did it cost?")
    sharing.revoke(link=review, now=timezone.now())
    page.get_by_role("button", name="I am done").click()
    expect(page.get_by_label("Your words")).to_have_value("What did it cost?")
    assert not TurnReview.objects.exists()
