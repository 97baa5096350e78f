"""Users in the admin: who may sign in and who is HR. Nothing of what they prepare."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import Count, ManyToManyField, Model, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from interviews.admin.site import PlainAdmin
from interviews.models import User
from interviews.services.hr_group import HR

Deletion = tuple[list[Any], dict[str, int], set[str], list[Any]]
"""What a confirmation page lists: objects, counts by kind, kinds that may not be deleted, what stands in the way."""


class OperatorsOnly(PlainAdmin):
    """Pages that HR has no business with, whatever permissions somebody ticked for them."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.is_operator(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ANN401
        return self.is_operator(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.is_operator(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ANN401
        return self.is_operator(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ANN401
        return self.is_operator(request)

    def is_operator(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)


@admin.register(User)
class UserAdmin(OperatorsOnly):
    """For the operator only. People sign up themselves, and only they change their address and password."""

    list_display = ("email", "is_active", "is_staff", "date_joined", "last_login")
    list_filter = ("is_active", "is_staff", "groups")
    search_fields = ("email",)
    ordering = ("email",)
    fields = ("email", "is_active", "is_staff", "groups", "date_joined", "last_login")
    readonly_fields = ("email", "date_joined", "last_login")
    formfield_overrides = {ManyToManyField: {"widget": CheckboxSelectMultiple}}

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.pk != request.user.pk)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Nobody locks themselves out."""
        own = obj is not None and obj.pk == request.user.pk
        return (*self.readonly_fields, "is_active", "is_staff") if own else self.readonly_fields

    def get_deleted_objects(self, objs: Sequence[Model] | QuerySet[Model], request: HttpRequest) -> Deletion:
        """Say that everything of theirs goes, without listing any of it."""
        listed = [_("%(user)s, with everything they prepared") % {"user": user} for user in objs]
        return listed, {str(User._meta.verbose_name_plural): len(listed)}, set(), []


@admin.register(Group)
class GroupAdmin(OperatorsOnly):
    """Groups of candidates, by name alone: what HR may do is not decided here."""

    list_display = ("name", "people", "banks")
    search_fields = ("name",)
    fields = ("name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Group]:
        counted = {"people": Count("user", distinct=True), "banks": Count("question_banks", distinct=True)}
        groups: QuerySet[Group] = super().get_queryset(request).exclude(name=HR).annotate(**counted)
        return groups

    @admin.display(description=_("people"))
    def people(self, group: Group) -> int:
        return int(getattr(group, "people", 0))

    @admin.display(description=_("question banks kept for them"))
    def banks(self, group: Group) -> int:
        return int(getattr(group, "banks", 0))

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        """Not while a bank is kept for it: without its audience the bank would be everybody's."""
        return super().has_delete_permission(request, obj) and not (obj and obj.question_banks.exists())

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Deletion:  # noqa: ANN401
        return [str(group) for group in objs], {str(self.opts.verbose_name_plural): len(objs)}, set(), []
