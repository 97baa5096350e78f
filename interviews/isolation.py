"""Runs work on uploaded bytes in a process of its own, so that no file can crash, stall or exhaust a web worker.

The parent calls `run_isolated`; the module that it names calls `serve` when it is run. Between them go a JSON header
and raw bytes, never pickled objects. The child gets none of the parent's environment, so no secrets either.
"""

import gc
import json
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
MAX_MEMORY: Final = 1024 * 1024 * 1024
"""Bytes of address space. 100,000 questions in XLSX need about a third of it."""
MAX_SECONDS: Final = 30
"""Seconds by the wall clock, and of CPU time."""
MAX_WAIT: Final = 60
"""Seconds that a request waits for its turn."""
OUT_OF_MEMORY: Final = 3
"""Exit status of a child that ran out of memory and could still say so."""
slots: Final = BoundedSemaphore(2)
"""How many children a worker runs at a time."""

Handler = Callable[[Mapping[str, Any], bytes], bytes]


class Failure(StrEnum):
    TIME = "time"
    MEMORY = "memory"
    CRASH = "crash"
    BUSY = "busy"


class IsolatedRunError(Exception):
    """The child gave no result."""

    def __init__(self, failure: Failure) -> None:
        self.failure = failure
        super().__init__(failure)


def run_isolated(module: str, header: Mapping[str, Any], content: bytes) -> bytes:
    """What the handler of `module` makes of `content`. Raises IsolatedRunError."""
    if not slots.acquire(timeout=MAX_WAIT):
        raise IsolatedRunError(Failure.BUSY)
    try:
        child = subprocess.run(  # noqa: S603 (our own interpreter and module)
            [sys.executable, "-X", "utf8", "-m", module],
            input=json.dumps(header).encode() + b"\n" + content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={},
            timeout=MAX_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise IsolatedRunError(Failure.TIME) from None
    finally:
        slots.release()
    if child.returncode:
        raise IsolatedRunError(failure_of(child.returncode))
    return child.stdout


def failure_of(status: int) -> Failure:
    """A negative status is the signal that ended the child: an allocation that fails in native code aborts."""
    if status == -signal.SIGXCPU:
        return Failure.TIME
    if status in (OUT_OF_MEMORY, -signal.SIGKILL, -signal.SIGABRT):
        return Failure.MEMORY
    return Failure.CRASH


def serve(handler: Handler) -> None:
    """The child's side: limit itself, handle what comes on standard input, write the result and end."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()  # nothing outlives the child, and collecting takes a quarter of the time
    try:
        header, _, content = sys.stdin.buffer.read().partition(b"\n")
        sys.stdout.buffer.write(handler(json.loads(header), content))
        sys.stdout.buffer.flush()
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
