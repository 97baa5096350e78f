"""Pages for when something did not work."""

import sys
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from interviews.sent_forms import context_of


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token is an old one, as after signing in again in another tab: one press sends the form with a new one.

    Words that another site sent are not shown: one press on our own page would then do what that site wants.
    """
    context = context_of(request, has_new_token=True) if is_from_our_pages(request) else {}
    return render(request, "403_csrf.html", context, status=403)


def is_from_our_pages(request: HttpRequest) -> bool:
    ours = f"{request.scheme}://{request.get_host()}"
    if origin := request.headers.get("Origin", ""):
        return origin == ours
    return request.headers.get("Referer", "").startswith(f"{ours}/")


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500, called while the error is handled. Whoever sent a form gets the words back."""
    is_database_away = isinstance(sys.exc_info()[1], (OperationalError, InterfaceError))
    status = HTTPStatus.SERVICE_UNAVAILABLE if is_database_away else HTTPStatus.INTERNAL_SERVER_ERROR
    context = context_of(request)
    # Without the request: who is signed in is in the database.
    response = HttpResponse(render_to_string(f"{status}.html", context), status=status)
    if is_database_away:
        response["Retry-After"] = "30"
    response["Cache-Control"] = "no-store"
    return response
