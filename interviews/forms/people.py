"""What a candidate knows of one panelist."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from interviews.forms.rounds import long_text, unquoted
from interviews.models import Panelist

#: What each look is told apart by.
DRAWN = [
    _("Short hair, glasses"),
    _("Short dark hair, a jacket"),
    _("Dark hair to the shoulders"),
    _("Gray curls, glasses"),
    _("Hair in a bun"),
]


class CardForm(forms.ModelForm):  # type: ignore[type-arg]
    """How well you know each other, what they know, what they care about, what they must be able to say."""

    knows = long_text(_("What do they know of your work?"), _("Nothing is an answer too."), rows=2)
    cares_about = long_text(_("What do they care about?"), rows=2)
    must_say = long_text(
        _("What must they be able to say about you afterwards?"), _("One sentence, in their words."), rows=2
    )

    acquaintance = forms.TypedChoiceField(
        label=_("How well you know each other"), choices=Panelist.Acquaintance.choices, coerce=int
    )

    look = forms.TypedChoiceField(
        label=_("Drawn as"),
        choices=[(look, drawn) for look, drawn in enumerate(DRAWN)],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Panelist
        fields: ClassVar[list[str]] = ["acquaintance", "knows", "cares_about", "must_say", "look"]

    def clean_must_say(self) -> str:
        return unquoted(self.cleaned_data["must_say"])
