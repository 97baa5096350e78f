"""Goals and questions: added once, never too many, and carried over until they are reached."""

import pytest

from interviews.models import Goal, PanelQuestion, PromotionRound, Seat, User
from interviews.services import rounds
from interviews.services.goals import TooManyGoals, add_goals, add_questions
from interviews.services.privacy import delete_account, locked_fields
from tests.conftest import NOW, make_round

pytestmark = pytest.mark.django_db


def open_next(previous: PromotionRound) -> PromotionRound:
    return rounds.open_next(previous=previous, draft=PromotionRound(post="Head of Planning"), now=NOW)


def test_sending_twice_adds_once(ana: User) -> None:
    dana = make_round(ana).panelists.get(seat="boss")
    for _ in range(2):
        add_goals(panelist=dana, texts=["One", "Two", "One"], now=NOW)
        add_questions(panelist=dana, texts=["Why?", "Why?"], now=NOW)
    assert [goal.text for goal in dana.goals.all()] == ["One", "Two"]
    assert [question.text for question in dana.panel_questions.all()] == ["Why?"]


def test_nobody_is_given_more_than_three_goals(ana: User) -> None:
    a_round = make_round(ana)
    dana, lindt = a_round.panelists.get(seat="boss"), a_round.panelists.get(seat="hr_director")
    add_goals(panelist=dana, texts=["One", "Two"], now=NOW)
    with pytest.raises(TooManyGoals):
        add_goals(panelist=dana, texts=["Three", "Four"], now=NOW)
    assert dana.goals.count() == 2, "all or none"
    add_goals(panelist=lindt, texts=["One", "Two", "Three"], now=NOW)
    assert lindt.goals.count() == 3


def test_unreached_goals_come_along_for_the_same_person(ana: User) -> None:
    before = make_round(ana)
    dana = before.panelists.get(seat="boss")
    for text, result in [("Open", ""), ("Partly", "partly"), ("Not", "not_reached"), ("Reached", "reached")]:
        Goal.objects.create(round=before, panelist=dana, text=text, result=result, how="A nod")
    following = open_next(before)
    carried = following.goals.all()
    assert {goal.text for goal in carried} == {"Open", "Partly", "Not"}
    for goal in carried:
        assert goal.panelist == following.panelists.get(seat="boss")
        assert goal.carried_from
        assert goal.carried_from.text == goal.text
        assert (goal.result, goal.how) == ("", ""), "what came of it before stays in the round before"
    assert before.goals.count() == 4
    open_next(before)
    assert following.goals.count() == 3, "sent twice, carried once"


def test_on_another_panel_a_goal_goes_to_whoever_has_that_seat(ana: User) -> None:
    before = make_round(ana, panelists=False)
    ceo = before.panelists.create(seat=Seat.CEO, name="Mr Ortiz")
    works_council = before.panelists.create(seat=Seat.OTHER, name="Mr Roy")
    Goal.objects.create(round=before, panelist=ceo, text="One sentence")
    Goal.objects.create(round=before, panelist=works_council, text="Easy to work with")
    Goal.objects.create(round=before, text="Of somebody who left")
    following = PromotionRound.objects.create(candidate=before.candidate, previous=before, post="Head")
    other_ceo = following.panelists.create(seat=Seat.CEO, name="Ms Haller")
    rounds.carry_goals(before, following, NOW)
    whose = {goal.text: goal.panelist for goal in following.goals.select_related("panelist")}
    assert whose == {"One sentence": other_ceo, "Easy to work with": None, "Of somebody who left": None}


def test_who_leaves_the_panel_takes_no_words_along(ana: User) -> None:
    a_round = make_round(ana)
    dana = a_round.panelists.get(seat="boss")
    add_goals(panelist=dana, texts=["One"], now=NOW)
    add_questions(panelist=dana, texts=["Why?"], now=NOW)
    dana.delete()
    assert a_round.goals.get().text == "One"
    assert a_round.panel_questions.get().text == "Why?"


def test_they_go_with_the_account_and_are_locked_anew_with_the_rest(ana: User) -> None:
    dana = make_round(ana).panelists.get(seat="boss")
    add_goals(panelist=dana, texts=["One"], now=NOW)
    add_questions(panelist=dana, texts=["Why?"], now=NOW)
    locked = dict(locked_fields())
    assert locked[Goal] == ["text", "how"]
    assert locked[PanelQuestion] == ["text", "answered"]
    delete_account(user=ana)
    assert not Goal.objects.exists()
    assert not PanelQuestion.objects.exists()
