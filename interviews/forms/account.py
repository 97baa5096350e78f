"""A user's own settings, and the end of their account."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from interviews.forms.time_zones import TimeZoneField
from interviews.models import Candidate, User


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    """The clock somebody lives by, and how long they want an answer to be."""

    time_zone = TimeZoneField(help_text=_("Interview times are shown by this clock, and read by it."))

    class Meta:
        model = Candidate
        fields: ClassVar[list[str]] = [
            "target_seconds",
            "extra_time",
            "panel_reacts",
            "may_be_interrupted",
            "uses_shortcuts",
            "keep_recordings_days",
        ]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.order_fields(["time_zone", *self.Meta.fields])
        self.fields["time_zone"].initial = user.time_zone

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
