"""Erases recordings that were kept as long as their candidate wanted."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from interviews.services.speech import remove_due, remove_strays
from interviews.services.trash import purge


class Command(BaseCommand):
    help = (
        "Erase recordings that were kept as long as their candidate wanted, and files that belong to nobody. "
        "Run it once a day. The words of the answers stay."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        due = remove_due(now=now)
        strays = remove_strays(older_than=now - timedelta(days=1))
        deleted = purge(now=now)
        if options["verbosity"]:
            self.stdout.write(f"{due} pieces of recordings erased, {strays} files that belonged to nobody.")
            self.stdout.write(f"{deleted} deleted items that could no longer be restored.")
