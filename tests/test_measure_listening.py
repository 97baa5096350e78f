"""The command that says how well answers are read."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROW = {
    "id": 1,
    "seat": "boss",
    "q": "Tell me about something you improved.",
    "a": "I moved the desk. Complaints have dropped a lot since.",
    "result": True,
    "vague": "Complaints have dropped a lot",
    "team_hides": False,
    "blame": False,
    "hypothetical": False,
    "figures": 0,
    "ask": ["figure", "own_part"],
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "answers.jsonl"
    file.write_text(json.dumps(ROW) + "\n\n", encoding="utf-8")
    return file


def test_table_has_each_finding_and_the_follow_ups(file: Path) -> None:
    out = StringIO()
    call_command("measure_listening", str(file), "--errors", "--quotes", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0] == "1 answers"
    assert {line.split()[0] for line in lines if line} >= {"result", "vague", "team_hides", "blame", "figures"}
    assert "follow-ups apt          1 100.0%" in lines
    assert "  “Complaints have dropped a lot”" in lines


def test_json_has_the_same_figures(file: Path) -> None:
    out = StringIO()
    call_command("measure_listening", str(file), "--json", stdout=out)
    found = json.loads(out.getvalue())
    assert found["answers"] == 1
    assert found["follow_ups"] == {"apt": 1, "best": 1, "harmless": 0, "wrong": 0}
    assert found["kinds"]["vague"] == {"precision": 1, "recall": 1, "f1": 1, "right": 1, "wrong": 0, "missed": 0}


@pytest.mark.parametrize("content", ["not json", '{"id": 1}'])
def test_file_that_is_no_answers_is_refused(file: Path, content: str) -> None:
    file.write_text(content)
    with pytest.raises(CommandError, match="can't be read"):
        call_command("measure_listening", str(file))


def test_missing_file_is_refused() -> None:
    with pytest.raises(CommandError, match="can't be read"):
        call_command("measure_listening", "nowhere.jsonl")
