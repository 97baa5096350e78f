"""HR may do exactly this."""

import pytest
from django.contrib.auth.models import Group, Permission

from interviews.services.hr_group import make_hr_group

pytestmark = pytest.mark.django_db

ALL = ("add", "change", "delete", "view")


def test_hr_has_exactly_its_permissions() -> None:
    group = make_hr_group()

    held = {permission.codename for permission in group.permissions.all()}
    wanted = {
        f"{verb}_{model}" for model in ("questionbank", "question", "competency", "panel", "panelseat") for verb in ALL
    }
    assert held == wanted | {"view_bankload"}
    assert {permission.content_type.app_label for permission in group.permissions.all()} == {"interviews"}


def test_making_it_again_takes_back_what_was_added() -> None:
    group = make_hr_group()
    group.permissions.add(Permission.objects.get(codename="view_answer"))

    assert make_hr_group() == group

    assert not group.permissions.filter(codename="view_answer").exists()
    assert Group.objects.count() == 1
