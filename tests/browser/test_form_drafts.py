"""What is typed on a phone after the interview: not lost by a reload, no network, or being signed out."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, Request, Route, expect

from interviews.models import Debrief, LedgerLine, PromotionRound, TurnReview, User
from interviews.services import sharing
from tests.browser.conftest import sign_in_here
from tests.conftest import NOW, make_round, make_session

NewPage = Callable[..., Page]
pytestmark = pytest.mark.django_db(transaction=True)


def begun(user: User, new_page: NewPage) -> tuple[Page, PromotionRound]:
    a_round = make_round(user)
    page = new_page(user, viewport={"width": 360, "height": 740})
    page.goto(f"/rounds/{a_round.pk}/debrief")
    page.get_by_label("What went well?").fill("The handover figure")
    page.get_by_label("How formal").select_option("4")
    page.get_by_role("group", name="And after?").get_by_role("radio").nth(1).check()
    expect(page.get_by_text("Stored in this browser, not saved yet.")).to_be_visible()
    return page, a_round


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and continue").click()


def test_a_reload_and_a_look_elsewhere_lose_nothing(ana: User, new_page: NewPage) -> None:
    page, a_round = begun(ana, new_page)
    page.goto("/")
    page.goto(f"/rounds/{a_round.pk}/debrief")
    expect(page.get_by_text("You typed this here before.")).to_be_visible()
    expect(page.get_by_label("What went well?")).to_have_value("The handover figure")
    page.reload()
    save(page)
    expect(page.get_by_role("heading", name="What did they ask?")).to_be_visible()
    kept = Debrief.objects.get()
    assert (kept.landed, kept.formality, kept.nerves_after) == ("The handover figure", 4, 2)
    page.goto(f"/rounds/{a_round.pk}/debrief")
    expect(page.get_by_text("You typed this here before.")).to_have_count(0)


def test_it_can_be_thrown_away(ana: User, new_page: NewPage) -> None:
    page, _round = begun(ana, new_page)
    page.reload()
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_label("What went well?")).to_have_value("")


def test_without_a_network_nothing_goes_out_and_the_words_stay(ana: User, new_page: NewPage) -> None:
    page, _round = begun(ana, new_page)
    page.context.set_offline(True)
    save(page)
    expect(page.get_by_text("Next Round can't reach the server.")).to_be_visible()
    expect(page.get_by_label("What went well?")).to_have_value("The handover figure")
    page.context.set_offline(False)
    save(page)
    expect(page.get_by_role("heading", name="What did they ask?")).to_be_visible()
    assert Debrief.objects.get().landed == "The handover figure"


def test_signed_out_meanwhile_one_signs_in_elsewhere_and_goes_on(ana: User, new_page: NewPage) -> None:
    page, _round = begun(ana, new_page)
    Session.objects.all().delete()
    save(page)
    expect(page.get_by_text("You're signed out.")).to_be_visible()
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
    page.get_by_role("button", name="Finish review").click()
    expect(page.get_by_label("Your words")).to_have_value("What did it cost?")
    assert not TurnReview.objects.exists()


def test_words_stay_until_the_saved_page_has_come(ana: User, new_page: NewPage) -> None:
    """A proxy's error, and the page of a network's own sign-in, are no proof."""
    page, a_round = begun(ana, new_page)
    for answer in ({"status": 502, "body": "Bad Gateway"}, {"status": 200, "body": "<h1>Welcome to our Wi-Fi</h1>"}):

        def instead(route: Route, request: Request, answer: dict[str, Any] = answer) -> None:
            if request.method == "POST":
                route.fulfill(content_type="text/html", **answer)
            else:
                route.continue_()

        page.route("**/debrief", instead)
        save(page)
        expect(page.locator("body")).to_contain_text(str(answer["body"]).removeprefix("<h1>").removesuffix("</h1>"))
        page.unroute_all()
        assert not Debrief.objects.exists()
        page.goto(f"/rounds/{a_round.pk}/debrief")
        expect(page.get_by_text("You typed this here before.")).to_be_visible()
        expect(page.get_by_label("What went well?")).to_have_value("The handover figure")
    save(page)
    expect(page.get_by_role("heading", name="What did they ask?")).to_be_visible()
    page.goto(f"/rounds/{a_round.pk}/debrief")
    expect(page.get_by_text("You typed this here before.")).to_have_count(0)
    assert Debrief.objects.get().landed == "The handover figure"


@pytest.mark.parametrize("where", ["story", "notes", "close", "panelist", "question of HR"])
def test_long_forms_come_back_after_a_reload(where: str, ana: User, root: User, new_page: NewPage) -> None:
    a_round = make_round(ana)
    address, label = {
        "story": (reverse("evidence_new", args=["story"]), "Situation"),
        "notes": (reverse("notes", args=[a_round.pk]), "Note"),
        "close": (reverse("round_close", args=[a_round.pk]), "What did they say?"),
        "panelist": (reverse("panelist", args=[a_round.panelists.all()[0].pk]), "What do they care about?"),
        "question of HR": (reverse("admin:interviews_question_add"), "Question"),
    }[where]
    page = new_page(root if "HR" in where else ana)
    page.goto(address)
    box = page.get_by_role("textbox", name=label).first
    box.fill("Typed once")
    page.reload()
    expect(page.get_by_text("You typed this here before.")).to_be_visible()
    expect(box).to_have_value("Typed once")


def test_another_person_in_the_same_browser_finds_nothing(ana: User, ben: User, new_page: NewPage) -> None:
    make_round(ana)
    page = new_page(ana)
    page.goto(reverse("evidence_new", args=["story"]))
    page.get_by_label("Situation").fill("Hers alone")
    expect(page.get_by_text("Stored in this browser")).to_be_visible()
    sign_in_here(page.context, ben, page.url.split("/evidence")[0])
    page.goto(reverse("evidence_new", args=["story"]))
    expect(page.get_by_label("Situation")).to_have_value("")
