"""From a spoken segment to its words, by the real recogniser: `python -m tests.bench.speech`, in place.environment.

A person reads aloud (tests/speaking.py). Each figure stands beside the time or memory it may take.
"""

import json
import resource
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from statistics import median
from typing import Final

from interviews.rules.sound import BYTES_PER_SAMPLE, SAMPLES_PER_SECOND
from interviews.services import speech_engine
from tests.bench.timing import Figure, milliseconds
from tests.speaking import read_aloud

#: Seconds. The longest that the room cuts, where somebody talks without a pause (static/js/voice-recorder.js).
SEGMENT: Final = 10
TWO_MINUTES: Final = 120
SPEAKERS: Final = 4
TIMES: Final = 9
#: ms of one segment; of two minutes at ten times real time; of four at once. MB of the process.
ONE, LONG, FOUR, MEMORY = 1_500, 12_000, 4_000, 450


def figures() -> Iterator[Figure]:
    """The process is a server's: Django and everything the product imports are loaded."""
    segment = read_aloud()[: SEGMENT * SAMPLES_PER_SECOND * BYTES_PER_SAMPLE]
    hear = partial(speech_engine.transcribe, segment)
    hear()
    one = median(milliseconds(hear) for _ in range(TIMES))
    yield Figure(name="the longest segment, 10 s, to its words (ms)", ours=one, reference=ONE, budget=1)
    long = milliseconds(lambda: [hear() for _ in range(TWO_MINUTES // SEGMENT)])
    yield Figure(name="two minutes aloud to their words (ms)", ours=long, reference=LONG, budget=1)
    with ThreadPoolExecutor(SPEAKERS) as people:
        four = median(milliseconds(lambda: [*people.map(lambda _: hear(), range(SPEAKERS))]) for _ in range(TIMES // 3))
    yield Figure(name="four speak at once, the last one's words (ms)", ours=four, reference=FOUR, budget=1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Figure(name="a server process with the recognizer (MB)", ours=peak, reference=MEMORY, budget=1)


def main() -> None:
    import config.wsgi  # noqa: F401 (for what it loads)

    for figure in figures():
        sys.stdout.write(json.dumps(asdict(figure)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
