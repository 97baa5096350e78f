"""How long a request may be. What is longer is refused before any of it is read."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

MEGABYTE: Final = 1024 * 1024

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def staff_may_send(max_bytes: int) -> Callable[[View], View]:
    """Let staff send this view more than the usual limit."""

    def decorate(view: View) -> View:
        view.max_staff_bytes = max_bytes  # type: ignore[attr-defined]
        return view

    return decorate


class RequestLimitMiddleware:
    """Refuses requests that are too long (413) or do not say how long they are (411).

    It has to stand before CsrfViewMiddleware, the first to read a body: Django writes an upload to disk as it reads it.
    Where no view was found, nothing reads the body.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Django would take a chunked body for an empty one.
        if "HTTP_TRANSFER_ENCODING" in request.META:
            return HttpResponse(
                "Send a Content-Length instead of a chunked request.\n",
                content_type="text/plain",
                status=HTTPStatus.LENGTH_REQUIRED,
            )
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: object, kwargs: object
    ) -> HttpResponse | None:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        if length <= settings.MAX_ANONYMOUS_REQUEST_BYTES or length <= (limit := max_bytes(request, view)):
            return None
        context = {"size": -(-length // MEGABYTE), "limit": limit // MEGABYTE}
        return render(request, "413.html", context, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def max_bytes(request: HttpRequest, view: Callable[..., HttpResponseBase]) -> int:
    if not request.user.is_authenticated:
        return int(settings.MAX_ANONYMOUS_REQUEST_BYTES)
    usual = int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    return int(getattr(view, "max_staff_bytes", usual)) if request.user.is_staff else usual
