"""What is said aloud is kept, locked, written down once, and gone when it has to go."""

import random
import threading
from array import array
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from interviews.models import Answer, Candidate, PracticeSession, PromotionRound, Segment, User, recordings
from interviews.models.fields import DecryptionError
from interviews.models.practice import MAX_ANSWER_LENGTH
from interviews.models.speech import LONGEST_RECORDING, MOST_SEGMENTS
from interviews.models.speech import spoken as spoken_answer
from interviews.rules.sound import SAMPLES_PER_SECOND, silences, talking_time, wav_header
from interviews.services import answering, practice, privacy, speech, speech_engine, trash
from interviews.services.speech import Refused, SegmentRefused
from tests.conftest import NOW, make_round, make_session
from tests.speaking import STORY, noise, read_aloud, silence, word_error_rate

Status = Segment.Status
RAMBLE = "I led it and we saved 12% in nine days. " * 12
ONE, TWO, THREE = noise(1, seed=1), noise(1.5, seed=2), noise(0.5, seed=3)
WORDS = {ONE: "I led it.", TWO: "We saved 12%.", THREE: "In nine days."}


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Settings) -> None:
    settings.VAR_DIR = tmp_path


@pytest.fixture
def answer(ana: User) -> Answer:
    session = make_session(make_round(ana))
    return Answer.objects.select_related("turn__session__round__candidate").get(turn__session=session)


class Ear:
    """Stands in for the recogniser where not what it hears is tried, but what becomes of it."""

    def __init__(self) -> None:
        self.trouble: Exception | None = None
        self.times = 0
        self.checks: list[bool] = []

    def __call__(self, pcm: bytes, *, check_language: bool = False) -> str:
        self.times += 1
        self.checks.append(check_language)
        if self.trouble:
            raise self.trouble
        return WORDS.get(pcm, "")


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch) -> Ear:
    ear = Ear()
    monkeypatch.setattr(speech_engine, "transcribe", ear)
    monkeypatch.setattr(speech_engine, "is_installed", lambda: True)
    return ear


def send(answer: Answer, number: int, pcm: bytes) -> Segment:
    return speech.receive(answer=answer, number=number, pcm=pcm, now=NOW)


def recorded(answer: Answer) -> bytes:
    found = speech.recording_of(answer)
    return b"".join(found.between(0, found.size)) if found else b""


def captions(answer: Answer) -> list[str]:
    return [each.transcript for each in answer.segments.all()]


def reason(answer: Answer, number: int, pcm: bytes) -> Refused:
    with pytest.raises(SegmentRefused) as refused:
        send(answer, number, pcm)
    return refused.value.reason


def files() -> list[Path]:
    return list(recordings.files())


def give(answer: Answer, **fields: object) -> None:
    Answer.objects.filter(pk=answer.pk).update(status=Answer.Status.GIVEN, **fields)


def test_a_segment_is_kept_and_written_down(answer: Answer, ear: Ear) -> None:
    segment = send(answer, 1, ONE)
    assert (segment.status, segment.transcript, segment.seconds) == (Status.HEARD, "I led it.", 1.0)
    assert recorded(answer) == wav_header(len(ONE)) + ONE


def test_what_lies_on_the_disk_says_nothing(answer: Answer, ear: Ear, tmp_path: Path) -> None:
    send(answer, 1, ONE)
    (file,) = files()
    assert file.is_relative_to(tmp_path)
    assert file.stat().st_mode & 0o077 == 0
    assert ONE[:64] not in file.read_bytes()
    assert b"RIFF" not in file.read_bytes()


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2), (2, 2, 3, 1, 1, 3)])
def test_twice_late_and_out_of_order_give_the_same(answer: Answer, ear: Ear, order: tuple[int, ...]) -> None:
    for number in order:
        send(answer, number, [ONE, TWO, THREE][number - 1])
    assert recorded(answer)[44:] == ONE + TWO + THREE
    assert captions(answer) == ["I led it.", "We saved 12%.", "In nine days."]
    assert ear.times == 3
    assert len(files()) == 3


def test_another_sound_under_the_same_number_changes_nothing(answer: Answer, ear: Ear) -> None:
    send(answer, 1, ONE)
    assert reason(answer, 1, TWO) == Refused.NUMBER_TAKEN
    assert recorded(answer)[44:] == ONE
    assert len(files()) == 1


@pytest.mark.parametrize(
    ("number", "pcm", "why"),
    [
        (0, ONE, Refused.WRONG_NUMBER),
        (MOST_SEGMENTS + 1, ONE, Refused.WRONG_NUMBER),
        (10**30, ONE, Refused.WRONG_NUMBER),
        (1, silence(20.1), Refused.TOO_LONG),
        (1, b"RIFF and so on", Refused.NOT_SOUND),
        (1, b"", Refused.NOT_SOUND),
    ],
)
def test_what_is_no_segment_is_refused_and_leaves_nothing(
    answer: Answer, ear: Ear, number: int, pcm: bytes, why: Refused
) -> None:
    assert reason(answer, number, pcm) == why
    assert not files()
    assert not answer.segments.exists()


def test_an_answer_is_recorded_for_ten_minutes(answer: Answer, ear: Ear) -> None:
    send(answer, 1, ONE)
    answer.segments.update(samples=(LONGEST_RECORDING - 1) * SAMPLES_PER_SECOND)
    send(answer, 2, noise(1, seed=5))
    assert reason(answer, 3, THREE) == Refused.FULL
    assert send(answer, 1, ONE).status == Status.HEARD


def test_past_capacity_the_sound_is_safe_and_the_words_come_later(answer: Answer, ear: Ear) -> None:
    ear.trouble = speech_engine.TranscriberBusy()
    assert send(answer, 1, ONE).status == Status.WAITING
    assert recorded(answer)[44:] == ONE
    ear.trouble = None
    speech.transcribe_pending(answer=answer)
    assert captions(answer) == ["I led it."]


def test_sending_a_waiting_segment_again_writes_it_down(answer: Answer, ear: Ear) -> None:
    ear.trouble = speech_engine.TranscriberBusy()
    send(answer, 1, ONE)
    ear.trouble = None
    assert send(answer, 1, ONE).transcript == "I led it."


def test_without_a_recogniser_it_is_recorded_all_the_same(
    answer: Answer, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speech_engine, "is_installed", lambda: False)
    assert send(answer, 1, ONE).status == Status.FAILED
    assert recorded(answer)[44:] == ONE
    assert ear.times == 0


def test_another_language_is_recorded_and_not_written_down(answer: Answer, ear: Ear) -> None:
    PracticeSession.objects.update(language="pt")
    segment = send(Answer.objects.get(), 1, ONE)
    assert (segment.status, ear.times) == (Status.FAILED, 0)


def test_a_recogniser_that_fails_costs_no_sound(answer: Answer, ear: Ear) -> None:
    ear.trouble = speech_engine.TranscriptionError()
    assert send(answer, 1, ONE).status == Status.FAILED
    assert recorded(answer)[44:] == ONE


def test_the_room_puts_the_words_in_while_the_question_is_open(answer: Answer, ear: Ear) -> None:
    send(answer, 1, ONE)
    answer.refresh_from_db()
    assert (answer.text, answer.spoken_upto) == ("", 0)


def test_words_that_come_after_done_go_under_the_answer_in_order_and_once(answer: Answer, ear: Ear) -> None:
    send(answer, 1, ONE)
    give(answer, text="I led it, all of it.", spoken_upto=1)
    send(answer, 3, THREE)
    send(answer, 2, TWO)
    send(answer, 2, TWO)
    answer.refresh_from_db()
    assert answer.text == "I led it, all of it.\n\nWe saved 12%. In nine days."
    assert answer.spoken_upto == 3


def test_done_takes_in_what_the_room_had_no_time_to_show(answer: Answer, ear: Ear) -> None:
    send(answer, 1, ONE)
    send(answer, 2, TWO)
    receipt = answering.give(answer=answer, text="I led it.", revision=0, spoken_upto=1, now=NOW)
    assert receipt.text == "I led it.\n\nWe saved 12%."
    answer.refresh_from_db()
    assert (answer.text, answer.revision, answer.spoken_upto) == (receipt.text, receipt.revision, 2)


def test_leaving_early_takes_in_what_was_said(answer: Answer, ear: Ear) -> None:
    send(answer, 1, ONE)
    practice.end(session=answer.turn.session, now=NOW)
    answer.refresh_from_db()
    assert (answer.text, answer.status) == ("I led it.", Answer.Status.GIVEN)


def test_a_draft_says_how_far_the_spoken_words_are_in_it(answer: Answer, ear: Ear) -> None:
    user = answer.turn.session.round.candidate.user
    answering.save_draft(user=user, pk=answer.pk, text="I led it.", revision=0, spoken_upto=1)
    answering.save_draft(user=user, pk=answer.pk, text="I led it all.", revision=1)
    answering.save_draft(user=user, pk=answer.pk, text="Older.", revision=0, spoken_upto=7)
    answer.refresh_from_db()
    assert (answer.text, answer.spoken_upto) == ("I led it all.", 1)


def test_a_spoken_ramble_is_known_by_its_seconds(answer: Answer, ear: Ear) -> None:
    """Typed, so few words are no ramble."""
    Segment.objects.create(
        answer=answer,
        number=1,
        samples=400 * SAMPLES_PER_SECOND,
        status=Status.HEARD,
        transcript=RAMBLE,
        received_at=NOW,
    )
    answer.turn.probes = []
    answer.turn.save()
    answering.give(answer=answer, text=RAMBLE, revision=0, spoken_upto=1, now=NOW)
    follow_up = Answer.objects.get(turn=answer.turn, number=1)
    assert follow_up.why_asked == "too_long"


def test_late_words_that_do_not_fit_leave_the_answer_whole(answer: Answer, ear: Ear) -> None:
    give(answer, text="x" * (MAX_ANSWER_LENGTH - 3))
    send(answer, 1, ONE)
    answer.refresh_from_db()
    assert len(answer.text) == MAX_ANSWER_LENGTH - 3


def test_who_wants_no_recordings_keeps_the_words_only(
    answer: Answer, ear: Ear, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    Candidate.objects.update(keep_recordings_days=0)
    with django_capture_on_commit_callbacks(execute=True):
        segment = send(answer, 1, ONE)
    assert segment.transcript == "I led it."
    assert not files()
    assert not recorded(answer)


def test_ranges_are_those_of_the_whole(answer: Answer, ear: Ear) -> None:
    for number, pcm in enumerate([ONE, TWO, THREE], start=1):
        send(answer, number, pcm)
    whole = recorded(answer)
    found = speech.recording_of(answer)
    assert found
    assert found.size == len(whole)
    chance = random.Random(4)
    for _ in range(30):
        start, end = sorted(chance.choices(range(found.size + 1), k=2))
        assert b"".join(found.between(start, end)) == whole[start:end]


def test_only_what_is_asked_for_is_unlocked(answer: Answer, ear: Ear, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, pcm in enumerate([ONE, TWO, THREE], start=1):
        send(answer, number, pcm)
    found = speech.recording_of(answer)
    opened = []
    read = recordings.read
    monkeypatch.setattr(recordings, "read", lambda name: opened.append(name) or read(name))  # type: ignore[func-returns-value]
    assert found
    assert b"".join(found.between(44 + len(ONE) + 10, 44 + len(ONE) + 20)) == TWO[10:20]
    assert len(opened) == 1


def test_a_file_that_was_taken_away_is_heard_as_silence(answer: Answer, ear: Ear) -> None:
    send(answer, 1, ONE)
    send(answer, 2, TWO)
    segment = answer.segments.get(number=1)
    assert segment.file
    recordings.erase(segment.file)
    assert recorded(answer)[44:] == bytes(len(ONE)) + TWO


@pytest.mark.django_db(transaction=True)
class TestGone:
    """Deletions that the database has confirmed."""

    def test_deleting_an_account_leaves_no_file_of_it_and_those_of_others(
        self, answer: Answer, ben: User, ear: Ear
    ) -> None:
        bens = Answer.objects.get(turn__session=make_session(make_round(ben)))
        send(answer, 1, ONE)
        send(bens, 1, TWO)
        privacy.delete_account(user=User.objects.get(email="ana@example.com"))
        assert len(files()) == 1
        assert recorded(bens)[44:] == TWO

    def test_deleting_a_practice_takes_its_recordings_along(self, answer: Answer, ear: Ear) -> None:
        send(answer, 1, ONE)
        deleted = trash.delete(
            item=answer.turn.session, candidate=answer.turn.session.round.candidate, title="", now=NOW
        )
        assert len(files()) == 1  # It can still be restored.
        deleted.delete()
        assert not files()

    def test_restored_practice_has_its_recordings(self, answer: Answer, ear: Ear) -> None:
        send(answer, 1, ONE)
        deleted = trash.delete(
            item=answer.turn.session, candidate=answer.turn.session.round.candidate, title="", now=NOW
        )
        speech.remove_strays(older_than=NOW + timedelta(days=3650))
        trash.restore(deleted=deleted)
        assert recorded(Answer.objects.get(pk=answer.pk))[44:] == ONE

    def test_deleting_a_round_takes_its_recordings_along(self, answer: Answer, ear: Ear) -> None:
        send(answer, 1, ONE)
        PromotionRound.objects.all().delete()
        assert not files()

    def test_one_recording_goes_and_its_words_stay(self, answer: Answer, ear: Ear) -> None:
        send(answer, 1, ONE)
        give(answer, text="I led it.", spoken_upto=1)
        speech.delete_recording(answer=answer)
        assert not files()
        assert not recorded(answer)
        answer.refresh_from_db()
        assert answer.text == "I led it."
        told = spoken_answer(answer)
        assert told
        assert told.seconds == 1.0

    def test_what_is_due_goes_after_the_days_each_candidate_chose(self, answer: Answer, ben: User, ear: Ear) -> None:
        bens = Answer.objects.get(turn__session=make_session(make_round(ben)))
        Candidate.objects.filter(user=ben).update(keep_recordings_days=365)
        send(answer, 1, ONE)
        send(bens, 1, TWO)
        assert speech.remove_due(now=NOW + timedelta(days=89)) == 0
        assert speech.remove_due(now=NOW + timedelta(days=90)) == 1
        assert not recorded(answer)
        assert recorded(bens)[44:] == TWO
        assert captions(answer) == ["I led it."]
        assert len(files()) == 1

    def test_what_waits_goes_too_in_the_end(self, answer: Answer, ear: Ear) -> None:
        Candidate.objects.update(keep_recordings_days=0)
        ear.trouble = speech_engine.TranscriberBusy()
        send(answer, 1, ONE)
        assert speech.remove_due(now=NOW) == 0
        assert speech.remove_due(now=NOW + timedelta(days=1)) == 1
        assert not files()

    def test_the_command_erases_strays_and_says_so(
        self, answer: Answer, ear: Ear, capsys: pytest.CaptureFixture[str]
    ) -> None:
        send(answer, 1, ONE)
        stray = recordings.path_of(recordings.keep(TWO))
        assert speech.remove_strays(older_than=NOW - timedelta(days=900)) == 0
        assert speech.remove_strays(older_than=NOW + timedelta(days=9000)) == 1
        assert not stray.exists()
        call_command("remove_due_recordings")
        assert "0 files that belonged to nobody" in capsys.readouterr().out
        assert recorded(answer)[44:] == ONE


OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def test_after_rotation_recordings_open_with_the_new_key_alone(answer: Answer, ear: Ear, settings: Settings) -> None:
    settings.ANSWER_KEYS = [OLD]
    Segment.objects.create(answer=answer, number=1, samples=16_000, file=recordings.keep(ONE), received_at=NOW)
    settings.ANSWER_KEYS = [NEW, OLD]
    assert speech.lock_recordings_anew() == 1
    assert speech.lock_recordings_anew() == 0
    settings.ANSWER_KEYS = [NEW]
    (file,) = Segment.objects.values_list("file", flat=True)
    assert file
    assert recordings.read(file) == ONE


def test_a_lost_key_stops_the_rotation_and_leaves_the_file(answer: Answer, ear: Ear, settings: Settings) -> None:
    send(answer, 1, ONE)
    (file,) = files()
    before = file.read_bytes()
    settings.ANSWER_KEYS = [NEW]
    with pytest.raises(DecryptionError):
        speech.lock_recordings_anew()
    assert file.read_bytes() == before


def test_pace_is_told_of_what_was_mostly_spoken(answer: Answer, ear: Ear) -> None:
    send(answer, 1, ONE + silence(1.2))
    answer.segments.update(transcript="I led it.", status=Status.HEARD)
    send(answer, 2, THREE)
    answer.text = "I led it. In nine days."
    told = spoken_answer(answer)
    assert told
    assert told.seconds == pytest.approx(2.7)
    assert told.pauses == [1.2]
    assert told.is_mostly_spoken
    answer.text += " " + "And this I typed, at length." * 3
    told = spoken_answer(answer)
    assert told
    assert not told.is_mostly_spoken


def test_a_typed_answer_was_not_spoken(answer: Answer) -> None:
    assert spoken_answer(answer) is None


def test_a_person_over_quota_is_refused_and_others_are_not(
    answer: Answer, ben: User, ear: Ear, settings: Settings
) -> None:
    bens = Answer.objects.get(turn__session=make_session(make_round(ben)))
    settings.MAX_RECORDINGS_PER_PERSON = 2 * len(ONE)
    send(answer, 1, ONE)
    assert reason(answer, 2, TWO) == Refused.PERSON_FULL
    assert len(files()) == 1
    assert send(bens, 1, ONE).status == Status.HEARD
    assert send(answer, 1, ONE).status == Status.HEARD


def test_deleting_a_recording_makes_room_again(answer: Answer, ear: Ear, settings: Settings) -> None:
    settings.MAX_RECORDINGS_PER_PERSON = 2 * len(ONE)
    send(answer, 1, ONE)
    speech.delete_recording(answer=answer)
    assert send(answer, 2, TWO).status == Status.HEARD


def test_server_quota_counts_everybody(answer: Answer, ben: User, ear: Ear, settings: Settings) -> None:
    bens = Answer.objects.get(turn__session=make_session(make_round(ben)))
    settings.MAX_RECORDINGS = 2 * len(ONE)
    send(answer, 1, ONE)
    assert reason(bens, 1, TWO) == Refused.SERVER_FULL


def test_free_disk_below_the_floor_refuses_recordings(answer: Answer, ear: Ear, settings: Settings) -> None:
    settings.MIN_FREE_DISK = 10**18
    assert reason(answer, 1, ONE) == Refused.SERVER_FULL
    assert not files()


def test_stored_bytes_are_those_on_the_disk(answer: Answer, ear: Ear) -> None:
    send(answer, 1, ONE)
    (file,) = files()
    space = speech.recording_space(answer.turn.session.round.candidate)
    assert space.used == pytest.approx(file.stat().st_size, rel=0.01)


def test_speech_that_is_not_english_keeps_its_recording_only(answer: Answer, ear: Ear) -> None:
    Candidate.objects.update(keep_recordings_days=0)
    ear.trouble = speech_engine.NotEnglishError()
    segment = send(answer, 1, ONE)
    assert (segment.status, segment.transcript) == (Status.NOT_ENGLISH, "")
    assert recorded(answer)[44:] == ONE


def test_language_is_checked_until_two_segments_passed(answer: Answer, ear: Ear) -> None:
    for number in (1, 2, 3, 4):
        send(answer, number, noise(0.5, seed=number + 20))
        words = "Yes." if number == 1 else "I led the team for three years."
        answer.segments.filter(number=number).update(status=Status.HEARD, transcript=words)
    assert ear.checks == [True, True, True, False]


def test_a_segment_without_words_is_one_pause_however_the_room_hums(answer: Answer, ear: Ear) -> None:
    for number, pcm in enumerate([ONE, noise(2, loud=170), THREE], start=1):
        send(answer, number, pcm)
    told = spoken_answer(answer)
    assert told
    assert told.pauses == [2.0]


# The recognizer itself


def test_the_recogniser_hears_what_was_said() -> None:
    assert word_error_rate(STORY, speech_engine.transcribe(read_aloud())) <= 0.15


def test_the_recogniser_hears_nothing_in_silence_and_noise() -> None:
    assert speech_engine.transcribe(silence(3)) == ""
    assert speech_engine.transcribe(silence(0.1)) == ""
    assert speech_engine.transcribe(noise(3)) == ""
    assert speech_engine.transcribe(noise(10)) == ""
    assert speech_engine.transcribe(noise(6, loud=2000)) == ""


def test_english_passes_the_language_check() -> None:
    for start in (0, 6):
        assert speech_engine.transcribe(read_aloud()[start * 32_000 : (start + 7) * 32_000], check_language=True)


def test_speech_played_backwards_is_not_english() -> None:
    """Stands in for a language that the model does not know: it comes out as fluent English all the same."""
    samples = array("h", read_aloud()[: 10 * 32_000])
    samples.reverse()
    assert len(speech_engine.transcribe(samples.tobytes()).split()) >= speech_engine.CHECKED_WORDS
    with pytest.raises(speech_engine.NotEnglishError):
        speech_engine.transcribe(samples.tobytes(), check_language=True)


def test_very_quiet_speech_is_understood_and_is_no_pause() -> None:
    pcm = read_aloud()
    quiet = array("h", (int(sample / 20) for sample in array("h", pcm))).tobytes()
    assert word_error_rate(STORY, speech_engine.transcribe(quiet)) <= 0.2
    assert talking_time([(13.1, silences(quiet))]) == pytest.approx(talking_time([(13.1, silences(pcm))]), abs=0.3)


def test_four_at_once_are_heard_and_the_rest_told_to_come_back() -> None:
    pcm = read_aloud()
    heard: list[str | None] = []
    everybody = threading.Barrier(6)

    def speak() -> None:
        everybody.wait()
        try:
            heard.append(speech_engine.transcribe(pcm))
        except speech_engine.TranscriberBusy:
            heard.append(None)

    threads = [threading.Thread(target=speak) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    words = [each for each in heard if each is not None]
    assert len(words) == speech_engine.MOST_CALLERS
    assert all(word_error_rate(STORY, each) <= 0.15 for each in words)


def test_each_call_is_independent_of_the_ones_before() -> None:
    """In threads, two people's words and what is no speech; every other order leaves another state behind."""
    second = 32_000
    clips = {
        "ann": read_aloud()[: 7 * second],
        "bob": read_aloud()[5 * second : 9 * second],
        "one word": read_aloud()[: 1 * second],
        "after a word": silence(2),
        "silence": silence(3),
        "noise": noise(3),
        "hum": noise(3, loud=200),
    }
    alone = {name: speech_engine.transcribe(pcm) for name, pcm in clips.items()}
    assert [alone[name] for name in ("silence", "noise", "hum")] == ["", "", ""]
    order = [*clips] * 8
    random.Random(7).shuffle(order)
    with ThreadPoolExecutor(speech_engine.MOST_CALLERS) as people:
        heard = [*people.map(lambda name: (name, speech_engine.transcribe(clips[name])), order)]
    assert [(name, text) for name, text in heard if text != alone[name]] == []
