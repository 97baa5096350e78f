"""Out again: a bank as a file, and a spreadsheet to fill in."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interviews.admin.curating import for_viewers
from interviews.models import QuestionBank
from interviews.services import question_banks

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS: Final = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX, "json": "application/json", "yaml": "application/yaml"}


@require_safe
@for_viewers
def bank(request: HttpRequest, pk: int) -> HttpResponse:
    """The questions in use, as ?format= says; a table that spreadsheets open where it says nothing."""
    format = request.GET.get("format", "csv")
    if format not in KINDS:
        raise Http404
    found = get_object_or_404(QuestionBank, pk=pk)
    return attachment(question_banks.written(found, format), KINDS[format], f"{found.slug}.{format}")


@require_safe
@for_viewers
def template(request: HttpRequest) -> HttpResponse:
    """A spreadsheet to fill in, with drop-downs and an example."""
    return attachment(question_banks.template(), XLSX, f"{_('questions')}.xlsx")


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
