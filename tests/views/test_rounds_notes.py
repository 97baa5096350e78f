"""A round's notes: writing, editing, deciding what became of them, deleting."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interviews.models import Note, User
from tests.conftest import make_round, make_session

SignIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db


def text_of(client: Client, pk: int) -> str:
    return " ".join(client.get(reverse("notes", args=[pk])).content.decode().split())


def test_a_note_is_added_once_even_by_a_double_click(ana: User, sign_in: SignIn) -> None:
    client, a_round = sign_in(ana), make_round(ana)
    for _ in range(2):
        response = client.post(reverse("notes", args=[a_round.pk]), {"kind": "to_do", "text": "Ask for the figure"})
        assert response.headers["Location"] == reverse("notes", args=[a_round.pk])
    assert [(note.kind, note.text) for note in a_round.notes.all()] == [("to_do", "Ask for the figure")]


@pytest.mark.parametrize("fields", [{"text": ""}, {"text": "x" * 5001}, {"kind": "wish", "text": "Typed"}])
def test_a_note_that_cannot_be_is_refused_and_stays_on_the_page(
    ana: User, sign_in: SignIn, fields: dict[str, str]
) -> None:
    a_round = make_round(ana)
    response = sign_in(ana).post(reverse("notes", args=[a_round.pk]), {"kind": "keep", **fields})
    assert response.status_code == 200
    assert fields["text"] in response.content.decode()
    assert not Note.objects.exists()


def test_notes_are_grouped_and_say_which_answer_they_are_about(ana: User, sign_in: SignIn) -> None:
    a_round = make_round(ana)
    turn = make_session(a_round).turns.get(position=2)
    for kind, text in [("to_do", "Fourth"), ("learned", "Third"), ("keep", "First"), ("change", "Second")]:
        Note.objects.create(round=a_round, kind=kind, text=text, turn=turn if kind == "change" else None)
    page = text_of(sign_in(ana), a_round.pk)
    assert page.index("First") < page.index("Second") < page.index("Third") < page.index("Fourth")
    assert f"<bdi>Dana</bdi> had asked: “{turn.text}”" in page
    assert "Practice on" in page


def test_an_empty_page_says_what_notes_are_for(ana: User, sign_in: SignIn) -> None:
    assert "No notes yet" in text_of(sign_in(ana), make_round(ana).pk)


def test_more_notes_need_no_more_queries(ana: User, sign_in: SignIn) -> None:
    before, client = make_round(ana, is_current=False), sign_in(ana)
    a_round = make_round(ana, previous=before)

    def grow(count: int) -> None:
        for _ in range(count):
            turn = make_session(before).turns.get(position=1)
            old = Note.objects.create(round=before, text="Old", turn=turn)
            middle = Note.objects.create(round=a_round, text="Old", carried_from=old)
            Note.objects.create(round=before, text="Later", carried_from=middle)

    grow(1)
    text_of(client, a_round.pk)
    with CaptureQueriesContext(connection) as few:
        text_of(client, a_round.pk)
    grow(10)
    with CaptureQueriesContext(connection) as many:
        text_of(client, a_round.pk)
    assert len(many) == len(few)


def edit(client: Client, note: Note, **fields: str) -> Any:
    typed = {"kind": note.kind, "text": note.text, "status": note.status, "became": note.became, **fields}
    return client.post(reverse("note_edit", args=[note.pk]), typed)


@pytest.mark.parametrize("status", ["done", "dropped", "open"])
def test_what_became_of_a_note_is_kept(ana: User, sign_in: SignIn, status: str) -> None:
    client = sign_in(ana)
    note = Note.objects.create(round=make_round(ana), text="Ask for the figure", status="done")
    edit(client, note, status=status, became="Controlling sent it", text="Ask for the scrap figure")
    note.refresh_from_db()
    assert (note.status, note.became, note.text) == (status, "Controlling sent it", "Ask for the scrap figure")
    assert "Controlling sent it" in text_of(client, note.round_id)


@pytest.mark.parametrize("fields", [{"text": ""}, {"status": "lost"}, {"kind": "wish"}, {"became": "x" * 5001}])
def test_an_edit_that_cannot_be_is_refused(ana: User, sign_in: SignIn, fields: dict[str, str]) -> None:
    note = Note.objects.create(round=make_round(ana), text="Ask for the figure")
    assert edit(sign_in(ana), note, **fields).status_code == 200
    note.refresh_from_db()
    assert (note.text, note.status, note.kind, note.became) == ("Ask for the figure", "open", "keep", "")


def test_an_answer_has_one_note_of_each_kind(ana: User, sign_in: SignIn) -> None:
    a_round = make_round(ana)
    turn = make_session(a_round).turns.get(position=1)
    keep, change = (Note.objects.create(round=a_round, turn=turn, kind=kind, text=kind) for kind in ("keep", "change"))
    response = edit(sign_in(ana), change, kind="keep")
    assert "has a note of that kind already" in response.content.decode()
    assert edit(sign_in(ana), keep, text="Better").status_code == 302
    assert sorted(turn.notes.values_list("kind", flat=True)) == ["change", "keep"]


def test_deleting_asks_first(ana: User, sign_in: SignIn) -> None:
    client = sign_in(ana)
    note = Note.objects.create(round=make_round(ana), text="Ask for the figure")
    url = reverse("note_delete", args=[note.pk])
    assert "Ask for the figure" in client.get(url).content.decode()
    assert Note.objects.exists()
    assert client.post(url).headers["Location"] == reverse("notes", args=[note.round_id])
    assert not Note.objects.exists()


@pytest.mark.parametrize("name", ["note_edit", "note_delete"])
def test_stranger_anonymous_and_wrong_method(
    ana: User, ben: User, root: User, sign_in: SignIn, client: Client, name: str
) -> None:
    note = Note.objects.create(round=make_round(ana), text="Ask for the figure")
    url = reverse(name, args=[note.pk])
    for other in (ben, root):
        assert sign_in(other).get(url).status_code == 404
        assert sign_in(other).post(url, {"kind": "keep", "text": "Mine", "status": "open"}).status_code == 404
    assert client.post(url).headers["Location"].startswith(reverse("account_login"))
    assert sign_in(ana).put(url).status_code == 405
    note.refresh_from_db()
    assert note.text == "Ask for the figure"
