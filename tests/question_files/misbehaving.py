"""A reader that does what no reader should, run by `isolation.run_isolated`."""

import ctypes
import json
import os
import threading
from collections.abc import Mapping
from typing import Any

from interviews.isolation import serve


def handle(header: Mapping[str, Any], content: bytes) -> bytes:
    match header["do"]:
        case "abort":
            os.abort()
        case "segfault":
            ctypes.string_at(0)
        case "eat":
            return bytes(8 * 1024**3)
        case "hang":
            threading.Event().wait()
        case "environment":
            return json.dumps(dict(os.environ)).encode()
    return content


if __name__ == "__main__":
    serve(handle)
