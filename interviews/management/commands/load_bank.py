"""Import a file into a question bank from the shell."""

import json
from argparse import ArgumentTypeError
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from interviews.models import Kind, QuestionBank, Seat
from interviews.models.words import render_message
from interviews.question_files import Notice, Problem, ReadOptions, fold_heading
from interviews.question_files.review_items import ReviewItem
from interviews.services.bank_loads import left_out_of
from interviews.services.question_banks import FileLoad, load_file

PROBLEMS_FOUND = 1
WRONG_USE = 2
MAPPABLE = {"seat": Seat.values, "kind": Kind.values, "difficulty": ["1", "2", "3"], "competency": []}
"""Fields whose values can be mapped, with those of ours; competencies are HR's own."""
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


def value_mapping(text: str) -> tuple[str, str, str]:
    """Field, value as it is compared, and what it stands for, from "competency:Soft Skills=communication"."""
    field, colon, rest = text.partition(":")
    value, equals, ours = rest.rpartition("=")
    known = MAPPABLE.get(field)
    if not (colon and equals and value) or known is None:
        raise ArgumentTypeError(f"“{text[:60]}” is not FIELD:VALUE=OURS; FIELD is one of {', '.join(MAPPABLE)}")
    if known and ours and ours not in known:
        raise ArgumentTypeError(f"“{ours[:40]}” is not a {field}; choose one of {', '.join(known)}")
    return field, fold_heading(value), ours


def by_field(mapped: list[tuple[str, str, str]]) -> dict[str, dict[str, str]]:
    values: dict[str, dict[str, str]] = {}
    for field, value, ours in mapped:
        values.setdefault(field, {})[value] = ours
    return values


class Command(BaseCommand):
    help = (
        "Import a file of questions (CSV, XLSX, JSON, YAML and others) into a question bank, all of it or nothing. "
        "Exit status: 0 imported (with --dry-run: could be), 1 problems in the file and nothing imported, 2 wrong use."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the file")
        parser.add_argument(
            "--bank", type=fit_for("slug"), required=True, help="short name of the bank; created if there is none"
        )
        parser.add_argument("--name", type=fit_for("name"), help="what people call the bank")
        parser.add_argument("--language", type=fit_for("language"), help="its language: en, de, pt-br …")
        parser.add_argument("--dry-run", action="store_true", help="check and count only")
        parser.add_argument(
            "--take-doubtful",
            action="store_true",
            help="also import repeats and questions that may not be lawful to ask",
        )
        parser.add_argument(
            "--map",
            type=value_mapping,
            action="append",
            default=[],
            metavar="FIELD:VALUE=OURS",
            help='what an unknown value stands for: competency:"Soft Skills"=communication; nothing after = leaves it'
            " empty",
        )
        parser.add_argument(
            "--skip-problems", action="store_true", help="import the rest without the rows with problems"
        )
        parser.add_argument("--strict", action="store_true", help="refuse the file if it has unknown values")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            outcome = load_file(
                options["file"],
                slug=options["bank"],
                name=options["name"] or "",
                read_as=ReadOptions(
                    language=options["language"] or "", values=by_field(options["map"]), strict=options["strict"]
                ),
                dry_run=options["dry_run"],
                take_doubtful=options["take_doubtful"],
                skip_problems=options["skip_problems"],
            )
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}", returncode=WRONG_USE) from error
        self.stdout.write(as_json(outcome) if options["json"] else as_text(outcome, dry_run=options["dry_run"]))
        if outcome.problems and not outcome.is_loaded:
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
    lines += [f"Not a question (row {line.row}): {line.text[:LONGEST_LINE]}" for line in left_out_of(outcome.file)]
    lines.append(totals(outcome))
    if outcome.is_loaded:
        lines.append(f"Imported into “{outcome.bank}”.")
    elif outcome.problems:
        lines.append("Nothing was imported. Fix the rows above and import the file again.")
    elif dry_run:
        lines.append("Nothing was imported: this was a dry run. The file can be imported.")
    return "\n".join(lines)


def line(said: Problem | Notice) -> str:
    kind = "Problem" if isinstance(said, Problem) else "Note"
    place = ", ".join(part for part in (f"row {said.row}" if said.row else "", said.column) if part)
    return f"{kind}{f' ({place})' if place else ''}: {render_message(said.wording)}"


def totals(outcome: FileLoad) -> str:
    difference = outcome.difference
    counted = f"{len(difference.new)} new, {len(difference.changed)} changed, {difference.unchanged} unchanged"
    return f"{counted}, {len(outcome.problems)} problem{'' if len(outcome.problems) == 1 else 's'}."
