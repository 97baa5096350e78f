"""Looking after a bank in the admin: its balance, a try at an interview, a question as candidates see it."""

import secrets
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interviews.admin.loading import render_admin
from interviews.forms.banks import short_kinds
from interviews.models import Question, QuestionBank, Seat
from interviews.models.words import render_message
from interviews.rules.drawing import BankTooSmall
from interviews.services import curating

for_viewers = permission_required(("interviews.view_question", "interviews.view_questionbank"), raise_exception=True)
LARGEST_SEED = 2**31 - 1


@require_safe
@for_viewers
def balance(request: HttpRequest, pk: int) -> HttpResponse:
    """What the bank holds by competency, kind and seat, and what it is short of."""
    bank = get_object_or_404(QuestionBank, pk=pk)
    seat = request.GET.get("seat", "")
    seat = seat if seat in Seat.values else ""
    return render_admin(
        request,
        "balance",
        title=_("Balance"),
        bank=bank,
        balance=curating.balance(bank, seat or None),
        seat=seat,
        seats=Seat.choices,
        kinds=[short for _kind, short in short_kinds()],
        missing=tried(bank, seed=1)["missing"],
    )


@require_safe
@for_viewers
def tryout(request: HttpRequest, pk: int) -> HttpResponse:
    """An interview drawn from this bank, as a candidate might get it."""
    bank = get_object_or_404(QuestionBank, pk=pk)
    drawn = tried(bank, seed=secrets.randbelow(LARGEST_SEED))
    return render_admin(request, "tryout", title=_("An interview from this bank"), bank=bank, **drawn)


def tried(bank: QuestionBank, *, seed: int) -> dict[str, Any]:
    """The questions drawn, or what is missing for that."""
    try:
        return {"drawn": curating.drawn_from(bank, seed=seed), "missing": []}
    except BankTooSmall as small:
        return {"drawn": [], "missing": [render_message(wording) for wording in small.missing]}


@require_safe
@for_viewers
def as_seen(request: HttpRequest, pk: int) -> HttpResponse:
    """A question as candidates see it: in the room, then in the review."""
    question = get_object_or_404(Question.objects.select_related("bank", "competency"), pk=pk)
    return render_admin(request, "as_seen", title=_("As candidates see it"), question=question)
