"""A real Chromium before a real server. A page that breaks the content policy or throws fails the test that saw it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, sync_playwright
from pytest_django.live_server_helper import LiveServer

from interviews.models import User
from tests.speaking import as_wav, silence

# Playwright's synchronous calls run inside an event loop, which Django would otherwise refuse.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

NewPage = Callable[..., Page]
USUAL = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


def where_chromium_is() -> str:
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not os.path.exists(path):  # noqa: PTH110 (said once, where a person running only these tests sees it)
        pytest.skip(f"Chromium is not at {path}; set CHROMIUM to where it is")
    return path


@contextmanager
def launched(driver: Playwright, *flags: str) -> Iterator[Browser]:
    path = where_chromium_is()
    browser = driver.chromium.launch(executable_path=path, args=[*USUAL, *flags])
    yield browser
    browser.close()


def hearing(folder: Path, sound: bytes) -> list[str]:
    """The flags of a Chromium whose microphone hears this from when it is opened, and silence after it."""
    file = folder / "microphone.wav"
    file.write_bytes(as_wav(sound + silence(60)))
    fake = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    return [*fake, f"--use-file-for-fake-audio-capture={file}"]


@pytest.fixture(scope="session")
def chromium(driver: Playwright) -> Iterator[Browser]:
    with launched(driver) as browser:
        yield browser


@pytest.fixture
def complaints() -> list[str]:
    """What pages complained of so far. Not empty at the end: the test fails."""
    return []


@pytest.fixture
def new_page(chromium: Browser, live_server: LiveServer, complaints: list[str]) -> Iterator[NewPage]:
    """`new_page(user, **context)`: a page of a fresh browser in which `user` has signed in (None: nobody)."""
    contexts: list[BrowserContext] = []

    def _new_page(user: User | None = None, **options: object) -> Page:
        context = chromium.new_context(base_url=live_server.url, **options)  # type: ignore[arg-type]
        contexts.append(context)
        if user is not None:
            sign_in_here(context, user, live_server.url)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: note_violation(message, complaints))
        return page

    yield _new_page
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


def sign_in_here(context: BrowserContext, user: User, url: str) -> None:
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url}])


def note_violation(message: ConsoleMessage, complaints: list[str]) -> None:
    if "Content Security Policy" in message.text:
        complaints.append(message.text)
