"""What is left out of the log."""

import logging
import threading
import time
import traceback
from typing import Final

from django.db import InterfaceError, OperationalError

SECONDS: Final = 60


class OncePerMinute(logging.Filter):
    """One entry for each kind of error and minute, with the number of those left out since the last.

    An error of the database connection is one line without a trace: nothing in the trace helps to get it back. Each
    server process counts for itself.
    """

    def __init__(self) -> None:
        super().__init__()
        self.seen: dict[object, tuple[float, int]] = {}
        self.lock = threading.Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.ERROR:
            return True
        kind, now = kind_of(record), time.monotonic()
        with self.lock:
            since, left_out = self.seen.get(kind, (-SECONDS, 0))
            if now - since < SECONDS:
                self.seen[kind] = since, left_out + 1
                return False
            self.seen[kind] = now, 0
        shorten(record, left_out)
        return True


def kind_of(record: logging.LogRecord) -> object:
    """Errors are of one kind if they are of one class and from one line of code."""
    error = error_of(record)
    if error is None:
        return record.name, str(record.msg)
    if isinstance(error, (OperationalError, InterfaceError)):
        return type(error)
    *_callers, (frame, line) = traceback.walk_tb(error.__traceback__) or [(None, 0)]
    return type(error), frame and frame.f_code.co_filename, line


def error_of(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if isinstance(record.exc_info, tuple) else None


def shorten(record: logging.LogRecord, left_out: int) -> None:
    parts = [record.getMessage()]
    error = error_of(record)
    if isinstance(error, (OperationalError, InterfaceError)):
        record.exc_info = None
        parts.append(str(error).strip().partition("\n")[0])
    if left_out:
        parts.append(f"({left_out} more of this kind since the last entry)")
    record.msg, record.args = " ".join(parts), ()
