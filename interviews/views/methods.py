"""Which methods a view answers."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]


def post_else(back: View) -> Callable[[View], View]:
    """Only POST acts. Who arrives by GET, from signing in or from the history, is led to a page by `back`."""

    def decorate(view: View) -> View:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def acts_or_leads_back(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            return (view if request.method == "POST" else back)(request, *args, **kwargs)

        return acts_or_leads_back

    return decorate
