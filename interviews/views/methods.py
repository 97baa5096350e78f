"""Which methods a view answers, and the page that asks before something is deleted."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from interviews import access
from interviews.models.trash import UNDO
from interviews.services import trash

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
    """What is asked before something is deleted, and said afterwards; `back` and `then` are addresses.

    `quoted` is what it is found by among the deleted items.
    """

    question: str
    quoted: str
    warning: str
    button: str
    back: str
    done: str
    then: str


def confirm_delete(request: HttpRequest, mine: Model, deletion: Deletion) -> HttpResponse:
    """The page that asks; with POST it is deleted, and the next page offers to undo that."""
    if request.method != "POST":
        return render(request, "interviews/parts/confirm.html", {"deletion": deletion})
    owner = access.candidate_of(request)
    deleted = trash.delete(item=mine, candidate=owner, title=deletion.quoted, now=timezone.now())
    messages.success(request, deletion.done, extra_tags=f"{UNDO}{deleted.pk}")
    return redirect(deletion.then)
