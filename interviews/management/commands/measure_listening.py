"""Prints how well listening hears what is in an answer."""

from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from interviews.analysis.measuring import load_answers, measure, table

ANSWERS: Final = Path(settings.BASE_DIR, "tests", "analysis", "answers.yaml")


class Command(BaseCommand):
    help = "Print precision and recall of each finding, over answers of which somebody said what should be heard."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=ANSWERS, help="answers in YAML; the project's own")
        parser.add_argument("--set", help="only the answers of this set: first, fresh, last or held")
        parser.add_argument("--errors", action="store_true", help="say where it was wrong")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            answers = load_answers(options["file"], options["set"])
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        tallies = measure(answers)
        self.stdout.write(f"{len(answers)} answers\n{table(tallies)}")
        self.stdout.write("too_short is counted, not judged, and many of these answers are short on purpose.")
        if options["errors"]:
            for kind, tally in tallies.items():
                for where in tally.errors:
                    self.stdout.write(f"{kind}: {where}")
