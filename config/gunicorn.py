"""Gunicorn's settings: `gunicorn --config python:config.gunicorn config.wsgi`; `manage.py serve` uses them, too."""

import os
import socket
import sys
import time
from contextlib import suppress
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

#: Seconds in which a whole request has to arrive. A buffering proxy sends it at once, however slow the browser is.
RECEIVE_SECONDS = float(os.environ.get("RECEIVE_SECONDS", "10"))


class Worker(ThreadWorker):  # type: ignore[misc]
    """Gunicorn's thread worker, with a deadline for receiving a request.

    Without one a thread waits forever for the rest of it: sixteen half-sent requests stop two workers of eight threads.
    """

    def init_process(self) -> None:
        self.deadlines: dict[Any, float] = {}
        super().init_process()

    def enqueue_req(self, conn: Any) -> None:  # noqa: ANN401
        self.deadlines[conn] = time.monotonic() + RECEIVE_SECONDS
        super().enqueue_req(conn)

    def handle(self, conn: Any) -> object:  # noqa: ANN401
        try:
            return super().handle(conn)
        finally:
            self.deadlines.pop(conn, 0.0)

    def murder_pending(self) -> None:
        """Called every second: stop reading from who is late. A request that is here is still answered."""
        super().murder_pending()
        now = time.monotonic()
        for conn, deadline in list(self.deadlines.items()):
            if deadline < now and self.deadlines.pop(conn, 0.0):
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RD)


def on_starting(_server: object) -> None:
    """Say in one line what is missing, before any worker starts."""
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        settings.SECRET_KEY  # noqa: B018 (reading it loads the settings)
    except ImproperlyConfigured as error:
        sys.exit(str(error))


worker_class = Worker
workers = int(os.environ.get("WEB_CONCURRENCY") or os.cpu_count() or 1)
threads = 8
keepalive = 30
loglevel = "warning"
