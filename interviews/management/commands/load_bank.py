"""Load a file into a question bank from the shell."""

import json
from argparse import ArgumentTypeError
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from interviews.models import QuestionBank
from interviews.models.words import render_message
from interviews.question_files import Notice, Problem
from interviews.question_files.review_items import ReviewItem
from interviews.services.bank_loads import left_out_of
from interviews.services.question_banks import FileLoad, load_file

PROBLEMS_FOUND = 1
WRONG_USE = 2
LONGEST_LINE = 160
"""Characters shown of a line that is no question."""


def fit_for(field: str) -> Callable[[str], str]:
    """A check that a bank may have this value in `field`."""
    fields = {known.name: known for known in QuestionBank._meta.concrete_fields}

    def checked(text: str) -> str:
        try:
            return str(fields[field].clean(text, None))
        except ValidationError as error:
            raise ArgumentTypeError(f"“{text[:40]}”: {' '.join(error.messages)}") from None

    return checked


class Command(BaseCommand):
    help = (
        "Load a file of questions (CSV, XLSX, JSON, YAML and others) into a question bank, all of it or nothing. "
        "Exit status: 0 loaded (with --dry-run: loadable), 1 problems in the file and nothing loaded, 2 wrong use."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the file")
        parser.add_argument(
            "--bank", type=fit_for("slug"), required=True, help="short name of the bank; made where there is none"
        )
        parser.add_argument("--name", type=fit_for("name"), help="what people call the bank")
        parser.add_argument("--language", type=fit_for("language"), help="its language: en, de, pt-br …")
        parser.add_argument("--dry-run", action="store_true", help="check and count only")
        parser.add_argument(
            "--take-doubtful", action="store_true", help="also load repeats and what perhaps must not be asked"
        )
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            outcome = load_file(
                options["file"],
                slug=options["bank"],
                name=options["name"] or "",
                language=options["language"] or "",
                dry_run=options["dry_run"],
                take_doubtful=options["take_doubtful"],
            )
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}", returncode=WRONG_USE) from error
        self.stdout.write(as_json(outcome) if options["json"] else as_text(outcome, dry_run=options["dry_run"]))
        if outcome.problems:
            raise SystemExit(PROBLEMS_FOUND)


def as_json(outcome: FileLoad) -> str:
    said = {
        "new": len(outcome.difference.new),
        "changed": len(outcome.difference.changed),
        "unchanged": outcome.difference.unchanged,
        "missing": len(outcome.difference.missing),
        "left_out": [doubtful(doubt) for doubt in outcome.left_out],
        "headings": [{"row": line.row, "text": line.text} for line in outcome.file.heading_rows],
        "skipped": [{"row": line.row, "text": line.text} for line in outcome.file.skipped],
        "problems": [plain(problem) for problem in outcome.problems],
        "warnings": [plain(warning) for warning in outcome.file.warnings],
        "format": outcome.file.format,
        "encoding": outcome.file.encoding,
        "loaded": outcome.is_loaded,
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


def plain(said: Problem | Notice) -> dict[str, str | int]:
    return {"row": said.row, "column": said.column, "message": render_message(said.wording)}


def doubtful(doubt: ReviewItem) -> dict[str, str | int]:
    return {"row": doubt.row.row, "message": " ".join(map(render_message, doubt.reasons))}


def as_text(outcome: FileLoad, *, dry_run: bool) -> str:
    lines = [*map(line, outcome.problems), *map(line, outcome.file.warnings)]
    lines += [f"Left out (row {doubt.row.row}): {doubtful(doubt)['message']}" for doubt in outcome.left_out]
    lines += [f"No question (row {line.row}): {line.text[:LONGEST_LINE]}" for line in left_out_of(outcome.file)]
    lines.append(totals(outcome))
    if outcome.problems:
        lines.append("Nothing was loaded. Mend the rows above and load the file again.")
    elif dry_run:
        lines.append("Nothing was loaded: this was a dry run. The file can be loaded.")
    else:
        lines.append(f"Loaded into “{outcome.bank}”.")
    return "\n".join(lines)


def line(said: Problem | Notice) -> str:
    kind = "Problem" if isinstance(said, Problem) else "Note"
    place = ", ".join(part for part in (f"row {said.row}" if said.row else "", said.column) if part)
    return f"{kind}{f' ({place})' if place else ''}: {render_message(said.wording)}"


def totals(outcome: FileLoad) -> str:
    difference = outcome.difference
    counted = f"{len(difference.new)} new, {len(difference.changed)} changed, {difference.unchanged} unchanged"
    return f"{counted}, {len(outcome.problems)} problem{'' if len(outcome.problems) == 1 else 's'}."
