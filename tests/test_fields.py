"""What candidates write is locked, and a lost key is said, never covered up."""

import pytest
from cryptography.fernet import Fernet
from django.db import connection
from pytest_django import Settings

from interviews.models import Note, User
from interviews.models.fields import DecryptionError
from tests.conftest import make_round


def stored(note: Note) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM interviews_note WHERE id = %s", [note.pk])
        return str(cursor.fetchone()[0])


def test_what_is_stored_cannot_be_read(ana: User) -> None:
    note = Note.objects.create(round=make_round(ana), text="Breathe. Née Ünal 🙂")
    assert "Breathe" not in stored(note)
    assert Note.objects.get(pk=note.pk).text == "Breathe. Née Ünal 🙂"


def test_an_update_is_locked_as_well(ana: User) -> None:
    note = Note.objects.create(round=make_round(ana), text="one")
    Note.objects.filter(pk=note.pk).update(text="two")
    assert "two" not in stored(note)
    note.text = "three"
    Note.objects.bulk_update([note], ["text"])
    assert "three" not in stored(note)
    assert Note.objects.get(pk=note.pk).text == "three"


def test_an_older_key_still_opens_what_it_locked(ana: User, settings: Settings) -> None:
    note = Note.objects.create(round=make_round(ana), text="kept")
    settings.ANSWER_KEYS = [Fernet.generate_key().decode(), *settings.ANSWER_KEYS]
    assert Note.objects.get(pk=note.pk).text == "kept"


def test_a_lost_key_raises(ana: User, settings: Settings) -> None:
    note = Note.objects.create(round=make_round(ana), text="kept")
    settings.ANSWER_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(DecryptionError, match="ANSWER_KEYS"):
        Note.objects.get(pk=note.pk)


def test_locked_text_is_not_searched(ana: User) -> None:
    Note.objects.create(round=make_round(ana), text="kept")
    with pytest.raises(Exception, match=r"[Uu]nsupported lookup"):
        list(Note.objects.filter(text__contains="kept"))
