"""Locks everything that candidates wrote with the newest key."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import models

from interviews.models.fields import DecryptionError
from interviews.services.privacy import locked_fields, reencrypt
from interviews.services.speech import lock_recordings_anew


class Command(BaseCommand):
    help = (
        "Lock everything that candidates wrote with the first key in ANSWER_KEYS. "
        "Put a new key before the old ones, restart, run this, and drop the old ones when it has finished. "
        "Stopped half-way, it can be run again. The product can stay up."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for model, names in locked_fields():
            try:
                changed = self.rotate(model, names)
            except DecryptionError as error:
                raise CommandError(str(error)) from error
            self.stdout.write(f"{model._meta.verbose_name_plural}: {changed} locked with the newest key")
        try:
            self.stdout.write(f"recordings: {lock_recordings_anew()} locked with the newest key")
        except DecryptionError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Done. Nothing needs the older keys any more, except backups made before.")

    def rotate(self, model: type[models.Model], names: list[str]) -> int:
        """Go through the whole table; gives back how many rows were changed."""
        changed, after = 0, 0
        while batch := reencrypt(model=model, names=names, after=after):
            after = batch[0]
            changed += batch[1]
        return changed
