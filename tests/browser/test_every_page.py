"""Every page in a real browser: no axe violation, nothing wider than a phone or too small to hit, light and dark."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import NoReverseMatch
from django.utils import timezone
from playwright.sync_api import Page

from interviews.models import Review, SharedSummary, User
from interviews.models.reviews import hash_of
from interviews.services.hr_group import make_hr_group
from tests.browser.conftest import NewPage
from tests.conftest import NOW, make_round, make_session, make_user
from tests.walk import ADMIN, ALL, OPEN, OWNED, SIGNED_IN, address, known, make_rows

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
#: A desktop's window at 400 % (WCAG 2.2, 1.4.10).
ZOOMED = {"width": 320, "height": 256}
#: What is smaller than 24 pixels either way, links within lines apart (WCAG 2.2, 2.5.8).
TOO_SMALL = """
    [...document.querySelectorAll("a, button, input, select, textarea, summary")].flatMap((each) => {
        const target = each.closest("label") ?? each;
        const { width, height } = target.getBoundingClientRect();
        const isInLine = getComputedStyle(target).display === "inline";
        const isSeen = each.checkVisibility() && width > 1 && !target.closest(".visually-hidden");
        return isSeen && !isInLine && Math.min(width, height) < 24 ? [each.outerHTML.slice(0, 120)] : [];
    })
"""
# Answers with words for a program, not a page; or leads on elsewhere at once.
NO_PAGE = {"healthz", "account_logout", "admin:jsi18n", "admin:logout", "admin:view_on_site", "admin:autocomplete"}
NO_PAGE |= {"answer_captions", "recording"}
# By a link that no row here has: test_pages_by_a_link has one.
NO_PAGE |= {"reviewed", "reviewed_recording", "shared", "calendar_feed", "brief_worker"}

# Every width and every scheme, each once: a colour that fails does so at any width.
LOOKS = pytest.mark.parametrize(
    ("window", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")], ids=["phone-light", "desktop-dark"]
)

pytestmark = pytest.mark.django_db(transaction=True)


def faults(page: Page, complaints: list[str]) -> list[str]:
    """What axe finds, with where; and what sticks out to the right."""
    page_complained = len(complaints)
    found = [
        f"{violation['id']}: {node['target']} {node.get('failureSummary', '')}"
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"]
    ]
    del complaints[page_complained:]  # Axe's own style sheet, which our policy keeps out.
    is_ours = "/admin/" not in page.url  # Django's own widgets and wide tables stay as they are.
    found += [f"smaller than 24 px: {each}" for each in page.evaluate(TOO_SMALL) if is_ours]
    for window in (page.viewport_size, *([ZOOMED] if is_ours else [])):
        page.set_viewport_size(window)  # type: ignore[arg-type]
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [f"{wider} px wider than the window of {window}"] if wider > 0 else []
    return found


def walk(page: Page, where: list[str], complaints: list[str]) -> list[str]:
    wrong = []
    window = page.viewport_size
    assert window
    for path in where:
        answer = page.request.get(path)
        if answer.status in {403, 405}:  # Only a POST, or not theirs: tests/test_wall.py sees to both.
            continue
        assert answer.status < 400, f"{path}: {answer.status}"
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        page.set_viewport_size(window)
        page.goto(path)
        wrong += [f"{path} at {window}: {fault}" for fault in faults(page, complaints)]
    return wrong


@pytest.fixture
def everywhere(ana: User) -> list[tuple[str, str]]:
    """Name and address of every page."""
    rows = make_rows(ana)
    places = []
    for url in ALL:
        if url.name in NO_PAGE or not known(url.name):
            continue
        try:
            places.append((url.name, address(url, rows)))
        except NoReverseMatch:
            continue
    return places


@LOOKS
def test_pages_of_a_candidate(
    new_page: NewPage,
    complaints: list[str],
    everywhere: list[tuple[str, str]],
    ana: User,
    scheme: str,
    window: dict[str, int],
) -> None:
    page = new_page(ana, color_scheme=scheme, viewport=window)
    wrong = walk(page, [place for name, place in everywhere if name in SIGNED_IN or name in OWNED], complaints)
    assert not wrong, "\n".join(wrong)


@LOOKS
def test_pages_before_sign_in(
    new_page: NewPage, complaints: list[str], everywhere: list[tuple[str, str]], scheme: str, window: dict[str, int]
) -> None:
    page = new_page(None, color_scheme=scheme, viewport=window)
    wrong = walk(page, [place for name, place in everywhere if name in OPEN], complaints)
    assert not wrong, "\n".join(wrong)


@LOOKS
def test_pages_by_a_link(
    new_page: NewPage, complaints: list[str], ana: User, scheme: str, window: dict[str, int]
) -> None:
    session = make_session(make_round(ana), status="finished", finished_at=NOW)
    link = {"token_hash": hash_of("a-live-token"), "expires_at": timezone.now() + timedelta(days=1)}
    Review.objects.create(session=session, reviewer="Sam", seat="boss", **link)
    SharedSummary.objects.create(round=session.round, content='[["", ["Ready."]], ["How", ["Nine mocks"]]]', **link)
    page = new_page(None, color_scheme=scheme, viewport=window)
    wrong = walk(page, ["/reviews/a-live-token/", "/shared/a-live-token/"], complaints)
    page.goto("/reviews/gone/")
    assert not [*wrong, *faults(page, complaints)]


@LOOKS
def test_pages_of_hr(
    new_page: NewPage, complaints: list[str], everywhere: list[tuple[str, str]], scheme: str, window: dict[str, int]
) -> None:
    hr = make_user("hr@example.com", is_staff=True)
    hr.groups.add(make_hr_group())
    page = new_page(hr, color_scheme=scheme, viewport=window)
    hr_may_open = [
        place for name, place in everywhere if name.startswith(ADMIN) and "_user_" not in name and "_group_" not in name
    ]
    wrong = walk(page, hr_may_open, complaints)
    assert not wrong, "\n".join(wrong)
