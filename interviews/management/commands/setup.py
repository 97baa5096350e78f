"""`manage.py setup`: a database that is ready to use."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from interviews.services.set_up import set_up


class Command(BaseCommand):
    help = "Brings the database up to date: tables, HR's group, competencies, a panel and the starter question bank."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        set_up()
        if options["verbosity"]:
            self.stdout.write("The database is ready.")
