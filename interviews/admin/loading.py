"""Importing a question file in the admin: upload it, check it, then import it once or cancel."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import Any, Final

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviews.forms.banks import MAX_PASTED, ReadAsForm, UploadForm
from interviews.forms.numbers import parse_int
from interviews.models import BankLoad, Competency, Kind, Question, QuestionBank, Seat, User
from interviews.models.words import render_message
from interviews.question_files import BankFile, Row, Unreadable
from interviews.question_files.comparing import Change, word_by_word
from interviews.question_files.limits import MAX_FILE_BYTES
from interviews.request_limits import staff_may_send
from interviews.services import bank_loads
from interviews.services.bank_loads import NotLoadable, Preview
from interviews.services.question_banks import BankMoved

NEEDED: Final = ("interviews.add_question", "interviews.change_question", "interviews.change_questionbank")
ON_A_PAGE: Final = 50
TITLE: Final = gettext_lazy("Import questions")
MAX_SENT: Final = MAX_FILE_BYTES + 4 * MAX_PASTED
"""Bytes of a request: the largest file, or the longest pasted text, and what stands around it."""
for_loaders = permission_required(NEEDED, raise_exception=True)


def who(request: HttpRequest) -> User:
    """The member of staff; the admin lets nobody else in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def render_admin(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    whole = {**admin.site.each_context(request), "opts": QuestionBank._meta, **context}
    return render(request, f"admin/interviews/questionbank/{template}.html", whole)


@staff_may_send(MAX_SENT)
@require_http_methods(["GET", "HEAD", "POST"])
@for_loaders
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file or pasted text."""
    form = UploadForm(request.POST or None, request.FILES or None, initial={"bank": request.GET.get("bank")})
    if form.is_valid():
        try:
            waiting = bank_loads.upload(**form.upload_values(), user=who(request), now=timezone.now())
        except Unreadable as error:
            form.add_error(form.source, render_message(error.wording))
        else:
            return redirect("admin:interviews_questionbank_preview", waiting.pk)
    return render_admin(request, "upload", title=TITLE, form=form)


@require_safe
@for_loaders
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What a waiting file would do; of one that was loaded, what it did."""
    bank_load = get_object_or_404(BankLoad.objects.select_related("bank", "user"), pk=pk)
    if bank_load.status != BankLoad.Status.WAITING:
        return after(request, bank_load)
    return checked(request, bank_load)


def checked(request: HttpRequest, bank_load: BankLoad, read_as: ReadAsForm | None = None) -> HttpResponse:
    """What a waiting file would do, with what can be done about it."""
    shown = bank_loads.preview(bank_load)
    sections = sections_of(shown)
    section = next((one for one in sections if one.key == request.GET.get("show")), first_of_interest(sections))
    return render_admin(
        request,
        "preview",
        title=_("Check before importing"),
        load=bank_load,
        read_as=read_as or ReadAsForm(file=shown.file, options=bank_load.options),
        preview=shown,
        nothing_found=has_to_be_read_otherwise(shown.file),
        sections=sections,
        section=section,
        rows=section.page(request.GET.get("page", "1")),
        review_items=[(item.row, [render_message(reason) for reason in item.reasons]) for item in shown.review_items],
        warnings=[(warning, render_message(warning.wording)) for warning in shown.file.warnings],
    )


def has_to_be_read_otherwise(file: BankFile) -> bool:
    """Whether no questions were found, for a reason that lies in no row: fixing the file would not help."""
    return bool(file.problems) and not file.rows and not any(problem.row for problem in file.problems)


@require_POST
@for_loaders
def reparse(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a waiting file another way: as another format, from another sheet, with other columns."""
    bank_load = get_object_or_404(BankLoad.objects.filter(status=BankLoad.Status.WAITING).select_related("bank"), pk=pk)
    form = ReadAsForm(request.POST, file=bank_loads.stored_file(bank_load), options=bank_load.options)
    if form.is_valid():
        try:
            bank_loads.reparse(bank_load=bank_load, chosen=form.chosen())
        except Unreadable as error:
            form.add_error(None, render_message(error.wording))
        else:
            return redirect("admin:interviews_questionbank_preview", pk)
    return checked(request, bank_load, form)


def after(request: HttpRequest, bank_load: BankLoad) -> HttpResponse:
    """What came of a file."""
    title = _("Import undone") if bank_load.status == BankLoad.Status.UNDONE else _("Questions imported")
    can_undo = bank_loads.last_load(bank_load.bank) == bank_load
    ticked = bank_load.options.get(bank_loads.TICKED, [])
    return render_admin(request, "loaded", title=title, load=bank_load, can_undo=can_undo, ticked=ticked)


@require_safe
@for_loaders
def problems(request: HttpRequest, pk: int) -> FileResponse:
    """The file itself, with a column that says what is wrong, to be fixed and uploaded again."""
    bank_load = get_object_or_404(BankLoad.objects.filter(status=BankLoad.Status.WAITING), pk=pk)
    content, kind = bank_loads.annotated_copy(bank_load, render_message)
    name = f"{PurePath(bank_load.file_name).stem}-{_('to fix')}.{kind}"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name)


@require_POST
@for_loaders
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    bank_load = get_object_or_404(BankLoad, pk=pk)
    try:
        loaded = bank_loads.confirm(
            bank_load=bank_load,
            expected=request.POST.get("seen", ""),
            accepted_rows={number for sent in request.POST.getlist("take") if (number := parse_int(sent)) is not None},
            retire_missing="retire_missing" in request.POST,
            skip_problems="skip_problems" in request.POST,
            user=who(request),
            now=timezone.now(),
        )
    except NotLoadable:
        messages.error(request, _("Nothing was imported because the file has problems."))
    except BankMoved:
        messages.warning(
            request, _("Someone changed the bank in the meantime. Nothing was imported; please check again.")
        )
    else:
        model_admin = admin.site.get_model_admin(QuestionBank)
        model_admin.log_change(request, loaded.bank, f"Imported {loaded.file_name}.")
    return redirect("admin:interviews_questionbank_preview", pk)


@require_POST
@for_loaders
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    bank_load = get_object_or_404(BankLoad.objects.filter(status=BankLoad.Status.WAITING), pk=pk)
    bank_loads.cancel(bank_load)
    messages.success(request, _("Canceled. Nothing was imported."))
    return redirect("admin:interviews_questionbank_changelist")


@require_http_methods(["GET", "HEAD", "POST"])
@for_loaders
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what undoing a load does, then do it."""
    bank_load = get_object_or_404(BankLoad.objects.select_related("bank"), pk=pk)
    if bank_loads.last_load(bank_load.bank) != bank_load:
        messages.warning(request, _("You can only undo the latest import of a bank."))
        return redirect("admin:interviews_questionbank_preview", pk)
    if request.method != "POST":
        return render_admin(
            request, "undo", title=_("Undo this import?"), load=bank_load, way=bank_loads.summarize_undo(bank_load)
        )
    bank_loads.undo(bank_load=bank_load, now=timezone.now())
    admin.site.get_model_admin(QuestionBank).log_change(request, bank_load.bank, f"Undid {bank_load.file_name}.")
    messages.success(request, _("Import undone. The bank is as it was before."))
    return redirect("admin:interviews_questionbank_preview", pk)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One of the lists of a preview: problems, changed, new or missing questions."""

    key: str
    name: str | Promise
    items: Sequence[Any]

    @property
    def template(self) -> str:
        return f"admin/interviews/questionbank/list_{self.key}.html"

    def page(self, number: str) -> Page[Any]:
        """The items of one page, formatted for the template; of a number that does not exist, the nearest."""
        shown = Paginator(self.items, ON_A_PAGE).get_page(number)
        format_row = ROW_FORMATTERS[self.key]
        competencies = dict(Competency.objects.values_list("key", "name"))
        shown.object_list = [format_row(item, competencies) for item in shown.object_list]
        return shown


def sections_of(shown: Preview) -> list[Section]:
    difference = shown.difference
    return [
        Section(key="problems", name=gettext_lazy("Problems"), items=shown.file.problems),
        Section(key="changed", name=gettext_lazy("Changed"), items=difference.changed),
        Section(key="new", name=gettext_lazy("New"), items=difference.new),
        Section(key="missing", name=gettext_lazy("Not in the file"), items=difference.missing),
    ]


def first_of_interest(sections: Sequence[Section]) -> Section:
    """Problems before changes before new questions; the first list that is not empty."""
    return next((section for section in sections if section.items), sections[2])


def format_problem(problem: Any, _competencies: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"row": problem.row, "column": problem.column, "message": render_message(problem.wording)}


def format_question(row: Row, competencies: dict[str, str]) -> dict[str, Any]:
    """A question with the words people see for its seat, kind and competency."""
    return {name: format_value(row, name, competencies) for name in ("code", *NAMES)} | {"row": row.row}


def format_change(change: Change, competencies: dict[str, str]) -> dict[str, Any]:
    old, new = format_question(change.old, competencies), format_question(change.new, competencies)
    fields = [(NAMES[name], *word_by_word(old[name], new[name])) for name in change.fields]
    return {"row": change.new.row, "text": new["text"], "returns": change.returns, "fields": fields}


def format_value(row: Row, name: str, competencies: dict[str, str]) -> str:
    value = getattr(row, name)
    if name == "seat":
        return str(Seat(value).label) if value else _("Any")
    if name == "kind":
        return str(Kind(value).label).partition(":")[0]
    if name == "competency":
        return competencies.get(str(value), str(value))
    return " | ".join(value) if isinstance(value, tuple) else str(value)


ROW_FORMATTERS: Final[dict[str, Callable[[Any, dict[str, str]], dict[str, Any]]]] = {
    "problems": format_problem,
    "changed": format_change,
    "new": format_question,
    "missing": format_question,
}
NAMES: Final[dict[str, Any]] = {
    name: Question._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    for name in ("text", "seat", "kind", "competency", "theme", "difficulty", "probes", "listen_for")
}
"""What the parts of a question are called."""
