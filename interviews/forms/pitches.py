"""What a candidate says about themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from interviews.forms.rounds import long_text


class PitchForm(forms.Form):
    text = long_text(_("Your words"), _("Write it as you would say it, in short sentences."), rows=8, required=True)
