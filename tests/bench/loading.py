"""Loading a bank file, beside the fastest that Django offers for putting the same rows into the same table."""

import csv
import itertools
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Final

from django.urls import reverse

from config.wsgi import application
from interviews.models import Competency, Question, QuestionBank, User
from interviews.services.bank_loads import upload
from interviews.services.question_banks import load_file
from tests.bench import place
from tests.bench.browser import Browser, signed_in
from tests.bench.timing import Figure, Sizes, in_turns, milliseconds
from tests.conftest import NOW

ROOT: Final = Path(__file__).resolve().parents[2]
SEATS: Final = ("boss", "hr_director", "ceo", "")
KINDS: Final = ("behavioural", "situational", "motivation", "knowledge", "objection", "closing")
COMPETENCIES: Final = ("results", "judgement", "people", "influence", "business", "change", "communication")
UPSERTED: Final = ("text", "seat", "kind", "competency", "theme", "difficulty", "probes", "listen_for")
Facts = dict[str, str | int | list[str]]


def bank_rows(count: int, edition: str) -> Iterator[Facts]:
    """Questions as HR would write them, each text its own. Two editions differ in every question."""
    for n in range(count):
        yield {
            "code": f"bench-{n}",
            "text": f"In case {n} of the {edition} edition, how did you bring people round?",
            "seat": SEATS[n % 4],
            "kind": KINDS[n % 6],
            "competency": COMPETENCIES[n % 7],
            "theme": f"theme {n % 17}",
            "difficulty": n % 3 + 1,
            "probes": [f"What did case {n} come to?", "What was your part?"],
            "listen_for": ["A figure", f"The end of case {n}"],
        }


def write_csv(path: Path, count: int, edition: str = "first") -> Path:
    with path.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.writer(opened)
        for number, facts in enumerate(bank_rows(count, edition)):
            if not number:
                writer.writerow(["question" if name == "text" else name for name in facts])
            writer.writerow([" | ".join(fact) if isinstance(fact, list) else fact for fact in facts.values()])
    return path


def figures(folder: Path, sizes: Sizes) -> Iterator[Figure]:
    """Needs place.LOADED in use, set up, and the temporary `folder`."""
    few = [write_csv(folder / f"{edition}.csv", sizes.rows, edition) for edition in ("first", "second")]
    many = write_csv(folder / "many.csv", sizes.many_rows)
    names, reference_names = (map(f"bench-{side}-{{}}".format, itertools.count()) for side in ("ours", "raw"))

    ours, reference = in_turns(
        lambda: load(few[0], next(names)), raw_upsert_of(sizes.rows, reference_names), times=sizes.loads, warm_up=1
    )
    yield Figure(name=f"load {sizes.rows:,} new rows (ms)", ours=ours, reference=reference, budget=2)

    editions, rewritten = itertools.cycle(few[::-1]), itertools.repeat("bench-raw-0")
    ours, reference = in_turns(
        lambda: load(next(editions), "bench-ours-0"), raw_upsert_of(sizes.rows, rewritten), times=sizes.loads
    )
    yield Figure(name=f"load {sizes.rows:,} changed rows (ms)", ours=ours, reference=reference, budget=2)

    yield preview(few[0], sizes, reference)

    ours, reference = in_turns(
        lambda: load(many, next(names)), lambda: load(few[0], next(names)), times=min(2, sizes.loads)
    )
    budget = 1.1 * sizes.many_rows / sizes.rows
    name = f"load {sizes.many_rows:,} rows beside {sizes.rows:,} (ms)"
    yield Figure(name=name, ours=ours, reference=reference, budget=budget)
    yield Figure(name=f"load {sizes.many_rows:,} rows (MB)", ours=megabytes(many), reference=300, budget=1)


def preview(path: Path, sizes: Sizes, raw_upsert: float) -> Figure:
    """HR's first look at an uploaded file that is all new, before anything is loaded, beside the raw upsert."""
    hr = User.objects.create_superuser("hr@example.com")
    waiting = upload(content=path.read_bytes(), file_name=path.name, user=hr, now=NOW, new_name="Preview")
    browser = Browser(application, signed_in(hr))
    address = reverse("admin:interviews_questionbank_preview", args=[waiting.pk])
    ours = median(milliseconds(lambda: browser.get(address)) for _ in range(sizes.loads))
    return Figure(name=f"preview {sizes.rows:,} rows (ms)", ours=ours, reference=raw_upsert, budget=2)


def load(path: Path, slug: str) -> None:
    """Ours: read the file, check every row, compare with what the bank holds, write, and record the load."""
    outcome = load_file(path, slug=slug)
    if outcome.problems or not outcome.is_loaded:
        raise RuntimeError(f"{path} was not loaded: {outcome.problems[:3]}")


def raw_upsert_of(count: int, names: Iterator[str]) -> Callable[[], None]:
    """The reference: one `bulk_create` with `update_conflicts` of the same rows, nothing read, checked or compared.

    Making the model objects belongs to it; the values and the keys of the competencies are at hand beforehand.
    """
    keys = dict(Competency.objects.values_list("key", "pk"))
    rows = [{"competency_id": keys[str(row.pop("competency"))], **row} for row in bank_rows(count, "first")]

    def upsert() -> None:
        bank = QuestionBank.objects.get_or_create(slug=next(names))[0]
        Question.objects.bulk_create(
            [Question(bank=bank, **row) for row in rows],
            update_conflicts=True,
            unique_fields=["bank", "code"],
            update_fields=UPSERTED,
        )

    return upsert


def megabytes(path: Path) -> float:
    """The most memory that `manage.py load_bank` held, from start to end."""
    load_bank = [sys.executable, "manage.py", "load_bank", str(path), "--bank", "bench-memory"]
    command = [sys.executable, "-m", "tests.bench.memory", *load_bank]
    environment = os.environ | {"DATABASE_URL": place.url_of(place.LOADED)}
    return int(subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True).stdout) / 1024
