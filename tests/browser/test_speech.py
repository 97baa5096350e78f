"""Speaking in a real browser: a microphone fed from a file, the worklet, the upload, the recogniser, the answer.

Nothing on that way is replaced. A person reads aloud; at most two words in ten may come out wrong, and what was written
down may not get lost.
"""

import re
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Playwright, Route, expect
from pytest_django import Settings

from interviews.models import Answer, PracticeSession, Segment, User
from interviews.services import speech
from tests.browser.conftest import NewPage, hearing, launched
from tests.conftest import make_round, make_session
from tests.speaking import STORY, read_aloud, silence, word_error_rate

pytestmark = pytest.mark.django_db(transaction=True)

WORST = 0.2
#: ms. The story is said in real time, and then written down on a busy machine.
LONG = 60_000


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Settings) -> None:
    settings.VAR_DIR = tmp_path


@pytest.fixture(scope="module")
def chromium(driver: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """With a microphone that hears the story, and silence after it."""
    with launched(driver, *hearing(tmp_path_factory.mktemp("voice"), silence(0.4) + read_aloud())) as browser:
        yield browser


@pytest.fixture
def session(ana: User) -> PracticeSession:
    return make_session(make_round(ana), turns=3)


@pytest.fixture
def answer(session: PracticeSession) -> Answer:
    return Answer.objects.get(turn__session=session)


def go_in(page: Page, session: PracticeSession) -> Page:
    page.goto(f"/practice/{session.pk}/")
    expect(speak(page)).to_be_visible()
    return page


def box(page: Page) -> Locator:
    return page.get_by_label("Your answer", exact=True)


def speak(page: Page) -> Locator:
    return page.get_by_role("button", name="Speak", exact=True)


def says(page: Page) -> Locator:
    return page.locator("voice-recorder [role=status]")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def until_said(page: Page, seconds: float = 0) -> None:
    """The fake microphone plays in real time from when it is opened."""
    page.wait_for_timeout(1000 * (seconds or len(read_aloud()) / 32_000 + 1.5))


def seconds_recorded(answer: Answer) -> float:
    return sum(segment.seconds for segment in answer.segments.all())


def all_sent(page: Page) -> None:
    """Nothing of what was said is on its way any more, as the page says it."""
    expect(says(page)).to_have_text("", timeout=LONG)


def says_after_click(button: Locator) -> str:
    """In the same moment, before anything can have been sent."""
    status = "button.closest('voice-recorder').querySelector('[role=status]')"
    return str(button.evaluate(f"(button) => {{ button.click(); return {status}.textContent.trim() }}"))


def test_what_is_said_becomes_the_answer(
    ana: User, session: PracticeSession, answer: Answer, new_page: NewPage, capsys: pytest.CaptureFixture[str]
) -> None:
    page = go_in(new_page(ana), session)
    box(page).fill("Typed first.")
    speak(page).click()
    expect(says(page)).to_contain_text("Listening")
    expect(box(page)).to_have_value(re.compile(r"Typed first\. \w+"), timeout=LONG)  # While the story goes on.
    until_said(page, 9)
    press(page, "Stop speaking")
    press(page, "Done")
    expect(page.get_by_text(re.compile("follow-up|question 2 of 3"))).to_be_visible(timeout=LONG)

    answer.refresh_from_db()
    segments = list(answer.segments.all())
    assert answer.status == Answer.Status.GIVEN
    assert answer.text.startswith("Typed first. ")
    assert [segment.number for segment in segments] == list(range(1, len(segments) + 1))
    assert len(segments) >= 2
    assert all(segment.seconds <= 10.1 for segment in segments)
    assert answer.text == " ".join(["Typed first.", *(each.transcript for each in segments if each.transcript)])
    heard = answer.text.removeprefix("Typed first. ")
    wrong = word_error_rate(STORY, heard)
    with capsys.disabled():
        sys.stdout.write(f"\nFrom a microphone in the browser: {wrong:.1%} of the words came out wrong.\n")
    assert wrong <= WORST, heard


def test_the_recording_is_what_was_said(ana: User, session: PracticeSession, answer: Answer, new_page: NewPage) -> None:
    page = go_in(new_page(ana), session)
    speak(page).click()
    expect(says(page)).to_contain_text("Listening")
    until_said(page, 5)
    assert says_after_click(page.get_by_role("button", name="Stop speaking")) == "Writing down what you said…"
    all_sent(page)
    assert seconds_recorded(answer) == pytest.approx(5, abs=2)
    found = speech.recording_of(answer)
    assert found
    samples = array("h", b"".join(found.between(44, found.size)))
    assert 3000 < max(samples) <= 32767


def test_without_a_network_the_voice_waits_in_the_browser(
    ana: User, session: PracticeSession, answer: Answer, new_page: NewPage
) -> None:
    page = go_in(new_page(ana), session)
    page.route("**/segments/**", lambda route: route.abort())
    speak(page).click()
    until_said(page)
    press(page, "Stop speaking")
    expect(says(page)).to_contain_text("kept in this browser")
    press(page, "Done")
    expect(says(page)).to_contain_text("is not sent yet", timeout=LONG)
    assert not answer.segments.exists()
    page.unroute_all()
    all_sent(page)
    assert answer.segments.count() >= 3
    assert seconds_recorded(answer) == pytest.approx(14.5, abs=2)
    assert word_error_rate(STORY, box(page).input_value()) <= WORST


def test_a_lost_receipt_records_once(ana: User, session: PracticeSession, answer: Answer, new_page: NewPage) -> None:
    page = go_in(new_page(ana), session)

    lost: list[str] = []

    def lose(route: Route) -> None:
        if lost:
            return route.continue_()
        lost.append(route.request.url)
        route.fetch(timeout=LONG)
        return route.abort()

    page.route("**/segments/**", lose)
    speak(page).click()
    until_said(page, 5)
    press(page, "Stop speaking")
    all_sent(page)
    expect(box(page)).to_have_value(re.compile("times"), timeout=LONG)
    assert len(lost) == 1
    assert box(page).input_value().lower().count("best of times") == 1
    assert [segment.number for segment in answer.segments.all()] == list(range(1, answer.segments.count() + 1))


def test_a_browser_that_dies_loses_no_more_than_a_moment(
    ana: User, session: PracticeSession, answer: Answer, new_page: NewPage
) -> None:
    page = go_in(new_page(ana), session)
    page.route("**/segments/**", lambda route: route.abort())
    speak(page).click()
    expect(says(page)).to_contain_text("Listening")
    until_said(page, 7)
    other = page.context.new_page()
    page.close(run_before_unload=False)
    go_in(other, session)
    expect(box(other)).to_have_value(re.compile("times"), timeout=LONG)
    assert seconds_recorded(answer) >= 4


def test_words_that_were_not_in_the_box_yet_are_there_after_a_refresh(
    ana: User, session: PracticeSession, answer: Answer, new_page: NewPage
) -> None:
    for number, words in enumerate(["I led it.", "", "We saved 12%."], start=1):
        Segment.objects.create(
            answer=answer, number=number, samples=1, status="heard", transcript=words, received_at="2026-11-22T10:00Z"
        )
    Answer.objects.update(text="I led it, all of it.", spoken_upto=1)
    page = go_in(new_page(ana), session)
    expect(box(page)).to_have_value("I led it, all of it. We saved 12%.")
    expect(page.locator("[data-sign]")).to_have_text(re.compile("^Saved a moment ago"))
    answer.refresh_from_db()
    assert (answer.text, answer.spoken_upto) == ("I led it, all of it. We saved 12%.", 3)
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(box(page)).to_have_value("I led it, all of it. We saved 12%.")


def test_a_microphone_that_is_pulled_out_keeps_what_was_said(
    ana: User, session: PracticeSession, answer: Answer, new_page: NewPage
) -> None:
    page = new_page(ana)
    page.add_init_script(
        "const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);"
        "navigator.mediaDevices.getUserMedia = async (...args) => (window.stream = await open(...args))"
    )
    go_in(page, session)
    speak(page).click()
    expect(says(page)).to_contain_text("Listening")
    until_said(page, 8)
    page.evaluate("window.stream.getAudioTracks()[0].dispatchEvent(new Event('ended'))")
    expect(says(page)).to_contain_text("The microphone is gone")
    expect(box(page)).to_have_value(re.compile(r"\w+"), timeout=LONG)
    assert seconds_recorded(answer) == pytest.approx(8, abs=3)


def test_where_nothing_is_written_down_the_room_says_so(
    ana: User, session: PracticeSession, answer: Answer, new_page: NewPage
) -> None:
    PracticeSession.objects.update(language="pt")
    page = go_in(new_page(ana), session)
    expect(says(page)).to_contain_text("It is not written down here")
    speak(page).click()
    until_said(page, 3)
    press(page, "Stop speaking")
    expect(says(page)).not_to_contain_text("Writing", timeout=LONG)
    page.wait_for_timeout(500)
    assert seconds_recorded(answer) == pytest.approx(3, abs=2)
    assert box(page).input_value() == ""


def test_without_https_the_page_says_what_is_missing(ana: User, session: PracticeSession, new_page: NewPage) -> None:
    page = new_page(ana)
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
    page.goto(f"/practice/{session.pk}/")
    expect(says(page)).to_contain_text("https")
    expect(speak(page)).to_be_hidden()


def test_the_lobby_checks_the_microphone_and_reads_aloud_only_if_asked(
    ana: User, session: PracticeSession, new_page: NewPage
) -> None:
    PracticeSession.objects.update(status=PracticeSession.Status.LOBBY)
    page = new_page(ana)
    page.goto(f"/practice/{session.pk}/lobby")
    press(page, "Check the microphone")
    expect(page.get_by_text("We can hear you.")).to_be_visible(timeout=LONG)
    expect(page.locator("mic-check .meter")).to_be_visible()
    press(page, "Hear the last two seconds")
    expect(page.get_by_text("The microphone works.")).to_be_visible()
    expect(page.get_by_label("Read the questions aloud to me")).not_to_be_checked()


FAR_AWAY = "voice('Far away', false)"
VOICES = """
window.spoken = [];
window.voice = (name, localService) => ({ name, lang: "en-GB", localService });
Object.defineProperty(window, "speechSynthesis", { value: Object.assign(new EventTarget(), {
  getVoices: () => %s,
  speak: (said) => window.spoken.push([said.text, said.voice?.name, said.rate]),
  cancel: () => {},
}) });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


def test_the_panel_reads_aloud_in_voices_of_this_device_only(
    ana: User, session: PracticeSession, answer: Answer, new_page: NewPage
) -> None:
    PracticeSession.objects.update(status=PracticeSession.Status.LOBBY)
    page = new_page(ana)
    page.add_init_script(
        VOICES % '[voice("Far away", false), voice("Ann", true), voice("Bob", true), voice("Cy", true)]'
    )
    page.goto(f"/practice/{session.pk}/lobby")
    page.get_by_label("Read the questions aloud to me").check()
    assert [who for _, who, _ in page.evaluate("window.spoken")] == ["Ann", "Bob", "Cy"]
    PracticeSession.objects.update(status=PracticeSession.Status.RUNNING)
    page.goto(f"/practice/{session.pk}/")
    page.wait_for_function("() => window.spoken.length === 1")
    assert page.evaluate("window.spoken[0]") == [answer.asked, "Ann", 1]
    press(page, "More slowly")
    press(page, "Say it again")
    assert [rate for *_, rate in page.evaluate("window.spoken")] == [1, 0.75, 0.75]
    press(page, "Mute")
    page.reload()
    expect(page.get_by_role("button", name="Mute")).to_be_visible()
    assert page.evaluate("window.spoken") == []


def test_voices_that_come_late_and_bit_by_bit_are_used_and_jokes_are_not(
    ana: User, session: PracticeSession, new_page: NewPage
) -> None:
    PracticeSession.objects.update(status=PracticeSession.Status.LOBBY)
    page = new_page(ana)
    page.add_init_script(VOICES % "window.voices ?? []")
    page.goto(f"/practice/{session.pk}/lobby")
    aloud = page.get_by_label("Read the questions aloud to me")
    expect(page.get_by_text("no voice of its own")).to_be_visible()
    for names in (["Zarvox"], ["Zarvox", "Ann"], ["Zarvox", "Ann", "Bob", "Cy"]):
        there = ", ".join(f"voice('{name}', true)" for name in names)
        page.evaluate(f"window.voices = [{there}]; speechSynthesis.dispatchEvent(new Event('voiceschanged'))")
    aloud.check()
    assert [who for _, who, _ in page.evaluate("window.spoken")] == ["Ann", "Bob", "Cy"]
    PracticeSession.objects.update(language="pt")
    page.add_init_script("window.voices = [voice('Ann', true), { ...voice('Ines', true), lang: 'pt-PT' }]")
    page.reload()
    aloud.uncheck()
    aloud.check()
    assert [who for _, who, _ in page.evaluate("window.spoken")] == ["Ines"] * 3


def test_a_browser_that_speaks_only_after_a_press_is_explained(
    ana: User, session: PracticeSession, new_page: NewPage
) -> None:
    page = new_page(ana)
    page.add_init_script(
        VOICES % "[voice('Ann', true)]"
        + "speechSynthesis.speak = (said) => navigator.userActivation.isActive"
        + " ? said.onstart() : said.onerror({ error: 'not-allowed' });"
        + "localStorage.setItem('next-round:panel-voice', 'usual')"
    )
    page.goto(f"/practice/{session.pk}/")
    told = page.get_by_text("only after you have pressed something")
    expect(told).to_be_visible()
    press(page, "Say it again")
    expect(told).to_be_hidden()


def test_a_device_without_voices_says_so_once(ana: User, session: PracticeSession, new_page: NewPage) -> None:
    page = new_page(ana)
    page.add_init_script(
        VOICES % '[voice("Far away", false)]' + 'localStorage.setItem("next-round:panel-voice", "usual")'
    )
    page.goto(f"/practice/{session.pk}/")
    told = page.get_by_text("no voice of its own")
    expect(told).to_be_visible()
    page.reload()
    expect(speak(page)).to_be_visible()
    page.wait_for_timeout(2000)
    expect(told).to_be_hidden()
    assert page.evaluate("window.spoken") == []


def test_a_recording_is_played_faster_and_deleted(ana: User, session: PracticeSession, new_page: NewPage) -> None:
    answer = Answer.objects.select_related("turn__session__round").get()
    Answer.objects.update(status=Answer.Status.GIVEN)
    speech.receive(answer=answer, number=1, pcm=read_aloud()[:320_000], now=answer.turn.session.created_at)
    PracticeSession.objects.update(status=PracticeSession.Status.FINISHED)
    page = new_page(ana)
    page.goto(f"/practice/{session.pk}/review/1")
    expect(page.get_by_text("words a minute")).to_be_visible()
    audio = page.locator("audio")
    page.get_by_label("1½×").check()
    audio.evaluate("async (audio) => { audio.muted = true; await audio.play(); }")
    audio.evaluate("(audio) => new Promise((done) => (audio.ontimeupdate = () => audio.currentTime > 0.5 && done()))")
    assert audio.evaluate("(audio) => [audio.playbackRate, Math.round(audio.duration)]") == [1.5, 10]
    page.get_by_role("link", name="Delete this recording").click()
    press(page, "Delete recording")
    expect(page.get_by_text("The recording is deleted.")).to_be_visible()
    expect(audio).to_have_count(0)
