"""What the settings do with the environment they are given, each in a process of its own."""

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

ROOT = Path(__file__).resolve().parent.parent
NAMES = [
    "DEBUG",
    "EMBEDDED",
    "SECRET_KEY",
    "ANSWER_KEYS",
    "ALLOWED_HOSTS",
    "SESSION_COOKIE_SECURE",
    "SECURE_SSL_REDIRECT",
]
PRINT = f"import json, config.settings as s; print(json.dumps({{name: getattr(s, name) for name in {NAMES}}}))"


def settings_in(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": os.environ["PATH"], "VAR_DIR": str(folder), **environment}
    return subprocess.run(
        [sys.executable, "-c", PRINT], cwd=ROOT, env=clean, capture_output=True, text=True, check=False
    )


def test_with_nothing_set_it_is_safe_and_for_this_machine_only(tmp_path: Path) -> None:
    said = json.loads(settings_in(tmp_path).stdout)
    assert said["EMBEDDED"]
    assert not said["DEBUG"]
    assert set(said["ALLOWED_HOSTS"]) == {"localhost", "127.0.0.1", "[::1]"}
    assert len(said["SECRET_KEY"]) >= 50


def test_keys_are_made_once_and_readable_by_nobody_else(tmp_path: Path) -> None:
    first = json.loads(settings_in(tmp_path).stdout)
    assert json.loads(settings_in(tmp_path).stdout) == first
    for name in ("secret_key", "answer_keys"):
        assert (tmp_path / name).stat().st_mode & 0o077 == 0


def test_anywhere_else_the_keys_are_demanded(tmp_path: Path) -> None:
    for given in ({"ALLOWED_HOSTS": "next.example.com"}, {"DATABASE_URL": "postgres://u:p@db/next"}):
        refused = settings_in(tmp_path, **given)
        assert refused.returncode == 1
        assert "Set SECRET_KEY in the environment" in refused.stderr
        refused = settings_in(tmp_path, SECRET_KEY="x" * 50, **given)
        assert "Set ANSWER_KEYS in the environment" in refused.stderr
    assert not list(tmp_path.iterdir())


def test_anywhere_else_cookies_go_over_https_only(tmp_path: Path) -> None:
    said = json.loads(
        settings_in(tmp_path, ALLOWED_HOSTS="next.example.com", SECRET_KEY="x" * 50, ANSWER_KEYS="k1,k2").stdout
    )
    assert not said["EMBEDDED"]
    assert said["SESSION_COOKIE_SECURE"]
    assert said["SECURE_SSL_REDIRECT"]
    assert said["ANSWER_KEYS"] == ["k1", "k2"]


def test_debug_is_on_only_when_asked_for(tmp_path: Path) -> None:
    assert json.loads(settings_in(tmp_path, DEBUG="1").stdout)["DEBUG"]
    assert not json.loads(settings_in(tmp_path, DEBUG="0").stdout)["DEBUG"]


def manage(folder: Path, command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": os.environ["PATH"], "VAR_DIR": str(folder), **environment}
    return subprocess.run(
        [sys.executable, "manage.py", *command.split()],
        cwd=ROOT,
        env=clean,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Set SECRET_KEY in the environment. The README, section “For operators”, says how.\n"),
        (
            {"SECRET_KEY": "x" * 50},
            "Set ANSWER_KEYS in the environment. The README, section “For operators”, says how.\n",
        ),
        ({"TRUSTED_PROXY_COUNT": "two"}, "TRUSTED_PROXY_COUNT has to be a number, not “two”.\n"),
        ({"WRONG_PASSWORDS_PER_DEVICE": "ten"}, "WRONG_PASSWORDS_PER_DEVICE has to look like “10/h”, not “ten”.\n"),
    ],
)
def test_what_settings_lack_is_one_line(tmp_path: Path, given: dict[str, str], said: str) -> None:
    keys = {} if "SECRET_KEY" in said or "ANSWER_KEYS" in said else {"SECRET_KEY": "x" * 50, "ANSWER_KEYS": "k1"}
    for command in ("check", "setup"):
        refused = manage(tmp_path, command, ALLOWED_HOSTS="next.example.com", **keys, **given)
        assert (refused.returncode, refused.stderr) == (1, said)


def test_setup_is_all_that_a_production_server_needs(tmp_path: Path) -> None:
    production = {
        "ALLOWED_HOSTS": "next.example.com",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ANSWER_KEYS": Fernet.generate_key().decode(),
        "EMAIL_HOST": "mail.example.com",
        "DEFAULT_FROM_EMAIL": "next-round@example.com",
    }
    before = manage(tmp_path, "check --deploy", **production)
    assert "Static files aren't collected" in before.stderr
    assert "The database can't be read" in before.stderr
    assert manage(tmp_path, "setup", **production).returncode == 0
    after = manage(tmp_path, "check --deploy", **production)
    assert (after.returncode, after.stdout) == (0, "System check identified no issues (2 silenced).\n")
