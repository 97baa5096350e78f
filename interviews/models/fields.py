"""A text field that is unreadable without the key, which is not in the database."""

import json
from functools import lru_cache
from typing import Any, Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models

LOST: Final = "No key in ANSWER_KEYS opens this text or recording. Put the key it was locked with back in the list."


class DecryptionError(Exception):
    """No key at hand opens this text. It is never shown as it is stored."""


@lru_cache(maxsize=4)
def locksmith(keys: tuple[str, ...]) -> MultiFernet:
    """The lock for these keys: the first locks, all of them open."""
    return MultiFernet([Fernet(key) for key in keys])


def lock(text: str) -> str:
    """`text` as it is stored; the empty text stays empty."""
    return locksmith(tuple(settings.ANSWER_KEYS)).encrypt(text.encode()).decode() if text else ""


def unlock(stored: str) -> str:
    """What `lock` was given. Raises DecryptionError where no key fits."""
    if not stored:
        return ""
    try:
        return locksmith(tuple(settings.ANSWER_KEYS)).decrypt(stored.encode()).decode()
    except InvalidToken as error:
        raise DecryptionError(LOST) from error


def lock_bytes(content: bytes) -> bytes:
    """`content` as it lies in a file."""
    return locksmith(tuple(settings.ANSWER_KEYS)).encrypt(content)


def unlock_bytes(stored: bytes) -> bytes:
    """What `lock_bytes` was given. Raises DecryptionError where no key fits."""
    try:
        return locksmith(tuple(settings.ANSWER_KEYS)).decrypt(stored)
    except InvalidToken as error:
        raise DecryptionError(LOST) from error


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Text that a candidate wrote. It cannot be searched or sorted by the database."""

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        return None if value is None else unlock(value)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:  # noqa: ANN401
        return lock(value) if isinstance(value, str) else super().get_db_prep_save(value, connection)

    def get_lookup(self, lookup_name: str) -> Any:  # noqa: ANN401
        """Only "is it empty?" makes sense: the same text is stored differently each time."""
        return super().get_lookup(lookup_name) if lookup_name in {"exact", "isnull"} else None


class EncryptedJSONField(EncryptedTextField):
    """Several texts under their names, encrypted as one. An empty column is an empty object."""

    # What the type checker takes the attribute for.
    _pyi_private_set_type: dict[str, str]  # type: ignore[assignment]
    _pyi_private_get_type: dict[str, str]  # type: ignore[assignment]

    def from_db_value(self, value: str | None, expression: object, connection: object) -> Any:  # noqa: ANN401
        return json.loads(unlock(value)) if value else {}

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:  # noqa: ANN401
        """A string is JSON already: so it comes when it gets the newest key."""
        return super().get_db_prep_save(value if isinstance(value, str) else json.dumps(value), connection)

    def value_to_string(self, obj: models.Model) -> Any:  # noqa: ANN401
        return self.value_from_object(obj)
