"""What a candidate says aloud to one question: recorded in numbered segments, each written down on this server.

A segment may come twice, late or after a later one; the recording and the words come out the same. The room puts the
words into the answer. Where it cannot any more, since the answer was given in the meantime, they are put under it here.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import partial
from itertools import chain, islice, takewhile
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from interviews.models import Answer, Candidate, DeletedRecording, PracticeSession, Segment, recordings
from interviews.models.fields import DecryptionError
from interviews.models.practice import MAX_ANSWER_LENGTH
from interviews.models.speech import (
    LONGEST_RECORDING,
    LONGEST_SEGMENT,
    MOST_SEGMENTS,
    SegmentQuerySet,
    is_file_needed,
    stored_size,
    words_of,
)
from interviews.rules.sound import (
    BYTES_PER_SAMPLE,
    BYTES_PER_SECOND,
    SAMPLES_PER_SECOND,
    WAV_HEADER_LENGTH,
    is_sound,
    silences,
    wav_header,
)
from interviews.services import speech_engine

LARGEST_SEGMENT = LONGEST_SEGMENT * BYTES_PER_SECOND
#: Share of a person's quota from which they are warned.
NEARLY_FULL = 0.8
#: The language of an answer is checked until so many of its segments passed: the check costs as much as the transcript.
LANGUAGE_CHECKS = 2
#: Segments that one request may write down of those that had to wait.
AT_ONCE = 2

Status = Segment.Status


@dataclass(frozen=True, slots=True)
class SpeechOptions:
    """What one session offers for speaking: whether it is transcribed, and for how many days recordings are kept."""

    is_written_down: bool
    keep_days: int
    minutes: int = LONGEST_RECORDING // 60
    seconds: int = LONGEST_RECORDING

    @property
    def is_open(self) -> bool:
        return self.is_written_down or self.keep_days > 0


def speech_options(session: PracticeSession) -> SpeechOptions:
    return SpeechOptions(speech_engine.understands(session.language), session.round.candidate.keep_recordings_days)


@dataclass(frozen=True, slots=True)
class RecordingSpace:
    """Bytes on the disk that a candidate's recordings take, and how many they may."""

    used: int
    limit: int
    is_server_full: bool

    @property
    def is_full(self) -> bool:
        return self.used >= self.limit

    @property
    def is_nearly_full(self) -> bool:
        return self.used >= NEARLY_FULL * self.limit


def recording_space(candidate: Candidate) -> RecordingSpace:
    used = Segment.objects.of_candidate(candidate).with_sound().stored_bytes()
    return RecordingSpace(used, settings.MAX_RECORDINGS_PER_PERSON, is_server_full(0))


def is_server_full(more: int) -> bool:
    """Whether storing `more` bytes would pass the server's quota or leave too little free disk."""
    if recordings.free_bytes() - more < settings.MIN_FREE_DISK:
        return True
    return Segment.objects.with_sound().stored_bytes() + more > settings.MAX_RECORDINGS


def check_space(answer: Answer, samples: int) -> None:
    """Not under a lock: requests that check at the same moment can pass the quota by one segment each."""
    more = stored_size(samples)
    space = recording_space(answer.turn.session.round.candidate)
    if space.used + more > space.limit:
        raise SegmentRefused(Refused.PERSON_FULL)
    if is_server_full(more):
        raise SegmentRefused(Refused.SERVER_FULL)


class Refused(Enum):
    """Why a segment was not stored."""

    NOT_SOUND = "not_sound"
    TOO_LONG = "too_long"
    WRONG_NUMBER = "wrong_number"
    NUMBER_TAKEN = "number_taken"
    FULL = "full"
    PERSON_FULL = "person_full"
    SERVER_FULL = "server_full"


class SegmentRefused(Exception):
    def __init__(self, reason: Refused) -> None:
        super().__init__(reason.value)
        self.reason = reason


class AnswerGone(Exception):
    """Its session, or the account, was deleted while it was listened to."""


def receive(*, answer: Answer, number: int, pcm: bytes, now: datetime) -> Segment:
    """Keep a segment and write down what is said in it; WAITING where that has to wait. Raises SegmentRefused
    and AnswerGone."""
    check(number, pcm)
    checksum = hashlib.sha256(pcm).hexdigest()
    segment = answer.segments.filter(number=number).first() or keep(answer, number, pcm, checksum, now)
    if segment.checksum != checksum:
        raise SegmentRefused(Refused.NUMBER_TAKEN)
    transcribe_segment(segment, pcm)
    return segment


def check(number: int, pcm: bytes) -> None:
    if not 1 <= number <= MOST_SEGMENTS:
        raise SegmentRefused(Refused.WRONG_NUMBER)
    if len(pcm) > LARGEST_SEGMENT:
        raise SegmentRefused(Refused.TOO_LONG)
    if not is_sound(pcm):
        raise SegmentRefused(Refused.NOT_SOUND)


def keep(answer: Answer, number: int, pcm: bytes, checksum: str, now: datetime) -> Segment:
    """Its sound on the disk and then its row; the row that was there first where two came at once."""
    samples = len(pcm) // BYTES_PER_SAMPLE
    if answer.segments.all().samples_in_all() + samples > LONGEST_RECORDING * SAMPLES_PER_SECOND:
        raise SegmentRefused(Refused.FULL)
    check_space(answer, samples)
    name = recordings.keep(pcm)
    found = {"checksum": checksum, "samples": samples, "silences": silences(pcm), "file": name, "received_at": now}
    try:
        segment, is_new = Segment.objects.get_or_create(answer=answer, number=number, defaults=found)
    except IntegrityError as error:
        recordings.erase(name)
        raise AnswerGone from error
    if not is_new:
        recordings.erase(name)
    return segment


def transcribe_segment(segment: Segment, pcm: bytes | None = None) -> None:
    """Once. What the recogniser has no time for now stays WAITING, with its sound."""
    if segment.status != Status.WAITING:
        return
    session = segment.answer.turn.session
    try:
        if not speech_engine.understands(session.language):
            raise speech_engine.TranscriptionError
        pcm = segment.sound if pcm is None else pcm
        words = speech_engine.transcribe(pcm, check_language=needs_language_check(segment))
    except speech_engine.TranscriberBusy:
        return
    except speech_engine.NotEnglishError:
        note_words(segment, Status.NOT_ENGLISH, "")
    except (speech_engine.TranscriptionError, DecryptionError, FileNotFoundError):
        note_words(segment, Status.FAILED, "")
    else:
        note_words(segment, Status.HEARD if words else Status.SILENT, words)


def needs_language_check(segment: Segment) -> bool:
    heard = segment.answer.segments.filter(status=Status.HEARD)
    passed = (each for each in heard if len(each.transcript.split()) >= speech_engine.CHECKED_WORDS)
    return len(list(islice(passed, LANGUAGE_CHECKS))) < LANGUAGE_CHECKS


@transaction.atomic
def note_words(segment: Segment, status: str, words: str) -> None:
    session = PracticeSession.objects.select_for_update().filter(turns__answers=segment.answer_id).first()
    if session is None:
        raise AnswerGone
    if Segment.objects.waiting().filter(pk=segment.pk).update(status=status, transcript=words):
        segment.status, segment.transcript = status, words
        append_late_transcripts(Answer.objects.get(pk=segment.answer_id))
        if session.round.candidate.keep_recordings_days == 0 and status in {Status.HEARD, Status.SILENT}:
            segment.erase_sound()
    else:
        segment.refresh_from_db()


def append_late_transcripts(answer: Answer) -> None:
    """The words that did not reach the room before the answer was given or skipped. An open one is left to the room."""
    if answer.status == Answer.Status.OPEN:
        return
    late = next_words(answer)
    joined = answer.joined_with(words_of(late))
    if not late or len(joined) > MAX_ANSWER_LENGTH:
        return
    if joined != answer.text:
        answer.text, answer.revision = joined, answer.revision + 1
    answer.spoken_upto = late[-1].number
    answer.save(update_fields=["text", "revision", "spoken_upto"])


def next_words(answer: Answer) -> list[Segment]:
    """What follows the words in the text, up to the first segment that is not here or not written down yet."""
    after = enumerate(answer.segments.after(answer.spoken_upto), start=answer.spoken_upto + 1)
    return [each for _, each in takewhile(lambda it: it[0] == it[1].number and it[1].status != Status.WAITING, after)]


def transcribe_pending(*, answer: Answer) -> None:
    """Write down some of what waits, unless the recogniser is busy. Raises AnswerGone."""
    for segment in waiting_beside(answer).select_related("answer__turn__session")[:AT_ONCE]:
        transcribe_segment(segment)
        if segment.status == Status.WAITING:
            return


def waiting_beside(answer: Answer) -> SegmentQuerySet:
    """What is not written down yet, of this answer and the others of its session."""
    return Segment.objects.waiting().filter(answer__turn__session=answer.turn.session_id)


@transaction.atomic
def delete_recording(*, answer: Answer) -> None:
    """Its sound; the words stay with the answer."""
    erase(answer.segments.with_sound())


def remove_due(*, now: datetime) -> int:
    """Erase what was kept as long as its candidate wanted; the number of segments."""
    due = Segment.objects.due(now)
    count = 0
    while some := list(due[:500]):
        with transaction.atomic():
            erase(some)
        count += len(some)
    return count


def erase(segments: Iterable[Segment]) -> None:
    for segment in segments:
        segment.erase_sound()


def remove_strays(*, older_than: datetime) -> int:
    """Erase files that no row knows, such as after a restored backup or a power cut; the number of files."""
    count = 0
    for path in recordings.files():
        if path.stat().st_mtime < older_than.timestamp() and not is_known(path.name):
            path.unlink(missing_ok=True)
            count += 1
    return count


def is_known(name: str) -> bool:
    try:
        return is_file_needed(UUID(name))
    except ValueError:
        return False


def lock_recordings_anew() -> int:
    """Put the newest key on every recording; the number of files changed. Raises DecryptionError."""
    changed, kept = 0, DeletedRecording.objects.all()
    names = (rows.values_list("file", flat=True).iterator() for rows in (Segment.objects.with_sound(), kept))
    for name in chain.from_iterable(names):
        with suppress(FileNotFoundError):
            changed += bool(name and recordings.reencrypt(name))
    return changed


@dataclass(frozen=True, slots=True)
class Recording:
    """The sound of one answer as a WAV file of `size` bytes, opened piece by piece."""

    segments: list[Segment]

    @property
    def size(self) -> int:
        return WAV_HEADER_LENGTH + sum(each.size for each in self.segments)

    def between(self, start: int, end: int) -> Iterator[bytes]:
        """The bytes from `start` to before `end`; only the segments in which they lie are unlocked."""
        at = 0
        for size, load in self.pieces():
            if at < end and start < at + size:
                yield load()[max(0, start - at) : end - at]
            at += size

    def pieces(self) -> Iterator[tuple[int, Callable[[], bytes]]]:
        yield WAV_HEADER_LENGTH, lambda: wav_header(self.size - WAV_HEADER_LENGTH)
        for segment in self.segments:
            yield segment.size, partial(sound_or_silence, segment)


def sound_or_silence(segment: Segment) -> bytes:
    """A file that was taken away must not break the others."""
    try:
        return segment.sound
    except (FileNotFoundError, DecryptionError):
        return bytes(segment.size)


def seconds_recorded(answer: Answer) -> int:
    """Of sound that is still here."""
    return answer.segments.with_sound().samples_in_all() // SAMPLES_PER_SECOND


def recording_of(answer: Answer) -> Recording | None:
    segments = list(answer.segments.with_sound())
    return Recording(segments) if segments else None
