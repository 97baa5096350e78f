"""The go-or-not check: two gates, gains and losses, the search, and the person's own decision."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from interviews.forms.rounds import long_text
from interviews.models.deciding import Decision, Said
from interviews.rules.deciding import GAINS, LOSSES


def plain_question(label: Any, help_text: Any = "") -> forms.ChoiceField:  # noqa: ANN401
    return forms.ChoiceField(
        label=label, help_text=help_text, choices=Said.choices, widget=forms.RadioSelect, required=False
    )


def ticks(label: Any, texts: list[tuple[str, str]]) -> forms.MultipleChoiceField:  # noqa: ANN401
    """Boxes to tick. The texts come from the rules, where they are marked for translation."""
    choices = [(key, _(text)) for key, text in texts]
    return forms.MultipleChoiceField(label=label, choices=choices, widget=forms.CheckboxSelectMultiple, required=False)


class DecisionForm(forms.ModelForm):  # type: ignore[type-arg]
    """Everything may stay open: half a check is better than none."""

    want_now = plain_question(_("Would you want the job now?"), _("If they offered it tomorrow, would you take it?"))
    could_hurt = plain_question(
        _("Could going hurt you?"),
        _("Your standing, your present job, your peace of mind: for longer than a bad week."),
    )
    gains = ticks(_("What have you to gain, even from a no?"), list(GAINS.items()))
    own_gains = long_text(_("What else?"), _("One on each line."), rows=2)
    losses = ticks(_("What have you to lose?"), [(key, loss.text) for key, loss in LOSSES.items()])
    own_losses = long_text(_("What else?"), _("One on each line. Your reasons for not going belong here."), rows=2)
    posted_openly = plain_question(
        _("Was the role posted openly?"), _("Where everybody in the company could see it and apply.")
    )
    favourite_named = plain_question(
        _("Is a favorite named already?"), _("Officially, or by everybody you have heard speak of it.")
    )
    asked_by = forms.ChoiceField(
        label=_("Who asked you to apply?"), choices=[("", "–"), *Decision.AskedBy.choices], required=False
    )
    choice = forms.ChoiceField(
        label=_("What do you decide?"), choices=Decision.Choice.choices, widget=forms.RadioSelect, required=False
    )
    why = long_text(_("Why?"), _("In your own words. It will be good to read this again afterwards."))

    class Meta:
        model = Decision
        fields: ClassVar[list[str]] = [
            "want_now", "could_hurt", "gains", "own_gains", "losses", "own_losses",
            "posted_openly", "favourite_named", "asked_by", "choice", "why",
        ]  # fmt: skip
