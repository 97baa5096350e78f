"""Speech recognition on this machine. The model is loaded once, when somebody first speaks.

It serves one caller at a time and uses every core while it does. A few callers may queue; the others get
TranscriberBusy at once, because a waiting caller holds a thread that somebody's draft may need. It works in a thread
of its own with a lower priority.

Each call is independent of the ones before. The package's voice detector is not: its state survives a call, a stream
and even a new transcriber, and moves the places where it cuts a clip, so that texts changed by a word and silence after
somebody's speech came back as one. So words come from a transcriber without the detector. That one writes “You” for
silence and whole sentences for noise; so a second one with the detector, settled by silence, is asked whether anybody
spoke at all.
"""

import logging
import os
import sys
from array import array
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from threading import BoundedSemaphore, get_native_id
from typing import TYPE_CHECKING, Final

from interviews.rules.sound import SAMPLES_PER_SECOND, loudness, resampled, samples_of, word_difference

if TYPE_CHECKING:
    from moonshine_voice.transcriber import Stream, Transcriber

LANGUAGES: Final = frozenset({"en"})
#: One is served while the others queue.
MOST_CALLERS: Final = 4
FULL_SCALE: Final = 32_768
#: A clip with no more words than these, or fewer a second, may hold no speech: people say two to three a second.
FEW_WORDS: Final = 3
SPARSE: Final = 1.0
#: The loudest twentieth of a second of speech is at least so many times as loud as the middle one.
DYNAMICS: Final = 1.5
#: Seconds. Of a clip with enough words, only its loudest stretch is listened to for speech: noise has words, too.
WINDOW: Final = 3
#: Seconds of silence that settle the voice detector, in a stream of their own; about 4 ms of processor time each.
SETTLING: Final = 5
#: Samples of silence after each clip: two frames of the voice detector. Without it noise depended on the clip before.
TAIL: Final = 1024
#: Seconds; longer than any clip, so that a stream transcribes only when it is asked to.
NEVER: Final = 3600
#: The language check. Fewer words than these say nothing; the tempo is changed by this factor; and the share of words
#: that may differ. Measured on 24 synthetic voices: English up to 0.53, eleven other languages mostly from 0.6.
CHECKED_WORDS: Final = 6
TEMPO: Final = 1.06
LARGEST_DIFFERENCE: Final = 0.55
#: As in nice(1). What the recognizer starts itself has it, too.
NICE: Final = 10

logger = logging.getLogger(__name__)
_slots = BoundedSemaphore(MOST_CALLERS)


class TranscriberBusy(Exception):
    """Too many callers are queuing already."""


class NotEnglishError(Exception):
    """The clip has words, but hardly English ones."""


class TranscriptionError(Exception):
    """The recognizer is not installed, cannot be loaded, or failed on this clip."""


def understands(language: str) -> bool:
    """Whether this server transcribes this language. Loads nothing."""
    return language.split("-")[0].lower() in LANGUAGES and is_installed()


@cache
def is_installed() -> bool:
    return find_spec("moonshine_voice") is not None


def transcribe(pcm: bytes, *, check_language: bool = False) -> str:
    """The words in it, "" where there are none. Raises TranscriberBusy, TranscriptionError and, only where the
    language is to be checked, NotEnglishError."""
    with worker_slot():
        return _executor.submit(_transcribe, pcm, check_language).result()


def _transcribe(pcm: bytes, check_language: bool) -> str:
    samples = samples_of(pcm)
    text = _recognize(samples)
    if check_language and len(text.split()) >= CHECKED_WORDS and not _is_stable(samples, text):
        raise NotEnglishError
    return text


def _is_stable(samples: Sequence[int], text: str) -> bool:
    """Whether the same clip played slower, and if need be faster, gives about the same words. The model writes fluent
    English whatever it hears; what it invents changes with the tempo, what was said does not."""
    slower = word_difference(text, _recognize(resampled(samples, 1 / TEMPO)))
    if slower <= LARGEST_DIFFERENCE:
        return True
    return (slower + word_difference(text, _recognize(resampled(samples, TEMPO)))) / 2 <= LARGEST_DIFFERENCE


def _recognize(samples: Sequence[int]) -> str:
    engine = loaded()
    if engine is None:
        raise TranscriptionError
    if _is_flat(samples):
        return ""
    floats = [sample / FULL_SCALE for sample in samples]
    try:
        lines = engine.words.transcribe_without_streaming(floats, SAMPLES_PER_SECOND).lines
        text = " ".join(" ".join(line.text for line in lines).split())
        if not text:
            return ""
        is_sparse = len(text.split()) <= max(FEW_WORDS, SPARSE * len(samples) / SAMPLES_PER_SECOND)
        is_spoken = not is_sparse and _has_speech(engine.detector, _loudest(floats))
        return text if is_spoken or _has_speech(engine.detector, floats) else ""
    except Exception as error:
        logger.exception("The recognizer failed on a segment")
        raise TranscriptionError from error


def _is_flat(samples: Sequence[int]) -> bool:
    """Whether it is as loud all along, as silence, a hum and noise are; syllables are not."""
    levels = sorted(loudness(array("h", samples)))
    return not levels or levels[-1] < DYNAMICS * levels[len(levels) // 2] or levels[-1] == 0


def _loudest(floats: list[float]) -> list[float]:
    """The stretch of WINDOW seconds with the most sound in it, by steps of a quarter."""
    length, step = WINDOW * SAMPLES_PER_SECOND, WINDOW * SAMPLES_PER_SECOND // 4
    starts = range(0, max(1, len(floats) - length + 1), step)
    start = max(starts, key=lambda at: sum(abs(value) for value in floats[at : at + length : 16]))
    return floats[start : start + length]


def _has_speech(detector: "Transcriber", floats: list[float]) -> bool:
    with _stream(detector, [0.0] * SETTLING * SAMPLES_PER_SECOND):
        pass
    with _stream(detector, [*floats, *[0.0] * TAIL]) as stream:
        return any(line.text.strip() for line in stream.update_transcription().lines)


@contextmanager
def _stream(transcriber: "Transcriber", floats: list[float]) -> Iterator["Stream"]:
    with transcriber.create_stream(update_interval=NEVER) as stream:
        stream.start()
        stream.add_audio(floats, SAMPLES_PER_SECOND)
        yield stream


@contextmanager
def worker_slot() -> Iterator[None]:
    if not _slots.acquire(blocking=False):
        raise TranscriberBusy
    try:
        yield
    finally:
        _slots.release()


@dataclass(frozen=True, slots=True)
class Engine:
    """The model twice: without the voice detector for the words, with it for whether there are any."""

    words: "Transcriber"
    detector: "Transcriber"


@cache
def loaded() -> Engine | None:
    """None where it cannot be loaded; the log says why, once."""
    try:
        from moonshine_voice import ModelArch
        from moonshine_voice.transcriber import Transcriber
        from moonshine_voice.utils import get_model_path

        path, quiet = get_model_path("tiny-en"), {"return_audio_data": "false"}
        return Engine(
            words=Transcriber(path, ModelArch.TINY, options={**quiet, "vad_threshold": "0"}),
            detector=Transcriber(path, ModelArch.TINY, options=quiet),
        )
    except Exception:
        logger.exception("Speech recognition is unavailable: answers are recorded without a transcript")
        return None


def warm_up() -> None:
    """Load it while the person clears their throat."""
    _executor.submit(loaded)


def lower_thread_priority() -> None:
    if sys.platform == "linux":  # Where each thread has a niceness of its own.
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, get_native_id(), NICE)


_executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="recognizer", initializer=lower_thread_priority)
