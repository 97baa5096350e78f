"""HR looks after a bank: its balance, many questions at once, doubles, and how candidates see them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interviews.models import Competency, Question, User
from tests.conftest import make_bank, make_competency, make_full_bank, make_question, make_user

pytestmark = pytest.mark.django_db

QUESTIONS = "/admin/interviews/question/"


def text_of(page: Any) -> str:
    return " ".join(page.content.decode().split())


def act(desk: Client, action: str, questions: list[Question], **fields: Any) -> Any:
    ticked = [question.pk for question in questions]
    return desk.post(QUESTIONS, {"action": action, "_selected_action": ticked, **fields}, follow=True)


def counts(page: Any, name: str) -> list[int]:
    """The row of the heat map for a competency."""
    rows = {competency and competency.name: cells for competency, cells in page.context["balance"].rows}
    return [cell.count for cell in rows[name]]


def test_the_balance_counts_by_competency_kind_and_seat(desk: Client) -> None:
    bank = make_bank()
    make_question("1", bank=bank, seat="boss", kind="objection")
    make_question("2", bank=bank, seat="ceo", kind="objection")
    make_question("3", bank=bank, seat="", kind="objection", probes=[], listen_for=[])
    make_question("4", bank=bank, kind="closing", competency=None)
    make_question("5", bank=bank, retired_at=timezone.now())
    make_question("6", bank=make_bank("other"))
    where = reverse("admin:interviews_questionbank_balance", args=[bank.pk])

    page = desk.get(where)
    balance = page.context["balance"]

    assert counts(page, "Results") == [0, 0, 0, 0, 3, 0]
    assert (balance.total, balance.without_probes, balance.without_listen_for) == (4, 1, 1)
    assert (balance.without_competency, balance.retired) == (1, 1)
    assert counts(desk.get(where, {"seat": "boss"}), "Results") == [0, 0, 0, 0, 2, 0]
    assert desk.get(where, {"seat": "janitor"}).status_code == 200


def test_the_links_of_the_balance_lead_to_those_questions(desk: Client) -> None:
    bank = make_bank()
    make_question("bare", bank=bank, probes=[])
    make_question("fine", bank=bank)

    page = desk.get(QUESTIONS, {"bank__id__exact": str(bank.pk), "lacks": "probes"})

    assert [question.code for question in page.context["cl"].result_list] == ["bare"]


def test_a_bank_says_what_an_interview_would_still_need(desk: Client) -> None:
    small = make_question(kind="motivation").bank
    for name in ("balance", "try"):
        said = text_of(desk.get(reverse(f"admin:interviews_questionbank_{name}", args=[small.pk])))
        assert "needs:" in said
        assert "<li>" in said


def test_an_interview_is_tried_as_candidates_would_get_it(desk: Client) -> None:
    bank = make_full_bank()

    page = desk.get(reverse("admin:interviews_questionbank_try", args=[bank.pk]))

    drawn = page.context["drawn"]
    assert len(drawn) >= 6
    assert {seat for seat, _ in drawn} == {"boss", "hr_director", "ceo"}
    assert all(question.text in page.content.decode() for _, question in drawn)


def test_the_balance_needs_no_more_queries_for_more_questions(desk: Client, django_assert_max_num_queries: Any) -> None:
    bank = make_full_bank()
    where = reverse("admin:interviews_questionbank_balance", args=[bank.pk])
    desk.get(where)
    with django_assert_max_num_queries(12):
        assert desk.get(where).status_code == 200


def test_many_questions_get_a_competency_at_once(desk: Client) -> None:
    people = make_competency("people")
    questions = [make_question(code, seat="ceo") for code in ("1", "2")]
    untouched = make_question("3")

    asked = act(desk, "assign", questions)
    assert "2 questions are ticked." in text_of(asked)
    assert [field.value() for field in asked.context["form"]] == ["-", "-", None]
    assert not Question.objects.filter(competency=people).exists()

    act(desk, "assign", questions, decided="yes", seat="-", kind="closing", competency=people.pk)
    for question in questions:
        question.refresh_from_db()
        assert (question.seat, question.kind, question.competency) == ("ceo", "closing", people)
    untouched.refresh_from_db()
    assert untouched.kind == "behavioural"


def test_a_seat_can_be_taken_away_from_many(desk: Client) -> None:
    question = make_question(seat="ceo")

    act(desk, "assign", [question], decided="yes", seat="", kind="-", competency="")

    question.refresh_from_db()
    assert (question.seat, question.kind) == ("", "behavioural")


def test_nothing_is_assigned_that_is_not_a_choice(desk: Client) -> None:
    question = make_question()

    page = act(desk, "assign", [question], decided="yes", seat="janitor", kind="-", competency="")

    assert page.context["form"].errors
    question.refresh_from_db()
    assert question.seat == ""


def test_doubles_are_merged_into_the_one_that_is_kept(desk: Client) -> None:
    keep = make_question("1", probes=["Why?"], listen_for=["A figure"])
    other = make_question("2", probes=["Why?", "How?"], listen_for=["The result"])

    asked = act(desk, "merge", [keep, other])
    assert keep.text in text_of(asked)
    assert other.text in text_of(asked)

    act(desk, "merge", [keep, other], decided="yes", keep=keep.pk)
    keep.refresh_from_db()
    other.refresh_from_db()
    assert (keep.probes, keep.listen_for) == (["Why?", "How?"], ["A figure", "The result"])
    assert keep.retired_at is None
    assert other.retired_at is not None


def test_only_questions_of_one_bank_are_merged_and_two_at_least(desk: Client) -> None:
    one, elsewhere = make_question("1"), make_question("2", bank=make_bank("other"))

    for ticked in ([one], [one, elsewhere]):
        page = act(desk, "merge", ticked, decided="yes", keep=one.pk)
        assert "tick two to 20 questions of one bank" in text_of(page)
    assert Question.objects.in_use().count() == 2


def test_what_is_not_among_those_ticked_cannot_be_kept(desk: Client) -> None:
    ticked = [make_question("1"), make_question("2")]
    another = make_question("3")

    act(desk, "merge", ticked, decided="yes", keep=another.pk)

    assert Question.objects.in_use().count() == 3


def test_seat_and_kind_are_edited_in_the_list(desk: Client) -> None:
    question = make_question()
    fields = {
        "form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": question.pk,
        "form-0-seat": "boss", "form-0-kind": "objection", "_save": "Save",
    }  # fmt: skip

    desk.post(QUESTIONS, fields)

    question.refresh_from_db()
    assert (question.seat, question.kind) == ("boss", "objection")


def test_a_question_is_shown_as_candidates_see_it(desk: Client) -> None:
    question = make_question(seat="ceo", text="How do you <b>lead</b>?")

    said = text_of(desk.get(reverse("admin:interviews_question_seen", args=[question.pk])))

    assert "The CEO asks" in said
    assert "How do you &lt;b&gt;lead&lt;/b&gt;?" in said
    for point in (*question.probes, *question.listen_for, *Competency.objects.get().anchors):
        assert point in said


def test_curating_is_for_hr(desk: Client, ana: User, sign_in: Callable[[User], Client]) -> None:
    question = make_question()
    staff = sign_in(make_user("staff@example.com", is_staff=True))
    bank = question.bank
    for name, pk in (("questionbank_balance", bank.pk), ("questionbank_try", bank.pk), ("question_seen", question.pk)):
        where = reverse(f"admin:interviews_{name}", args=[pk])
        assert staff.get(where).status_code == 403
        assert sign_in(ana).get(where).status_code == 302
        assert desk.post(where).status_code == 405
        assert desk.get(reverse(f"admin:interviews_{name}", args=[999])).status_code == 404
