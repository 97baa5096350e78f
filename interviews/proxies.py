"""Notices a proxy that the settings don't know of: everybody behind it would share one address, and its rate limits."""

import logging
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase

FORWARDING_HEADERS: Final = {"HTTP_X_FORWARDED_FOR": "X-Forwarded-For", "HTTP_FORWARDED": "Forwarded"}
CACHE_KEY: Final = "forwarding_header_seen"
REMEMBER_SECONDS: Final = 30 * 24 * 60 * 60

logger = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def notice_forwarding_header(get_response: GetResponse) -> GetResponse:
    """Log the first forwarding header that comes while TRUSTED_PROXY_COUNT is 0, and remember it for the checks."""
    is_noted = bool(settings.ALLAUTH_TRUSTED_PROXY_COUNT)

    def middleware(request: HttpRequest) -> HttpResponseBase:
        nonlocal is_noted
        if not is_noted and (header := forwarding_header(request)):
            if cache.add(CACHE_KEY, header, REMEMBER_SECONDS):
                logger.warning("A request came with %s, but TRUSTED_PROXY_COUNT is 0. %s", header, ADVICE)
            is_noted = True
        return get_response(request)

    return middleware


def forwarding_header(request: HttpRequest) -> str | None:
    return next((name for key, name in FORWARDING_HEADERS.items() if key in request.META), None)


def forwarding_header_seen() -> str | None:
    """Its name, if one came lately and no proxy is trusted."""
    return None if settings.ALLAUTH_TRUSTED_PROXY_COUNT else cache.get(CACHE_KEY)


ADVICE: Final = (
    "If a proxy stands before Next Round, set TRUSTED_PROXY_COUNT to the number of proxies: without it everybody seems "
    "to come from one address and shares its sign-in limits."
)
