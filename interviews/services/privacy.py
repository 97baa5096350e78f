"""Whose it is: everything of one user deleted, everything locked with the newest key."""

from collections.abc import Iterator
from typing import Any

from allauth.usersessions.models import UserSession
from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models.expressions import ExpressionWrapper, F

from interviews.models import User
from interviews.models.fields import DecryptionError, EncryptedTextField, unlock

ROWS_AT_ONCE = 200


@transaction.atomic
def delete_account(*, user: User) -> None:
    """Delete the user with everything they wrote, and end their sign-in in every browser.

    What the operator did to the account stays in the admin's log, without their address.
    """
    about_them = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk))
    about_them.update(object_repr="deleted account")
    sign_out_everywhere(user)
    user.delete()


def sign_out_everywhere(user: User) -> None:
    """A session says whose it is only to who decodes it; allauth writes down the keys of each user's."""
    theirs = UserSession.objects.filter(user=user)
    Session.objects.filter(pk__in=theirs.values("session_key")).delete()
    theirs.delete()


def locked_fields() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Each model with the names of its encrypted fields."""
    for model in apps.get_models():
        names = [field.name for field in model._meta.concrete_fields if isinstance(field, EncryptedTextField)]
        if names:
            yield model, names


def try_keys() -> None:
    """Open one row of each model. Raises DecryptionError where the keys at hand are not those it was locked with."""
    for model, names in locked_fields():
        model._default_manager.order_by("pk").values_list(*names).first()


def reencrypt(*, model: type[models.Model], names: list[str], after: int = 0) -> tuple[int, int] | None:
    """Lock the next rows after pk `after` with the newest key; those that have it already stay as they are.

    Gives back the last pk looked at and the number of rows changed, None when there are no more. Raises DecryptionError
    where no key opens a text; the batches before are done, and this one is as it was.
    """
    with transaction.atomic():
        # Held until it is written back: a draft saved in between must not be undone by an older text.
        rows = list(stored_rows(model, names).filter(pk__gt=after).order_by("pk")[:ROWS_AT_ONCE])
        changed = [lock_row_anew(model, row) for row in rows]
    return (rows[-1]["pk"], sum(changed)) if rows else None


def stored_rows(model: type[models.Model], names: list[str]) -> models.QuerySet[Any, dict[str, Any]]:
    """The rows with these fields as they are stored."""
    as_stored: dict[str, Any] = {
        f"stored_{name}": ExpressionWrapper(F(name), output_field=models.TextField()) for name in names
    }
    rows: models.QuerySet[Any, dict[str, Any]] = model._default_manager.values("pk").annotate(**as_stored)
    return rows.select_for_update()


def lock_row_anew(model: type[models.Model], row: dict[str, Any]) -> bool:
    old = {name.removeprefix("stored_"): stored for name, stored in row.items() if is_locked_with_older_key(stored)}
    if not old:
        return False
    try:
        anew = {name: unlock(stored) for name, stored in old.items()}
    except DecryptionError as error:
        raise DecryptionError(f"{model._meta.verbose_name} {row['pk']}: {error}") from error
    return bool(model._default_manager.filter(pk=row["pk"]).update(**anew))


def is_locked_with_older_key(stored: object) -> bool:
    if not stored or not isinstance(stored, str):
        return False
    try:
        Fernet(settings.ANSWER_KEYS[0]).decrypt(stored.encode())
    except InvalidToken:
        return True
    return False
