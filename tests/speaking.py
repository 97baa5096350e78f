"""Sound for the tests: a person reading aloud, noise, and silence. 16 kHz, one channel, 16 bits."""

import functools
import io
import random
import sys
import wave
from array import array
from importlib.resources import files
from typing import Final

from interviews.rules.sound import SAMPLES_PER_SECOND, word_difference

#: What is read in the first seconds of a recording that comes with the recogniser.
STORY: Final = (
    "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness, "
    "it was the epoch of belief, it was the epoch of incredulity."
)
READ_IN: Final = 13.15


def noise(seconds: float, seed: int = 1, loud: int = 6000) -> bytes:
    """Different for each seed."""
    chance = random.Random(seed)
    return array("h", (chance.randint(-loud, loud) for _ in range(int(seconds * SAMPLES_PER_SECOND)))).tobytes()


def silence(seconds: float) -> bytes:
    return bytes(2 * int(seconds * SAMPLES_PER_SECOND))


@functools.cache
def read_aloud() -> bytes:
    """A person reading STORY."""
    with wave.open(str(files("moonshine_voice") / "assets" / "two_cities.wav")) as sound:
        rate = sound.getframerate()
        samples = array("h", sound.readframes(int(READ_IN * rate)))
    if sys.byteorder == "big":
        samples.byteswap()
    step = rate / SAMPLES_PER_SECOND
    return array("h", (samples[int(place * step)] for place in range(int(len(samples) / step)))).tobytes()


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
    return word_difference(said, heard)
