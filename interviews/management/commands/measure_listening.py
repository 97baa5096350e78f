"""Prints how well answers are read and followed up."""

import json
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from interviews.analysis.measuring import load_answers, measure, table

ANSWERS: Final = Path(settings.BASE_DIR, "tests", "analysis", "answers")


class Command(BaseCommand):
    help = (
        "Print precision and recall of each finding and how apt the follow-ups are, over labeled answers (one JSON "
        "object a line)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, help="answers; default: the project's work half")
        parser.add_argument("--json", action="store_true", help="all figures as JSON")
        parser.add_argument("--errors", action="store_true", help="say where a finding was wrong")
        parser.add_argument("--quotes", action="store_true", help="list the quoted words, for a reader to judge")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = measure(load_answers(options["files"] or [ANSWERS / "work.jsonl"]))
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(f"These answers can't be read: {error}") from error
        if options["json"]:
            self.stdout.write(json.dumps(found.as_dict(), indent=1, ensure_ascii=False))
            return
        self.stdout.write(f"{found.answers} answers\n{table(found)}")
        self.stdout.write(f"\n{len(found.quotes)} follow-ups take up the candidate's words.")
        if options["quotes"]:
            self.stdout.write("\n".join(f"  “{quote}”" for quote in found.quotes))
        if options["errors"]:
            for kind, tally in found.kinds.items():
                self.stdout.write("\n".join(f"{kind}: {where}" for where in tally.errors))
