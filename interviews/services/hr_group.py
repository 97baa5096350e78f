"""The group whose members are HR: it may do what HR does in the admin, and nothing else."""

from typing import Final

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

HR: Final = "HR"
MAY: Final = {
    "questionbank": ("add", "change", "delete", "view"),
    "question": ("add", "change", "delete", "view"),
    "competency": ("add", "change", "delete", "view"),
    "panel": ("add", "change", "delete", "view"),
    "panelseat": ("add", "change", "delete", "view"),
    "bankload": ("view",),
}
"""What HR may do, by model. Where deleting would spoil what was practised, the admin refuses it all the same."""


@transaction.atomic
def make_hr_group() -> Group:
    """The HR group with exactly its permissions, whatever somebody made of it before."""
    group, _ = Group.objects.get_or_create(name=HR)
    wanted = [f"{verb}_{model}" for model, verbs in MAY.items() for verb in verbs]
    group.permissions.set(Permission.objects.filter(Q(content_type__app_label="interviews"), codename__in=wanted))
    return group
