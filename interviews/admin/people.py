"""Users in the admin: who may sign in and who is HR. Nothing of what they prepare."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import ManyToManyField, Model, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from interviews.admin.site import PlainAdmin
from interviews.models import User

Deletion = tuple[list[Any], dict[str, int], set[str], list[Any]]
"""What a confirmation page lists: objects, counts by kind, kinds that may not be deleted, what stands in the way."""


@admin.register(User)
class UserAdmin(PlainAdmin):
    """For the operator only. People sign up themselves, and only they change their address and password."""

    list_display = ("email", "is_active", "is_staff", "date_joined", "last_login")
    list_filter = ("is_active", "is_staff", "groups")
    search_fields = ("email",)
    ordering = ("email",)
    fields = ("email", "is_active", "is_staff", "groups", "date_joined", "last_login")
    readonly_fields = ("email", "date_joined", "last_login")
    formfield_overrides = {ManyToManyField: {"widget": CheckboxSelectMultiple}}

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.is_operator(request)

    def has_view_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return self.is_operator(request)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return self.is_operator(request)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return self.is_operator(request) and (obj is None or obj.pk != request.user.pk)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def is_operator(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Nobody locks themselves out."""
        own = obj is not None and obj.pk == request.user.pk
        return (*self.readonly_fields, "is_active", "is_staff") if own else self.readonly_fields

    def get_deleted_objects(self, objs: Sequence[Model] | QuerySet[Model], request: HttpRequest) -> Deletion:
        """Say that everything of theirs goes, without listing any of it."""
        listed = [_("%(user)s, with everything they prepared") % {"user": user} for user in objs]
        return listed, {str(User._meta.verbose_name_plural): len(listed)}, set(), []
