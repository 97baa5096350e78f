"""`make bench` on next to nothing: that it measures every budget and writes what its readers expect. Never how fast."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.bench.__main__ import TINY, measure
from tests.bench.no_page import NO_PAGE
from tests.walk import ALL

pytestmark = pytest.mark.xdist_group("bench")  # One process, so that what is slow is measured once.
ROOT = Path(__file__).resolve().parent.parent
MEASURED = ("load", "preview", "save a draft", "start", "room", "home", "rounds", "notes", "practice history", "review")


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    file = tmp_path_factory.mktemp("bench") / "figures.json"
    command = [sys.executable, "-m", "tests.bench", "--tiny", "--only", "sqlite", "--json", str(file)]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert printed.returncode == 0, printed.stderr
    rows: list[dict[str, Any]] = json.loads(file.read_text())
    assert all(row["name"].removeprefix("sqlite: ") in printed.stdout for row in rows)
    return rows


def test_every_row_has_a_ratio_and_a_budget(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        assert set(row) == {"name", "ours", "reference", "ratio", "budget"}
        # Written with three digits after the point.
        assert row["ratio"] == pytest.approx(row["ours"] / row["reference"], rel=0.01, abs=0.001)
        assert row["budget"] > 0


@pytest.mark.parametrize("what", MEASURED)
def test_every_budget_is_measured(rows: list[dict[str, Any]], what: str) -> None:
    assert [row for row in rows if row["name"].startswith(f"sqlite: {what}")]


def test_what_does_not_hang_on_the_machine_is_within_budget(rows: list[dict[str, Any]]) -> None:
    """Numbers of queries, which no other program on the machine can change."""
    counted = [row for row in rows if row["name"].endswith("(queries)")]
    assert len(counted) > len(MEASURED)
    assert [row for row in counted if row["ratio"] > row["budget"]] == []


def test_every_page_of_the_url_configuration_is_measured(rows: list[dict[str, Any]]) -> None:
    names = {row["name"].removeprefix("sqlite: page ").partition(" (")[0] for row in rows if ": page " in row["name"]}
    unmeasured = {url.name for url in ALL} - names - set(NO_PAGE)
    assert not unmeasured, f"Give each a row in tests/bench/every_page.py, or say in NO_PAGE why not: {unmeasured}"
    assert not names & set(NO_PAGE)
    assert set(NO_PAGE) <= {url.name for url in ALL}


def test_people_who_type_at_once_before_a_real_server_lose_nothing() -> None:
    figures = [*measure("postgresql", replace(TINY, people=30), "tests.bench.crowd")]
    assert [figure.ours for figure in figures if figure.name.endswith(("errors", "lost"))] == [0, 0]
    drafts, pages = figures[:2]
    assert drafts.ours > 0
    assert pages.ours > 0
