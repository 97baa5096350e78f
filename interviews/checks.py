"""What `manage.py check --deploy` finds missing, in words that an operator can act on."""

from collections.abc import Iterator
from typing import Any

from cryptography.fernet import Fernet
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError

from interviews.proxies import ADVICE, forwarding_header_seen


@register(Tags.security, deploy=True)
def check_static_files(**_options: Any) -> list[CheckMessage]:
    missing = sorted(missing_static_files())
    if not missing:
        return []
    problem = f"Static files aren't collected, so pages come without style: {missing[0]}"
    problem += f" and {len(missing) - 1} more." if len(missing) > 1 else "."
    return [Error(problem, hint="Run `manage.py setup`, then restart the server.", id="next_round.E001")]


def missing_static_files() -> Iterator[str]:
    if not isinstance(staticfiles_storage, ManifestFilesMixin):
        return
    collected, _hash = staticfiles_storage.load_manifest()
    ignored = apps.get_app_config("staticfiles").ignore_patterns
    for finder in get_finders():
        yield from (path for path, _storage in finder.list(ignored) if path not in collected)


@register(Tags.security, deploy=True)
def check_answer_keys(**_options: Any) -> list[CheckMessage]:
    return [
        Error(
            f"Key {number} of {len(settings.ANSWER_KEYS)} in ANSWER_KEYS is no Fernet key: nothing can be saved.",
            hint="The README, section “For operators”, says how to make one.",
            id="next_round.E002",
        )
        for number, key in enumerate(settings.ANSWER_KEYS, start=1)
        if not is_fernet_key(key)
    ]


def is_fernet_key(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True


@register(Tags.security, deploy=True)
def check_mail(**_options: Any) -> list[CheckMessage]:
    if not settings.EMAIL_HOST:
        missing = "EMAIL_HOST isn't set: nobody can reset a forgotten password, as mail is printed to the console."
    elif settings.DEFAULT_FROM_EMAIL.endswith("@localhost>"):
        missing = "DEFAULT_FROM_EMAIL isn't set: mail comes from next-round@localhost, and many servers refuse that."
    else:
        return []
    return [Warning(missing, hint="Set it in the environment.", id="next_round.W001")]


@register(Tags.security, deploy=True)
def check_proxy_count(**_options: Any) -> list[CheckMessage]:
    try:
        header = forwarding_header_seen()
    except DatabaseError as error:
        problem = f"The database can't be read: {str(error).strip().splitlines()[0]}"
        return [Error(problem, hint="Check DATABASE_URL, then run `manage.py setup`.", id="next_round.E003")]
    if not header:
        return []
    return [Warning(f"Requests come with {header}, but TRUSTED_PROXY_COUNT is 0.", hint=ADVICE, id="next_round.W002")]
