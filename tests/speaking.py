"""Sound for the tests: spoken by espeak-ng, or noise and silence made here. 16 kHz, one channel, 16 bits."""

import functools
import io
import os
import random
import shutil
import subprocess
import sys
import wave
from array import array

import pytest

from interviews.rules.sound import SAMPLES_PER_SECOND

#: What espeak-ng says in the tests, slowly. The recogniser hears a voice that is made up less well than a person's.
STORY = (
    "Last year I was asked to take over the second plant. "
    "I trained six people and moved the night shift to the new line. "
    "It took nine days and we saved forty thousand euros."
)


def noise(seconds: float, seed: int = 1, loud: int = 6000) -> bytes:
    """Different for each seed."""
    chance = random.Random(seed)
    return array("h", (chance.randint(-loud, loud) for _ in range(int(seconds * SAMPLES_PER_SECOND)))).tobytes()


def silence(seconds: float) -> bytes:
    return bytes(2 * int(seconds * SAMPLES_PER_SECOND))


@functools.cache
def spoken(text: str) -> bytes:
    """`text` said aloud by espeak-ng. Skips the test where that is not installed, and fails it under CI=true."""
    if not shutil.which("espeak-ng"):
        missing = "espeak-ng is not installed: nothing can be said aloud"
        if os.environ.get("CI", "").lower() in {"1", "true", "yes"}:
            pytest.fail(missing)
        pytest.skip(missing)
    said = subprocess.run(
        ["espeak-ng", "-v", "en-us+Annie", "-s", "115", "--stdout", text], capture_output=True, check=True
    ).stdout
    with wave.open(io.BytesIO(said)) as sound:
        rate = sound.getframerate()
        # Its header does not know how long it will be.
        samples = array("h", sound.readframes(len(said) // 2 - 22))
    if sys.byteorder == "big":
        samples.byteswap()
    return at_our_rate(samples, rate).tobytes()


def at_our_rate(samples: "array[int]", rate: int) -> "array[int]":
    """Straight lines between the samples: good enough for a voice that is made up anyway."""
    step = rate / SAMPLES_PER_SECOND
    count = int((len(samples) - 1) / step)
    return array("h", (between(samples, place * step) for place in range(count)))


def between(samples: "array[int]", at: float) -> int:
    before = int(at)
    return round(samples[before] + (samples[before + 1] - samples[before]) * (at - before))


def as_wav(pcm: bytes, rate: int = SAMPLES_PER_SECOND) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(pcm)
    return file.getvalue()


def word_error_rate(said: str, heard: str) -> float:
    """Words put in, left out or changed, by the number of words said."""
    want, got = bare_words(said), bare_words(heard)
    row = list(range(len(got) + 1))
    for place, word in enumerate(want, start=1):
        before, row[0] = row[0], place
        for other, candidate in enumerate(got, start=1):
            before, row[other] = row[other], min(row[other] + 1, row[other - 1] + 1, before + (word != candidate))
    return row[-1] / len(want)


def bare_words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text.lower()).split()
