"""Notices that the file of an SQLite database was removed or replaced while it was open.

Without this, answers would go on being saved to the file that is no longer there, until the connection is closed.
"""

from pathlib import Path
from typing import Any, Final

from django.core.signals import request_started
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

OPENED: Final = "next_round_opened_file"
"""The attribute of a connection that says which file it has open."""


def watch() -> None:
    connection_created.connect(remember_file)
    request_started.connect(close_replaced)


def remember_file(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    setattr(connection, OPENED, inode(connection))


def close_replaced(**_signal: Any) -> None:
    for connection in connections.all(initialized_only=True):
        if connection.connection is not None and getattr(connection, OPENED) != inode(connection):
            connection.close()


def inode(connection: BaseDatabaseWrapper) -> int | None:
    """None for what is no file: a server, a database in memory."""
    if connection.vendor != "sqlite":
        return None
    try:
        return Path(connection.settings_dict["NAME"]).stat().st_ino
    except OSError:
        return None
