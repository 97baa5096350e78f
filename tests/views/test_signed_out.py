"""Signed out while writing: the words are shown to be copied, and signing in leads to a page that works."""

from django.test import Client
from django.urls import reverse

from interviews.models import Answer, User
from tests.conftest import make_round, make_session

PAGE = "text/html,application/xhtml+xml,*/*;q=0.8"


def answer_of(user: User) -> Answer:
    return Answer.objects.get(turn__session=make_session(make_round(user)))


def test_words_sent_after_the_session_ended_are_shown(ana: User, client: Client) -> None:
    answer = answer_of(ana)
    where = reverse("answer_done", args=[answer.pk])
    response = client.post(where, {"text": "Nine days <instead of> twenty", "revision": "0"}, headers={"accept": PAGE})
    page = response.content.decode()
    assert response.status_code == 403
    assert "Nine days &lt;instead of&gt; twenty" in page
    assert f"{reverse('account_login')}?next={where}" in page
    answer.refresh_from_db()
    assert (answer.text, answer.status) == ("", Answer.Status.OPEN)


def test_all_that_was_written_in_a_long_form_is_shown_and_no_password(ana: User, client: Client) -> None:
    where = reverse("debrief", args=[make_round(ana).pk])
    sent = {
        "day": "2026-11-20",
        "notice": "minutes",
        "landed": "The handover figure",
        "missed": "",
        "surprises": "A fourth <person>\ntook notes",
        "password": "two words",
    }
    page = client.post(where, sent, headers={"accept": PAGE}).content.decode()
    assert "What went well?</label>" in page
    assert ">\nThe handover figure</textarea>" in page
    assert "What surprised you?</label>" in page
    assert ">\nA fourth &lt;person&gt;\ntook notes</textarea>" in page
    assert "two words" not in page


def test_a_script_and_a_form_without_words_are_sent_to_sign_in(ana: User, client: Client) -> None:
    where = reverse("answer_draft", args=[answer_of(ana).pk])
    for sent, accept in (({"text": "Nine days"}, "*/*"), ({"text": " "}, PAGE), ({}, PAGE)):
        response = client.post(where, sent, headers={"accept": accept})
        assert response.headers["Location"].startswith(reverse("account_login"))
