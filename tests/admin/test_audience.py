"""A bank is for everybody, or for the groups that are ticked on its page."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from interviews.models import Question, QuestionBank, User
from interviews.services import practice
from interviews.services.hr_group import make_hr_group
from interviews.services.running_order import Choice
from tests.conftest import NOW, make_bank, make_full_bank, make_question, make_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def leaders(db: None) -> Group:
    return Group.objects.create(name="Leaders")


def drawn(user: User) -> set[str]:
    """The banks that all questions of a new interview come from."""
    a_round = make_round(user)
    session = practice.start(
        round=a_round, choice=Choice(mode="full_panel", length=12), start_key=uuid4(), seed=3, now=NOW
    )
    return {turn.question.bank.slug for turn in session.turns.all() if turn.question}


def test_only_candidates_of_its_audience_are_asked_the_questions_of_a_bank(
    ana: User, ben: User, leaders: Group
) -> None:
    make_full_bank("everybodys")
    kept = make_full_bank("kept")
    kept.audience.set([leaders, Group.objects.create(name="Team Lisbon")])
    ana.groups.set(Group.objects.all())
    QuestionBank.objects.filter(slug="everybodys").update(status="retired")
    assert drawn(ana) == {"kept"}
    QuestionBank.objects.update(status="published")
    assert drawn(ben) == {"everybodys"}
    assert Question.objects.askable(language="en", user=ana).count() == Question.objects.count()
    assert {question.bank.slug for question in Question.objects.askable(language="en")} == {"everybodys"}


def test_a_panel_that_names_a_bank_does_not_open_it_to_others(ben: User, leaders: Group) -> None:
    bank = make_bank("kept")
    make_question("a", bank=bank)
    bank.audience.add(leaders)
    assert not Question.objects.askable(language="en", banks=[bank], user=ben).exists()


def test_hr_ticks_the_audience_among_groups_of_candidates(desk: Client, leaders: Group) -> None:
    bank = make_bank()
    where = reverse("admin:interviews_questionbank_change", args=[bank.pk])
    page = desk.get(where)
    field = page.context["adminform"].form.fields["audience"]
    assert list(field.queryset) == [leaders]
    assert 'type="checkbox" name="audience"' in page.content.decode()

    desk.post(where, {"name": "Bank", "language": "en", "audience": [leaders.pk]})
    assert list(bank.audience.all()) == [leaders]
    assert "Leaders" in desk.get(reverse("admin:interviews_questionbank_changelist")).content.decode()
    hr = make_hr_group()
    refused = desk.post(where, {"name": "Bank", "language": "en", "audience": [hr.pk]})
    assert "audience" in refused.context["adminform"].form.errors
    desk.post(where, {"name": "Bank", "language": "en"})
    assert not bank.audience.exists()


def test_where_there_are_no_groups_no_audience_is_asked_for(desk: Client) -> None:
    page = desk.get(reverse("admin:interviews_questionbank_change", args=[make_bank().pk]))
    assert "audience" not in page.context["adminform"].form.fields


def test_the_operator_keeps_groups_but_not_hrs_nor_permissions(
    root: User, leaders: Group, sign_in: Callable[[User], Client]
) -> None:
    hr = make_hr_group()
    operator = sign_in(root)
    add = reverse("admin:auth_group_add")
    assert list(operator.get(add).context["adminform"].form.fields) == ["name"]
    operator.post(add, {"name": "Team Lisbon"})
    assert Group.objects.filter(name="Team Lisbon").exists()
    assert operator.get(reverse("admin:auth_group_change", args=[hr.pk])).status_code == 302
    listed = operator.get(reverse("admin:auth_group_changelist")).content.decode()
    assert "Leaders" in listed
    assert ">HR<" not in listed


def test_a_group_is_not_deleted_while_a_bank_is_kept_for_it(
    root: User, leaders: Group, sign_in: Callable[[User], Client]
) -> None:
    bank = make_bank()
    bank.audience.add(leaders)
    where = reverse("admin:auth_group_delete", args=[leaders.pk])
    assert sign_in(root).post(where, {"post": "yes"}).status_code == 403
    bank.audience.clear()
    sign_in(root).post(where, {"post": "yes"})
    assert not Group.objects.exists()


def test_hr_has_no_business_with_groups(desk: Client, leaders: Group) -> None:
    for where in ("changelist", "add"):
        assert desk.get(reverse(f"admin:auth_group_{where}")).status_code == 403
    assert "Groups" not in desk.get(reverse("admin:index")).content.decode()
