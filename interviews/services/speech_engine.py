"""The recogniser: turns sound into words on this machine. Loaded once, when somebody first speaks.

It serves one caller at a time and uses every core while it does. So a few may queue for it and the others are told at
once to come back, since whoever waits here holds a thread that somebody's draft may need; and it works in a thread of
its own that stands back for all others.
"""

import logging
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from threading import BoundedSemaphore, get_native_id
from typing import TYPE_CHECKING, Final

from interviews.rules.sound import SAMPLES_PER_SECOND, samples_of

if TYPE_CHECKING:
    from moonshine_voice.transcriber import Transcriber

LANGUAGES: Final = frozenset({"en"})
#: One is served while the others queue.
MOST_CALLERS: Final = 4
LOUDEST: Final = 32_768
#: As in nice(1). What the recogniser starts itself has it, too.
NICE: Final = 10

logger = logging.getLogger(__name__)
places = BoundedSemaphore(MOST_CALLERS)


class TranscriberBusy(Exception):
    """Too many are being listened to at this moment."""


class TranscriptionError(Exception):
    """The recogniser is not installed, cannot be loaded, or failed on this sound."""


def understands(language: str) -> bool:
    """Whether what is said in this language is written down here. Loads nothing."""
    return language.split("-")[0].lower() in LANGUAGES and is_installed()


@cache
def is_installed() -> bool:
    return find_spec("moonshine_voice") is not None


def hear(pcm: bytes) -> str:
    """The words in it, "" where there are none. Raises TranscriberBusy and TranscriptionError."""
    with worker_slot():
        return listener.submit(words_in, pcm).result()


def words_in(pcm: bytes) -> str:
    transcriber = loaded()
    if transcriber is None:
        raise TranscriptionError
    try:
        floats = [sample / LOUDEST for sample in samples_of(pcm)]
        lines = transcriber.transcribe_without_streaming(floats, SAMPLES_PER_SECOND).lines
    except Exception as error:
        logger.exception("The recogniser failed on a segment")
        raise TranscriptionError from error
    return " ".join(" ".join(line.text for line in lines).split())


@contextmanager
def worker_slot() -> Iterator[None]:
    if not places.acquire(blocking=False):
        raise TranscriberBusy
    try:
        yield
    finally:
        places.release()


@cache
def loaded() -> "Transcriber | None":
    """None where it cannot be had; the operator finds the reason in the log, once."""
    try:
        from moonshine_voice import ModelArch
        from moonshine_voice.transcriber import Transcriber
        from moonshine_voice.utils import get_model_path

        return Transcriber(get_model_path("tiny-en"), ModelArch.TINY, options={"return_audio_data": "false"})
    except Exception:
        logger.exception("The recogniser cannot be loaded: what is spoken is recorded, not written down")
        return None


def warm_up() -> None:
    """Load it while the person clears their throat."""
    listener.submit(loaded)


def lower_thread_priority() -> None:
    if sys.platform == "linux":  # Where each thread has a niceness of its own.
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, get_native_id(), NICE)


listener = ThreadPoolExecutor(max_workers=1, thread_name_prefix="recogniser", initializer=lower_thread_priority)
