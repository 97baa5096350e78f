"""The wall: every URL of the project as everybody, and a URL that this file does not know fails it.

Ana's rows all carry the word SECRET. Nobody but Ana may ever be sent it, by any method, from any URL.
"""

import re
from collections.abc import Callable
from typing import Final

import pytest
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from interviews.models import Answer, Decision, Goal, Note, PanelQuestion, PromotionRound, Turn, User
from interviews.services.hr_group import make_hr_group
from tests.conftest import make_full_bank, make_round, make_user
from tests.walk import ADMIN, ALL, FILLERS, OPEN, OWNED, SECRET, SIGNED_IN, Rows, Url, address, known, make_rows

INLINE_SCRIPT: Final = r"<script(?![^>]*\bsrc=)(?![^>]*type=.application/json)"


@pytest.fixture
def rows(ana: User) -> Rows:
    return make_rows(ana)


@pytest.fixture
def roles(ana: User, ben: User, root: User, sign_in: Callable[[User], Client]) -> dict[str, Client]:
    hr = make_user("hr@example.com", is_staff=True)
    hr.groups.add(make_hr_group())
    make_round(ben)
    signed_in = {"owner": ana, "stranger": ben, "hr": hr, "superuser": root}
    return {"anonymous": Client(), **{role: sign_in(user) for role, user in signed_in.items()}}


def body(response: HttpResponseBase) -> str:
    if isinstance(response, StreamingHttpResponse):
        return b"".join(response.streaming_content).decode(errors="replace")  # type: ignore[arg-type]
    assert isinstance(response, HttpResponse)
    return response.content.decode(errors="replace")


def test_every_url_is_known_here() -> None:
    unknown = [url.name for url in ALL if not known(url.name)]
    assert not unknown, f"Say in tests/test_wall.py who may open: {unknown}"


def test_nothing_here_is_gone() -> None:
    names = {url.name for url in ALL}
    gone = (OPEN | SIGNED_IN | set(OWNED)) - names
    assert not gone, f"No such URL any more: {gone}"


@pytest.mark.parametrize("url", ALL, ids=lambda url: url.name)
def test_nobody_but_the_owner_is_sent_what_she_wrote(url: Url, rows: Rows, roles: dict[str, Client]) -> None:
    try:
        where = address(url, rows)
    except NoReverseMatch:  # The admin's catch-all and its like have no address of their own.
        assert url.name.startswith(ADMIN)
        return
    for role, client in roles.items():
        if role == "owner":
            continue
        for send in (client.get, client.post, client.head, client.put, client.delete):
            response = send(where)
            assert SECRET not in body(response), f"{send.__name__} {where} as {role}"
            assert SECRET not in str(response.headers)
            assert response.status_code < 500, f"{send.__name__} {where} as {role}"


@pytest.mark.parametrize("name", sorted(OWNED))
def test_what_is_hers_is_not_there_for_others(name: str, rows: Rows, roles: dict[str, Client]) -> None:
    url = next(url for url in ALL if url.name == name)
    where = address(url, rows)
    for role, client in roles.items():
        if role in {"owner", "anonymous"}:
            continue
        for send in (client.get, client.post):
            assert send(where).status_code in {404, 405}, f"{send.__name__} {where} as {role}"
    for send in (roles["anonymous"].get, roles["anonymous"].post):
        response = send(where)
        assert response.status_code in {302, 401, 405}, where
        if response.status_code == 302:
            assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", sorted(SIGNED_IN))
def test_pages_ask_for_sign_in(name: str, db: None) -> None:
    url = next(each for each in ALL if each.name == name)
    response = Client().get(reverse(name, kwargs={argument: FILLERS[argument] for argument in url.arguments}))
    assert response.status_code in {302, 405}
    if response.status_code == 302:
        assert response["Location"].startswith(reverse("account_login"))


def test_admin_is_for_staff(rows: Rows, roles: dict[str, Client]) -> None:
    make_full_bank()
    for url in ALL:
        if not url.name.startswith(ADMIN) or url.name in {"admin:login", "admin:logout", "admin:jsi18n"}:
            continue
        try:
            where = address(url, rows)
        except NoReverseMatch:
            continue
        for role in ("anonymous", "owner", "stranger"):
            assert roles[role].get(where).status_code in {302, 403, 404, 405}, f"{where} as {role}"


def test_every_page_has_a_strict_content_policy(rows: Rows, roles: dict[str, Client]) -> None:
    for url in ALL:
        try:
            where = address(url, rows)
        except NoReverseMatch:
            continue
        for role in ("anonymous", "owner", "superuser"):
            response = roles[role].get(where)
            policy = response.headers.get("Content-Security-Policy", "")
            assert "default-src 'self'" in policy, where
            assert "unsafe" not in policy, where
            text = body(response)
            for inline in (r"<[^>]+\sstyle=", r"<[^>]+\son\w+=", r"<style", INLINE_SCRIPT):
                assert not re.search(inline, text), f"{inline} at {where}"


def test_hr_cannot_set_a_candidates_password_or_address(ana: User, roles: dict[str, Client]) -> None:
    for role in ("hr", "superuser"):
        where = reverse("admin:interviews_user_change", args=[ana.pk])
        roles[role].post(where, {"email": "mine@example.com", "password": "mine", "is_active": "on"})
        ana.refresh_from_db()
        assert ana.email == "ana@example.com"
        assert ana.check_password("a long enough password")
        assert roles[role].get(f"/admin/interviews/user/{ana.pk}/password/").status_code in {302, 403, 404}


def test_the_owner_sees_what_is_hers(rows: Rows, roles: dict[str, Client]) -> None:
    """So that the tests above do not pass because the pages are empty."""
    for name in ("round", "notes", "room", "go_note", "goals", "panel_questions"):
        url = next(url for url in ALL if url.name == name)
        assert SECRET in body(roles["owner"].get(address(url, rows))), name


def test_what_she_wrote_is_not_readable_in_the_database(rows: Rows) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for model in (PromotionRound, Turn, Answer, Note, Decision, Goal, PanelQuestion):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608
            assert SECRET not in str(cursor.fetchall()), model.__name__
