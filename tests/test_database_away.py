"""When the database does not answer: nobody's words are lost, monitoring knows, and the log stays readable."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.test import Client
from django.urls import reverse

from config.logs import OncePerMinute
from interviews.models import Answer, User
from tests.conftest import make_round, make_session

WORDS = "Nine days <instead of> twenty"


@pytest.fixture
def client_at_work(ana: User, sign_in: Callable[[User], Client]) -> Client:
    client = sign_in(ana)
    client.raise_request_exception = False
    return client


@pytest.fixture
def database_gone() -> Iterator[list[type[DatabaseError]]]:
    """From the moment a class of error is put in the list, every statement fails with it."""
    errors: list[Any] = []

    def refuse(execute: Callable[..., Any], *args: Any) -> Any:
        if errors:
            raise errors[0]("server closed the connection unexpectedly\nThis probably means …")
        return execute(*args)

    with connection.execute_wrapper(refuse):
        yield errors
        errors.clear()


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_form_sent_while_database_is_away_is_shown(
    ana: User, client_at_work: Client, database_gone: list[Any], error: type[DatabaseError]
) -> None:
    where = reverse("debrief", args=[make_round(ana).pk])
    sent = {
        "csrfmiddlewaretoken": "token",
        "day": "2026-11-20",
        "notice": "minutes",
        "landed": WORDS,
        "missed": "",
        "surprises": "Nothing",
    }
    database_gone.append(error)
    response = client_at_work.post(where, sent)
    page = " ".join(response.content.decode().split())
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert f'<form method="post" action="{where}">' in page
    assert 'What went well?</label> <textarea class="answer" rows="4" id="sent-4" name="landed">' in page
    assert "Nine days &lt;instead of&gt; twenty</textarea>" in page
    assert 'name="surprises"> Nothing</textarea>' in page
    for name, value in (("csrfmiddlewaretoken", "token"), ("day", "2026-11-20"), ("notice", "minutes")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in page
    assert "Send again" in page


def test_answer_of_the_room_is_shown(ana: User, client_at_work: Client, database_gone: list[Any]) -> None:
    answer = Answer.objects.get(turn__session=make_session(make_round(ana)))
    database_gone.append(OperationalError)
    response = client_at_work.post(reverse("answer_done", args=[answer.pk]), {"text": WORDS, "revision": "3"})
    page = response.content.decode()
    assert response.status_code == 503
    assert "Nine days &lt;instead of&gt; twenty</textarea>" in page
    assert '<input type="hidden" name="revision" value="3">' in page


def test_password_is_never_shown_and_file_cannot_be_sent_again(
    client_at_work: Client, database_gone: list[Any]
) -> None:
    database_gone.append(OperationalError)
    page = client_at_work.post(
        reverse("account_login"), {"login": "ana@example.com", "password": "two secret words"}
    ).content.decode()
    assert "two secret words" not in page
    assert "Send again" not in page
    file = SimpleUploadedFile("stories.csv", b"title\nHandover\n")
    page = client_at_work.post(reverse("evidence_import"), {"text": WORDS, "file": file}).content.decode()
    assert "Nine days &lt;instead of&gt; twenty</textarea>" in page
    assert "Send again" not in page


def test_page_without_words_says_to_try_again(client_at_work: Client, database_gone: list[Any]) -> None:
    database_gone.append(OperationalError)
    for where in (reverse("home"), "/no-such-page"):
        page = client_at_work.get(where).content.decode()
        assert "Next Round can't reach its database" in page
        assert "Go back and try again in a moment." in page


def test_any_other_error_shows_the_words_as_well(
    ana: User, client_at_work: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise KeyError("a mistake of ours")

    where = reverse("debrief", args=[make_round(ana).pk])
    monkeypatch.setattr("interviews.access.round_or_404", fail)
    response = client_at_work.post(where, {"landed": WORDS})
    assert response.status_code == 500
    assert "Nine days &lt;instead of&gt; twenty</textarea>" in response.content.decode()


def test_healthz_says_503_while_database_is_away(db: None, client: Client, database_gone: list[Any]) -> None:
    assert client.get(reverse("healthz")).content == b"ok\n"
    database_gone.append(OperationalError)
    response = client.get(reverse("healthz"))
    assert (response.status_code, response.content) == (503, b"The database doesn't answer.\n")


def test_words_are_not_logged(
    ana: User, client_at_work: Client, database_gone: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    where = reverse("debrief", args=[make_round(ana).pk])
    database_gone.append(OperationalError)
    client_at_work.post(where, {"landed": WORDS})
    assert "Service Unavailable" in caplog.text
    assert "Nine days" not in caplog.text


class Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.addFilter(OncePerMinute())
        self.setFormatter(logging.Formatter())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, list[str]]]:
    handler, logger = Lines(), logging.getLogger("tests.database_away")
    logger.addHandler(handler)
    yield logger, handler.lines
    logger.removeHandler(handler)


def failure(error: Exception) -> Exception:
    try:
        raise error
    except Exception as raised:
        return raised


def test_database_error_is_one_line_a_minute(
    log: tuple[logging.Logger, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    logger, lines = log
    now = 1000.0
    monkeypatch.setattr("config.logs.time.monotonic", lambda: now)
    for number in range(500):
        error = failure(OperationalError("connection refused\nIs the server running?"))
        logger.error("%s: %s", "Service Unavailable", f"/rounds/{number}/", exc_info=error)
    assert lines == ["Service Unavailable: /rounds/0/ connection refused"]
    now += 61
    logger.error("%s: %s", "Service Unavailable", "/", exc_info=failure(OperationalError("connection refused")))
    assert lines[1:] == ["Service Unavailable: / connection refused (499 more of this kind since the last entry)"]


def test_other_errors_keep_one_trace_of_each_kind(log: tuple[logging.Logger, list[str]]) -> None:
    logger, lines = log
    for _ in range(3):
        logger.error("first", exc_info=failure(KeyError("a")))
        logger.error("second", exc_info=failure(ValueError("b")))
        logger.error("no trace")
        logger.warning("a warning")
    assert [line.splitlines()[0] for line in lines if line != "a warning"] == ["first", "second", "no trace"]
    assert lines[0].startswith("first\nTraceback")
    assert lines.count("a warning") == 3
