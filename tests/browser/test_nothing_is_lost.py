"""What the worst moments leave behind: every word that the server took, and those it had not taken yet."""

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
from playwright.sync_api import Browser, expect

from interviews.models import Answer, PracticeSession, User
from interviews.services.set_up import DEMO_ACCOUNTS
from tests.browser.conftest import NewPage
from tests.conftest import make_round, make_session

ROOT = Path(__file__).resolve().parents[2]
SAVED = re.compile("^Saved a moment ago")
#: The product as it is without any of these: on this machine only, with its demo accounts.
SET_FOR_TESTS = {"DATABASE_URL", "ALLOWED_HOSTS", "SECRET_KEY", "ANSWER_KEYS", "SECURE_SSL_REDIRECT"}
NOT_SAVED = re.compile("^Not saved yet")


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
    page.get_by_label("Which post is it?").fill("Operations Manager")
    page.get_by_role("button", name="Start this round").click()
    page.get_by_role("main").get_by_role("button", name="Save the panel").last.click()
    page.get_by_role("banner").get_by_role("button", name="Ten-minute drill").click()
    box = page.get_by_label("Your answer", exact=True)
    box.press_sequentially("Nine days")
    expect(page.locator("[data-sign]")).to_have_text(SAVED)

    box.press_sequentially(" instead of twenty", delay=5)
    server.kill()
    box.press_sequentially(", and nobody was hurt")
    expect(page.locator("[data-sign]")).to_have_text(NOT_SAVED, timeout=15_000)
    server.start()
    expect(page.locator("[data-sign]")).to_have_text(SAVED, timeout=60_000)
    page.reload()
    expect(box).to_have_value("Nine days instead of twenty, and nobody was hurt")
    context.close()


@pytest.fixture
def session(ana: User) -> PracticeSession:
    return make_session(make_round(ana))


@pytest.mark.django_db(transaction=True)
def test_a_laptop_closed_for_an_hour_goes_on_where_it_was(
    ana: User, session: PracticeSession, new_page: NewPage
) -> None:
    page = new_page(ana)
    page.clock.install()
    page.goto(f"/practice/{session.pk}/")
    box = page.get_by_label("Your answer", exact=True)
    box.press_sequentially("Nine days")
    page.clock.fast_forward("01:00:00")
    page.clock.run_for(5_000)
    box.press_sequentially(" instead of twenty")
    page.clock.run_for(5_000)
    expect(page.locator("[data-sign]")).to_have_text(SAVED)
    assert Answer.objects.get(turn__session=session).text == "Nine days instead of twenty"


@pytest.mark.django_db(transaction=True)
def test_a_network_gone_for_a_minute_is_said_and_made_good(
    ana: User, session: PracticeSession, new_page: NewPage
) -> None:
    page = new_page(ana)
    page.clock.install()
    page.goto(f"/practice/{session.pk}/")
    box = page.get_by_label("Your answer", exact=True)
    page.context.set_offline(True)
    box.press_sequentially("Nine days")
    page.clock.run_for(60_000)
    expect(page.locator("[data-sign]")).to_have_text(NOT_SAVED)
    page.context.set_offline(False)
    page.clock.run_for(30_000)
    expect(page.locator("[data-sign]")).to_have_text(SAVED)
    assert Answer.objects.get(turn__session=session).text == "Nine days"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("days", [-1, 1])
def test_a_browser_whose_clock_is_a_day_wrong_saves_like_any_other(
    ana: User, session: PracticeSession, new_page: NewPage, days: int
) -> None:
    page = new_page(ana)
    page.clock.set_system_time(time.time() * 1000 + days * 86_400_000)
    page.goto(f"/practice/{session.pk}/")
    page.get_by_label("Your answer", exact=True).press_sequentially("Nine days")
    expect(page.locator("[data-sign]")).to_have_text(SAVED)
    expect(page.locator("[data-name=answer] [data-now]")).to_have_text(re.compile(r"^\d+:\d\d$"))
    assert Answer.objects.get(turn__session=session).text == "Nine days"
