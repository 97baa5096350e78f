"""Questions in the admin: found, edited, retired and brought back."""

from typing import Any, ClassVar, Final

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from interviews.admin.curating import as_seen
from interviews.admin.people import Deletion
from interviews.admin.site import PlainAdmin
from interviews.forms.banks import AssignForm, MergeForm, QuestionForm, RowForm
from interviews.models import Question
from interviews.services import curating

MOST_MERGED: Final = 20


class InUseFilter(admin.SimpleListFilter):
    """Retired questions stay out of sight unless they are asked for."""

    title = _("in use")
    parameter_name = "use"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ANN401
        return [("retired", _("Retired")), ("all", _("Both"))]

    def choices(self, changelist: Any) -> Any:  # noqa: ANN401
        """The usual ones, with what no choice means in words."""
        usual, *others = super().choices(changelist)
        return [{**usual, "display": _("In use")}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Question]) -> QuerySet[Question]:
        if self.value() == "all":
            return queryset
        return queryset.filter(retired_at__isnull=self.value() != "retired")


class CompletenessFilter(admin.SimpleListFilter):
    """Questions that lack something, as the balance of a bank counts them."""

    title = _("lacks")
    parameter_name = "lacks"
    conditions: ClassVar[dict[str, dict[str, Any]]] = {
        "probes": {"probes": []},
        "listen_for": {"listen_for": []},
        "competency": {"competency": None},
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ANN401
        return [("probes", _("Probes")), ("listen_for", _("Points to listen for")), ("competency", _("A competency"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Question]) -> QuerySet[Question]:
        return queryset.filter(**self.conditions.get(self.value() or "", {}))


@admin.register(Question)
class QuestionAdmin(PlainAdmin):
    """One question at a time. Editing reaches new interviews only; those held keep the words they were asked in."""

    form = QuestionForm
    list_display = ("text_in_short", "bank", "seat", "kind", "competency", "is_in_use")
    list_editable = ("seat", "kind")
    list_filter = (InUseFilter, "bank", "seat", "kind", "competency", CompletenessFilter)
    list_select_related = ("bank", "competency")
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    search_fields = ("text", "code", "theme")
    search_help_text = _("Searches the question, its code and its theme.")
    ordering = ("-pk",)
    actions = ("retire", "bring_back", "assign", "merge")
    fieldsets = (
        (None, {"fields": ("bank", "text")}),
        (_("Who asks it, and for what"), {"fields": ("seat", "kind", "competency", "theme", "difficulty")}),
        (_("What comes after it"), {"fields": ("probes", "listen_for")}),
        (_("How files name it"), {"fields": ("code",)}),
    )

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """Whether they are in use is said only where both are listed: the list is wide enough."""
        both = request.GET.get(InUseFilter.parameter_name) == "all"
        return self.list_display if both else tuple(name for name in self.list_display if name != "is_in_use")

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ANN401
        return super().get_changelist_form(request, **{**kwargs, "form": RowForm})

    def get_readonly_fields(self, request: HttpRequest, obj: Question | None = None) -> tuple[str, ...]:
        """Bank and code are what files know a question by."""
        return ("bank", "code", "retired_at") if obj else ()

    def get_fieldsets(self, request: HttpRequest, obj: Question | None = None) -> Any:  # noqa: ANN401
        *others, (title, options) = self.fieldsets
        if obj and obj.retired_at:
            options = {**options, "fields": ("code", "retired_at")}
        return (*others, (title, options))

    def has_delete_permission(self, request: HttpRequest, obj: Question | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.bank.was_published)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Deletion:  # noqa: ANN401
        return [str(question) for question in objs], {str(self.opts.verbose_name_plural): len(objs)}, set(), []

    @admin.display(description=_("question"), ordering="text")
    def text_in_short(self, question: Question) -> str:
        return str(question)

    @admin.display(description=_("in use"), boolean=True)
    def is_in_use(self, question: Question) -> bool:
        return question.retired_at is None

    @admin.action(description=_("Retire: ask them no more"), permissions=["change"])
    def retire(self, request: HttpRequest, questions: QuerySet[Question]) -> None:
        count = questions.filter(retired_at=None).update(retired_at=timezone.now())
        said = ngettext("%(count)d question retired.", "%(count)d questions retired.", count)
        self.message_user(request, said % {"count": count}, messages.SUCCESS)

    @admin.action(description=_("Bring back: ask them again"), permissions=["change"])
    def bring_back(self, request: HttpRequest, questions: QuerySet[Question]) -> None:
        count = questions.exclude(retired_at=None).update(retired_at=None)
        said = ngettext("%(count)d question brought back.", "%(count)d questions brought back.", count)
        self.message_user(request, said % {"count": count}, messages.SUCCESS)

    @admin.action(description=_("Give them a seat, kind or competency…"), permissions=["change"])
    def assign(self, request: HttpRequest, questions: QuerySet[Question]) -> HttpResponse | None:
        """Ask which, on a page of its own; then give it to all of them."""
        form = AssignForm(request.POST if "decided" in request.POST else None)
        if not form.is_valid():
            return self.ask(request, "assign", _("Give them a seat, kind or competency"), questions, form)
        count = curating.assign(questions=questions, **form.chosen())
        said = ngettext("%(count)d question changed.", "%(count)d questions changed.", count)
        self.message_user(request, said % {"count": count}, messages.SUCCESS)
        return None

    @admin.action(description=_("Merge: they say the same…"), permissions=["change"])
    def merge(self, request: HttpRequest, questions: QuerySet[Question]) -> HttpResponse | None:
        """Ask which to keep, on a page of its own; then retire the others."""
        few = questions.order_by("pk")[: MOST_MERGED + 1]
        if not 2 <= len(few) <= MOST_MERGED or len({question.bank_id for question in few}) > 1:
            said = _("To merge, tick two to %(most)d questions of one bank.")
            self.message_user(request, said % {"most": MOST_MERGED}, messages.WARNING)
            return None
        form = MergeForm(request.POST if "decided" in request.POST else None, questions=questions.order_by("pk"))
        if not form.is_valid():
            return self.ask(request, "merge", _("Merge questions that say the same"), questions, form)
        keep = form.cleaned_data["keep"]
        others = [question for question in few if question != keep]
        curating.merge(keep=keep, others=others, now=timezone.now())
        said = _("Merged: “%(kept)s” stays, with the probes and points of all.")
        self.message_user(request, said % {"kept": keep}, messages.SUCCESS)
        return None

    def ask(
        self, request: HttpRequest, action: str, title: object, questions: QuerySet[Question], form: Form
    ) -> HttpResponse:
        """The page between choosing an action and doing it; it sends what was ticked along."""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            "form": form,
            "action": action,
            "ticked": request.POST.getlist("_selected_action"),
            "across": request.POST.get("select_across", "0"),
            "count": questions.count(),
        }
        return render(request, "admin/interviews/question/decide.html", context)

    def get_urls(self) -> list[URLPattern]:
        seen = self.admin_site.admin_view(as_seen)
        return [path("<int:pk>/seen", seen, name="interviews_question_seen"), *super().get_urls()]
