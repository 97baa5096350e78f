"""Where it is measured: the product's own settings and migrations, on databases that are gone afterwards."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

SMALL: Final = "next_round_bench_small"
LARGE: Final = "next_round_bench_large"
LOADED: Final = "next_round_bench_loaded"


def environment(folder: Path, url: str) -> dict[str, str]:
    """For config.settings as an operator sets it: DEBUG off, keys given. `url` is empty for SQLite."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": url or f"sqlite:///{folder / SMALL}",
        "VAR_DIR": str(folder),
        "DEBUG": "no",
        "SECRET_KEY": "only-for-the-benchmarks",
        "ANSWER_KEYS": "b25seS1mb3ItdGhlLWJlbmNobWFya3Mtb25seS0xMjM=",
        "ALLOWED_HOSTS": "localhost",
        "SECURE_SSL_REDIRECT": "no",
    }


def url_of(database: str) -> str:
    """For other processes: where `database` is."""
    address, mark, options = os.environ["DATABASE_URL"].partition("?")
    return f"{address.rpartition('/')[0]}/{database}{mark}{options}"


def use(database: str) -> None:
    """Let everything that follows in this process happen in `database`, on the same server or in the same folder."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = str(Path(str(connection.settings_dict["NAME"])).with_name(database))


@contextmanager
def databases() -> Iterator[None]:
    """SMALL is there to be filled. All are gone afterwards; SQLite's go with their folder."""
    on_server("DROP DATABASE IF EXISTS {0}", SMALL, LARGE, LOADED)
    on_server("CREATE DATABASE {0}", SMALL)
    use(SMALL)
    try:
        yield
    finally:
        on_server("DROP DATABASE IF EXISTS {0}", SMALL, LARGE, LOADED)


def copy_small(database: str) -> None:
    from django.db import connection

    on_server(f"CREATE DATABASE {{0}} TEMPLATE {SMALL}", database)
    if connection.vendor == "sqlite":
        run(SMALL, "PRAGMA wal_checkpoint(TRUNCATE)")
        small = Path(str(connection.settings_dict["NAME"]))
        shutil.copyfile(small, small.with_name(database))


def on_server(statement: str, *names: str) -> None:
    """Say it for each name, connected to the database that DATABASE_URL names; nothing where there is no server."""
    from django.db import connection

    if connection.vendor == "postgresql":
        given = os.environ["DATABASE_URL"].partition("?")[0].rpartition("/")[2]
        run(given, *map(statement.format, names))


def run(database: str, *statements: str) -> None:
    from django.db import connection

    use(database)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()
