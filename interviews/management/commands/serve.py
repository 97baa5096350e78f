"""`manage.py serve`: everything a single machine needs, then the server. What `make run` calls."""

import socket
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication

from config import gunicorn as production
from interviews.analysis.parsing import warm_up
from interviews.services.set_up import demo_accounts_left, make_demo_accounts

HOST = "127.0.0.1"


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn without a configuration file."""

    def __init__(self, **options: object) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        application = get_wsgi_application()
        warm_up()
        return application


class Command(BaseCommand):
    help = "Run setup, then serve Next Round on this machine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        refuse_taken(port)
        call_command("setup", verbosity=0)
        if settings.EMBEDDED:
            make_demo_accounts()
        call_command("remove_due_recordings", verbosity=0)
        call_command("clearsessions")
        self.greet(port)
        connections.close_all()
        Server(
            bind=f"{HOST}:{port}",
            worker_class=production.Worker,
            workers=1,
            threads=production.threads,
            keepalive=production.keepalive,
            loglevel=production.loglevel,
        ).run()

    def greet(self, port: int) -> None:
        self.stdout.write(f"\nNext Round is at http://{HOST}:{port}/   (Ctrl+C stops it)\n")
        for account in demo_accounts_left():
            role = "HR       " if account.is_hr else "Candidate"
            self.stdout.write(f"  {role}  {account.email}  password: {account.password}")
        self.stdout.write("")
        self.stdout.flush()


def refuse_taken(port: int) -> None:
    """Say so in one line where another program has the port."""
    if not 0 < port < 65536:
        raise CommandError(f"{port} is not a port. Choose one from 1024 to 65535: make run PORT=8001")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise CommandError(f"Port {port} needs more rights. Choose another: make run PORT=8001") from error
        except OSError as error:
            raise CommandError(f"Port {port} is taken. Choose another: make run PORT={port + 1}") from error
