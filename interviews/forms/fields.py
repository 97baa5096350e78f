"""Form fields that several forms share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from interviews.rules.names import clean_name, is_visible
from interviews.rules.quotes import unquoted

INVISIBLE = _("Use at least one character that people can see.")


class NameField(forms.CharField):
    """What somebody or something is called: invisible characters go, and something visible has to stay."""

    default_error_messages = {"invisible": INVISIBLE}

    def to_python(self, value: Any) -> Any:  # noqa: ANN401
        typed = super().to_python(value)
        if not typed:
            return typed
        name = clean_name(typed)
        if not is_visible(name):
            raise ValidationError(self.error_messages["invisible"], code="invisible")
        return name


class QuoteField(forms.CharField):
    """Somebody's words. Quotation marks around the whole go, since pages put their own there."""

    def to_python(self, value: Any) -> Any:  # noqa: ANN401
        typed = super().to_python(value)
        return unquoted(typed) if typed else typed
