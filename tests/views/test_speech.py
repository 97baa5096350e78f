"""Segments in, words and recordings out; each only for the one who spoke."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from pytest_django import Settings

from interviews.models import Answer, PracticeSession, Segment, User, recordings
from interviews.models.speech import MOST_SEGMENTS
from interviews.rules.sound import wav_header
from interviews.services import speech_engine
from tests.conftest import make_round, make_session
from tests.speaking import as_wav, noise, silence

ONE, TWO = noise(1, seed=1), noise(0.5, seed=2)
WHOLE = wav_header(len(ONE + TWO)) + ONE + TWO


@pytest.fixture(autouse=True)
def _a_folder_and_an_ear(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(speech_engine, "transcribe", lambda pcm, **_: "I led it." if pcm == ONE else "")
    monkeypatch.setattr(speech_engine, "is_installed", lambda: True)
    monkeypatch.setattr(speech_engine, "warm_up", lambda: None)


@pytest.fixture
def answer(ana: User) -> Answer:
    return Answer.objects.get(turn__session=make_session(make_round(ana)))


@pytest.fixture
def client(ana: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(ana)


def send(client: Client, answer: Answer, number: int, pcm: bytes, kind: str = "application/octet-stream") -> Any:
    return client.post(f"/answers/{answer.pk}/segments/{number}", pcm, content_type=kind)


def body(response: HttpResponseBase) -> bytes:
    assert isinstance(response, StreamingHttpResponse)
    return b"".join(response.streaming_content)  # type: ignore[arg-type]


def test_a_segment_comes_back_as_words(client: Client, answer: Answer) -> None:
    response = send(client, answer, 1, ONE)
    assert response.status_code == 200
    assert response.json() == {"number": 1, "status": "heard", "caption": "I led it."}
    assert send(client, answer, 1, ONE).json() == response.json()
    assert send(client, answer, 2, TWO).json() == {"number": 2, "status": "silent", "caption": ""}


@pytest.mark.parametrize(
    ("number", "pcm", "kind", "status", "words"),
    [
        (1, as_wav(ONE), "application/octet-stream", 415, "not audio"),
        (1, ONE, "audio/webm", 415, "not audio"),
        (1, b"", "application/octet-stream", 415, "not audio"),
        (1, silence(21), "application/octet-stream", 413, "at most 20 seconds"),
        (1, silence(100), "application/octet-stream", 413, "at most 20 seconds"),
        (0, ONE, "application/octet-stream", 422, "from 1 to 600"),
        (10_000, ONE, "application/octet-stream", 422, "from 1 to 600"),
    ],
)
def test_what_is_no_segment_gets_plain_words(
    client: Client, answer: Answer, number: int, pcm: bytes, kind: str, status: int, words: str
) -> None:
    response = send(client, answer, number, pcm, kind)
    assert response.status_code == status
    assert words in response.json()["error"]
    assert not list(recordings.files())


def test_a_number_that_is_taken_says_which_is_free(client: Client, answer: Answer) -> None:
    send(client, answer, 1, ONE)
    response = send(client, answer, 1, TWO)
    assert response.status_code == 409
    assert (response.json()["reason"], response.json()["next"]) == ("number_taken", 2)


def test_ten_thousand_segments_stop_at_the_most(client: Client, answer: Answer) -> None:
    Segment.objects.bulk_create(
        Segment(answer=answer, number=n, samples=1, status="heard", received_at="2026-11-22T10:00Z")
        for n in range(1, MOST_SEGMENTS + 1)
    )
    assert send(client, answer, MOST_SEGMENTS + 1, ONE).status_code == 422
    assert answer.segments.count() == MOST_SEGMENTS


def test_a_paused_or_finished_session_still_takes_what_was_said(client: Client, answer: Answer) -> None:
    Answer.objects.update(status=Answer.Status.GIVEN, text="First.")
    assert send(client, answer, 1, ONE).status_code == 200
    answer.refresh_from_db()
    assert answer.text == "First.\n\nI led it."


def test_segments_need_the_token_of_the_page(ana: User, answer: Answer) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)
    assert send(client, answer, 1, ONE).status_code == 403
    assert not answer.segments.exists()


def test_captions_come_in_order_after_what_is_known(client: Client, answer: Answer) -> None:
    send(client, answer, 2, TWO)
    send(client, answer, 1, ONE)
    found = client.get(f"/answers/{answer.pk}/captions").json()
    assert [each["number"] for each in found["captions"]] == [1, 2]
    assert (found["next"], found["seconds"]) == (3, 1)
    for nonsense in ("x", "-1", "9" * 5000):
        assert len(client.get(f"/answers/{answer.pk}/captions", {"after": nonsense}).json()["captions"]) == 2
    assert [each["number"] for each in client.get(f"/answers/{answer.pk}/captions?after=1").json()["captions"]] == [2]


def test_what_had_to_wait_is_written_down_when_asked_for(
    client: Client, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(pcm: bytes, **options: bool) -> str:
        raise speech_engine.TranscriberBusy

    with monkeypatch.context() as patch:
        patch.setattr(speech_engine, "transcribe", busy)
        response = send(client, answer, 1, ONE)
        assert (response.status_code, response.json()["status"]) == (202, "waiting")
    found = client.post(f"/answers/{answer.pk}/captions").json()
    assert found["captions"] == [{"number": 1, "status": "heard", "caption": "I led it."}]


@pytest.mark.parametrize("what", ["session", "account"])
def test_what_is_deleted_while_it_is_listened_to_is_gone(
    client: Client, answer: Answer, ana: User, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    def transcribe(pcm: bytes, **options: bool) -> str:
        (answer.turn.session if what == "session" else ana).delete()
        return "I led it."

    monkeypatch.setattr(speech_engine, "transcribe", transcribe)
    assert send(client, answer, 1, ONE).status_code == 404
    assert not Segment.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_deleted_while_its_sound_is_stored_leaves_no_sound(
    answer: Answer, sign_in: Callable[[User], Client], ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = recordings.keep

    def keep_and_delete(pcm: bytes) -> object:
        answer.turn.session.delete()
        return keep(pcm)

    monkeypatch.setattr(recordings, "keep", keep_and_delete)
    assert send(sign_in(ana), answer, 1, ONE).status_code == 404
    assert not list(recordings.files())


def test_what_is_deleted_while_it_is_written_down_late_is_gone(
    client: Client, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(pcm: bytes, **options: bool) -> str:
        raise speech_engine.TranscriberBusy

    def transcribe(pcm: bytes, **options: bool) -> str:
        answer.turn.session.delete()
        return "I led it."

    monkeypatch.setattr(speech_engine, "transcribe", busy)
    send(client, answer, 1, ONE)
    monkeypatch.setattr(speech_engine, "transcribe", transcribe)
    assert client.post(f"/answers/{answer.pk}/captions").status_code == 404


def test_more_segments_cost_no_more_queries(
    client: Client, answer: Answer, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    Segment.objects.bulk_create(
        Segment(answer=answer, number=n, samples=1, status="heard", received_at="2026-11-22T10:00Z")
        for n in range(1, 101)
    )
    with django_assert_max_num_queries(7):
        client.get(f"/answers/{answer.pk}/captions")


@pytest.fixture
def recorded(client: Client, answer: Answer) -> str:
    send(client, answer, 1, ONE)
    send(client, answer, 2, TWO)
    return f"/answers/{answer.pk}/recording.wav"


def test_the_recording_is_a_wav_file_that_nobody_caches(client: Client, recorded: str) -> None:
    response = client.get(recorded)
    assert response["Content-Type"] == "audio/wav"
    assert "no-store" in response["Cache-Control"]
    assert response["Accept-Ranges"] == "bytes"
    assert int(response["Content-Length"]) == len(WHOLE)
    assert body(response) == WHOLE


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-", 0, None),
        ("bytes=0-43", 0, 44),
        ("bytes=100-199", 100, 200),
        ("bytes=32000-32100", 32000, 32101),
        ("bytes=-50", -50, None),
        ("bytes=40000-999999999", 40000, None),
        ("bytes=-999999999", 0, None),
    ],
)
def test_players_get_the_part_they_ask_for(
    client: Client, recorded: str, asked: str, start: int, end: int | None
) -> None:
    response = client.get(recorded, headers={"Range": asked})
    assert response.status_code == 206
    part = body(response)
    assert part == WHOLE[start:end]
    begin = WHOLE.index(part) if len(part) > 60 else (start + len(WHOLE)) % len(WHOLE)
    assert response["Content-Range"] == f"bytes {begin}-{begin + len(part) - 1}/{len(WHOLE)}"


@pytest.mark.parametrize("asked", ["bytes=999999-", "bytes=50-10", "bytes=-0", "bytes=-"])
def test_a_part_that_is_not_there(client: Client, recorded: str, asked: str) -> None:
    response = client.get(recorded, headers={"Range": asked})
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(WHOLE)}"


@pytest.mark.parametrize("asked", ["bytes=0-1,5-9", "lines=1-2", "bytes=a-b", "bytes=" + "9" * 3000 + "-"])
def test_what_is_no_range_gets_the_whole(client: Client, recorded: str, asked: str) -> None:
    response = client.get(recorded, headers={"Range": asked})
    assert response.status_code == 200
    assert body(response) == WHOLE


def test_nothing_recorded_is_nothing_there(client: Client, answer: Answer) -> None:
    assert client.get(f"/answers/{answer.pk}/recording.wav").status_code == 404


def test_deleting_asks_first_and_keeps_the_words(client: Client, answer: Answer, recorded: str) -> None:
    where = f"/answers/{answer.pk}/recording/delete"
    assert "0:01 of your voice" in client.get(where).content.decode()
    assert client.get(recorded).status_code == 200
    response = client.post(where)
    assert response["Location"] == f"/practice/{answer.turn.session_id}/review/1"
    assert client.get(recorded).status_code == 404
    assert client.get(f"/answers/{answer.pk}/captions").json()["captions"][0]["caption"] == "I led it."


def test_what_was_deleted_is_not_asked_about_again(client: Client, answer: Answer, recorded: str) -> None:
    where = f"/answers/{answer.pk}/recording/delete"
    client.post(where)
    assert client.get(where)["Location"] == f"/practice/{answer.turn.session_id}/review/1"


PLACES = ["segments/1", "captions", "recording.wav", "recording/delete"]


@pytest.mark.parametrize("place", PLACES)
def test_nobody_elses(
    answer: Answer, recorded: str, ben: User, root: User, sign_in: Callable[[User], Client], place: str
) -> None:
    where = f"/answers/{answer.pk}/{place}"
    for user in (ben, root):
        other = sign_in(user)
        assert other.get(where).status_code in {404, 405}
        assert other.post(where, TWO, content_type="application/octet-stream").status_code in {404, 405}
    for send_it in (Client().get, Client().post):
        assert send_it(where).status_code in {302, 405}
    assert answer.segments.with_sound().count() == 2


@pytest.mark.parametrize(("place", "method"), [("segments/1", "get"), ("captions", "put"), ("recording.wav", "post")])
def test_wrong_methods(client: Client, answer: Answer, place: str, method: str) -> None:
    assert getattr(client, method)(f"/answers/{answer.pk}/{place}").status_code == 405


def test_a_full_quota_is_refused_in_words_and_typing_still_saves(
    client: Client, answer: Answer, settings: Settings
) -> None:
    settings.MAX_RECORDINGS_PER_PERSON = 10
    response = send(client, answer, 1, ONE)
    assert (response.status_code, response.json()["reason"]) == (422, "person_full")
    assert "You can keep typing" in response.json()["error"]
    draft = client.post(f"/answers/{answer.pk}/draft", {"text": "Typed.", "revision": 0})
    assert draft.status_code == 200
    answer.refresh_from_db()
    assert answer.text == "Typed."


def test_settings_and_lobby_say_how_much_space_is_used(client: Client, answer: Answer, settings: Settings) -> None:
    send(client, answer, 1, ONE)
    PracticeSession.objects.update(status=PracticeSession.Status.LOBBY)
    pages = ["/settings/", f"/practice/{answer.turn.session_id}/lobby"]
    settings.MAX_RECORDINGS_PER_PERSON = 50_000
    for page in pages:
        assert "nearly full" in client.get(page).content.decode()
    settings.MAX_RECORDINGS_PER_PERSON = 1_000
    for page in pages:
        assert "There is no room for more" in client.get(page).content.decode()


def test_errors_are_for_programs(client: Client, answer: Answer) -> None:
    assert json.loads(send(client, answer, 0, ONE).content)["reason"] == "wrong_number"
