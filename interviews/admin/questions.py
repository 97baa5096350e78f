"""Questions in the admin: found, edited, retired and brought back."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from interviews.admin.people import Deletion
from interviews.admin.site import PlainAdmin
from interviews.forms.banks import QuestionForm
from interviews.models import Question


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


@admin.register(Question)
class QuestionAdmin(PlainAdmin):
    """One question at a time. Editing reaches new interviews only; those held keep the words they were asked in."""

    form = QuestionForm
    list_display = ("text_in_short", "bank", "seat_asking", "kind", "competency", "is_in_use")
    list_filter = (InUseFilter, "bank", "seat", "kind", "competency")
    list_select_related = ("bank", "competency")
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    search_fields = ("text", "code", "theme")
    search_help_text = _("Searches the question, its code and its theme.")
    ordering = ("-pk",)
    actions = ("retire", "bring_back")
    fieldsets = (
        (None, {"fields": ("bank", "text")}),
        (_("Who asks it, and for what"), {"fields": ("seat", "kind", "competency", "theme", "difficulty")}),
        (_("What comes after it"), {"fields": ("probes", "listen_for")}),
        (_("How files name it"), {"fields": ("code",)}),
    )

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

    @admin.display(description=_("seat"), ordering="seat")
    def seat_asking(self, question: Question) -> str:
        return str(question.get_seat_display()) if question.seat else str(_("Any"))

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
