"""Which methods a view answers, and the page that asks before something is deleted."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]


def redirect_unless_post(back: View) -> Callable[[View], View]:
    """Only POST acts. Who arrives by GET, from signing in or from the history, is led to a page by `back`."""

    def decorate(view: View) -> View:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def acts_or_leads_back(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            return (view if request.method == "POST" else back)(request, *args, **kwargs)

        return acts_or_leads_back

    return decorate


@dataclass(frozen=True, kw_only=True)
class Deletion:
    """What is asked before something goes, and said once it is gone; `back` and `then` are addresses."""

    question: str
    quoted: str
    warning: str
    button: str
    back: str
    done: str
    then: str


def confirm_delete(request: HttpRequest, mine: Model, deletion: Deletion) -> HttpResponse:
    """The page that asks; with POST it is deleted."""
    if request.method != "POST":
        return render(request, "interviews/parts/confirm.html", {"deletion": deletion})
    mine.delete()
    messages.success(request, deletion.done)
    return redirect(deletion.then)
