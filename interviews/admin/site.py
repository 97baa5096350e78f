"""The admin that HR and the operator see."""

from collections.abc import Iterable
from typing import Any, Final

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.db.models import CharField, Field, Model
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext_lazy as _

from interviews.forms.fields import NameField

LEFT_OUT: Final = {"view_on_site", "password_change", "password_change_done"}
"""Pages of Django's admin that would tell staff which rounds exist, or go round our own sign-in's rate limit."""

ON_THE_FIRST_PAGE: Final = {
    "QuestionBank": (_("Question banks"), _("Publish them, retire them, see what is in them.")),
    "Question": (_("Questions"), _("Find one, reword it, retire it or bring it back.")),
    "BankLoad": (_("Files loaded"), _("Who loaded what, when, and what came of it.")),
    "Panel": (_("Panels"), _("Who sits at the table when a candidate opens a round.")),
    "Competency": (_("Competencies"), _("What is rated, and what each point of the scale sounds like.")),
    "User": (_("People"), _("Who may sign in, who is HR, and in which groups they are.")),
    "Group": (_("Groups"), _("Candidates for whom a question bank can be kept.")),
}
"""In the order of use, with what each is for."""


class NextRoundAdmin(admin.AdminSite):
    site_header = _("Next Round for HR")
    site_title = _("Next Round")
    index_title = _("Question banks and panels")
    enable_nav_sidebar = False

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        # What was practised is retired, not deleted; no list offers to delete all that is ticked.
        self.disable_action("delete_selected")

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: "type[ModelAdmin[Any]] | None" = None,
        **options: Any,
    ) -> None:
        """Take only what our own modules bring.

        Whoever edits the sign-in addresses of allauth can take over an account; whoever edits the permissions of a
        group can get over the wall.
        """
        if admin_class and admin_class.__module__.startswith("interviews."):
            super().register(model_or_iterable, admin_class, **options)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [url for url in super().get_urls() if getattr(url, "name", None) not in LEFT_OUT]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        apps = super().get_app_list(request, app_label)
        order = list(ON_THE_FIRST_PAGE)
        for app in apps:
            app["models"].sort(key=lambda model: order.index(model["object_name"]))
            for model in app["models"]:
                model["name"], model["about"] = ON_THE_FIRST_PAGE[model["object_name"]]
        return apps


def name_field(db_field: "Field[Any, Any]") -> dict[str, Any]:
    """The form field for a one-line text that people read; empty for every other kind of field."""
    is_name = type(db_field) is CharField and not db_field.choices
    return {"form_class": NameField} if is_name else {}


class PlainAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A list is called what it lists, not "Select … to change". Short texts are names."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ANN401
        return super().formfield_for_dbfield(db_field, request, **name_field(db_field), **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        title = ON_THE_FIRST_PAGE[self.model.__name__][0]
        return super().changelist_view(request, {"title": title, **(extra_context or {})})
