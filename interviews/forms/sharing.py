"""What to share, with whom, for how long; and what a reviewer says."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from interviews.forms.rounds import long_text
from interviews.models import Panelist, Turn, TurnReview
from interviews.models.practice import ONE_TO_FIVE

USUAL_DAYS: Final = 14
MOST_DAYS: Final = 60


class DaysField(forms.IntegerField):
    def __init__(self) -> None:
        super().__init__(
            label=_("For how many days?"),
            min_value=1,
            max_value=MOST_DAYS,
            initial=USUAL_DAYS,
            error_messages={"invalid": _("Give a whole number of days, such as 14.")},
        )


class InviteForm(forms.Form):
    """One person for one practice session."""

    reviewer = forms.CharField(
        label=_("Who is it for?"),
        max_length=120,
        help_text=_("A name that you will recognise. It is not sent to anybody."),
        error_messages={"required": _("Give a name, so that you can tell the links apart.")},
    )
    seat = forms.ChoiceField(label=_("In whose seat do they listen?"), required=False)
    days = DaysField()
    shares_recordings = forms.BooleanField(
        label=_("They may hear your recordings too"), required=False, help_text=_("Else they read the words only.")
    )

    def __init__(self, data: Any = None, *, panelists: Sequence[Panelist]) -> None:  # noqa: ANN401
        super().__init__(data)
        self.panelists = {str(one.pk): one for one in panelists}
        self.fields["seat"].choices = [  # type: ignore[attr-defined]
            ("", _("In their own")),
            *((key, one.called) for key, one in self.panelists.items()),
        ]

    def panelist(self) -> Panelist | None:
        return self.panelists.get(self.cleaned_data["seat"])


class TurnReviewForm(forms.Form):
    """A rating against the anchors, and a comment; either may stay open."""

    rating = forms.TypedChoiceField(
        label=_("How would you rate it?"), coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )
    comment = long_text(_("Your comment"), rows=2)

    def __init__(self, data: Any = None, *, turn: Turn, said: TurnReview | None = None) -> None:  # noqa: ANN401
        initial = {"rating": said.rating, "comment": said.comment} if said else {}
        super().__init__(data, initial=initial, auto_id=f"turn-{turn.position}-%s")
        self.position, anchors = turn.position, turn.anchors
        labels = anchors if len(anchors) == len(ONE_TO_FIVE) else [label for _point, label in ONE_TO_FIVE]
        points = [point for point, _label in ONE_TO_FIVE]
        self.fields["rating"].choices = list(zip(points, labels, strict=True))  # type: ignore[attr-defined]
        self.fields["comment"].widget.attrs["class"] = "form-control said"


class FinishForm(forms.Form):
    comment = long_text(_("About the whole interview"), rows=3)


class SummaryForm(forms.Form):
    """What stands on the summary. Nothing is ticked beforehand."""

    items = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    own_words = long_text(_("In your own words"), _("What you want them to take away. It stands first."), rows=3)
    shown_to = forms.CharField(label=_("Who is it for?"), max_length=120, required=False)
    days = DaysField()

    def __init__(self, data: Any = None, *, choices: Sequence[tuple[str, str]]) -> None:  # noqa: ANN401
        super().__init__(data)
        self.fields["items"].choices = list(choices)  # type: ignore[attr-defined]
        self.fields["own_words"].validators.append(MaxLengthValidator(2000))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned["items"] and not cleaned["own_words"].strip():
            raise forms.ValidationError(_("Tick something, or write something. An empty page says nothing."))
        return cleaned
