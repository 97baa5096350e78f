"""Pages are compressed for browsers that say they can read it; files are sent as they are."""

import gzip
from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from interviews.models import User
from tests.conftest import make_round


def test_page_is_compressed_and_differs_in_length_each_time(ana: User, sign_in: Callable[[User], Client]) -> None:
    make_round(ana)
    client = sign_in(ana)
    responses = [client.get("/", headers={"accept-encoding": "gzip"}) for _ in range(20)]
    for response in responses:
        assert response["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in response["Vary"]
        assert b"Operations Manager" in gzip.decompress(response.content)
    # What stands against BREACH: random padding, and a CSRF token masked anew.
    assert len({len(response.content) for response in responses}) > 1
    assert len({gzip.decompress(response.content) for response in responses}) == len(responses)


def test_page_stays_plain_where_the_browser_does_not_ask(ana: User, sign_in: Callable[[User], Client]) -> None:
    assert "Content-Encoding" not in sign_in(ana).get("/").headers


def test_file_is_not_compressed_again(ana: User, sign_in: Callable[[User], Client]) -> None:
    where = reverse("brief_pdf", args=[make_round(ana).pk])
    response = sign_in(ana).get(where, headers={"accept-encoding": "gzip"})
    assert response["Content-Type"] == "application/pdf"
    assert "Content-Encoding" not in response.headers
