"""The choice of a time zone: some 400 options that are the same on every page."""

import zoneinfo
from functools import cache
from pathlib import Path
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from interviews.models.people import known_zones

REGIONS: Final = [
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
]


@cache
def current_zones() -> frozenset[str]:
    """The names in use today, one or more a country; every name that is known where the machine has no such list."""
    known = known_zones()
    lists = (Path(folder, "zone.tab") for folder in zoneinfo.TZPATH)
    table = next((each.read_text(encoding="utf-8") for each in lists if each.is_file()), "")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return frozenset(row[2] for row in rows if len(row) > 2 and row[2] in known) or known


@cache
def zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The cities of each region. Names kept only for old systems are left out."""
    cities: dict[str, list[tuple[str, str]]] = {region: [] for region in REGIONS}
    for name in sorted(current_zones()):
        region, _slash, city = name.partition("/")
        if region in cities:
            cities[region].append((name, city.replace("_", " ").replace("/", ", ")))
    return list(cities.items())


@cache
def options_html(chosen: str) -> SafeString:
    """UTC, then the regions. A name that is not offered any more stands first: saving must not change it."""
    first = ["UTC"] if chosen == "UTC" or chosen in current_zones() else [chosen, "UTC"]
    groups = ((region, options_of(cities, chosen)) for region, cities in zone_choices())
    return options_of([(name, name) for name in first], chosen) + format_html_join(
        "", '<optgroup label="{}">{}</optgroup>', groups
    )


def options_of(choices: list[tuple[str, str]], chosen: str) -> SafeString:
    marked = ((name, SafeString(" selected") if name == chosen else "", label) for name, label in choices)
    return format_html_join("", '<option value="{}"{}>{}</option>', marked)


class TimeZoneSelect(forms.Select):
    """A select whose options are written once for each zone chosen, not once a page."""

    def render(
        self, name: str, value: object, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        chosen = str(value) if value in known_zones() else ""
        attributes = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return format_html("<select{}>{}</select>", attributes, options_html(chosen or "UTC"))


class TimeZoneField(forms.CharField):
    widget = TimeZoneSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Your time zone"), **kwargs)

    def validate(self, value: object) -> None:
        super().validate(value)
        if value not in known_zones():
            raise ValidationError(_("“%(name)s” is not a time zone we know."), params={"name": value}, code="invalid")
