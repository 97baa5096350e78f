"""Goals and questions for each of the panel: chosen, changed, looked at again, deleted, and shown where they count."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from interviews.models import Goal, Kind, Panelist, PanelQuestion, PromotionRound, User
from interviews.rules.goals import GOALS, QUESTIONS
from interviews.services import rounds
from tests.conftest import NOW, make_round, make_session

SignIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("name", ["goals", "panel_questions"])


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def url(name: str, thing: PromotionRound | Goal | PanelQuestion) -> str:
    return reverse(name, args=[thing.pk])


def send(client: Client, name: str, panelist: Panelist, *ticked: int, own: str = "") -> Any:
    fields = {"panelist": panelist.pk, f"for-{panelist.pk}-chosen": list(ticked), f"for-{panelist.pk}-own": own}
    return client.post(reverse(name, args=[panelist.round_id]), fields)


def texts_of(a_round: PromotionRound, name: str) -> list[str]:
    return [one.text for one in (a_round.goals.all() if name == "goals" else a_round.panel_questions.all())]


@pytest.fixture
def dana(ana: User) -> Panelist:
    return make_round(ana).panelists.get(seat="boss")


@BOTH
def test_chosen_ones_and_own_ones_are_added_for_that_person(
    ana: User, sign_in: SignIn, dana: Panelist, name: str
) -> None:
    library = (GOALS if name == "goals" else QUESTIONS)["boss"]
    client = sign_in(ana)
    assert library[1] in client.get(url(name, dana.round)).content.decode()
    response = send(client, name, dana, 1, own="  My own one \n\n“And <b>another</b>”")
    assert response.headers["Location"] == f"{url(name, dana.round)}#for-{dana.pk}"
    assert texts_of(dana.round, name) == [library[1], "My own one", "And <b>another</b>"]
    page = text_of(client.get(url(name, dana.round)))
    assert "And &lt;b&gt;another" in page
    assert page.count(library[1]) <= 2, "no longer offered: shown, and named in its link"


def test_there_is_room_for_three_goals_each(ana: User, sign_in: SignIn, dana: Panelist) -> None:
    client = sign_in(ana)
    page = text_of(send(client, "goals", dana, 0, 1, 2, 3, own="A fifth"))
    assert "At most three for one person" in page
    assert page.count(" checked") == 4
    assert "A fifth" in page
    assert not Goal.objects.exists()
    send(client, "goals", dana, 0, 1, 2)
    page = text_of(client.get(url("goals", dana.round)))
    assert "Three is enough" in page
    assert f'name="for-{dana.pk}-own"' not in page


def test_questions_have_no_such_limit(ana: User, sign_in: SignIn, dana: Panelist) -> None:
    send(sign_in(ana), "panel_questions", dana, 0, 1, 2, 3)
    assert PanelQuestion.objects.count() == 4


@BOTH
@pytest.mark.parametrize("own", ["", "   \n ", "x" * 501, "\n".join(str(n) for n in range(21))])
def test_nothing_and_too_much_are_refused_and_stay_typed(
    ana: User, sign_in: SignIn, dana: Panelist, name: str, own: str
) -> None:
    page = send(sign_in(ana), name, dana, own=own)
    assert page.status_code == 200
    assert '<details class="fold no-print" open>' in page.content.decode()
    assert own.strip() in page.content.decode()
    assert not texts_of(dana.round, name)


@BOTH
@pytest.mark.parametrize("number", [99, -1])
def test_what_is_not_in_the_library_is_refused(
    ana: User, sign_in: SignIn, dana: Panelist, name: str, number: int
) -> None:
    assert send(sign_in(ana), name, dana, number).status_code == 200
    assert not texts_of(dana.round, name)


@BOTH
@pytest.mark.parametrize("key", ["", "0", "x", "99999999999999999999", "-1"])
def test_nobody_on_this_panel_is_not_found(ana: User, sign_in: SignIn, dana: Panelist, name: str, key: str) -> None:
    assert sign_in(ana).post(url(name, dana.round), {"panelist": key}).status_code == 404


@BOTH
def test_people_of_other_rounds_are_not_found(ana: User, ben: User, sign_in: SignIn, dana: Panelist, name: str) -> None:
    client = sign_in(ana)
    for other in (make_round(ana, is_current=False), make_round(ben)):
        stranger = other.panelists.get(seat="boss")
        fields = {"panelist": stranger.pk, f"for-{stranger.pk}-own": "Mine"}
        assert client.post(url(name, dana.round), fields).status_code == 404
    assert not Goal.objects.exists()
    assert not PanelQuestion.objects.exists()


@pytest.mark.parametrize("result", ["reached", "partly", "not_reached", ""])
def test_after_the_interview_a_goal_is_looked_at_again(ana: User, sign_in: SignIn, dana: Panelist, result: str) -> None:
    client = sign_in(ana)
    goal = Goal.objects.create(round=dana.round, panelist=dana, text="One", result="partly")
    fields = {"panelist": dana.pk, "text": "One sentence", "result": result, "how": "She quoted me"}
    assert client.post(url("goal", goal), fields).headers["Location"] == url("goals", dana.round)
    goal.refresh_from_db()
    assert (goal.text, goal.result, goal.how) == ("One sentence", result, "She quoted me")
    page = text_of(client.get(url("goals", dana.round)))
    assert "She quoted me" in page
    assert not result or goal.get_result_display() in page


@pytest.mark.parametrize("fields", [{"text": ""}, {"result": "won"}, {"panelist": "0"}, {"how": "x" * 5001}])
def test_a_goal_that_cannot_be_is_refused(ana: User, sign_in: SignIn, dana: Panelist, fields: dict[str, str]) -> None:
    goal = Goal.objects.create(round=dana.round, panelist=dana, text="One")
    typed = {"panelist": str(dana.pk), "text": "Two", "result": "", "how": "", **fields}
    assert "Nothing is saved yet" in text_of(sign_in(ana).post(url("goal", goal), typed))
    goal.refresh_from_db()
    assert goal.text == "One"


def test_a_goal_moves_to_another_of_the_panel_who_has_room(ana: User, sign_in: SignIn, dana: Panelist) -> None:
    client, a_round = sign_in(ana), dana.round
    lindt, ortiz = a_round.panelists.get(seat="hr_director"), a_round.panelists.get(seat="ceo")
    goal = Goal.objects.create(round=a_round, panelist=dana, text="One")
    for number in range(3):
        Goal.objects.create(round=a_round, panelist=lindt, text=f"Full {number}")
    assert "At most three" in text_of(client.post(url("goal", goal), {"panelist": lindt.pk, "text": "One"}))
    client.post(url("goal", goal), {"panelist": ortiz.pk, "text": "One"})
    goal.refresh_from_db()
    assert goal.panelist == ortiz
    others = make_round(ana, is_current=False).panelists.first()
    assert others
    assert client.post(url("goal", goal), {"panelist": others.pk, "text": "One"}).status_code == 200


def test_what_they_answered_is_kept(ana: User, sign_in: SignIn, dana: Panelist) -> None:
    client = sign_in(ana)
    question = PanelQuestion.objects.create(round=dana.round, panelist=dana, text="What is coming up?")
    fields = {"panelist": dana.pk, "text": question.text, "answered": "A second plant, in spring"}
    assert client.post(url("panel_question", question), fields).headers["Location"] == url(
        "panel_questions", dana.round
    )
    assert "A second plant, in spring" in text_of(client.get(url("panel_questions", dana.round)))
    assert client.post(url("panel_question", question), {**fields, "text": ""}).status_code == 200


def test_what_belongs_to_nobody_any_more_is_still_there(ana: User, sign_in: SignIn, dana: Panelist) -> None:
    a_round = dana.round
    Goal.objects.create(round=a_round, panelist=dana, text="One")
    PanelQuestion.objects.create(round=a_round, panelist=dana, text="Why?")
    dana.delete()
    for name, text in (("goals", "One"), ("panel_questions", "Why?")):
        page = text_of(sign_in(ana).get(url(name, a_round)))
        assert "People who left the panel" in page
        assert text in page


@BOTH
def test_without_a_panel_the_page_leads_there(ana: User, sign_in: SignIn, name: str) -> None:
    a_round = make_round(ana, panelists=False)
    assert url("round_panel", a_round) in text_of(sign_in(ana).get(url(name, a_round)))


def test_after_the_day_the_page_asks_what_came_of_it(ana: User, sign_in: SignIn, dana: Panelist) -> None:
    client = sign_in(ana)
    Goal.objects.create(round=dana.round, panelist=dana, text="One")
    assert "The interview is behind you" not in text_of(client.get(url("goals", dana.round)))
    dana.round.interview_at = timezone.now() - timedelta(days=2)
    dana.round.save()
    page = text_of(client.get(url("goals", dana.round)))
    assert "The interview is behind you" in page
    assert "Did you reach it?" in page


def test_the_next_round_shows_where_a_goal_comes_from_and_what_became_of_it(
    ana: User, sign_in: SignIn, dana: Panelist
) -> None:
    client, before = sign_in(ana), dana.round
    Goal.objects.create(round=before, panelist=dana, text="One sentence", result="not_reached")
    Goal.objects.create(round=before, panelist=dana, text="A figure", result="reached")
    coming = text_of(client.get(url("round_next", before)))
    assert "One sentence" in coming
    assert "A figure" not in coming
    following = rounds.open_next(previous=before, draft=PromotionRound(post="Head"), now=NOW)
    for name in ("round", "goals"):
        page = text_of(client.get(url(name, following)))
        assert "One sentence" in page
        assert "From your round for Operations Manager" in page
    following.goals.update(result="reached")
    assert 'Carried on to your round for Head. <span class="tag">Reached</span>' in text_of(
        client.get(url("round", before))
    )


def test_the_questions_stand_in_the_room_when_it_is_time_to_ask(ana: User, sign_in: SignIn, dana: Panelist) -> None:
    client, session = sign_in(ana), make_session(dana.round)
    PanelQuestion.objects.create(round=dana.round, panelist=dana, text="What is coming up?")
    room = reverse("room", args=[session.pk])
    assert "What is coming up?" not in text_of(client.get(room))
    session.turns.filter(position=1).update(kind=Kind.CLOSING)
    with CaptureQueriesContext(connection) as few:
        page = text_of(client.get(room))
    assert "What is coming up?" in page
    for number in range(10):
        PanelQuestion.objects.create(round=dana.round, panelist=dana, text=f"And {number}?")
    with CaptureQueriesContext(connection) as many:
        assert "And 9?" in text_of(client.get(room))
    assert len(many) == len(few) <= 6


@pytest.mark.parametrize("name", ["goals", "panel_questions", "round", "round_next"])
def test_more_of_them_need_no_more_queries(ana: User, sign_in: SignIn, dana: Panelist, name: str) -> None:
    client, before = sign_in(ana), make_round(ana, is_current=False)

    def grow(count: int) -> None:
        for number in range(count):
            old = Goal.objects.create(round=before, text=f"Old {number}")
            goal = Goal.objects.create(round=dana.round, panelist=dana, text=f"{number}", carried_from=old)
            Goal.objects.create(round=before, text="Later", carried_from=goal)
            PanelQuestion.objects.create(round=dana.round, panelist=dana, text=f"{number}?")

    grow(1)
    client.get(url(name, dana.round))
    with CaptureQueriesContext(connection) as few:
        client.get(url(name, dana.round))
    grow(10)
    with CaptureQueriesContext(connection) as many:
        client.get(url(name, dana.round))
    assert len(many) == len(few)


@pytest.mark.parametrize("name", ["goal", "panel_question"])
def test_deleting_asks_first(ana: User, sign_in: SignIn, dana: Panelist, name: str) -> None:
    model: Any = Goal if name == "goal" else PanelQuestion
    thing = model.objects.create(round=dana.round, panelist=dana, text="One of mine")
    client = sign_in(ana)
    assert "One of mine" in text_of(client.get(url(f"{name}_delete", thing)))
    assert model.objects.exists()
    assert client.post(url(f"{name}_delete", thing)).headers["Location"] == url(f"{name}s", dana.round)
    assert not model.objects.exists()


@pytest.mark.parametrize(
    "name", ["goals", "panel_questions", "goal", "goal_delete", "panel_question", "panel_question_delete"]
)
def test_stranger_anonymous_and_wrong_method(
    ana: User, ben: User, root: User, sign_in: SignIn, client: Client, dana: Panelist, name: str
) -> None:
    goal = Goal.objects.create(round=dana.round, panelist=dana, text="One")
    question = PanelQuestion.objects.create(round=dana.round, panelist=dana, text="Why?")
    where = url(name, goal if name.startswith("goal") and name != "goals" else question)
    if name in {"goals", "panel_questions"}:
        where = url(name, dana.round)
    for other in (ben, root):
        assert sign_in(other).get(where).status_code == 404
        assert sign_in(other).post(where, {"panelist": dana.pk, "text": "Mine"}).status_code == 404
    assert client.post(where).headers["Location"].startswith(reverse("account_login"))
    assert sign_in(ana).put(where).status_code == 405
    assert Goal.objects.get().text == "One"
    assert PanelQuestion.objects.get().text == "Why?"
