"""Microphones that are refused, missing, silent, or hear noise only, as Chromium itself has them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect
from pytest_django import Settings

from interviews.models import Answer, PracticeSession, User
from tests.browser.conftest import NewPage, hearing, launched
from tests.conftest import make_round, make_session
from tests.speaking import noise, silence

FLAGS: dict[str, Callable[[Path], list[str]]] = {
    "refused": lambda _folder: ["--use-fake-device-for-media-stream"],
    "missing": lambda _folder: ["--use-fake-ui-for-media-stream"],
    "silent": lambda folder: hearing(folder, silence(1)),
    "noisy": lambda folder: hearing(folder, noise(60)),
}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def chromium(driver: Playwright, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Browser]:
    with launched(driver, *FLAGS[request.param](tmp_path)) as browser:
        yield browser


@pytest.mark.parametrize(
    ("chromium", "words"),
    [
        ("refused", "does not let us use the microphone"),
        ("missing", "No microphone was found"),
        ("silent", "can't hear anything"),
        ("noisy", "hears sound but no words"),
    ],
    indirect=["chromium"],
)
def test_what_is_wrong_is_said_and_one_goes_on_typing(
    ana: User, new_page: NewPage, tmp_path: Path, settings: Settings, words: str
) -> None:
    settings.VAR_DIR = tmp_path
    session = make_session(make_round(ana), turns=3)
    page = new_page(ana)
    page.goto(f"/practice/{session.pk}/")
    page.get_by_role("button", name="Speak", exact=True).click()
    expect(page.locator("voice-recorder [role=status]")).to_contain_text(words, timeout=60_000)
    box = page.get_by_label("Your answer", exact=True)
    expect(box).to_have_value("")
    box.fill("Typed instead.")
    page.get_by_role("button", name="Done", exact=True).click()
    expect(page.get_by_text("follow-up").or_(page.get_by_text("question 2")).first).to_be_visible(timeout=60_000)
    answer = Answer.objects.filter(turn__session=session).earliest("pk")
    assert (answer.text, answer.status) == ("Typed instead.", Answer.Status.GIVEN)
    assert PracticeSession.objects.get().status == PracticeSession.Status.RUNNING
