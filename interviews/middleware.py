"""What every request and response passes through."""

import zoneinfo
from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

GetResponse = Callable[[HttpRequest], HttpResponse]


class SignInFirst(LoginRequiredMiddleware):
    """Every page is behind sign-in. Who was signed out while writing is shown the words, to copy them."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        to_sign_in = super().handle_no_permission(request, view_func)
        words = request.POST.get("text", "").strip()
        # A script does not ask for a page: the room's own keeps the words in the browser.
        if not words or "text/html" not in request.headers.get("Accept", ""):
            return to_sign_in
        context = {"words": words, "sign_in_url": to_sign_in["Location"]}
        return render(request, "interviews/signed_out.html", context, status=403)


def local_time(get_response: GetResponse) -> GetResponse:
    """Show times in the zone of whoever signed in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return get_response(request)
        with timezone.override(zoneinfo.ZoneInfo(request.user.time_zone)):
            return get_response(request)

    return middleware


def private_pages(get_response: GetResponse) -> GetResponse:
    """Keep pages of people who signed in out of every cache between us and their screen."""

    def middleware(request: HttpRequest) -> HttpResponse:
        had_signed_in = request.user.is_authenticated
        response = get_response(request)
        if request.user.is_authenticated:
            response.setdefault("Cache-Control", "private, no-cache")
        if had_signed_in and not request.user.is_authenticated:
            # Whoever uses this browser next finds nothing of them in it: no kept brief, no unsent words.
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return middleware
