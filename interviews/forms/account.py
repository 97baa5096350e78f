"""A user's own settings, and the end of their account."""

import zoneinfo
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from interviews.models import Candidate, User

REGIONS = ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"]


@cache
def current_zones() -> frozenset[str]:
    """The names in use today, one or more a country; every name that is known where the machine has no such list."""
    known = zoneinfo.available_timezones()
    lists = (Path(folder, "zone.tab") for folder in zoneinfo.TZPATH)
    table = next((each.read_text(encoding="utf-8") for each in lists if each.is_file()), "")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return frozenset(row[2] for row in rows if len(row) > 2 and row[2] in known) or frozenset(known)


@cache
def zone_choices() -> list[tuple[str, str | list[tuple[str, str]]]]:
    """UTC, then the cities of each region. Names kept only for old systems are left out."""
    cities: dict[str, list[tuple[str, str]]] = {region: [] for region in REGIONS}
    for name in sorted(current_zones()):
        region, _slash, city = name.partition("/")
        if region in cities:
            cities[region].append((name, city.replace("_", " ").replace("/", ", ")))
    return [("UTC", "UTC"), *cities.items()]


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    """The clock somebody lives by, and how long they want an answer to be."""

    time_zone = forms.ChoiceField(
        label=_("Your time zone"), help_text=_("Interview times are shown by this clock, and read by it.")
    )

    class Meta:
        model = Candidate
        fields: ClassVar[list[str]] = [
            "target_seconds",
            "extra_time",
            "may_be_interrupted",
            "uses_shortcuts",
            "keep_recordings_days",
        ]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.order_fields(["time_zone", *self.Meta.fields])
        zone = self.fields["time_zone"]
        assert isinstance(zone, forms.ChoiceField)  # noqa: S101 - for the type checker
        # Theirs may be a name that is not offered any more; saving must not change it behind their back.
        offered = user.time_zone == "UTC" or user.time_zone in current_zones()
        zone.choices = zone_choices() if offered else [(user.time_zone, user.time_zone), *zone_choices()]
        zone.initial = user.time_zone

    def save(self, commit: bool = True) -> Any:  # noqa: ANN401
        self.user.time_zone = self.cleaned_data["time_zone"]
        self.user.save(update_fields=["time_zone"])
        return super().save(commit)


class DeleteAccountForm(forms.Form):
    """The password, to be sure that it is them."""

    password = forms.CharField(
        label=_("Your password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        if not self.user.check_password(password):
            raise ValidationError(_("That is not your password. Nothing was deleted."), code="wrong")
        return password
