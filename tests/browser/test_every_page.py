"""Every page in a real browser: no axe violation, nothing wider than a phone, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import NoReverseMatch
from playwright.sync_api import Page

from interviews.models import User
from interviews.services.hr_group import make_hr_group
from tests.browser.conftest import NewPage
from tests.conftest import make_user
from tests.walk import ADMIN, ALL, OPEN, OWNED, SIGNED_IN, address, make_rows

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
# Answers with words for a program, not a page; or leads on elsewhere at once.
NO_PAGE = {"healthz", "account_logout", "admin:jsi18n", "admin:logout", "admin:view_on_site", "admin:autocomplete"}

pytestmark = pytest.mark.django_db(transaction=True)


def faults(page: Page) -> list[str]:
    """What axe finds, with where; and what sticks out to the right."""
    found = [
        f"{violation['id']}: {node['target']} {node.get('failureSummary', '')}"
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"]
    ]
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*found, *([f"{wider} px wider than the window"] if wider > 0 else [])]


def walk(page: Page, where: list[str]) -> list[str]:
    wrong = []
    for path in where:
        response = page.goto(path)
        assert response is not None
        if response.status == 405:
            continue
        assert response.status < 400, f"{path}: {response.status}"
        if not response.headers.get("content-type", "").startswith("text/html"):
            continue
        wrong += [f"{path} at {page.viewport_size}: {fault}" for fault in faults(page)]
    return wrong


@pytest.fixture
def everywhere(ana: User) -> list[tuple[str, str]]:
    """Name and address of every page."""
    rows = make_rows(ana)
    places = []
    for url in ALL:
        if url.name in NO_PAGE:
            continue
        try:
            places.append((url.name, address(url, rows)))
        except NoReverseMatch:
            continue
    return places


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("window", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_pages_of_a_candidate(
    new_page: NewPage, everywhere: list[tuple[str, str]], ana: User, scheme: str, window: dict[str, int]
) -> None:
    page = new_page(ana, color_scheme=scheme, viewport=window)
    wrong = walk(page, [place for name, place in everywhere if name in SIGNED_IN or name in OWNED])
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("window", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_pages_before_sign_in(
    new_page: NewPage, everywhere: list[tuple[str, str]], scheme: str, window: dict[str, int]
) -> None:
    page = new_page(None, color_scheme=scheme, viewport=window)
    wrong = walk(page, [place for name, place in everywhere if name in OPEN])
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("window", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_pages_of_hr(new_page: NewPage, everywhere: list[tuple[str, str]], scheme: str, window: dict[str, int]) -> None:
    hr = make_user("hr@example.com", is_staff=True)
    hr.groups.add(make_hr_group())
    page = new_page(hr, color_scheme=scheme, viewport=window)
    hr_may_open = [
        place for name, place in everywhere if name.startswith(ADMIN) and "_user_" not in name and "_group_" not in name
    ]
    wrong = walk(page, hr_may_open)
    assert not wrong, "\n".join(wrong)
