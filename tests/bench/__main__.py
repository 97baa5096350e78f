"""`python -m tests.bench [--json FILE] [--quick] [--only sqlite]`: measure the budgets and print how they are kept."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path
from typing import Final

from tests.bench import place
from tests.bench.timing import Figure, Sizes
from tests.postgres import postgres_url

ROOT: Final = Path(__file__).resolve().parents[2]
FULL: Final = Sizes()
QUICK: Final = replace(FULL, many_answers=100_000, questions=10_000)
TINY: Final = Sizes(
    rows=50, many_rows=100, few_answers=100, many_answers=300, questions=50, loads=1, requests=2, people=5, drafts=2
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument("--only", choices=["sqlite", "postgresql"], help="measure one database")
    parser.add_argument("--quick", action="store_true", help="a tenth of the million answers")
    parser.add_argument("--tiny", action="store_true", help="next to nothing: whether it runs, not how fast")
    options = parser.parse_args()
    sizes = TINY if options.tiny else QUICK if options.quick else FULL
    figures = []
    for database in [options.only] if options.only else ["sqlite", "postgresql"]:
        print_heading(database)
        for figure in measure(database, sizes):
            print_figure(figure)
            figures.append(replace(figure, name=f"{database}: {figure.name}"))
    if options.only != "sqlite":
        print_heading("a crowd, on PostgreSQL")
        for figure in measure("postgresql", sizes, "tests.bench.crowd"):
            print_figure(figure)
            figures.append(figure)
    print_heading("reading an answer")
    for figure in from_process("tests.bench.reading"):
        print_figure(figure)
        figures.append(figure)
    if not options.tiny:
        print_heading("speech")
        for figure in from_process("tests.bench.speech"):
            print_figure(figure)
            figures.append(figure)
    if options.json:
        options.json.write_text(json.dumps([figure.row() for figure in figures], indent=1) + "\n")
    over = sum(not figure.is_within for figure in figures)
    say(f"\n{len(figures) - over} of {len(figures)} within budget" + (f", {over} over" if over else ""))


def measure(database: str, sizes: Sizes, module: str = "tests.bench.worker") -> Iterator[Figure]:
    """The figures as they come, from a process with that database in a folder that is gone afterwards."""
    command = [sys.executable, "-m", module, json.dumps(asdict(sizes))]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="next-round-bench-")))
        url = stack.enter_context(postgres_url()) if database == "postgresql" else ""
        environment = place.environment(folder, url)
        with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as worker:
            for line in worker.stdout or ():
                yield Figure(**json.loads(line))
        if worker.returncode:
            sys.exit(f"Measuring on {database} failed (exit status {worker.returncode}).")


def from_process(module: str) -> Iterator[Figure]:
    """The figures of a module that needs no database."""
    with tempfile.TemporaryDirectory(prefix="next-round-bench-") as folder:
        environment = place.environment(Path(folder), "")
        command = [sys.executable, "-m", module]
        done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"Measuring {module} failed (exit status {done.returncode}).")
    for line in done.stdout.splitlines():
        yield Figure(**json.loads(line))


def print_heading(database: str) -> None:
    say(f"\n{database:78} {'ours':>9} {'reference':>9} {'ratio':>6} {'budget':>6}")


def print_figure(figure: Figure) -> None:
    numbers = f"{figure.ours:9.2f} {figure.reference:9.2f} {figure.ratio:6.2f} {figure.budget:6.2f}"
    say(f"{figure.name:78} {numbers}  {'within' if figure.is_within else 'OVER'}")


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
