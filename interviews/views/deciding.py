"""Go or not: the check, its verdict while one answers, and the note of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviews import access
from interviews.forms.deciding import DecisionForm
from interviews.pages.deciding import go_page, note_page, verdict_on
from interviews.services.deciding import save_decision


@require_http_methods(["GET", "HEAD", "POST"])
def go(request: HttpRequest, pk: int) -> HttpResponse:
    decision = access.decision_or_404(request, pk)
    form = DecisionForm(request.POST or None, instance=decision)
    if form.is_valid():
        save_decision(decision=form.save(commit=False), now=timezone.now())
        messages.success(request, _("Saved. You can change it as often as you like."))
        return redirect("go", pk)
    return render(request, "interviews/deciding/go.html", {"form": form, "page": go_page(decision)})


@require_POST
def go_verdict(request: HttpRequest, pk: int) -> HttpResponse:
    """The verdict on answers that are not saved yet, as a piece of the page."""
    decision = access.decision_or_404(request, pk)
    DecisionForm(request.POST, instance=decision).is_valid()  # What cannot be is left out; "Save" says so.
    return render(request, "interviews/deciding/_verdict.html", {"verdict": verdict_on(decision)})


@require_safe
def go_note(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "interviews/deciding/note.html", {"page": note_page(access.decision_or_404(request, pk))})
