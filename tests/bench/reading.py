"""Reading an answer of 300 words: time of one core, and memory of a process. Prints one figure a line."""

import json
import resource
import time
from dataclasses import asdict
from statistics import median

from interviews.analysis import parsing
from interviews.analysis.listening import analyze_answer
from tests.bench.timing import Figure

#: 300 words, as somebody tells a story.
ANSWER = (
    "Call lights were the thing everybody complained about. I timed them myself for two weeks, from the hall. The "
    "average was eleven minutes before somebody walked in, and nobody believed it. I put an aide on the corridor "
    "between six and nine, because that's when it all piled up, and I made the assignment sheet so that we knew whose "
    "light it was. "
) * 5
#: ms of one core, and MB more a process.
TIME, MEMORY = 60, 200
TIMES = 20


def main() -> None:
    before = peak_memory()
    parsing.is_available()
    analyze_answer(ANSWER)
    added = peak_memory() - before
    print_figure("model and first answer, of the memory it may add (MB)", added, MEMORY)
    times = [cpu_milliseconds() for _ in range(TIMES)]
    print_figure("read 300 words, of the time of one core (ms)", median(times), TIME)


def cpu_milliseconds() -> float:
    start = time.process_time()
    analyze_answer(ANSWER, question="Tell me about a time you improved something.")
    return 1000 * (time.process_time() - start)


def peak_memory() -> float:
    """MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def print_figure(name: str, ours: float, allowed: float) -> None:
    print(json.dumps(asdict(Figure(name=name, ours=ours, reference=allowed, budget=1))))  # noqa: T201 (what the caller reads)


if __name__ == "__main__":
    main()
