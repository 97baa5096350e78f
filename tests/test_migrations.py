"""What older rows become when the product is updated."""

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from interviews.models import Turn, User
from tests.conftest import make_round, make_session


@pytest.mark.django_db(transaction=True)
def test_a_question_asked_before_it_was_locked_reads_the_same_afterwards(ana: User) -> None:
    turn = make_session(make_round(ana)).turns.get(position=1)
    asked = turn.text
    with connection.cursor() as cursor:
        cursor.execute("UPDATE interviews_turn SET text = %s WHERE id = %s", [asked, turn.pk])
    module = __import__("interviews.migrations.0002_the_whole_story", fromlist=["lock_words"])

    module.lock_words(MigrationExecutor(connection).loader.project_state().apps, None)

    assert Turn.objects.get(pk=turn.pk).text == asked


@pytest.mark.django_db(transaction=True)
def test_whoever_was_signed_in_stays_signed_in(ana: User) -> None:
    client = Client()
    client.force_login(ana)
    session = client.session
    session[BACKEND_SESSION_KEY] = "interviews.signed_in.Backend"
    session.save()
    assert client.get("/").status_code == 302
    client.cookies["sessionid"] = session.session_key or ""
    session.save()
    module = __import__("interviews.migrations.0008_plain_sessions", fromlist=["name_allauths_backend"])

    module.name_allauths_backend(MigrationExecutor(connection).loader.project_state().apps, None)

    assert client.get("/").status_code == 200
