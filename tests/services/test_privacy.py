"""Everything of one user goes, and keys can be changed without losing a word."""

from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from cryptography.fernet import Fernet
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from interviews.models import Answer, Note, Panelist, PracticeSession, PromotionRound, Question, Turn, User
from interviews.models.fields import DecryptionError
from interviews.services import privacy
from tests.conftest import PASSWORD, make_round, make_session

CONTENT = [PromotionRound, Panelist, Note, PracticeSession, Turn, Answer]


def fill(user: User) -> Note:
    """A round with one of everything a candidate can write."""
    a_round = make_round(user, odds_said="Probably not", feedback="We wanted a number.")
    session = make_session(a_round)
    Answer.objects.update(text="I cut waste by 12%.")
    return Note.objects.create(round=a_round, turn=session.turns.first(), text="Say the figure", became="Said it")


def test_deleting_an_account_leaves_nothing_of_it_and_everything_of_others(ana: User, ben: User) -> None:
    fill(ana)
    EmailAddress.objects.create(user=ana, email=ana.email)
    before = [model.objects.count() for model in CONTENT]  # type: ignore[attr-defined]
    questions = Question.objects.count()
    fill(ben)
    of_both = Question.objects.count()
    privacy.delete_account(user=ben)
    assert [model.objects.count() for model in CONTENT] == before  # type: ignore[attr-defined]
    assert Question.objects.count() == of_both > questions
    privacy.delete_account(user=User.objects.get(pk=ana.pk))
    assert [model.objects.count() for model in CONTENT] == [0] * len(CONTENT)  # type: ignore[attr-defined]
    assert not User.objects.exists()
    assert not EmailAddress.objects.exists()


@pytest.mark.django_db
def test_deleting_an_account_ends_every_sign_in_of_it_only(ana: User, ben: User) -> None:
    signed_in(ana), signed_in(ana)
    bens = signed_in(ben)
    privacy.delete_account(user=ana)
    assert [session.pk for session in Session.objects.all()] == [bens.session.session_key]
    assert bens.get("/").status_code == 200


@pytest.mark.django_db
def test_signing_out_everywhere_reads_no_session_of_others(
    ana: User, ben: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    hers, his = signed_in(ana), signed_in(ben)
    Session.objects.filter(pk=his.session.session_key).update(session_data="cannot be decoded")
    with django_assert_num_queries(2):
        privacy.sign_out_everywhere(ana)
    assert hers.get("/").status_code == 302
    assert Session.objects.filter(pk=his.session.session_key).exists()


def signed_in(user: User) -> Client:
    """Through the page for it, as a browser does."""
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert client.get("/").status_code == 200
    return client


def test_the_admins_log_forgets_the_address_and_keeps_what_was_done(ana: User, root: User) -> None:
    LogEntry.objects.create(
        user=root,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(ana.pk),
        object_repr=ana.email,
        action_flag=CHANGE,
        change_message="Made inactive",
    )
    privacy.delete_account(user=ana)
    entry = LogEntry.objects.get()
    assert (entry.object_repr, entry.change_message, entry.user) == ("deleted account", "Made inactive", root)


OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def stored(column: str, table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE {column} <> ''")  # noqa: S608 - our own names
        return str(cursor.fetchone()[0])


@pytest.fixture
def locked_with_old(ana: User, settings: Settings) -> Note:
    settings.ANSWER_KEYS = [OLD]
    return fill(ana)


def words_of(note: Note) -> list[str]:
    note = Note.objects.select_related("round").get(pk=note.pk)
    answer = Answer.objects.get()
    asked_by = [turn.asked_by for turn in Turn.objects.all()]
    names = [one.name for one in Panelist.objects.all()]
    return [note.text, note.became, note.round.odds_said, note.round.feedback, answer.text, *asked_by, *names]


def test_after_rotation_the_old_key_can_be_dropped(locked_with_old: Note, settings: Settings) -> None:
    words = words_of(locked_with_old)
    settings.ANSWER_KEYS = [NEW, OLD]
    out = StringIO()
    call_command("rotate_keys", stdout=out)
    settings.ANSWER_KEYS = [NEW]
    assert words_of(locked_with_old) == words
    assert "Done." in out.getvalue()


def test_rotation_goes_on_where_it_stopped(
    locked_with_old: Note, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ANSWER_KEYS = [NEW, OLD]
    monkeypatch.setattr(privacy, "ROWS_AT_ONCE", 2)
    assert privacy.reencrypt(model=Panelist, names=["name", "title", "cares_about"]) is not None
    half_way = [privacy.is_locked_with_older_key(name) for name in stored_names()]
    call_command("rotate_keys", stdout=StringIO())
    assert half_way == [False, False, True]
    assert [privacy.is_locked_with_older_key(name) for name in stored_names()] == [False, False, False]


def stored_names() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name FROM {Panelist._meta.db_table} ORDER BY id")  # noqa: S608 - our own names
        return [row[0] for row in cursor.fetchall()]


def test_a_second_rotation_changes_nothing(locked_with_old: Note, settings: Settings) -> None:
    settings.ANSWER_KEYS = [NEW, OLD]
    call_command("rotate_keys", stdout=StringIO())
    once = stored("text", Note._meta.db_table)
    call_command("rotate_keys", stdout=StringIO())
    assert stored("text", Note._meta.db_table) == once


def test_a_lost_key_stops_the_rotation_and_changes_nothing(locked_with_old: Note, settings: Settings) -> None:
    before = stored("text", Note._meta.db_table)
    settings.ANSWER_KEYS = [NEW]
    with pytest.raises(CommandError, match="No key in ANSWER_KEYS opens this text"):
        call_command("rotate_keys", stdout=StringIO())
    with pytest.raises(DecryptionError):
        privacy.reencrypt(model=Note, names=["text"])
    assert stored("text", Note._meta.db_table) == before


def test_every_encrypted_field_of_the_product_is_rotated() -> None:
    found = {model.__name__: set(names) for model, names in privacy.locked_fields()}
    assert found["Answer"] == {"asked", "text", "findings", "reaction"}
    assert found["PromotionRound"] >= {"post", "odds_said", "feedback"}
    assert {"Note", "Panelist", "Turn"} <= set(found)
