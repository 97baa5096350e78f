"""The card of one panelist, and where practice and feedback use it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from interviews.models import Answer, Manner, Panelist, PracticeSession, User
from tests.conftest import NOW, Html, make_round, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(ana: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(ana)


@pytest.fixture
def session(ana: User) -> PracticeSession:
    session = make_session(make_round(ana), manner=Manner.PRACTISE)
    card = {"cares_about": "No surprises on the night shift", "must_say": "I can vouch for her"}
    Panelist.objects.filter(round=session.round, seat="boss").update(acquaintance=1, **card)
    return session


def page_of(client: Client, name: str, *args: object) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return Html(response.content.decode())


def finish(session: PracticeSession, text: str) -> None:
    PracticeSession.objects.filter(pk=session.pk).update(status="finished", finished_at=NOW)
    Answer.objects.filter(turn__session=session).update(text=text, status="given")


def test_what_is_on_the_card_is_kept(client: Client, session: PracticeSession) -> None:
    boss = session.round.panelists.get(seat="boss")
    card = {"acquaintance": "4", "knows": "Everything", "cares_about": "Margin", "must_say": "She finishes things"}
    client.post(reverse("panelist", args=[boss.pk]), card)
    boss.refresh_from_db()
    kept = (boss.acquaintance, boss.knows, boss.cares_about, boss.must_say)
    assert kept == (4, "Everything", "Margin", "She finishes things")


def test_somebody_is_drawn_as_was_chosen_on_the_card(client: Client, session: PracticeSession) -> None:
    boss = session.round.panelists.get(seat="boss")
    curls, before = '<path class="hair hair-light"', page_of(client, "room", session.pk)
    assert curls not in before
    assert 'value="0" id="id_look_0" checked' in page_of(client, "panelist", boss.pk), "as they are drawn now"
    client.post(reverse("panelist", args=[boss.pk]), {"acquaintance": "4", "look": "3"})
    assert 'value="3" id="id_look_3" checked' in page_of(client, "panelist", boss.pk)
    assert page_of(client, "room", session.pk).count(curls) == 1
    client.post(reverse("panelist", args=[boss.pk]), {"acquaintance": "4", "look": "9"})
    boss.refresh_from_db()
    assert boss.look == 3


def test_hints_say_what_this_person_cares_about(client: Client, session: PracticeSession) -> None:
    page = page_of(client, "room", session.pk)
    assert "Cares about: No surprises on the night shift" in page
    assert "You want them to be able to say: I can vouch for her" in page


def test_feedback_asks_whether_it_was_spoken_to(client: Client, session: PracticeSession) -> None:
    finish(session, "As you know, I moved it in nine days.")
    page = page_of(client, "review_turn", session.pk, 1)
    assert "Cares about: No surprises on the night shift" in page
    assert "Did you speak to it?" in page
    assert "Could they, after this?" in page
    assert "<bdi>Dana</bdi> does not know your work" in page


def test_an_empty_card_asks_nothing(client: Client, session: PracticeSession) -> None:
    Panelist.objects.update(cares_about="", must_say="")
    finish(session, "I moved it in nine days.")
    page = page_of(client, "review_turn", session.pk, 1)
    assert "Did you speak to it?" not in page
    assert "Could they, after this?" not in page
