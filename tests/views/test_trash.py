"""Undo on the page that says it is deleted, and the list of what was deleted lately."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from interviews.models import DeletedItem, Evidence, Note, PracticeSession, User
from tests.conftest import make_evidence, make_round, make_session

SignIn = Callable[[User], Client]


@pytest.fixture
def note(ana: User) -> Note:
    return Note.objects.create(round=make_round(ana), text="Ask about the budget", kind="to_do")


def test_undo_on_the_next_page_brings_a_note_back(note: Note, ana: User, sign_in: SignIn) -> None:
    client = sign_in(ana)
    page = client.post(reverse("note_delete", args=[note.pk]), follow=True)
    restore = reverse("deleted_item_restore", args=[DeletedItem.objects.get().pk])
    assert not Note.objects.exists()
    assert f'action="{restore}"' in page.content.decode()
    back = client.post(restore, {"next": page.wsgi_request.get_full_path()})
    assert back["Location"] == reverse("notes", args=[note.round_id])
    assert Note.objects.get().text == "Ask about the budget"


@pytest.mark.parametrize("what", ["story", "figure", "kudos", "practice"])
def test_everything_that_can_be_deleted_can_be_restored(what: str, ana: User, sign_in: SignIn) -> None:
    a_round, client = make_round(ana), sign_in(ana)
    if what == "practice":
        url = reverse("practice_delete", args=[make_session(a_round).pk])
    else:
        one = make_evidence(ana, what, "Mine", value="1", words="Good")
        url = reverse("evidence_delete", args=[one.pk])
    counts = PracticeSession.objects.count(), Evidence.objects.count()
    client.post(url)
    assert (PracticeSession.objects.count(), Evidence.objects.count()) == (0, 0)
    listed = client.get(reverse("deleted_items")).content.decode()
    assert "Restore" in listed
    client.post(reverse("deleted_item_restore", args=[DeletedItem.objects.get().pk]))
    assert (PracticeSession.objects.count(), Evidence.objects.count()) == counts


def test_undo_never_leads_to_another_site(note: Note, ana: User, sign_in: SignIn) -> None:
    client = sign_in(ana)
    client.post(reverse("note_delete", args=[note.pk]))
    restore = reverse("deleted_item_restore", args=[DeletedItem.objects.get().pk])
    assert client.post(restore, {"next": "https://evil.example"})["Location"] == reverse("deleted_items")


def test_what_cannot_be_restored_is_said(note: Note, ana: User, sign_in: SignIn) -> None:
    client = sign_in(ana)
    client.post(reverse("note_delete", args=[note.pk]))
    note.round.delete()
    page = client.post(reverse("deleted_item_restore", args=[DeletedItem.objects.get().pk]), follow=True)
    assert "We couldn&#x27;t restore that" in page.content.decode()
    assert DeletedItem.objects.exists()


def test_deleted_for_good_is_gone(note: Note, ana: User, sign_in: SignIn) -> None:
    client = sign_in(ana)
    client.post(reverse("note_delete", args=[note.pk]))
    page = client.post(reverse("deleted_item_delete", args=[DeletedItem.objects.get().pk]), follow=True)
    assert not DeletedItem.objects.exists()
    assert "Nothing was deleted" in page.content.decode()


def test_list_says_what_and_until_when(note: Note, ana: User, sign_in: SignIn) -> None:
    client = sign_in(ana)
    client.post(reverse("note_delete", args=[note.pk]))
    page = client.get(reverse("deleted_items")).content.decode()
    assert "Ask about the budget" in page
    assert "kept until" in page
    assert "note" in page
