"""`manage.py setup`: a database and static files that are ready to use."""

import hashlib
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from interviews.models.fields import DecryptionError
from interviews.services.privacy import try_keys
from interviews.services.set_up import close_demo_accounts, set_up


class Command(BaseCommand):
    help = (
        "Bring the database up to date (tables, HR's group, competencies, a panel, the starter question bank) and "
        "collect the static files. Run it after every update, then restart the server."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        collect_static()
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
            self.stdout.write("The database and the static files are ready.")


def collect_static() -> None:
    """Collect the static files unless they are as they were the last time."""
    stamp = settings.STATIC_ROOT / "collected"
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            digest.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)}\n".encode())
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(digest.hexdigest())
