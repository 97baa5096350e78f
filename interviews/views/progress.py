"""Progress over practices and rounds, and two attempts at one question side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from interviews import access
from interviews.forms.numbers import parse_int
from interviews.pages.progress import compare_page, progress_page


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    page = progress_page(request, request.GET.get("page", "1"))
    return render(request, "interviews/progress/progress.html", {"page": page})


@require_safe
def compare(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    turn = access.turn_or_404(request, pk, position)
    page = compare_page(turn, parse_int(request.GET.get("with", "")))
    return render(request, "interviews/progress/compare.html", {"page": page})
