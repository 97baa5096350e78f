"""What to share, with whom, for how long; and what a reviewer says."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from interviews.forms.fields import NameField
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
            error_messages={"invalid": _("Enter a whole number of days, such as 14.")},
        )


class LinksForm(forms.Form):
    """How long a link to one practice session works, and whether its recordings can be heard by it."""

    days = DaysField()
    shares_recordings = forms.BooleanField(
        label=_("Let them hear your recordings"), required=False, help_text=_("Otherwise they only read your answers.")
    )

    def __init__(self, data: Any = None, *, panelists: Sequence[Panelist], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(data, **kwargs)
        self.panelists = {str(one.pk): one for one in panelists}


class InviteForm(LinksForm):
    """One person for one practice session."""

    reviewer = NameField(
        label=_("Who is it for?"),
        max_length=120,
        help_text=_("A name that you will recognize. It is not sent to anybody."),
        error_messages={"required": _("Enter a name so you can tell the links apart.")},
    )
    seat = forms.ChoiceField(label=_("Whose seat do they take?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = [  # type: ignore[attr-defined]
            ("", _("In their own")),
            *((key, one.called) for key, one in self.panelists.items()),
        ]

    def guests(self) -> list[tuple[str, Panelist | None]]:
        return [(self.cleaned_data["reviewer"], self.panelists.get(self.cleaned_data["seat"]))]


class FriendsForm(LinksForm):
    """A panel with friends: who sits in whose seat. A seat without a name stays empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs, auto_id="friends-%s")
        for key, one in self.panelists.items():
            label = _("Who sits in for %(who)s?") % {"who": one.called}
            self.fields[f"seat_{key}"] = NameField(label=label, max_length=120, required=False)

    @property
    def seats(self) -> list[forms.BoundField]:
        return [self[f"seat_{key}"] for key in self.panelists]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.guests():
            raise forms.ValidationError(_("Name at least one friend."), code="required")
        return cleaned

    def guests(self) -> list[tuple[str, Panelist | None]]:
        named = [(self.cleaned_data.get(f"seat_{key}", ""), one) for key, one in self.panelists.items()]
        return [(name, one) for name, one in named if name]


class TurnReviewForm(forms.Form):
    """A rating against the anchors, and a comment; either may stay open."""

    rating = forms.TypedChoiceField(
        label=_("How would you rate it?"), coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )
    comment = long_text(_("Your comment"), rows=2)

    def __init__(self, data: Any = None, *, turn: Turn, said: TurnReview | None = None) -> None:  # noqa: ANN401
        initial = {"rating": said.rating, "comment": said.comment} if said else {}
        super().__init__(data, initial=initial, prefix=f"turn-{turn.position}")
        self.turn, anchors = turn, turn.anchors
        labels = anchors if len(anchors) == len(ONE_TO_FIVE) else [label for _point, label in ONE_TO_FIVE]
        points = [point for point, _label in ONE_TO_FIVE]
        self.fields["rating"].choices = list(zip(points, labels, strict=True))  # type: ignore[attr-defined]


class FinishForm(forms.Form):
    comment = long_text(_("About the whole interview"), rows=3)


class SummaryForm(forms.Form):
    """What stands on the summary. Nothing is ticked beforehand."""

    items = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    own_words = long_text(_("In your own words"), _("What you want them to take away. This appears first."), rows=3)
    shown_to = NameField(label=_("Who is it for?"), max_length=120, required=False)
    days = DaysField()

    def __init__(self, data: Any = None, *, choices: Sequence[tuple[str, str]]) -> None:  # noqa: ANN401
        super().__init__(data)
        self.fields["items"].choices = list(choices)  # type: ignore[attr-defined]
        self.fields["own_words"].validators.append(MaxLengthValidator(2000))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned["items"] and not cleaned["own_words"].strip():
            raise forms.ValidationError(_("Nothing was shared. Select at least one item or write something first."))
        return cleaned
