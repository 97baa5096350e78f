"""What HR and the operator see in the admin, and what they do not."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from interviews.models import (
    BankLoad,
    Competency,
    Panel,
    PanelSeat,
    Question,
    QuestionBank,
    User,
)
from tests.conftest import PASSWORD, make_bank, make_competency, make_question, make_round, make_session

pytestmark = pytest.mark.django_db

DRAFT = QuestionBank.Status.DRAFT


def address(model: str, what: str = "changelist", *args: Any) -> str:
    return reverse(f"admin:interviews_{model}_{what}", args=args)


@pytest.fixture
def operator(root: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(root)


def question_fields(question: Question, **fields: Any) -> dict[str, Any]:
    """What the form of this question sends."""
    said = {
        "text": question.text,
        "seat": question.seat,
        "kind": question.kind,
        "competency": question.competency_id or "",
        "theme": question.theme,
        "difficulty": question.difficulty,
        "probes": "\r\n".join(question.probes),
        "listen_for": "\r\n".join(question.listen_for),
    }
    return said | fields


def test_only_what_staff_need_is_in_the_admin() -> None:
    assert {model.__name__ for model in admin.site._registry} == {
        "QuestionBank", "Question", "Competency", "Panel", "BankLoad", "User", "Group",
    }  # fmt: skip
    for gone in ("view_on_site", "password_change"):
        with pytest.raises(NoReverseMatch):
            reverse(f"admin:{gone}")


def test_the_first_page_offers_to_load_a_bank_first(desk: Client) -> None:
    said = desk.get(reverse("admin:index")).content.decode()

    assert said.index("Import questions") < said.index("Competencies")
    assert "People" not in said


def test_hr_opens_every_page_that_is_theirs(desk: Client) -> None:
    question = make_question()
    panel = Panel.objects.create(name="Three")
    load = BankLoad.objects.create(bank=question.bank, file_name="a.csv", checksum="0" * 64)
    for model, row in (
        ("question", question), ("questionbank", question.bank), ("competency", question.competency), ("panel", panel),
    ):  # fmt: skip
        for where in (address(model), address(model, "add"), address(model, "change", row and row.pk)):
            assert desk.get(where).status_code == 200, where
    assert desk.get(address("bankload")).status_code == 200
    assert desk.get(address("bankload", "change", load.pk)).status_code == 200


def test_loads_can_only_be_read(desk: Client, operator: Client) -> None:
    load = BankLoad.objects.create(bank=make_bank(), file_name="a.csv", checksum="0" * 64)
    for client in (desk, operator):
        assert client.get(address("bankload", "add")).status_code == 403
        assert client.post(address("bankload", "change", load.pk), {"file_name": "b"}).status_code == 403
        assert client.post(address("bankload", "delete", load.pk), {"post": "yes"}).status_code == 403
    assert BankLoad.objects.get().file_name == "a.csv"


def test_lists_need_no_more_queries_with_more_rows(desk: Client, django_assert_max_num_queries: Any) -> None:
    def add(number: int) -> None:
        bank = make_bank(f"bank-{number}")
        make_question(f"q-{number}", bank=bank, competency=make_competency(f"c-{number}"))
        panel = Panel.objects.create(name=f"Panel {number}")
        PanelSeat.objects.create(panel=panel, seat="boss")
        BankLoad.objects.create(bank=bank, file_name="a.csv", checksum="0" * 64)

    add(0)
    for model in ("question", "questionbank", "competency", "panel", "bankload"):
        desk.get(address(model))
        with django_assert_max_num_queries(50) as counted:
            desk.get(address(model))
        before = len(counted)
        first = QuestionBank.objects.count()
        for number in range(first, first + 10):
            add(number)
        with django_assert_max_num_queries(before):
            assert desk.get(address(model)).status_code == 200


# Questions


def test_questions_are_found_by_their_words_code_or_theme_and_filtered(desk: Client) -> None:
    make_question("lead-1", text="How do you lead?", theme="cover", seat="ceo")
    make_question("lead-2", text="What failed?")

    def found(**query: str) -> set[str]:
        page = desk.get(address("question"), query)
        return {question.code for question in page.context["cl"].result_list}

    assert found(q="lead?") == {"lead-1"}
    assert found(q="lead-2") == {"lead-2"}
    assert found(q="cover") == {"lead-1"}
    assert found(seat__exact="ceo") == {"lead-1"}
    assert found(kind__exact="closing") == set()


def test_retired_questions_are_out_of_sight_unless_asked_for(desk: Client) -> None:
    make_question("in")
    make_question("out", retired_at=timezone.now())

    def found(use: str) -> set[str]:
        page = desk.get(address("question"), {"use": use} if use else {})
        return {question.code for question in page.context["cl"].result_list}

    assert (found(""), found("retired"), found("all")) == ({"in"}, {"out"}, {"in", "out"})


def test_questions_are_retired_and_brought_back(desk: Client) -> None:
    question = make_question()
    ticked = {"_selected_action": [question.pk]}

    page = desk.post(address("question"), {"action": "retire", **ticked}, follow=True)
    assert "1 question retired." in page.content.decode()
    assert not Question.objects.in_use().exists()

    desk.post(address("question") + "?use=retired", {"action": "bring_back", **ticked})
    assert Question.objects.in_use().get() == question


def test_probes_are_edited_one_on_each_line(desk: Client) -> None:
    question = make_question(probes=["Why?", "How?"])
    where = address("question", "change", question.pk)
    assert "Why?\nHow?</textarea>" in desk.get(where).content.decode()

    desk.post(where, question_fields(question, probes="Why?\r\n\r\n  And   then?  \r\n"))

    question.refresh_from_db()
    assert question.probes == ["Why?", "And then?"]


def test_bank_and_code_stay_once_a_question_is_there(desk: Client) -> None:
    question = make_question("lead-1")
    other = make_bank("other")

    desk.post(
        address("question", "change", question.pk), question_fields(question, bank=other.pk, code="new", text="So?")
    )

    question.refresh_from_db()
    assert (question.text, question.bank.slug, question.code) == ("So?", "bank", "lead-1")


def test_a_new_question_gets_a_code_of_its_text_and_not_twice(desk: Client) -> None:
    fields = question_fields(Question(text="How do you  lead?"), bank=make_bank().pk, code="")

    desk.post(address("question", "add"), fields)
    page = desk.post(address("question", "add"), fields)

    question = Question.objects.get()
    assert question.text == "How do you lead?"
    assert question.code.startswith("q-")
    assert "already exists" in page.content.decode()


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"text": " "}, "text"),
        ({"text": "x" * 2001}, "text"),
        ({"probes": "\n".join("abcdefghijklmnop")}, "probes"),
        ({"listen_for": "x" * 501}, "listen_for"),
        ({"seat": "janitor"}, "seat"),
        ({"difficulty": "4"}, "difficulty"),
    ],
)
def test_what_is_wrong_with_a_question_is_said(desk: Client, fields: dict[str, str], wrong: str) -> None:
    question = make_question()

    page = desk.post(address("question", "change", question.pk), question_fields(question, **fields))

    assert list(page.context["adminform"].errors) == [wrong]


# What goes and what stays


def test_what_may_have_been_practised_is_not_deleted(desk: Client, operator: Client) -> None:
    question = make_question(bank=make_bank("used"))
    make_question("again", bank=question.bank)
    for client in (desk, operator):
        for model, row in (
            ("question", question), ("questionbank", question.bank), ("competency", question.competency),
        ):  # fmt: skip
            assert client.post(address(model, "delete", row and row.pk), {"post": "yes"}).status_code == 403
        page = client.post(
            address("question"),
            {"action": "delete_selected", "_selected_action": [question.pk], "post": "yes"},
            follow=True,
        )
        assert page.status_code == 200
    assert Question.objects.count() == 2


def test_a_retired_bank_is_not_deleted_either(desk: Client) -> None:
    bank = make_bank("used", status=DRAFT)
    bank.publish()
    bank.retire()

    assert desk.post(address("questionbank", "delete", bank.pk), {"post": "yes"}).status_code == 403


def test_a_bank_that_was_never_published_can_go_with_its_questions(desk: Client) -> None:
    bank = make_bank("mistake", status=DRAFT)
    question = make_question("one", bank=bank)
    make_question("two", bank=bank)
    BankLoad.objects.create(bank=bank, file_name="a.csv", checksum="0" * 64)

    desk.post(address("question", "delete", question.pk), {"post": "yes"})
    assert bank.questions.count() == 1

    asked = desk.get(address("questionbank", "delete", bank.pk)).content.decode()
    assert "with its questions: 1" in asked
    desk.post(address("questionbank", "delete", bank.pk), {"post": "yes"})
    assert not QuestionBank.objects.exists()


def test_a_competency_that_nobody_uses_can_go(desk: Client) -> None:
    unused = make_competency("unused")

    desk.post(address("competency", "delete", unused.pk), {"post": "yes"})

    assert not Competency.objects.exists()


def test_a_competency_somebody_was_asked_about_stays(desk: Client, ana: User) -> None:
    asked = make_session(make_round(ana)).turns.first()
    assert asked
    Question.objects.update(competency=make_competency("another"))

    page = desk.post(address("competency", "delete", asked.competency_id), {"post": "yes"})

    assert page.status_code == 403


# Banks and panels


def test_a_bank_is_published_and_retired_by_its_buttons(desk: Client) -> None:
    bank = make_bank("draft", status=DRAFT)

    page = desk.post(address("questionbank", "publish", bank.pk), follow=True)
    assert "is published" in page.content.decode()
    bank.refresh_from_db()
    first = bank.first_published_at
    assert bank.status == "published"

    desk.post(address("questionbank", "retire", bank.pk))
    desk.post(address("questionbank", "publish", bank.pk))
    bank.refresh_from_db()
    assert (bank.status, bank.first_published_at) == ("published", first)


def test_a_bank_is_published_by_the_list(desk: Client) -> None:
    bank = make_bank("draft", status=DRAFT)

    desk.post(address("questionbank"), {"action": "publish", "_selected_action": [bank.pk]})

    assert QuestionBank.objects.published().get() == bank


def test_publishing_is_for_hr_and_by_post(desk: Client, ana: User, sign_in: Callable[[User], Client]) -> None:
    bank = make_bank("draft", status=DRAFT)
    User.objects.filter(pk=ana.pk).update(is_staff=True)

    assert desk.get(address("questionbank", "publish", bank.pk)).status_code == 405
    assert sign_in(ana).post(address("questionbank", "publish", bank.pk)).status_code == 403
    assert desk.post(address("questionbank", "publish", 999)).status_code == 404
    assert not QuestionBank.objects.published().exists()


def test_the_form_of_a_bank_does_not_publish_it(desk: Client) -> None:
    bank = make_bank("draft", status=DRAFT)

    desk.post(address("questionbank", "change", bank.pk), {"name": "New name", "language": "de", "status": "published"})

    bank.refresh_from_db()
    assert (bank.name, bank.language, bank.status) == ("New name", "de", "draft")


def test_a_panel_has_two_to_five_seats(desk: Client) -> None:
    def fields(seats: int) -> dict[str, Any]:
        said: dict[str, Any] = {
            "name": "Board",
            "is_published": "on",
            "seats-TOTAL_FORMS": seats,
            "seats-INITIAL_FORMS": 0,
        }
        for number in range(seats):
            said |= {f"seats-{number}-seat": "other", f"seats-{number}-place": number + 1}
        return said

    assert "A panel has at least 2 seats." in desk.post(address("panel", "add"), fields(1)).content.decode()
    assert "A panel has at most 5 seats." in desk.post(address("panel", "add"), fields(6)).content.decode()
    desk.post(address("panel", "add"), fields(5))
    assert Panel.objects.published().get().seats.count() == 5


# People, for the operator


def test_people_are_for_the_operator_only(desk: Client, ana: User, sign_in: Callable[[User], Client]) -> None:
    for where in (address("user"), address("user", "change", ana.pk), address("user", "delete", ana.pk)):
        assert desk.get(where).status_code == 403
        assert desk.post(where, {"post": "yes"}).status_code == 403


def test_the_operator_makes_somebody_hr(operator: Client, ana: User) -> None:
    from interviews.services.hr_group import make_hr_group

    group = make_hr_group()

    operator.post(address("user", "change", ana.pk), {"is_active": "on", "is_staff": "on", "groups": [group.pk]})

    ana.refresh_from_db()
    assert ana.is_staff
    assert list(ana.groups.all()) == [group]


def test_nobody_changes_an_address_or_password_for_somebody_else(operator: Client, ana: User) -> None:
    fields = {"is_active": "on", "email": "mine@example.com", "password": "x", "is_superuser": "on"}

    operator.post(address("user", "change", ana.pk), fields)

    ana.refresh_from_db()
    assert (ana.email, ana.is_superuser) == ("ana@example.com", False)
    assert ana.check_password(PASSWORD)
    assert operator.get(address("user", "add")).status_code == 403


def test_the_operator_cannot_lock_herself_out(operator: Client, root: User) -> None:
    operator.post(address("user", "change", root.pk), {})
    operator.post(address("user", "delete", root.pk), {"post": "yes"})

    root.refresh_from_db()
    assert root.is_active
    assert root.is_staff


def test_deleting_somebody_deletes_what_is_theirs_and_shows_none_of_it(operator: Client, ana: User, ben: User) -> None:
    make_session(make_round(ana, post="SECRET POST"))
    make_round(ben)

    asked = operator.get(address("user", "delete", ana.pk)).content.decode()

    assert "ana@example.com, with everything they prepared" in asked
    for word in ("SECRET", "round", "session", "turn", "answer"):
        assert word not in asked.split("content-start")[1].lower().replace("next round", "").replace("own rounds", "")
    operator.post(address("user", "delete", ana.pk), {"post": "yes"})
    assert not User.objects.filter(pk=ana.pk).exists()
    assert ben.candidate.rounds.count() == 1
