"""`make test`: every check there is, in the order in which a mistake shows soonest.

Linters, types, the tests on SQLite, the same on PostgreSQL, then the browser tests in Chromium. Stops at the first that
fails. Where Chromium is missing it is installed if that is allowed (apt, as root); else the browser tests are skipped
and a line says so, except under CI=true, where that is a failure.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.postgres import postgres_url

BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def say(words: str) -> None:
    sys.stdout.write(f"\n== {words}\n")
    sys.stdout.flush()


def check(what: str, command: Sequence[str | Path], **environment: str) -> None:
    """Run a command from the top of the project; leave with its exit status where it fails."""
    say(what)
    started = time.monotonic()
    done = subprocess.run([str(word) for word in command], cwd=ROOT, env={**os.environ, **environment}, check=False)
    if done.returncode:
        sys.exit(f"\n== Failed: {what} (exit status {done.returncode})")
    sys.stdout.write(f"   {time.monotonic() - started:.0f} s\n")


def lint() -> None:
    settings = {"DJANGO_SETTINGS_MODULE": "config.test_settings"}
    templates = [str(path) for path in (ROOT / "templates").rglob("*.html")]
    check("Style: ruff", [BIN / "ruff", "check", "."])
    check("Format: ruff", [BIN / "ruff", "format", "--check", "."])
    check(
        "Templates: djangofmt",
        [BIN / "djangofmt", "--check", "--indent-width", "2", "--line-length", "120", "templates"],
    )
    check("Templates: djade", [BIN / "djade", "--check", "--target-version", "5.2", *templates])
    check("Types: mypy --strict", [BIN / "mypy", "."])
    check(
        "Migrations match the models",
        [BIN / "python", "manage.py", "makemigrations", "--check", "--dry-run"],
        **settings,
    )


def chromium() -> str | None:
    """The path of a Chromium, installed first where that is allowed; None where there is none to be had."""
    if given := os.environ.get("CHROMIUM"):
        return given
    if found := next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None):
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("Installing Chromium")
        for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", "chromium"]):
            quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False)
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only-lint", action="store_true")
    if parser.parse_args().only_lint:
        lint()
        return
    lint()
    pytest: list[str | Path] = [BIN / "pytest", "-q", "--numprocesses", "2", "--dist", "loadgroup"]
    sqlite = {"DATABASE_URL": ""}
    check("Tests on SQLite", [*pytest, "-m", "not browser"], **sqlite)
    with postgres_url() as url:
        check("Tests on PostgreSQL", [*pytest, "-m", "not browser and not no_database"], DATABASE_URL=url)
    if browser := chromium():
        check("Browser tests", [*pytest, "-m", "browser"], CHROMIUM=browser, **sqlite)
    elif IN_CI:
        sys.exit("== Failed: Chromium is not here and could not be installed, and under CI=true nothing is skipped.")
    else:
        say("SKIPPED: the browser tests. Chromium is not here; install it and run make test again.")
        return
    say("All checks passed")


if __name__ == "__main__":
    main()
