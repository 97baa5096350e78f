"""Long forms keep what is typed: each has the element, and the browser is told which of them were saved."""

import re
from collections.abc import Callable
from typing import Final

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from interviews.middleware import SAVED_FORMS
from interviews.models import Note, User
from tests.conftest import Html, make_bank, make_question, make_round
from tests.walk import ADMIN, ALL, OWNED, SIGNED_IN, Url, address, make_rows

SignIn = Callable[[User], Client]
FORM: Final = re.compile(r"<form\b.*?</form>", re.DOTALL)
#: A box that somebody types into; <draft-box> keeps those of the interview room.
BOX: Final = re.compile(r"<textarea\b(?![^>]*\bhidden\b)(?![^>]*\breadonly\b)")
PAGES: Final = [url for url in ALL if url.name in OWNED or url.name in SIGNED_IN]


@pytest.mark.parametrize("url", PAGES, ids=lambda url: url.name)
def test_every_form_with_a_text_box_keeps_its_words(url: Url, ana: User, sign_in: SignIn) -> None:
    try:
        page = sign_in(ana).get(address(url, make_rows(ana)))
    except NoReverseMatch:
        return
    for form in FORM.findall(page.content.decode(errors="replace")) if page.status_code == 200 else []:
        if BOX.search(form):
            assert "<form-draft" in form or "<draft-box" in form, form[:300]


@pytest.mark.parametrize("model", ["question", "questionbank", "panel", "competency"])
def test_forms_of_hr_keep_their_words(model: str, root: User, sign_in: SignIn) -> None:
    make_question("one", bank=make_bank())
    page = Html(sign_in(root).get(reverse(f"{ADMIN}interviews_{model}_add")).content.decode())
    assert f'<form-draft class="saved" data-user="{root.pk}"' in page


def test_saved_form_is_named_to_the_browser(ana: User, sign_in: SignIn) -> None:
    client, a_round = sign_in(ana), make_round(ana)
    where = reverse("notes", args=[a_round.pk])
    client.post(where, {"kind": "to_do", "text": "Ask", "form_draft": "11"})
    client.post(where, {"kind": "to_do", "text": "Ask again", "form_draft": "22"})
    assert client.cookies[SAVED_FORMS].value == "11.22"
    assert Note.objects.count() == 2


def test_refused_form_is_not_named_and_repeats_its_token(ana: User, sign_in: SignIn) -> None:
    client, a_round = sign_in(ana), make_round(ana)
    page = client.post(reverse("notes", args=[a_round.pk]), {"kind": "to_do", "text": "", "form_draft": "11"})
    assert 'data-answer-to="11"' in Html(page.content.decode())
    assert SAVED_FORMS not in client.cookies


def test_form_sent_after_signing_out_is_not_named(ana: User) -> None:
    client = Client()
    client.post(reverse("notes", args=[make_round(ana).pk]), {"kind": "to_do", "text": "x", "form_draft": "11"})
    assert SAVED_FORMS not in client.cookies


class TestOldToken:
    """The page was opened before signing in again in another tab."""

    def send(self, ana: User, **headers: str) -> tuple[Client, str, str]:
        client = Client(enforce_csrf_checks=True)
        client.force_login(ana)
        where = reverse("notes", args=[make_round(ana).pk])
        client.get(where)
        sent = {"kind": "to_do", "text": "Ask <her> again", "csrfmiddlewaretoken": "x" * 64, "form_draft": "1"}
        page = client.post(where, sent, headers=headers)
        assert page.status_code == 403
        return client, where, Html(page.content.decode())

    def test_words_are_shown_and_one_press_sends_them(self, ana: User) -> None:
        client, where, page = self.send(ana, origin="http://testserver")
        assert "Ask &lt;her&gt; again</textarea>" in page
        assert f'action="{where}"' in page
        tokens = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        again = {"kind": "to_do", "text": "Ask <her> again", "csrfmiddlewaretoken": tokens[-1]}
        assert client.post(where, again, headers={"origin": "http://testserver"}).status_code == 302
        assert Note.objects.get().text == "Ask <her> again"

    @pytest.mark.parametrize(
        "headers", [{}, {"origin": "https://evil.example"}, {"referer": "http://testserver.evil/"}]
    )
    def test_words_of_another_site_are_not_shown(self, ana: User, headers: dict[str, str]) -> None:
        _client, _where, page = self.send(ana, **headers)
        assert "again</textarea>" not in page
