"""Question banks and their loads in the admin."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import Count, ManyToManyField, Q, QuerySet
from django.forms import CheckboxSelectMultiple, ChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from interviews.admin import curating, downloads, loading
from interviews.admin.people import Deletion
from interviews.admin.site import PlainAdmin
from interviews.forms.banks import LANGUAGES
from interviews.models import BankLoad, QuestionBank
from interviews.models.words import render_message
from interviews.services.curating import is_drawn_from, missing_for_panel
from interviews.services.hr_group import HR
from interviews.services.running_order import LANGUAGE


def what_publishing_does(bank: QuestionBank) -> str:
    """Whether interviews draw from it, which depends on its language."""
    language = dict(LANGUAGES).get(bank.spoken, bank.language)
    if bank.spoken == LANGUAGE:
        said = _("“%(bank)s” is published: interviews draw from it from now on.")
    elif is_drawn_from(bank):
        said = _(
            "“%(bank)s” is published: interviews draw from it, in %(language)s, while no bank in English is published."
        )
    else:
        said = _(
            "“%(bank)s” is published, but interviews do not draw from it: it is in %(language)s, and others are in"
            " English. A panel that you choose it for asks from it."
        )
    return said % {"bank": bank, "language": language}


@admin.register(QuestionBank)
class QuestionBankAdmin(PlainAdmin):
    """Banks are published and retired as one. They are deleted only while nobody can have practised with them."""

    list_display = ("name", "language", "for_whom", "status", "questions_in_use", "first_published_at")
    list_filter = ("status", "language")
    search_fields = ("name", "slug")
    fields = ("name", "slug", "language", "audience", "status", "first_published_at")
    actions = ("publish", "retire")

    def get_readonly_fields(self, request: HttpRequest, obj: QuestionBank | None = None) -> tuple[str, ...]:
        """Publishing and retiring have buttons of their own."""
        return ("status", "first_published_at", *(("slug",) if obj else ()))

    def get_fields(self, request: HttpRequest, obj: QuestionBank | None = None) -> Any:  # noqa: ANN401
        """Where there are no groups of candidates there is no audience to choose."""
        chosen = Group.objects.exclude(name=HR).exists()
        return [name for name in self.fields or () if chosen or name != "audience"]

    def get_prepopulated_fields(self, request: HttpRequest, obj: QuestionBank | None = None) -> dict[str, Any]:
        return {} if obj else {"slug": ("name",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[QuestionBank]:
        in_use = Count("questions", filter=Q(questions__retired_at=None))
        banks: QuerySet[QuestionBank] = super().get_queryset(request).annotate(in_use=in_use)
        return banks.prefetch_related("audience")

    def formfield_for_manytomany(
        self, db_field: "ManyToManyField[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:  # noqa: ANN401
        """The groups of candidates, to be ticked."""
        groups = Group.objects.exclude(name=HR).order_by("name")
        return db_field.formfield(queryset=groups, widget=CheckboxSelectMultiple)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ANN401
        """A language is chosen: of those we know and those that banks are in."""
        if db_field.name != "language":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        known = dict(LANGUAGES)
        others = (
            QuestionBank.objects.exclude(language__in=known).order_by("language").values_list("language", flat=True)
        )
        choices = [*known.items(), *((code, code) for code in others.distinct())]
        return ChoiceField(label=db_field.verbose_name.capitalize(), choices=choices, initial=LANGUAGE)

    @admin.display(description=gettext_lazy("audience"))
    def for_whom(self, bank: QuestionBank) -> str:
        return ", ".join(group.name for group in bank.audience.all()) or _("Everybody")

    @admin.display(description=gettext_lazy("questions"), ordering="in_use")
    def questions_in_use(self, bank: QuestionBank) -> int:
        return int(getattr(bank, "in_use", 0))

    def has_delete_permission(self, request: HttpRequest, obj: QuestionBank | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.was_published)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Deletion:  # noqa: ANN401
        """Say how many questions go, instead of listing thousands."""
        listed = [
            _("%(bank)s, with its questions: %(count)d") % {"bank": bank, "count": bank.questions.count()}
            for bank in objs
        ]
        return listed, {str(self.opts.verbose_name_plural): len(listed)}, set(), []

    def get_urls(self) -> list[URLPattern]:
        site = self.admin_site
        ours = [
            path(route, site.admin_view(view), name=f"interviews_questionbank_{name}")
            for route, view, name in (
                ("load/", loading.upload, "load"),
                ("load/<int:pk>/", loading.preview, "preview"),
                ("load/<int:pk>/read", loading.reparse, "read"),
                ("load/<int:pk>/confirm", loading.confirm, "confirm"),
                ("load/<int:pk>/cancel", loading.cancel, "cancel"),
                ("load/<int:pk>/problems", loading.problems, "problems"),
                ("load/<int:pk>/undo", loading.undo, "undo"),
                ("template.xlsx", downloads.template, "template"),
                ("<int:pk>/download", downloads.bank, "download"),
                ("<int:pk>/balance", curating.balance, "balance"),
                ("<int:pk>/try", curating.tryout, "try"),
                ("<int:pk>/publish", require_POST(self.publish_one), "publish"),
                ("<int:pk>/retire", require_POST(self.retire_one), "retire"),
            )
        ]
        return [*ours, *super().get_urls()]

    def publish_one(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.settle(request, pk, "publish")

    def retire_one(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.settle(request, pk, "retire")

    def settle(self, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
        """Publish or retire one bank and go back to it."""
        bank = get_object_or_404(QuestionBank, pk=pk)
        if not self.has_change_permission(request, bank):
            raise PermissionDenied
        getattr(self, verb)(request, QuestionBank.objects.filter(pk=pk))
        return redirect("admin:interviews_questionbank_change", bank.pk)

    @admin.action(description=gettext_lazy("Publish: interviews draw from them"), permissions=["change"])
    def publish(self, request: HttpRequest, banks: QuerySet[QuestionBank]) -> None:
        for bank in banks:
            bank.publish()
            self.log_change(request, bank, "Published.")
            self.message_user(request, what_publishing_does(bank), messages.SUCCESS)
        self.warn_of_gaps(request, banks)

    def warn_of_gaps(self, request: HttpRequest, banks: QuerySet[QuestionBank]) -> None:
        """Say it when what is published makes no whole interview."""
        first = banks.order_by("pk").first()
        if first and (missing := missing_for_panel(first)):
            said = _("What is published is not enough for a full panel interview: %(missing)s")
            self.message_user(request, said % {"missing": " ".join(map(render_message, missing))}, messages.WARNING)

    @admin.action(description=gettext_lazy("Retire: no new interview draws from them"), permissions=["change"])
    def retire(self, request: HttpRequest, banks: QuerySet[QuestionBank]) -> None:
        for bank in banks:
            bank.retire()
            self.log_change(request, bank, "Retired.")
            said = _("“%(bank)s” is retired: no new interview draws from it. Those held keep their questions.")
            self.message_user(request, said % {"bank": bank}, messages.SUCCESS)
        self.warn_of_gaps(request, banks)


@admin.register(BankLoad)
class BankLoadAdmin(PlainAdmin):
    """Who loaded what, when, and what came of it. To be read only."""

    list_display = ("file_name", "bank", "status", "user", "loaded_at", "new", "changed", "unchanged", "retired")
    list_filter = ("status", "bank")
    list_select_related = ("bank", "user")
    search_fields = ("file_name", "checksum")
    fields = ("file_name", "bank", "status", "user", "created_at", "loaded_at", "undone_at",
              "new", "changed", "unchanged", "retired", "checksum")  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[BankLoad]:
        """Without the files themselves, which may be large."""
        return super().get_queryset(request).defer("content", "undo")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: BankLoad | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: BankLoad | None = None) -> bool:
        return False
