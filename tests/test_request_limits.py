"""Requests that are too long are refused before anything reads them, at every address."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.test.client import FakePayload
from django.urls import NoReverseMatch, reverse
from pytest_django import Settings

from interviews.admin.loading import MAX_SENT
from interviews.models import User
from interviews.services.hr_group import make_hr_group
from tests.conftest import make_user
from tests.walk import ALL, Rows, Url, address, make_rows

pytestmark = pytest.mark.django_db

MEGABYTE = 1024 * 1024
HR_UPLOAD = "/admin/interviews/questionbank/load/"


def send(client: Client, where: str, megabytes: float) -> HttpResponse:
    """POST a body that says how long it is and must not be read."""
    unread: Any = FakePayload()
    unread.read = lambda *_: pytest.fail("the body was read")
    sent: Any = {"CONTENT_LENGTH": str(int(megabytes * MEGABYTE)), "wsgi.input": unread}
    return client.generic("POST", where, content_type="multipart/form-data; boundary=x", **sent)  # type: ignore[return-value]


@pytest.fixture
def hr(db: None) -> User:
    user = make_user("hr@example.com", is_staff=True)
    user.groups.add(make_hr_group())
    return user


def with_csrf_checks(user: User | None = None) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "c" * 32
    if user:
        client.force_login(user)
    return client


def test_strangers_400_mb_at_sign_in_are_not_read() -> None:
    page = send(with_csrf_checks(), reverse("account_login"), 400)
    assert page.status_code == 413
    assert "You sent 400 MB, and this page takes at most 2 MB" in page.content.decode()


def test_limit_holds_at_every_address(ana: User) -> None:
    rows = make_rows(ana)
    client = with_csrf_checks()
    addresses = [where for url in ALL if (where := address_or_none(url, rows))]
    assert len(addresses) > 100
    for where in addresses:
        assert send(client, where, 30).status_code == 413, where


def address_or_none(url: Url, rows: Rows) -> str | None:
    """None for the admin's catch-all, which has no address of its own."""
    try:
        return address(url, rows)
    except NoReverseMatch:
        return None


def test_candidate_sends_up_to_4_mb(ana: User) -> None:
    client = with_csrf_checks(ana)
    assert send_file(client, reverse("evidence_import"), 3.5).status_code == 403  # Read, and no token in it.
    assert send(client, reverse("evidence_import"), 4.5).status_code == 413


def test_hr_upload_takes_20_mb_from_staff_only(hr: User, ana: User) -> None:
    client = with_csrf_checks(hr)
    assert send_file(client, HR_UPLOAD, 20).status_code == 403
    assert send(client, HR_UPLOAD, 25).status_code == 413
    assert send(with_csrf_checks(ana), HR_UPLOAD, 20).status_code == 413


def send_file(client: Client, where: str, megabytes: float) -> HttpResponse:
    file = SimpleUploadedFile("questions.csv", b"x" * int(megabytes * MEGABYTE))
    return client.post(where, {"file": file})  # type: ignore[return-value]


def test_chunked_request_is_refused(sign_in: Callable[[User], Client], ana: User) -> None:
    answer = sign_in(ana).post(reverse("settings"), {}, headers={"transfer-encoding": "chunked"})
    assert answer.status_code == 411


def test_nginx_configuration_has_the_same_limits(settings: Settings) -> None:
    text = Path(settings.BASE_DIR, "docs", "nginx.conf").read_text()
    limits = [int(megabytes) * MEGABYTE for megabytes in re.findall(r"client_max_body_size (\d+)m;", text)]
    assert limits == [settings.DATA_UPLOAD_MAX_MEMORY_SIZE, 24 * MEGABYTE]
    assert 0 <= limits[1] - MAX_SENT < MEGABYTE
    assert f"location = {HR_UPLOAD} {{" in text
    assert reverse("admin:interviews_questionbank_load") == HR_UPLOAD
