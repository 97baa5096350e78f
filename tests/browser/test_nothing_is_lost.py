"""What the worst moments leave behind: every word, typed or spoken, that the server took, and those it had not yet.

The microphone hears a story in real time, so each test speaks for some seconds.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Locator, Page, Playwright, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from interviews.models import Answer, PracticeSession, User
from interviews.services.set_up import DEMO_ACCOUNTS
from tests.browser.conftest import USUAL, NewPage, hearing, launched, sign_in_here, where_chromium_is
from tests.conftest import make_round, make_session
from tests.speaking import read_aloud, silence

ROOT = Path(__file__).resolve().parents[2]
SAVED = re.compile("^Saved a moment ago")
#: The product as it is without any of these: on this machine only, with its demo accounts.
SET_FOR_TESTS = {"DATABASE_URL", "ALLOWED_HOSTS", "SECRET_KEY", "ANSWER_KEYS", "SECURE_SSL_REDIRECT"}
NOT_SAVED = re.compile("^Not saved yet")
STORY = re.compile("best of times.*worst of times", re.IGNORECASE)
#: ms. What was said is written down on a busy machine.
LONG = 60_000


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The flags of a Chromium whose microphone hears it."""
    return hearing(tmp_path_factory.mktemp("voice"), silence(0.4) + read_aloud())


@pytest.fixture(scope="module")
def chromium(driver: Playwright, story: list[str]) -> Iterator[Browser]:
    with launched(driver, *story) as browser:
        yield browser


def box(page: Page) -> Locator:
    return page.get_by_label("Your answer", exact=True)


def sign(page: Page) -> Locator:
    return page.locator("[data-sign]")


def voice(page: Page) -> Locator:
    return page.locator("voice-recorder [role=status]")


def go_in(page: Page, room: str) -> None:
    """And stay until what a microphone needs is there, too."""
    with page.expect_response("**/voice-worklet*.js"):
        page.goto(room)


def speak(page: Page) -> None:
    """The first sentences of the story, up to where they are whole."""
    page.get_by_role("button", name="Speak", exact=True).click()
    expect(voice(page)).to_contain_text("Listening")
    page.wait_for_timeout(6_000)
    page.get_by_role("button", name="Stop speaking").click()


class RealServer:
    """The product as `make run` starts it, in a process group that can be killed whole."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment = {name: value for name, value in os.environ.items() if name not in SET_FOR_TESTS}
        self.environment |= {"VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings"}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "manage.py", "serve", "--port", str(self.port)]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=quiet, stderr=quiet, start_new_session=True
        )
        for _ in range(600):
            with suppress(URLError, ConnectionError):
                urlopen(f"{self.url}/healthz").close()  # noqa: S310 (our own address)
                return
            time.sleep(0.2)
        raise AssertionError("the server did not come up")

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RealServer]:
    server = RealServer(tmp_path)
    server.start()
    yield server
    server.kill()


def test_a_server_killed_while_it_saves_loses_no_word(server: RealServer, chromium: Browser) -> None:
    context = chromium.new_context(base_url=server.url)
    page = context.new_page()
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill(DEMO_ACCOUNTS[0].email)
    page.get_by_label("Password").fill(DEMO_ACCOUNTS[0].password)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Start a round").click()
    page.get_by_label("Which role is it?").fill("Operations Manager")
    page.get_by_role("button", name="Start this round").click()
    page.get_by_role("main").get_by_role("button", name="Save the panel").last.click()
    page.get_by_role("banner").get_by_role("button", name="Ten-minute drill").click()
    box(page).press_sequentially("Nine days")
    expect(sign(page)).to_have_text(SAVED)

    box(page).press_sequentially(" instead of twenty", delay=5)
    server.kill()
    box(page).press_sequentially(", and nobody was hurt.")
    expect(sign(page)).to_have_text(NOT_SAVED, timeout=15_000)
    server.start()
    expect(sign(page)).to_have_text(SAVED, timeout=LONG)

    speak(page)
    server.kill()  # While it listens.
    expect(voice(page)).to_contain_text("kept in this browser", timeout=LONG)
    server.start()
    expect(box(page)).to_have_value(STORY, timeout=LONG)
    expect(sign(page)).to_have_text(SAVED, timeout=LONG)
    page.reload()
    expect(box(page)).to_have_value(re.compile("^Nine days instead of twenty, and nobody was hurt. .*worst of times"))
    assert len(re.findall("best of times", box(page).input_value(), re.IGNORECASE)) == 1
    context.close()


class OwnBrowser:
    """A Chromium with its profile on the disk, in a process group that can be killed whole."""

    def __init__(self, driver: Playwright, profile: Path, flags: list[str]) -> None:
        self.driver, self.profile = driver, profile
        self.command = [where_chromium_is(), "--headless=new", *USUAL, *flags]
        self.command += ["--remote-debugging-port=0", f"--user-data-dir={profile}"]

    def start(self, user: User, url: str) -> Page:
        """A page in which this user has signed in: Chromium itself writes cookies down half a minute late."""
        port_file = self.profile / "DevToolsActivePort"
        port_file.unlink(missing_ok=True)
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(self.command, stdout=quiet, stderr=quiet, start_new_session=True)
        for _ in range(600):
            if port_file.exists() and "\n" in port_file.read_text():
                break
            time.sleep(0.1)
        port = port_file.read_text().split()[0]
        self.browser = self.driver.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
        context = self.browser.contexts[0]
        sign_in_here(context, user, url)
        return context.new_page()

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def own_browser(driver: Playwright, tmp_path: Path, story: list[str]) -> Iterator[OwnBrowser]:
    browser = OwnBrowser(driver, tmp_path / "profile", story)
    yield browser
    browser.kill()


@pytest.fixture
def session(ana: User, tmp_path: Path, settings: Settings) -> PracticeSession:
    settings.VAR_DIR = tmp_path
    return make_session(make_round(ana))


def text_of(session: PracticeSession) -> str:
    return str(Answer.objects.get(turn__session=session).text)


@pytest.mark.django_db(transaction=True)
def test_a_browser_killed_without_a_network_has_every_word_when_it_starts_again(
    ana: User, session: PracticeSession, own_browser: OwnBrowser, live_server: LiveServer
) -> None:
    room = f"{live_server.url}/practice/{session.pk}/"
    page = own_browser.start(ana, live_server.url)
    go_in(page, room)
    page.context.set_offline(True)
    speak(page)
    expect(voice(page)).to_contain_text("kept in this browser", timeout=LONG)
    box(page).press_sequentially("Typed in a tunnel.")
    expect(sign(page)).to_have_text(NOT_SAVED)
    own_browser.kill()
    assert text_of(session) == ""

    page = own_browser.start(ana, live_server.url)
    go_in(page, room)
    expect(box(page)).to_have_value(re.compile("^Typed in a tunnel. .*worst of times"), timeout=LONG)
    expect(sign(page)).to_have_text(SAVED)
    assert text_of(session) == box(page).input_value()


@pytest.mark.django_db(transaction=True)
def test_a_browser_killed_in_mid_sentence_loses_no_more_than_the_last_moment(
    ana: User, session: PracticeSession, own_browser: OwnBrowser, live_server: LiveServer
) -> None:
    page = own_browser.start(ana, live_server.url)
    go_in(page, f"{live_server.url}/practice/{session.pk}/")
    page.get_by_role("button", name="Speak", exact=True).click()
    expect(voice(page)).to_contain_text("Listening")
    page.wait_for_timeout(4_500)
    own_browser.kill()

    page = own_browser.start(ana, live_server.url)
    go_in(page, f"{live_server.url}/practice/{session.pk}/")
    expect(box(page)).to_have_value(re.compile("best of times", re.IGNORECASE), timeout=LONG)


@pytest.mark.django_db(transaction=True)
def test_a_laptop_closed_for_an_hour_goes_on_where_it_was(
    ana: User, session: PracticeSession, new_page: NewPage
) -> None:
    page = new_page(ana)
    page.clock.install()
    go_in(page, f"/practice/{session.pk}/")
    page.context.set_offline(True)
    speak(page)
    box(page).press_sequentially("Nine days.")
    page.clock.fast_forward("01:00:00")
    page.context.set_offline(False)
    page.clock.run_for(10_000)
    expect(voice(page)).to_have_text("", timeout=LONG)
    page.clock.run_for(10_000)
    expect(box(page)).to_have_value(re.compile("^Nine days. .*worst of times"))
    expect(sign(page)).to_have_text(SAVED)
    assert text_of(session) == box(page).input_value()


@pytest.mark.django_db(transaction=True)
def test_a_network_gone_for_a_minute_is_said_and_made_good(
    ana: User, session: PracticeSession, new_page: NewPage
) -> None:
    page = new_page(ana)
    page.clock.install()
    go_in(page, f"/practice/{session.pk}/")
    page.context.set_offline(True)
    box(page).press_sequentially("Nine days.")
    speak(page)
    page.clock.run_for(60_000)
    expect(sign(page)).to_have_text(NOT_SAVED)
    expect(voice(page)).to_contain_text("kept in this browser")
    page.context.set_offline(False)
    page.clock.run_for(10_000)
    expect(voice(page)).to_have_text("", timeout=LONG)
    page.clock.run_for(10_000)
    expect(sign(page)).to_have_text(SAVED)
    assert STORY.search(text_of(session).removeprefix("Nine days. "))


@pytest.mark.django_db(transaction=True)
def test_signed_out_in_mid_answer_nothing_is_lost(ana: User, session: PracticeSession, new_page: NewPage) -> None:
    page = new_page(ana)
    go_in(page, f"/practice/{session.pk}/")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    box(page).press_sequentially("Nine days.")
    speak(page)
    for said in (sign(page), voice(page)):
        expect(said).to_contain_text("you are signed out", timeout=LONG)
    assert text_of(session) == ""
    sign_in_here(page.context, ana, page.url.split("/practice")[0])
    expect(box(page)).to_have_value(re.compile("^Nine days. .*worst of times"), timeout=LONG)
    expect(sign(page)).to_have_text(SAVED)
    assert STORY.search(text_of(session))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("days", [-1, 1])
def test_a_browser_whose_clock_is_a_day_wrong_saves_like_any_other(
    ana: User, session: PracticeSession, new_page: NewPage, days: int
) -> None:
    page = new_page(ana)
    page.clock.set_system_time(time.time() * 1000 + days * 86_400_000)
    go_in(page, f"/practice/{session.pk}/")
    box(page).press_sequentially("Nine days.")
    expect(sign(page)).to_have_text(SAVED)
    expect(page.locator("[data-name=answer] [data-now]")).to_have_text(re.compile(r"^\d+:\d\d$"))
    assert text_of(session) == "Nine days."
    speak(page)
    expect(box(page)).to_have_value(STORY, timeout=LONG)


@pytest.mark.django_db(transaction=True)
def test_a_clock_set_back_by_a_day_between_two_sentences_keeps_their_order(
    ana: User, session: PracticeSession, new_page: NewPage
) -> None:
    page = new_page(ana)
    go_in(page, f"/practice/{session.pk}/")
    page.context.set_offline(True)
    speak(page)
    expect(voice(page)).to_contain_text("kept in this browser", timeout=LONG)
    page.clock.set_system_time(time.time() * 1000 - 86_400_000)
    page.context.set_offline(False)
    page.reload()
    page.get_by_role("button", name="Speak", exact=True).click()
    page.get_by_role("button", name="Stop speaking").click()
    expect(box(page)).to_have_value(STORY, timeout=LONG)
    expect(sign(page)).to_have_text(SAVED, timeout=LONG)
    numbers = [each.number for each in Answer.objects.get(turn__session=session).segments.all()]
    assert numbers == list(range(1, len(numbers) + 1))
