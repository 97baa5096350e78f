"""How often a password may be tried. Guessing is stopped; an office behind one address and the owner are not.

Wrong passwords are counted three ways: for an account from one address, for an account from everywhere, and for an
address. A device on which somebody has signed in to the account before is counted by itself, whatever others do.
"""

import time
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import gettext_lazy as _

from interviews.models import User

APP: Final = "allauth.account"
ADDRESS: Final = "login_failed_address"
KNOWN_DEVICE: Final = "known_device"
"""The signed cookie of a device: an id, and the accounts that signed in there last, unreadable."""
MAX_ACCOUNTS: Final = 10
A_YEAR: Final = 365 * 24 * 60 * 60


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _(
            "Too many wrong passwords. Try again later, or now on a device where you have signed in before."
        )
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a wrong password beforehand; allauth takes the count back if the password is right."""
        login = login_of(credentials)
        device = device_for(request, login)
        if not device and is_address_exhausted(request):
            raise self.validation_error("too_many_login_attempts")
        counts = [("login_failed", f"{login} {device or ratelimit.get_ip(request)}")]
        if not device:
            counts.append(("login_failed_account", login))
        self._login_failed_rl_usage = usage = ratelimit.RateLimitUsage(usage=[])
        for action, key in counts:
            used = ratelimit.consume(request, app=APP, action=action, key=key)
            if used is None:
                usage.rollback()
                raise self.validation_error("too_many_login_attempts")
            usage.usage += used.usage

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        if not device_for(request, login_of(credentials)):
            ratelimit.consume(request, app=APP, action=ADDRESS)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember_device(request, response, user.email.lower())
        return response


def is_address_exhausted(request: HttpRequest) -> bool:
    """Only a look: counting beforehand takes a lock, for which everybody behind one address would wait in line."""
    now = time.time()
    for rate in ratelimit.get_rates(app=APP, action=ADDRESS):
        key = ratelimit.get_cache_key(request, app=APP, action=ADDRESS, rate=rate)
        is_allowed, _history = ratelimit.apply_rate(cache.get(key, []), now, rate, dry_run=True)
        if not is_allowed:
            return True
    return False


def login_of(credentials: dict[str, Any]) -> str:
    return str(credentials.get("email", "")).lower()


def device_for(request: HttpRequest, login: str) -> str:
    """The id of this device if the account has signed in on it before, else nothing."""
    device, accounts = known_device(request)
    return device if account_mark(login) in accounts else ""


def known_device(request: HttpRequest) -> tuple[str, list[str]]:
    """The id of this device and the marks of accounts it is known to; both empty where there is no valid cookie."""
    try:
        device, accounts = signing.loads(request.COOKIES.get(KNOWN_DEVICE, ""), salt=KNOWN_DEVICE, max_age=A_YEAR)
    except signing.BadSignature:
        return "", []
    return device, accounts


def remember_device(request: HttpRequest, response: HttpResponse, login: str) -> None:
    device, accounts = known_device(request)
    mark = account_mark(login)
    accounts = [mark, *(other for other in accounts if other != mark)][:MAX_ACCOUNTS]
    response.set_cookie(
        KNOWN_DEVICE,
        signing.dumps((device or get_random_string(16), accounts), salt=KNOWN_DEVICE),
        max_age=A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def account_mark(login: str) -> str:
    return salted_hmac(KNOWN_DEVICE, login).hexdigest()[:16]
