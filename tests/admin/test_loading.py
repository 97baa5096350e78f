"""HR uploads a file, checks what it would change, and imports it or not."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interviews import isolation
from interviews.models import BankLoad, Competency, Question, QuestionBank, User
from tests.conftest import make_bank, make_competency, make_question, make_user

pytestmark = pytest.mark.django_db

BRING = "/admin/interviews/questionbank/load/"
TWO = "code,question,seat,kind\nlead-1,How do you lead?,boss,behavioural\nlead-2,Whom did you teach?,ceo,situational\n"


def a_file(text: str | bytes = TWO, name: str = "questions.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def upload(desk: Client, file: SimpleUploadedFile | None = None, **fields: Any) -> HttpResponse:
    said = {"bank": "", "name": "Leaders", "language": "en", "text": ""} | fields
    return desk.post(BRING, said | ({"file": file} if file else {}), follow=True)  # type: ignore[return-value]


def decide(desk: Client, page: HttpResponse, decision: str = "confirm", **ticked: str) -> HttpResponse:
    """Press a button of the preview, as the form on it would."""
    load = BankLoad.objects.get(status="waiting")
    seen = page.context["preview"].difference.fingerprint  # type: ignore[attr-defined]
    where = reverse(f"admin:interviews_questionbank_{decision}", args=[load.pk])
    return desk.post(where, {"seen": seen, **ticked}, follow=True)  # type: ignore[return-value]


def text_of(page: HttpResponse) -> str:
    return " ".join(page.content.decode().split())


def test_a_file_for_a_new_bank_is_looked_at_then_loaded_then_published(desk: Client, hr: User) -> None:
    page = upload(desk, a_file())
    assert "Import 2 questions" in text_of(page)
    assert "How do you lead?" in text_of(page)
    assert not Question.objects.exists()

    page = decide(desk, page)
    bank = QuestionBank.objects.get()
    assert (bank.name, bank.slug, bank.status, bank.questions.count()) == ("Leaders", "leaders", "draft", 2)
    assert "Publish the bank" in text_of(page)
    load = BankLoad.objects.get()
    assert (load.user, load.new, load.changed, load.unchanged, load.status) == (hr, 2, 0, 0, "loaded")
    assert (load.content, load.parsed) == (None, None)

    desk.post(reverse("admin:interviews_questionbank_publish", args=[bank.pk]))
    assert QuestionBank.objects.published().get() == bank


def test_what_is_loaded_is_what_was_shown_new_changed_unchanged_and_missing(desk: Client) -> None:
    bank = make_bank("leaders")
    make_competency()
    make_question("lead-1", bank=bank, text="How do you run a team?", seat="boss")
    make_question("old", bank=bank, text="Not in the file?")

    page = upload(desk, a_file(), bank=bank.pk)

    said = text_of(page)
    assert "<del>run a team?</del>" in said
    assert "<ins>lead?</ins>" in said
    assert "Also retire the 1 question that is in the bank but not in this file." in said
    assert "Import 2 questions" in said
    decide(desk, page)
    assert {question.text for question in bank.questions.in_use()} == {
        "How do you lead?", "Whom did you teach?", "Not in the file?",
    }  # fmt: skip


def test_pasted_lines_are_questions(desk: Client) -> None:
    page = upload(desk, text="How do you lead?\n2. Whom did you teach?\n")
    decide(desk, page)

    assert {question.text for question in Question.objects.all()} == {"How do you lead?", "Whom did you teach?"}
    assert BankLoad.objects.get().file_name == "Pasted text"


def test_problems_name_row_column_and_what_is_expected_and_nothing_loads(desk: Client) -> None:
    page = upload(desk, a_file(TWO.replace("lead-2", "lead-1")))

    said = text_of(page)
    assert "<td>3</td> <td>code</td>" in said
    assert "already that of row 2" in said
    assert "Fix the problems in your file and upload it again." in said
    decide(desk, page)
    assert not Question.objects.exists()
    assert BankLoad.objects.get().status == "waiting"


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(200), b'[{"question": "How'])
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(desk: Client, content: bytes) -> None:
    page = upload(desk, a_file(content, "questions.json"))

    assert page.context["form"].errors["file"]  # type: ignore[attr-defined]
    assert "Leaders" in text_of(page)
    assert not BankLoad.objects.exists()
    assert not QuestionBank.objects.exists()


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"text": "How?", "name": " "}, "name"),
        ({}, "file"),
        ({"text": "How?", "bank": "999"}, "bank"),
        ({"text": "x" * 1_000_001}, "text"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(desk: Client, fields: dict[str, str], wrong: str) -> None:
    page = upload(desk, None, **fields)

    assert list(page.context["form"].errors) == [wrong]  # type: ignore[attr-defined]
    assert not BankLoad.objects.exists()


def test_a_file_and_pasted_text_are_not_mixed(desk: Client) -> None:
    page = upload(desk, a_file(), text="How do you lead?")

    assert "not both" in text_of(page)
    assert "How do you lead?" in text_of(page)


def test_the_limit_is_said_before_and_kept(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "up to 20 MB" in text_of(desk.get(BRING))  # type: ignore[arg-type]
    monkeypatch.setattr("interviews.forms.banks.MAX_FILE_BYTES", 100)

    page = upload(desk, a_file(TWO * 10))

    assert "the limit is 20 MB" in text_of(page)


def test_a_file_from_another_site_is_not_taken(hr: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(hr)

    assert browser.post(BRING, {"name": "Leaders", "text": "How do you lead?"}).status_code == 403
    assert not BankLoad.objects.exists()


def test_loading_twice_loads_once(desk: Client) -> None:
    page = upload(desk, a_file())
    decide(desk, page)
    where = reverse("admin:interviews_questionbank_confirm", args=[BankLoad.objects.get().pk])
    Question.objects.filter(code="lead-1").update(text="Reworded since?")

    again = desk.post(where, {"seen": "whatever"}, follow=True)

    assert "Publish the bank" in text_of(again)  # type: ignore[arg-type]
    assert Question.objects.get(code="lead-1").text == "Reworded since?"
    assert BankLoad.objects.get().new == 2


def test_a_bank_that_changed_meanwhile_is_shown_again(desk: Client) -> None:
    bank = make_bank("leaders")
    make_competency()
    page = upload(desk, a_file(), bank=bank.pk)
    make_question("lead-1", bank=bank, text="A colleague was quicker?")

    again = decide(desk, page)

    assert "Someone changed the bank in the meantime" in text_of(again)
    assert "<del>A colleague was quicker?</del>" in text_of(again)
    assert bank.questions.get().text == "A colleague was quicker?"
    decide(desk, again)
    assert bank.questions.count() == 2


def test_cancelling_leaves_nothing_behind(desk: Client) -> None:
    page = upload(desk, a_file())

    decide(desk, page, "cancel")

    assert not BankLoad.objects.exists()
    assert not QuestionBank.objects.exists()


def test_cancelling_leaves_a_bank_that_was_there(desk: Client) -> None:
    bank = make_bank("leaders")
    page = upload(desk, a_file(), bank=bank.pk)

    decide(desk, page, "cancel")

    assert list(QuestionBank.objects.all()) == [bank]


def test_what_waited_for_more_than_a_day_goes_with_the_next_upload(desk: Client) -> None:
    upload(desk, a_file(), name="Forgotten")
    BankLoad.objects.update(created_at=timezone.now() - timedelta(hours=25))

    upload(desk, a_file(), name="Fresh")

    assert BankLoad.objects.get().bank.name == "Fresh"
    assert QuestionBank.objects.get().name == "Fresh"


def test_the_same_file_again_has_nothing_to_load(desk: Client) -> None:
    decide(desk, upload(desk, a_file()))

    page = upload(desk, a_file(), bank=QuestionBank.objects.get().pk)

    assert "Nothing to import" in text_of(page)
    assert "confirm" not in text_of(page)


def test_two_new_banks_may_have_the_same_name(desk: Client) -> None:
    decide(desk, upload(desk, a_file()))
    decide(desk, upload(desk, a_file()))

    assert sorted(QuestionBank.objects.values_list("slug", flat=True)) == ["leaders", "leaders-2"]


def test_a_long_file_is_shown_in_pages(desk: Client, django_assert_max_num_queries: Any) -> None:
    many = "question\n" + "".join(f"What about point number {number}?\n" for number in range(1, 1001))
    page = upload(desk, a_file(many))
    where = reverse("admin:interviews_questionbank_preview", args=[BankLoad.objects.get().pk])

    assert len(page.content) < 60_000
    with django_assert_max_num_queries(12):
        second = text_of(desk.get(where, {"show": "new", "page": "2"}))  # type: ignore[arg-type]
    assert "What about point number 51?" in second
    assert "What about point number 101?" not in second
    for odd in ({"page": "no"}, {"page": "99"}, {"show": "nothing"}):
        assert desk.get(where, odd).status_code == 200


def test_what_is_in_a_file_is_shown_as_text_never_as_markup(desk: Client) -> None:
    page = upload(desk, a_file('question\n"<script>alert(1)</script> How do you lead?"\n', "<b>.csv"))

    assert "<script>alert" not in text_of(page)
    assert "&lt;script&gt;" in text_of(page)


def test_what_the_file_lacks_is_retired_when_ticked(desk: Client) -> None:
    bank = make_bank("leaders")
    make_question("old", bank=bank)
    make_question("elsewhere", bank=make_bank("other"))

    decide(desk, upload(desk, a_file(), bank=bank.pk), retire_missing="on")

    assert {question.code for question in Question.objects.in_use()} == {"lead-1", "lead-2", "elsewhere"}
    assert BankLoad.objects.get().retired == 1


def test_what_perhaps_must_not_be_asked_is_loaded_only_when_ticked_and_the_tick_is_kept(desk: Client) -> None:
    text = "code,question\na,How do you lead?\nb,Are you pregnant?\nc,Do you plan to have children?\n"
    page = upload(desk, a_file(text))
    said = text_of(page)
    assert "Import 1 question and those selected" in said
    assert "It touches family" in said
    assert not Question.objects.exists()

    page = decide(desk, page, take="4")

    assert {question.code for question in Question.objects.all()} == {"a", "c"}
    assert [one["code"] for one in BankLoad.objects.get().options["ticked"]] == ["c"]
    assert "were imported because someone selected them" in text_of(page)
    assert BankLoad.objects.get().new == 2


def test_repeats_are_left_out_unless_ticked(desk: Client) -> None:
    text = "code,question\na,How do you lead your peers?\nb,How do you lead your peers?\n"
    decide(desk, upload(desk, a_file(text)))
    assert Question.objects.get().code == "a"

    page = upload(desk, a_file(text), bank=QuestionBank.objects.get().pk)
    assert "Nothing to import" not in text_of(page)
    decide(desk, page, take="3")
    assert {question.code for question in Question.objects.all()} == {"a", "b"}


def test_problems_come_back_as_the_same_file_to_be_mended(desk: Client) -> None:
    upload(desk, a_file(TWO.replace("lead-2", "lead-1").replace(",", ";")))
    where = reverse("admin:interviews_questionbank_problems", args=[BankLoad.objects.get().pk])

    sent = desk.get(where)
    marked = b"".join(sent.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]

    assert "questions-to fix.csv" in sent["Content-Disposition"]
    assert marked.splitlines()[0] == "code;question;seat;kind;problem"
    assert "“lead-1” is already that of row 2" in marked
    first, _, rest = marked.rpartition("lead-1;")
    fixed = a_file(f"{first}lead-2;{rest}", "fixed.csv")
    assert "Import 2 questions" in text_of(upload(desk, fixed))


def test_a_load_is_undone_after_asking(desk: Client) -> None:
    bank = make_bank("leaders")
    make_competency()
    make_question("lead-1", bank=bank, text="As it was?")
    decide(desk, upload(desk, a_file(), bank=bank.pk))
    where = reverse("admin:interviews_questionbank_undo", args=[BankLoad.objects.get().pk])

    asked = text_of(desk.get(where))  # type: ignore[arg-type]
    assert "1 question from the file is deleted." in asked
    assert "1 question gets its earlier wording back" in asked
    assert bank.questions.count() == 2

    done = text_of(desk.post(where, follow=True))  # type: ignore[arg-type]
    assert "Import undone. The bank is as it was before." in done
    assert [question.text for question in bank.questions.all()] == ["As it was?"]
    assert "You can only undo the latest import" in text_of(desk.post(where, follow=True))  # type: ignore[arg-type]


def reparse(desk: Client, page: HttpResponse, **chosen: Any) -> HttpResponse:
    """Send the form of how a file is read, as it stands on the page but for what is chosen."""
    form = page.context["read_as"]  # type: ignore[attr-defined]
    said = {field.html_name: "" if field.value() is None else field.value() for field in form} | chosen
    where = reverse("admin:interviews_questionbank_read", args=[BankLoad.objects.get(status="waiting").pk])
    return desk.post(where, said, follow=True)  # type: ignore[return-value]


def test_a_column_with_a_heading_of_their_own_is_mapped_and_remembered(desk: Client) -> None:
    text = "Was wir wissen wollen;Runde\nErste Sache;boss\nZweite Sache;ceo\n"
    page = upload(desk, a_file(text))

    page = reparse(desk, page, header_row="1", column_1="question", column_2="seat")

    assert "Import 2 questions" in text_of(page)
    decide(desk, page)
    assert set(Question.objects.values_list("text", "seat")) == {("Erste Sache", "boss"), ("Zweite Sache", "ceo")}
    next_time = upload(desk, a_file(text.replace("Erste", "Dritte")), name="Second")
    assert "Was wir wissen wollen" in text_of(next_time)
    page = reparse(desk, next_time, header_row="1")
    assert "Import 2 questions" in text_of(page)
    assert "Dritte Sache" in text_of(page)


def test_a_file_is_read_another_way(desk: Client) -> None:
    page = upload(desk, a_file("question\tseat\nHow, and why, do you lead?\tboss\n".encode("utf-16"), "export.txt"))
    assert "Import 1 question" in text_of(page)

    page = reparse(desk, page, header_row="0", delimiter="\t")
    assert len(page.context["preview"].file.rows) == 2  # type: ignore[attr-defined]

    page = reparse(desk, page, header_row="1", delimiter="")
    decide(desk, page)
    assert [(question.text, question.seat) for question in Question.objects.all()] == [
        ("How, and why, do you lead?", "boss")
    ]


def test_a_way_in_which_it_cannot_be_read_is_refused_and_the_old_way_kept(desk: Client) -> None:
    page = upload(desk, a_file())

    again = reparse(desk, page, format="json")

    assert again.context["read_as"].non_field_errors()  # type: ignore[attr-defined]
    assert "Import 2 questions" in text_of(again)
    for wrong in ({"header_row": "-1"}, {"encoding": "klingon"}, {"column_1": "password"}):
        assert reparse(desk, page, **wrong).context["read_as"].errors  # type: ignore[attr-defined]


def test_only_those_who_may_load_get_there(desk: Client, ana: User, sign_in: Callable[[User], Client]) -> None:
    upload(desk, a_file())
    load = BankLoad.objects.get()
    staff = make_user("staff@example.com", is_staff=True)
    for user, status in ((staff, 403), (ana, 302)):
        client = sign_in(user)
        assert client.get(BRING).status_code == status
        for name in ("preview", "problems", "undo", "read", "confirm", "cancel"):
            where = reverse(f"admin:interviews_questionbank_{name}", args=[load.pk])
            assert (client.post if name in {"read", "confirm", "cancel"} else client.get)(where).status_code == status
    assert Client().get(BRING).status_code == 302
    assert BankLoad.objects.get().status == "waiting"


def test_deciding_needs_a_post_and_a_token(desk: Client, hr: User) -> None:
    upload(desk, a_file())
    load = BankLoad.objects.get()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(hr)
    for name in ("confirm", "cancel"):
        where = reverse(f"admin:interviews_questionbank_{name}", args=[load.pk])
        assert desk.get(where).status_code == 405
        assert strict.post(where).status_code == 403
    assert BankLoad.objects.get().status == "waiting"


def test_a_cancelled_file_is_not_there_any_more(desk: Client) -> None:
    page = upload(desk, a_file())
    where = reverse("admin:interviews_questionbank_confirm", args=[BankLoad.objects.get().pk])
    decide(desk, page, "cancel")

    assert desk.post(where).status_code == 404


def test_a_table_in_which_no_questions_are_found_asks_which_column_holds_them(desk: Client) -> None:
    page = upload(desk, a_file("a;b\n1;Uno\n2;Due\n"))

    said = text_of(page)
    assert "We didn't find any questions." in said
    assert "Fix the problems in your file" not in said
    assert "Import 2 questions" in text_of(reparse(desk, page, column_2="question"))


def test_unknown_value_is_mapped_for_all_its_rows_and_remembered(desk: Client) -> None:
    make_competency("communication")
    rows = "How do you lead?,Soft Skills,Chief\nWhom did you teach?,soft skills,Chief\nWhat failed?,Budgets,\n"
    page = upload(desk, a_file(f"question,competency,seat\n{rows}"))
    assert "“Soft Skills” is unknown here and was left empty. Rows: 2, first row 2." in text_of(page)

    page = reparse(desk, page, **mapped(page, {"Soft Skills": "communication", "Budgets": "+", "Chief": "ceo"}))

    decide(desk, page)
    assert set(Question.objects.values_list("text", "competency__key", "seat")) == {
        ("How do you lead?", "communication", "ceo"),
        ("Whom did you teach?", "communication", "ceo"),
        ("What failed?", "budgets", ""),
    }
    assert Competency.objects.get(key="budgets").name == "Budgets"
    assert Competency.objects.get(key="budgets").anchor_5
    next_time = upload(desk, a_file("question,competency\nWhy do you teach?,SOFT SKILLS\n"), name="Second")
    decide(desk, next_time)
    assert Question.objects.get(text="Why do you teach?").competency == Competency.objects.get(key="communication")


def test_value_left_empty_on_purpose_is_not_shown_as_unknown(desk: Client) -> None:
    page = upload(desk, a_file("question,difficulty\nHow do you lead?,Mid-senior\n"))

    page = reparse(desk, page, **mapped(page, {"Mid-senior": "-"}))

    assert not page.context["preview"].file.unknown_values  # type: ignore[attr-defined]
    decide(desk, page)
    assert Question.objects.get().difficulty == 2


def test_canceled_import_adds_no_competency(desk: Client) -> None:
    page = upload(desk, a_file("question,competency\nHow do you lead?,Budgets\n"))
    page = reparse(desk, page, **mapped(page, {"Budgets": "+"}))

    decide(desk, page, "cancel")

    assert not Competency.objects.exists()


def mapped(page: HttpResponse, choices: dict[str, str]) -> dict[str, str]:
    """The fields of the form for these unknown values, with what is chosen for each."""
    values = page.context["read_as"].values  # type: ignore[attr-defined]
    return {field.html_name: choices[unknown.value] for unknown, _, field in values if unknown.value in choices}


def test_upload_is_parsed_once(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[str] = []

    def counted(module: str, header: Mapping[str, Any], content: bytes) -> bytes:
        runs.append(header["do"])
        return isolation.run_isolated(module, header, content)

    monkeypatch.setattr("interviews.question_files.isolated.run_isolated", counted)

    decide(desk, upload(desk, a_file()))

    assert runs == ["read"]
    assert Question.objects.count() == 2


def test_rest_is_imported_without_rows_with_problems(desk: Client) -> None:
    bank = make_bank("leaders")
    make_competency()
    make_question("kept", bank=bank)
    page = upload(desk, a_file(TWO + "lead-2,What failed?,boss,behavioural\n"), bank=bank.pk)
    assert "Or import the rest" in text_of(page)

    decide(desk, page, skip_problems="on", retire_missing="on")

    assert {question.code for question in bank.questions.in_use()} == {"kept", "lead-1", "lead-2"}
    assert bank.questions.get(code="lead-2").text == "Whom did you teach?"
