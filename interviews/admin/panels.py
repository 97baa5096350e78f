"""Competencies and panels in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from interviews.admin.people import Deletion
from interviews.admin.site import PlainAdmin, name_field
from interviews.models import Competency, Panel, PanelSeat
from interviews.models.rounds import LARGEST_PANEL, SMALLEST_PANEL
from interviews.services.question_banks import is_in_use

TWO_LINES: "dict[type[models.Field[Any, Any]], dict[str, Any]]" = {
    models.TextField: {"widget": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})}
}


@admin.register(Competency)
class CompetencyAdmin(PlainAdmin):
    """What is rated, with the words for each point. Turns keep the anchors that they were rated against."""

    list_display = ("name", "key", "place")
    search_fields = ("name", "key")
    formfield_overrides = TWO_LINES
    fieldsets = (
        (None, {"fields": ("name", "key", "place")}),
        (
            _("What each point of the scale sounds like"),
            {
                "description": _("Raters see these beside the answer. Write what can be heard, not what is meant."),
                "fields": ("anchor_1", "anchor_2", "anchor_3", "anchor_4", "anchor_5"),
            },
        ),
        (_("What each seat wants to hear"), {"fields": ("boss", "hr_director", "ceo")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Competency | None = None) -> tuple[str, ...]:
        """Bank files name competencies by their key."""
        return ("key",) if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Competency | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and is_in_use(obj))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Deletion:  # noqa: ANN401
        return [str(competency) for competency in objs], {str(self.opts.verbose_name_plural): len(objs)}, set(), []


class SeatFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    default_error_messages = {
        **forms.BaseInlineFormSet.default_error_messages,
        "too_few_forms": _("A panel has at least %(num)d seats."),
        "too_many_forms": _("A panel has at most %(num)d seats."),
    }


class PanelSeatInline(admin.StackedInline):  # type: ignore[type-arg]
    model = PanelSeat
    formset = SeatFormSet
    extra = 0
    min_num = SMALLEST_PANEL
    max_num = LARGEST_PANEL

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ANN401
        return super().formfield_for_dbfield(db_field, request, **name_field(db_field), **kwargs)

    def get_formset(self, request: HttpRequest, obj: Panel | None = None, **kwargs: Any) -> Any:  # noqa: ANN401
        return super().get_formset(request, obj, validate_min=True, validate_max=True, **kwargs)


@admin.register(Panel)
class PanelAdmin(PlainAdmin):
    """Panels that candidates can start a round with. Theirs is a copy: changes here reach new rounds only."""

    list_display = ("name", "seats_in_order", "is_published")
    list_filter = ("is_published",)
    search_fields = ("name",)
    formfield_overrides = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}
    inlines = (PanelSeatInline,)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Panel]:
        return super().get_queryset(request).prefetch_related("seats")

    @admin.display(description=_("seats"))
    def seats_in_order(self, panel: Panel) -> str:
        return ", ".join(str(seat) for seat in panel.seats.all())
