"""What every request and response passes through."""

import zoneinfo
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from interviews.sent_forms import context_of

#: The cookie with the tokens of the forms that were saved last, for static/js/form-draft.js.
SAVED_FORMS: Final = "saved_forms"
MOST_TOKENS: Final = 20
LONGEST_TOKEN: Final = 20
#: The cookie that says, unreadably, who signed in here last.
LAST_HERE: Final = "last_here"
A_YEAR: Final = 365 * 24 * 60 * 60
EMPTY_THE_BROWSER: Final = '"cache", "storage"'

GetResponse = Callable[[HttpRequest], HttpResponse]


class GZipPagesMiddleware(GZipMiddleware):
    """Compress HTML only: recordings and PDFs are dense already, and static files are compressed beforehand.

    BREACH guesses a secret from the size of pages that repeat the attacker's words. Here Django masks the CSRF token
    anew in each response and pads each with random bytes, and the session cookie is SameSite=Lax, so no other site can
    have pages with somebody's words fetched again and again.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Every page is behind sign-in. Who was signed out while writing is shown the words, to copy them."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        to_sign_in = super().handle_no_permission(request, view_func)
        context = context_of(request)
        # A script does not ask for a page: the room's own keeps the words in the browser.
        if not context["has_words"] or "text/html" not in request.headers.get("Accept", ""):
            return to_sign_in
        context["sign_in_url"] = to_sign_in["Location"]
        return render(request, "interviews/signed_out.html", context, status=403)


def saved_forms(get_response: GetResponse) -> GetResponse:
    """Tell the browser which of its forms were saved, so that <form-draft> can drop its copies of them.

    A saved form is answered with a redirect; one with errors is shown again. A redirect to sign-in saved nothing.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method != "POST" or response.status_code != HTTPStatus.FOUND or leads_to_sign_in(response):
            return response  # Not read: it may have been refused for its length.
        token = request.POST.get("form_draft", "")
        if token.isdecimal() and len(token) <= LONGEST_TOKEN:
            earlier = request.COOKIES.get(SAVED_FORMS, "").split(".")
            tokens = ".".join([*filter(str.isdecimal, earlier), token][-MOST_TOKENS:])
            response.set_cookie(
                SAVED_FORMS, tokens, max_age=A_YEAR, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
            )
        return response

    return middleware


def leads_to_sign_in(response: HttpResponse) -> bool:
    return response["Location"].startswith(reverse(settings.LOGIN_URL))


def local_time(get_response: GetResponse) -> GetResponse:
    """Show times in the zone of whoever signed in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return get_response(request)
        with timezone.override(zoneinfo.ZoneInfo(request.user.time_zone)):
            return get_response(request)

    return middleware


def private_pages(get_response: GetResponse) -> GetResponse:
    """Keep pages of people who signed in out of every cache between us and their screen.

    Whoever uses a browser after somebody else finds nothing of them in it: no kept brief, no unsent words. It is
    emptied when they sign out, and where they did not, when another person signs in.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        before = request.user.pk
        response = get_response(request)
        now = request.user.pk
        if now:
            response.setdefault("Cache-Control", "private, no-cache")
        if before and not now:
            response["Clear-Site-Data"] = EMPTY_THE_BROWSER
        elif now and now != before:
            mark = salted_hmac(LAST_HERE, str(now)).hexdigest()
            if request.COOKIES.get(LAST_HERE, mark) != mark:
                response["Clear-Site-Data"] = EMPTY_THE_BROWSER
            response.set_cookie(
                LAST_HERE, mark, max_age=A_YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
            )
        return response

    return middleware
