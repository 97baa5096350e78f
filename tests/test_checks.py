"""What `manage.py check --deploy` tells an operator, and what a running server does about it."""

import logging
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from pytest_django import Settings

from config.static_files import StaticFilesStorage
from interviews import proxies

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    cache.clear()


def problems() -> dict[str, str]:
    """Ours among the findings of `check --deploy`."""
    found = run_checks(include_deployment_checks=True)
    return {str(message.id): message.msg for message in found if str(message.id).startswith("next_round.")}


@pytest.fixture
def well_set_up(settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.example.com"
    settings.DEFAULT_FROM_EMAIL = "Next Round <next-round@example.com>"
    settings.ANSWER_KEYS = [Fernet.generate_key().decode()]


@pytest.mark.usefixtures("well_set_up")
def test_nothing_is_missing_where_all_is_set() -> None:
    assert problems() == {}


@pytest.mark.usefixtures("well_set_up")
def test_uncollected_static_files_are_named(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {"staticfiles": {"BACKEND": "config.static_files.StaticFilesStorage"}}
    assert "aren't collected" in problems()["next_round.E001"]
    call_command("collectstatic", verbosity=0, interactive=False)
    assert problems() == {}
    assert staticfiles_storage.url("css/next-round.css") != "/static/css/next-round.css"


def test_missing_static_file_costs_no_page(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.STATIC_ROOT = tmp_path
    assert StaticFilesStorage().url("css/next-round.css") == "/static/css/next-round.css"
    assert "The static file css/next-round.css is missing. Run `manage.py setup`" in caplog.text


@pytest.mark.usefixtures("well_set_up")
def test_broken_answer_key_is_named_by_its_number(settings: Settings) -> None:
    settings.ANSWER_KEYS = [Fernet.generate_key().decode(), "k2"]
    assert "Key 2 of 2 in ANSWER_KEYS is no Fernet key" in problems()["next_round.E002"]
    assert "k2" not in str(problems())


@pytest.mark.usefixtures("well_set_up")
def test_missing_mail_server_and_sender_are_named(settings: Settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "Next Round <next-round@localhost>"
    assert "DEFAULT_FROM_EMAIL isn't set" in problems()["next_round.W001"]
    settings.EMAIL_HOST = ""
    assert "nobody can reset a forgotten password" in problems()["next_round.W001"]


@pytest.mark.usefixtures("well_set_up")
def test_unknown_proxy_is_logged_once_and_remembered(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    for _process in range(2):
        handle = proxies.notice_forwarding_header(lambda _request: HttpResponse())
        for _request in range(3):
            handle(forwarded_request())
    assert len([record for record in caplog.records if record.levelno == logging.WARNING]) == 1
    assert "TRUSTED_PROXY_COUNT is 0" in caplog.text
    assert problems() == {"next_round.W002": "Requests come with X-Forwarded-For, but TRUSTED_PROXY_COUNT is 0."}

    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert problems() == {}


def test_known_proxy_is_not_logged(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    proxies.notice_forwarding_header(lambda _request: HttpResponse())(forwarded_request())
    assert not caplog.records
    assert cache.get(proxies.CACHE_KEY) is None


def forwarded_request() -> HttpRequest:
    request = HttpRequest()
    request.META["HTTP_X_FORWARDED_FOR"] = "192.0.2.7"
    return request


@pytest.mark.usefixtures("well_set_up")
def test_unreachable_database_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(cache, "get", refuse)
    assert problems()["next_round.E003"] == "The database can't be read: connection refused"
