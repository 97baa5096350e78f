"""Sound as it comes from the room: 16 kHz, one channel, 16 bits, little-endian, without a header."""

import struct
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from operator import mul
from typing import Final

SAMPLES_PER_SECOND: Final = 16_000
BYTES_PER_SAMPLE: Final = 2
BYTES_PER_SECOND: Final = SAMPLES_PER_SECOND * BYTES_PER_SAMPLE
WAV_HEADER_LENGTH: Final = 44

#: Seconds. Speech is looked at in stretches of this length.
STRETCH: Final = 0.05
#: Seconds. Shorter silences belong to speaking; a pause that a listener notices is about a second or longer.
SHORTEST_PAUSE: Final = 1.0
#: Root mean square, of 32768. Below it nothing is speech; very quiet speech that is still understood has 20 to 66.
ALWAYS_SILENT: Final = 6
#: Relative to the loudest stretches: below the first always silence, above the second never. A voice varies by about
#: 25 dB between its vowels and its weakest sounds.
SILENT_SHARE: Final = 0.04
SPEECH_SHARE: Final = 0.25
#: A room hums at 30 to 150. What is less than twice as loud as the quietest tenth is that hum, not speech.
HUM_SHARE: Final = 0.1
ABOVE_HUM: Final = 2

#: How files begin that hold sound in another format (WAV, Ogg, WebM, FLAC, MP3 with a tag).
FILE_SIGNATURES: Final = (b"RIFF", b"OggS", b"\x1aE\xdf\xa3", b"fLaC", b"ID3")

Silences = Sequence[tuple[float, float]]


def samples_of(pcm: bytes) -> "array[int]":
    samples = array("h", pcm)
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def is_sound(pcm: bytes) -> bool:
    """Whether these can be samples: any bytes can, but not half a sample, a file with a header, or text."""
    start = pcm[:512]
    is_text = start.isascii() and start.decode("ascii").replace("\n", "").replace("\r", "").isprintable()
    return bool(pcm) and len(pcm) % BYTES_PER_SAMPLE == 0 and not start.startswith(FILE_SIGNATURES) and not is_text


def seconds_of(pcm: bytes) -> float:
    return len(pcm) / BYTES_PER_SECOND


def silences(pcm: bytes) -> list[tuple[float, float]]:
    """(start, end) in seconds of each stretch in which nobody speaks, short ones too."""
    levels = list(loudness(samples_of(pcm)))
    limit = silence_limit(levels)
    found: list[tuple[float, float]] = []
    for place, level in enumerate(levels):
        start, end = place * STRETCH, (place + 1) * STRETCH
        if level >= limit:
            continue
        joins = bool(found) and abs(found[-1][1] - start) < STRETCH / 2
        found[-1:] = [(found[-1][0], end)] if joins else [*found[-1:], (start, end)]
    return [(round(start, 2), round(min(end, seconds_of(pcm)), 2)) for start, end in found]


def silence_limit(levels: Sequence[float]) -> float:
    """Below it a stretch is silence. Follows both the room's hum and the voice."""
    loudest = max(levels, default=0)
    hum = sorted(levels)[int(HUM_SHARE * len(levels))] if levels else 0
    return max(ALWAYS_SILENT, SILENT_SHARE * loudest, min(ABOVE_HUM * hum, SPEECH_SHARE * loudest))


def loudness(samples: "array[int]") -> Iterator[float]:
    """The root mean square of each stretch."""
    size = int(STRETCH * SAMPLES_PER_SECOND)
    for start in range(0, len(samples), size):
        stretch = samples[start : start + size]
        yield (sum(map(mul, stretch, stretch)) / len(stretch)) ** 0.5


def joined(segments: Iterable[tuple[float, Silences]]) -> tuple[list[tuple[float, float]], float]:
    """The silences of what was cut into (length, silences) as if it had not been cut, and its length."""
    found: list[tuple[float, float]] = []
    at = 0.0
    for length, quiet in segments:
        for start, end in quiet:
            joins = bool(found) and at + start - found[-1][1] < STRETCH
            found[-1:] = [(found[-1][0], at + end)] if joins else [*found[-1:], (at + start, at + end)]
        at += length
    return found, at


def pauses(segments: Iterable[tuple[float, Silences]]) -> list[float]:
    """Seconds of each pause of SHORTEST_PAUSE or more between the first word and the last."""
    found, length = joined(segments)
    between = [(start, end) for start, end in found if start > 0 and end < length - STRETCH]
    return [round(end - start, 1) for start, end in between if end - start >= SHORTEST_PAUSE]


def talking_time(segments: Iterable[tuple[float, Silences]]) -> float:
    """Seconds from the first word to the last, pauses included."""
    found, length = joined(segments)
    before = found[0][1] if found and found[0][0] == 0 else 0.0
    after = length - found[-1][0] if found and found[-1][1] >= length - STRETCH else 0.0
    return max(0.0, length - before - after)


def resampled(samples: Sequence[int], tempo: float) -> "array[int]":
    """The same sound played faster (above 1) or slower, by the nearest sample."""
    return array("h", (samples[int(place * tempo)] for place in range(int(len(samples) / tempo))))


def word_difference(text: str, other: str) -> float:
    """Words inserted, deleted or changed, relative to the words of `text` (at least one)."""
    words, others = bare_words(text), bare_words(other)
    row = list(range(len(others) + 1))
    for place, word in enumerate(words, start=1):
        diagonal, row[0] = row[0], place
        for column, candidate in enumerate(others, start=1):
            cost = min(row[column] + 1, row[column - 1] + 1, diagonal + (word != candidate))
            diagonal, row[column] = row[column], cost
    return row[-1] / max(1, len(words))


def bare_words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text.lower()).split()


def wav_header(length: int) -> bytes:
    """What stands before `length` bytes of sound in a WAV file."""
    riff = struct.pack("<4sI4s", b"RIFF", 36 + length, b"WAVE")
    shape = (1, 1, SAMPLES_PER_SECOND, BYTES_PER_SECOND, BYTES_PER_SAMPLE, 8 * BYTES_PER_SAMPLE)
    return riff + struct.pack("<4sIHHIIHH", b"fmt ", 16, *shape) + struct.pack("<4sI", b"data", length)
