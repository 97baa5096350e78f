"""`manage.py setup`: a database that is ready to use."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from interviews.models.fields import DecryptionError
from interviews.services.privacy import try_keys
from interviews.services.set_up import close_demo_accounts, set_up


class Command(BaseCommand):
    help = "Brings the database up to date: tables, HR's group, competencies, a panel and the starter question bank."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        set_up()
        if not settings.EMBEDDED:
            close_demo_accounts()
        try:
            try_keys()
        except DecryptionError as error:
            raise CommandError(
                "ANSWER_KEYS does not open what candidates wrote here. Put the key it was locked with back in the "
                "list; `make run` keeps its own in var/answer_keys."
            ) from error
        if options["verbosity"]:
            self.stdout.write("The database is ready.")
