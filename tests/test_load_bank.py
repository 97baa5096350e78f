"""`manage.py load_bank`: what it prints, what it changes, with which exit status it ends."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command, execute_from_command_line

from interviews.models import BankLoad, Question, QuestionBank
from tests.conftest import make_bank, make_competency, make_question

pytestmark = pytest.mark.django_db

GOOD = "code,question,seat,kind\nlead-1,How do you lead?,boss,behavioural\nlead-2,Whom did you teach?,ceo,situational\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "questions.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


def run(*arguments: Any) -> tuple[int, str]:
    """Exit status and what was printed."""
    out = StringIO()
    try:
        call_command("load_bank", *map(str, arguments), stdout=out, stderr=StringIO())
    except SystemExit as left:
        return int(left.code or 0), out.getvalue()
    except CommandError as error:
        return error.returncode, str(error)
    return 0, out.getvalue()


def run_json(*arguments: Any) -> tuple[int, dict[str, Any]]:
    status, printed = run(*arguments, "--json")
    return status, json.loads(printed)


def test_a_file_makes_a_draft_bank(file: Path) -> None:
    status, said = run_json(file, "--bank", "leaders", "--name", "For leaders", "--language", "de")

    assert status == 0
    assert said | {"new": 2, "changed": 0, "unchanged": 0, "problems": [], "format": "csv", "encoding": "utf-8"} == said
    bank = QuestionBank.objects.get(slug="leaders")
    assert (bank.name, bank.language, bank.status) == ("For leaders", "de", "draft")
    assert [question.text for question in bank.questions.all()] == ["How do you lead?", "Whom did you teach?"]


def test_the_same_file_again_changes_nothing(file: Path) -> None:
    run(file, "--bank", "leaders")

    status, said = run_json(file, "--bank", "leaders")

    assert (status, said["new"], said["changed"], said["unchanged"]) == (0, 0, 0, 2)
    assert Question.objects.count() == 2


def test_a_corrected_file_changes_the_same_questions(file: Path) -> None:
    run(file, "--bank", "leaders")
    before = Question.objects.get(code="lead-1").pk
    file.write_text(GOOD.replace("How do you lead?", "How do you lead peers?"), encoding="utf-8")

    _, said = run_json(file, "--bank", "leaders")

    assert (said["new"], said["changed"], said["unchanged"]) == (0, 1, 1)
    assert Question.objects.get(pk=before).text == "How do you lead peers?"


def test_problems_are_listed_and_nothing_is_loaded(file: Path) -> None:
    make_competency("results")
    file.write_text(GOOD + "lead-3,And the third?,janitor,behavioural\n", encoding="utf-8")

    status, said = run_json(file, "--bank", "leaders", "--strict")

    assert status == 1
    [problem] = said["problems"]
    assert (problem["row"], problem["column"]) == (4, "seat")
    assert "janitor" in problem["message"]
    assert "hr_director" in problem["message"]
    assert not QuestionBank.objects.exists()


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x03" * 500, b'[{"question": "How'])
def test_a_file_that_cannot_be_read_says_so_once(file: Path, content: bytes) -> None:
    file.write_bytes(content)

    status, said = run_json(file, "--bank", "leaders")

    assert status == 1
    assert len(said["problems"]) == 1
    assert not QuestionBank.objects.exists()


def test_a_dry_run_counts_and_leaves_everything(file: Path) -> None:
    question = make_question("lead-1", bank=make_bank("leaders"))

    status, said = run_json(file, "--bank", "leaders", "--dry-run")

    assert (status, said["new"], said["changed"]) == (0, 1, 1)
    assert Question.objects.get().text == question.text
    assert not BankLoad.objects.exists()


def test_a_dry_run_for_a_new_bank_makes_none(file: Path) -> None:
    status, said = run_json(file, "--bank", "leaders", "--dry-run")

    assert (status, said["new"]) == (0, 2)
    assert not QuestionBank.objects.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["nowhere.csv", "--bank", "leaders"],
        [".", "--bank", "leaders"],
        ["questions.csv"],
        ["questions.csv", "--bank", "no slug"],
        ["questions.csv", "--bank", "leaders", "--language", "the language of the Angles"],
        ["questions.csv", "--bank", "leaders", "--replace"],
    ],
)
def test_wrong_use_ends_with_two(file: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    monkeypatch.setattr("django.core.management.base.connections.close_all", lambda: None)  # the test still needs them

    with pytest.raises(SystemExit) as left:
        execute_from_command_line(["manage.py", "load_bank", *arguments])

    assert left.value.code == 2
    assert not QuestionBank.objects.exists()


def test_the_plain_summary_can_be_read(file: Path) -> None:
    status, said = run(file, "--bank", "leaders")
    assert status == 0
    assert "2 new, 0 changed, 0 unchanged, 0 problems." in said

    file.write_text(GOOD.replace("situational", "sitting"), encoding="utf-8")
    status, said = run(file, "--bank", "leaders", "--strict")
    assert status == 1
    assert "Problem (row 3, kind): “sitting”" in said
    assert "Nothing was imported." in said


def test_the_load_is_kept_with_its_checksum(file: Path) -> None:
    run(file, "--bank", "leaders")

    kept = BankLoad.objects.get()
    assert (kept.file_name, kept.new, kept.status, kept.user) == ("questions.csv", 2, "loaded", None)
    assert len(kept.checksum) == 64


def test_what_is_in_doubt_is_left_out_and_said_unless_asked_for(file: Path) -> None:
    file.write_text("code,question\na,How do you lead?\nb,Are you pregnant?\n", encoding="utf-8")

    for arguments in (["--dry-run"], []):
        status, said = run_json(file, "--bank", "leaders", *arguments)
        assert (status, said["new"]) == (0, 1)
        [left_out] = said["left_out"]
        assert left_out["row"] == 3
        assert "pregnant" in left_out["message"]
    assert Question.objects.get().code == "a"

    _, said = run_json(file, "--bank", "leaders", "--take-doubtful")
    assert (said["new"], said["unchanged"], said["left_out"]) == (1, 1, [])
    assert Question.objects.count() == 2


def test_lines_that_are_no_questions_are_named(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("Kudos\n1. Who thanked you?\n2. What for?\n\nAll of this is for the panel only, please.\n")

    _, said = run_json(path, "--bank", "leaders", "--dry-run")
    assert said["headings"] == [{"row": 1, "text": "Kudos"}]
    assert said["skipped"] == [{"row": 5, "text": "All of this is for the panel only, please."}]

    _, printed = run(path, "--bank", "leaders", "--dry-run")
    assert "Not a question (row 1): Kudos" in printed
    assert "Not a question (row 5): All of this" in printed


def test_one_problem_is_one_problem(file: Path) -> None:
    file.write_text(GOOD.replace("situational", "sitting"), encoding="utf-8")
    assert "1 problem." in run(file, "--bank", "leaders", "--strict")[1]


def test_unknown_values_are_left_empty_with_one_note_each(file: Path) -> None:
    file.write_text("question,competency\n" + "".join(f"Why number {n}?,Soft Skills\n" for n in range(1, 41)))

    status, said = run_json(file, "--bank", "leaders")

    assert status == 0
    about = [warning for warning in said["warnings"] if "Soft Skills" in warning["message"]]
    assert about == [
        {
            "row": 0,
            "column": "competency",
            "message": "“Soft Skills” is unknown here and was left empty. Rows: 40, first row 2.",
        }
    ]


def test_map_says_what_a_value_stands_for(file: Path) -> None:
    make_competency("communication")
    file.write_text("question,competency,seat\nWhy?,Soft Skills,Chief\nWho?,Soft Skills,Nobody\n")

    status, _ = run_json(
        file, "--bank", "leaders", "--strict", "--map", "competency:Soft Skills=communication",
        "--map", "seat:chief=ceo", "--map", "seat:Nobody=",
    )  # fmt: skip

    assert status == 0
    assert list(Question.objects.order_by("text").values_list("text", "competency__key", "seat")) == [
        ("Who?", "communication", ""),
        ("Why?", "communication", "ceo"),
    ]


@pytest.mark.parametrize("mapping", ["competency", "seat:Chief", "seat:Chief=janitor", "color:red=blue", "seat:=ceo"])
def test_map_that_makes_no_sense_is_refused(file: Path, mapping: str) -> None:
    with pytest.raises(CommandError):
        call_command("load_bank", str(file), "--bank", "leaders", "--map", mapping)


def test_skip_problems_imports_the_rest(file: Path) -> None:
    file.write_text(GOOD + "lead-1,And the third?,,behavioural\n", encoding="utf-8")

    status, said = run_json(file, "--bank", "leaders", "--skip-problems")

    assert (status, len(said["problems"]), said["loaded"]) == (0, 1, True)
    assert Question.objects.count() == 2
