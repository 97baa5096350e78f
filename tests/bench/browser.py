"""A browser that signed in and talks to a WSGI application as a server would, without a network in between."""

import io
from typing import Any, Final
from urllib.parse import urlencode
from wsgiref.types import WSGIApplication
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.http import HttpRequest

from interviews.models import User

CSRF_TOKEN: Final = "b" * 32


class Browser:
    """`cookie` is what `signed_in` gave."""

    def __init__(self, application: WSGIApplication, cookie: str) -> None:
        self.application = application
        self.cookie = cookie

    def get(self, path: str) -> bytes:
        return self.ask({"PATH_INFO": path})

    def post(self, path: str, **fields: object) -> bytes:
        body = urlencode({"csrfmiddlewaretoken": CSRF_TOKEN, **fields}).encode()
        form = {"CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body))}
        return self.ask({"REQUEST_METHOD": "POST", "PATH_INFO": path, "wsgi.input": io.BytesIO(body), **form})

    def ask(self, said: dict[str, Any]) -> bytes:
        """The body of the response. Raises RuntimeError unless it is a plain 200."""
        environ = {
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": self.cookie,
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_ACCEPT_ENCODING": "gzip",
            **said,
        }
        setup_testing_defaults(environ)
        statuses: list[str] = []
        response = self.application(environ, lambda status, _headers, _error=None: statuses.append(status))  # type: ignore[arg-type]
        body = b"".join(response)
        response.close()  # type: ignore[attr-defined]
        if not statuses[0].startswith("200"):
            raise RuntimeError(f"{said['PATH_INFO']}: {statuses[0]}")
        return body

    def queries(self, path: str, **fields: object) -> int:
        """How many queries a GET or, with fields, a POST comes to."""
        asked: list[str] = []

        def count(execute: Any, sql: str, *rest: Any) -> Any:
            asked.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(count):
            _ = self.post(path, **fields) if fields else self.get(path)
        return len(asked)


def signed_in(user: User, backend: str = "") -> str:
    """The cookies of a browser in which this user has signed in, by our own backend or another."""
    request = HttpRequest()
    request.session = SessionStore()
    login(request, user, backend=backend or settings.AUTHENTICATION_BACKENDS[0])
    request.session.save()
    names = {settings.SESSION_COOKIE_NAME: request.session.session_key, settings.CSRF_COOKIE_NAME: CSRF_TOKEN}
    return "; ".join(f"{name}={value}" for name, value in names.items())
