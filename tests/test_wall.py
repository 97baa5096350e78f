"""The wall: every URL of the project as everybody, and a URL that this file does not know fails it.

Ana's rows all carry the word SECRET. Nobody but Ana may ever be sent it, by any method, from any URL.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

import pytest
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from interviews.models import Answer, BankLoad, Note, PracticeSession, PromotionRound, Turn, User
from interviews.services.hr_group import make_hr_group
from tests.conftest import make_bank, make_full_bank, make_question, make_round, make_session, make_user

SECRET: Final = "SECRET-of-ana"

# Anybody may look.
OPEN: Final = {
    "healthz",
    "account_login",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_email",
    "account_email_verification_sent",
}
# Anybody who signed in, and each sees their own.
SIGNED_IN: Final = {
    "home",
    "rounds",
    "round_new",
    "settings",
    "account_delete",
    "practice",
    "drill",
    "account_logout",
    "account_reauthenticate",
    "account_email",
    "account_change_password",
    "account_set_password",
}
# One candidate's: the owner, or 404.
OWNED: Final = {
    "round": "round",
    "round_edit": "round",
    "round_make_current": "round",
    "round_panel": "round",
    "round_close": "round",
    "round_reopen": "round",
    "round_next": "round",
    "notes": "round",
    "practice_new": "round",
    "note_edit": "note",
    "note_delete": "note",
    "lobby": "session",
    "room": "session",
    "pause": "session",
    "resume": "session",
    "leaving": "session",
    "review": "session",
    "review_turn": "session",
    "practice_delete": "session",
    "answer_draft": "answer",
    "answer_done": "answer",
    "answer_skip": "answer",
}
ADMIN: Final = "admin:"
INLINE_SCRIPT: Final = r"<script(?![^>]*\bsrc=)(?![^>]*type=.application/json)"


class Rows(NamedTuple):
    round: PromotionRound
    session: PracticeSession
    answer: Answer
    note: Note


class Url(NamedTuple):
    name: str
    arguments: tuple[str, ...]


def urls(patterns: list[URLPattern | URLResolver], namespace: str = "", before: tuple[str, ...] = ()) -> Iterator[Url]:
    for pattern in patterns:
        arguments = (*before, *pattern.pattern.converters, *named_groups(pattern))
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from urls(pattern.url_patterns, inner, arguments)
        else:
            yield Url(f"{namespace}{pattern.name}", arguments)


def named_groups(pattern: URLPattern | URLResolver) -> tuple[str, ...]:
    regex = pattern.pattern.regex.pattern if type(pattern.pattern).__name__ == "RegexPattern" else ""
    return tuple(re.findall(r"\(\?P<(\w+)>", regex))


ALL: Final = sorted(set(urls(get_resolver().url_patterns)))


@pytest.fixture
def rows(ana: User) -> Rows:
    """Ana's story, every free text of which says SECRET."""
    a_round = make_round(ana, post=f"Post {SECRET}", odds_said=SECRET, department=SECRET, feedback=SECRET)
    a_round.panelists.update(name=SECRET, title=SECRET, cares_about=SECRET)
    session = make_session(a_round)
    session.turns.update(asked_by=SECRET)
    answer = Answer.objects.get(turn__session=session)
    Answer.objects.filter(pk=answer.pk).update(text=SECRET)
    note = Note.objects.create(round=a_round, turn=session.turns.first(), text=SECRET, became=SECRET)
    return Rows(a_round, session, answer, note)


@pytest.fixture
def roles(ana: User, ben: User, root: User, sign_in: Callable[[User], Client]) -> dict[str, Client]:
    hr = make_user("hr@example.com", is_staff=True)
    hr.groups.add(make_hr_group())
    make_round(ben)
    signed_in = {"owner": ana, "stranger": ben, "hr": hr, "superuser": root}
    return {"anonymous": Client(), **{role: sign_in(user) for role, user in signed_in.items()}}


def address(url: Url, rows: Rows) -> str:
    """Where it is, with Ana's own keys wherever a key is asked for."""
    if url.name in OWNED:
        key = getattr(rows, OWNED[url.name]).pk
        return reverse(url.name, kwargs={"pk": key} | ({"position": 1} if "position" in url.arguments else {}))
    if url.name.startswith(ADMIN):
        return reverse(url.name, args=[admin_key(url) for _ in url.arguments])
    fillers = {"key": "nothing", "uidb36": "1"}
    return reverse(url.name, kwargs={name: fillers[name] for name in url.arguments})


def admin_key(url: Url) -> object:
    """A row of the model that an admin page is about; for Ana's own row, hers."""
    model = url.name.removeprefix(ADMIN).removeprefix("interviews_").split("_")[0]
    if model == "user":
        return User.objects.get(email="ana@example.com").pk
    if model == "bankload":
        return BankLoad.objects.get_or_create(bank=make_bank(), file_name="a.csv", checksum="0")[0].pk
    if model == "questionbank":
        return make_bank().pk
    if model == "question":
        return (make_bank().questions.first() or make_question("wall")).pk
    return 1


def body(response: HttpResponseBase) -> str:
    if isinstance(response, StreamingHttpResponse):
        return b"".join(response.streaming_content).decode(errors="replace")  # type: ignore[arg-type]
    assert isinstance(response, HttpResponse)
    return response.content.decode(errors="replace")


def known(name: str) -> bool:
    return name in OPEN or name in SIGNED_IN or name in OWNED or name.startswith(ADMIN)


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
    response = Client().get(reverse(name))
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


@pytest.mark.parametrize("url", ALL, ids=lambda url: url.name)
def test_every_page_has_a_strict_content_policy(url: Url, rows: Rows, roles: dict[str, Client]) -> None:
    try:
        where = address(url, rows)
    except NoReverseMatch:
        return
    for role in ("anonymous", "owner", "superuser"):
        response = roles[role].get(where)
        policy = response.headers.get("Content-Security-Policy", "")
        assert "default-src 'self'" in policy, where
        assert "unsafe" not in policy, where
        text = body(response)
        assert not re.search(r"<[^>]+\sstyle=", text), f"an inline style at {where}"
        assert not re.search(r"<[^>]+\son\w+=", text), f"an inline handler at {where}"
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=.application/json)", text), (
            f"inline script at {where}"
        )
        assert "<style" not in text, f"an inline style sheet at {where}"


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
    for name in ("round", "notes", "room"):
        url = next(url for url in ALL if url.name == name)
        assert SECRET in body(roles["owner"].get(address(url, rows))), name


def test_what_she_wrote_is_not_readable_in_the_database(rows: Rows) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for model in (PromotionRound, Turn, Answer, Note):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608
            assert SECRET not in str(cursor.fetchall()), model.__name__
