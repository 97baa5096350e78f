"""Files with what somebody said, each locked with the keys that lock what they write.

They lie in a folder that no web server serves. Each has a name drawn at random, so that a row which is restored from a
backup never points to somebody else's voice.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from interviews.models.fields import lock_bytes, unlock_bytes


def folder() -> Path:
    return Path(settings.VAR_DIR) / "recordings"


def path_of(name: UUID) -> Path:
    return folder() / name.hex[:2] / name.hex


def keep(content: bytes) -> UUID:
    """Write it down, safe from a power cut, and say under which name."""
    name = uuid4()
    write(name, lock_bytes(content))
    return name


def write(name: UUID, locked: bytes) -> None:
    """Replace what is there in one step."""
    path = path_of(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as opened:
        opened.write(locked)
        opened.flush()
        os.fsync(opened.fileno())
    draft.replace(path)


def read(name: UUID) -> bytes:
    """Raises DecryptionError where no key opens it, FileNotFoundError where it is gone."""
    return unlock_bytes(path_of(name).read_bytes())


def erase(name: UUID) -> None:
    path_of(name).unlink(missing_ok=True)


def reencrypt(name: UUID) -> bool:
    """Whether the newest key had to be put on it. Raises DecryptionError."""
    stored = path_of(name).read_bytes()
    try:
        Fernet(settings.ANSWER_KEYS[0]).decrypt(stored)
    except InvalidToken:
        write(name, lock_bytes(unlock_bytes(stored)))
        return True
    return False


def free_bytes() -> int:
    return shutil.disk_usage(settings.VAR_DIR).free


def files() -> Iterator[Path]:
    yield from folder().glob("*/*")
