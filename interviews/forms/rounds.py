"""What a candidate tells about a round: the post, the panel, notes, the outcome."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar, cast
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from interviews.forms.fields import NameField
from interviews.forms.numbers import parse_int
from interviews.forms.time_zones import TimeZoneField
from interviews.models import Note, Panel, Panelist, PromotionRound, Seat, User
from interviews.models.reviews import hash_of
from interviews.models.rounds import LARGEST_PANEL, SMALLEST_PANEL
from interviews.services.rounds import PanelistWords

NO_ZONE_CHOSEN = "UTC"
LONG_TEXT = 5000
FARTHEST = timedelta(days=5 * 366)
QUOTES = '"“”„«»'

PAST = _("That is in the past. Give the day and time ahead of you, or leave both empty until you know.")
HALF = _("Give the day and the time together: a guess at the time will do. Or leave both empty until you know.")
TOO_FAR = _("That is more than five years away. Is the year right?")
NO_SUCH_TIME = _("The clocks go forward then, so that time does not exist. Choose another one.")


CHANGED_ELSEWHERE = _(
    "It was changed in another tab or on another device since you opened this page: %(outcome)s “%(feedback)s” "
    "Save again to put yours in its place."
)
NOT_SO_MANY = _("Give a whole number from 0 to 500, or leave it empty.")


def long_text(label: Any, help_text: Any = "", *, rows: int = 3, required: bool = False) -> forms.CharField:  # noqa: ANN401
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONG_TEXT,
        error_messages={"required": _("Write something here first.")},
        widget=forms.Textarea(attrs={"rows": rows, "class": "said"}),
    )


def unquoted(text: str) -> str:
    """`text` without quotation marks around the whole of it: the page puts its own there.

    “So he said”, and “so did she” has none around the whole, and keeps all four; marks alone stay, too.
    """
    inside = text.strip(QUOTES)
    is_quoted = text.startswith(tuple(QUOTES)) and text.endswith(tuple(QUOTES))
    return inside if inside and is_quoted and not set(QUOTES) & set(inside) else text


def moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """That time on that day in `zone`. Raises ValidationError where the clocks jump over it; of two, the first."""
    there = datetime.combine(day, clock, tzinfo=zone)
    back = there.astimezone(UTC).astimezone(zone)
    if back.replace(tzinfo=None) != there.replace(tzinfo=None):
        raise ValidationError(NO_SUCH_TIME, code="no_such_time")
    return there


class RoundForm(forms.ModelForm):  # type: ignore[type-arg]
    """The facts of a round. `zone` is the clock that the day and the time are read by.

    Nobody chooses UTC at sign-up, so who still has it is asked for their time zone here; `user.live_by(form.zone)`
    keeps the answer.
    """

    # First, since the other fields are read by it.
    time_zone = TimeZoneField(initial=NO_ZONE_CHOSEN)
    post = NameField(
        label=_("Which role is it?"),
        max_length=200,
        help_text=_("As you would say it: “Operations Manager, Plant 2”."),
        error_messages={"required": _("Say which role it is.")},
    )
    department = NameField(label=_("Department"), max_length=200, required=False)
    interview_day = forms.DateField(
        label=_("Day of the interview"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Leave empty if not known yet."),
        error_messages={"invalid": _("Give the day as year-month-day, such as 2026-12-03.")},
    )
    interview_time = forms.TimeField(
        label=_("Time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Give the time as hours and minutes, such as 10:30.")},
    )
    odds_said = long_text(
        _("What were you told about your chances?"),
        _("In their words, if you remember them: “You probably won’t get it, but go.”"),
        rows=2,
    )
    rivals = forms.IntegerField(
        label=_("How many others applied?"),
        required=False,
        validators=[MinValueValidator(0, NOT_SO_MANY), MaxValueValidator(500, NOT_SO_MANY)],
        widget=forms.NumberInput(attrs={"min": 0, "max": 500}),
        error_messages={"invalid": NOT_SO_MANY},
        help_text=_("A guess will do. Leave empty if you have no idea."),
    )

    class Meta:
        model = PromotionRound
        fields: ClassVar[list[str]] = ["post", "department", "odds_said", "rivals"]

    def __init__(self, *args: Any, user: User, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.now = user.zone, now
        if user.time_zone != NO_ZONE_CHOSEN:
            del self.fields["time_zone"]
            self.fields["interview_time"].help_text = user.zone_words
        if self.instance.interview_at:
            there = self.instance.interview_at.astimezone(self.zone)
            self.initial["interview_day"] = there.date()
            self.initial["interview_time"] = there.time().replace(second=0, microsecond=0)

    def clean_time_zone(self) -> str:
        self.zone = ZoneInfo(self.cleaned_data["time_zone"])
        return self.zone.key

    def clean_odds_said(self) -> str:
        return unquoted(self.cleaned_data["odds_said"])

    def clean_interview_day(self) -> date | None:
        """Refuse what no calendar could mean before it is turned into a moment, which could overflow."""
        day: date | None = self.cleaned_data["interview_day"]
        today = self.now.astimezone(self.zone).date()
        if day and "interview_day" in self.changed_data and day < today:
            raise ValidationError(PAST, code="past")
        if day and day > today + FARTHEST:
            raise ValidationError(TOO_FAR, code="too_far")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not {"interview_day", "interview_time"} & set(self.errors):
            try:
                self.instance.interview_at = self.interview_at()
            except ValidationError as error:
                self.add_error("interview_time" if cleaned["interview_day"] else "interview_day", error)
        return cleaned

    def interview_at(self) -> datetime | None:
        """The moment typed, None for none yet. A date that was there before may have passed since."""
        is_new = bool({"interview_day", "interview_time"} & set(self.changed_data))
        if not is_new and "time_zone" not in self.changed_data:
            return cast("datetime | None", self.instance.interview_at)
        day, clock = self.cleaned_data["interview_day"], self.cleaned_data["interview_time"]
        if day is None and clock is None:
            return None
        if day is None or clock is None:
            raise ValidationError(HALF, code="half")
        at = moment(day, clock, self.zone)
        if is_new and at < self.now:
            raise ValidationError(PAST, code="past")
        return at


class OpeningForm(RoundForm):
    """A round to be opened, with HR's panels to choose from where there are several."""

    panel = forms.ModelChoiceField(
        Panel.objects.none(),
        label=_("Who will be on the panel?"),
        help_text=_("You can name, add and remove people on the next page."),
        empty_label=None,
    )

    class Meta(RoundForm.Meta):
        fields: ClassVar[list[str]] = [*RoundForm.Meta.fields, "panel"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(list(Panel.objects.published()))

    def offer(self, panels: list[Panel]) -> None:
        """One panel needs no question; it is the one."""
        field = cast("forms.ModelChoiceField[Panel]", self.fields["panel"])
        field.queryset = Panel.objects.published()
        self.initial.setdefault("panel", panels[0].pk if panels else None)
        if len(panels) < 2:
            del self.fields["panel"]
            self.instance.panel = panels[0] if panels else None


class NextRoundForm(OpeningForm):
    """The round after another: the same people come along unless one of HR's panels is chosen instead."""

    def offer(self, panels: list[Panel]) -> None:
        field = cast("forms.ModelChoiceField[Panel]", self.fields["panel"])
        field.queryset = Panel.objects.published()
        field.required, field.empty_label = False, _("The same people as last time")
        if len(panels) < 2:
            del self.fields["panel"]


class PanelistForm(forms.Form):
    """One person on the panel."""

    panelist = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seat = forms.ChoiceField(label=_("Seat"), choices=Seat.choices)
    name = NameField(label=_("Name"), max_length=120, required=False)
    title = NameField(label=_("Title"), max_length=120, required=False)
    acquaintance = forms.TypedChoiceField(
        label=_("How well do you know each other?"),
        choices=Panelist.Acquaintance.choices,
        coerce=int,
        initial=Panelist.Acquaintance.BY_SIGHT,
    )
    cares_about = long_text(_("What do they care about?"), rows=2)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("seat") == Seat.OTHER and not (cleaned.get("name") or cleaned.get("title")):
            self.add_error("name", _("Give this person a name or a title, so that you know who is meant."))
        return cleaned


class PanelFormSet(BaseFormSet):  # type: ignore[type-arg]
    """The panel, from left to right at the table. Buttons that add, remove and move keep all that was typed."""

    def people(self) -> list[PanelistWords]:
        return [cast(PanelistWords, form.cleaned_data) for form in self.forms if form.cleaned_data]

    def rows(self) -> list[dict[str, Any]]:
        """What was typed, checked or not, row by row."""
        return [{name: form[name].value() for name in form.fields} for form in self.forms]

    def rearranged(self, wish: str) -> "PanelFormSet":
        """What was typed after "add", "remove-2" or "up-2" (rows from 0); any other wish changes nothing."""
        return panel_form(rearrange(self.rows(), wish))


AnyPanelFormSet = formset_factory(
    PanelistForm,
    formset=PanelFormSet,
    extra=0,
    min_num=SMALLEST_PANEL,
    max_num=LARGEST_PANEL,
    absolute_max=20,
    validate_min=True,
    validate_max=True,
)
TOO_FEW = _("A panel has at least two people. Add a seat.")
TOO_MANY = _("A panel has at most five people. Remove a seat.")


def panel_form(rows: Iterable[dict[str, Any]] = (), data: Any = None) -> PanelFormSet:  # noqa: ANN401
    """The panel as it was posted, or one that shows `rows`."""
    errors = {"too_few_forms": str(TOO_FEW), "too_many_forms": str(TOO_MANY)}
    return cast(PanelFormSet, AnyPanelFormSet(data, initial=list(rows) or None, prefix="seats", error_messages=errors))


def panel_rows(panelists: Iterable[Panelist]) -> list[dict[str, Any]]:
    """What the form shows for the panel as it is."""
    names = ["seat", "name", "title", "acquaintance", "cares_about"]
    return [{"panelist": one.pk, **{name: getattr(one, name) for name in names}} for one in panelists]


def rearrange(rows: list[dict[str, Any]], wish: str) -> list[dict[str, Any]]:
    verb, _dash, number = wish.partition("-")
    wanted = parse_int(number)
    at = wanted if wanted is not None and wanted < len(rows) else None
    if verb == "add":
        return [*rows, {"seat": Seat.OTHER, "acquaintance": Panelist.Acquaintance.BY_SIGHT}]
    if verb == "remove" and at is not None:
        return rows[:at] + rows[at + 1 :]
    if verb == "up" and at:
        return [*rows[: at - 1], rows[at], rows[at - 1], *rows[at + 1 :]]
    return rows


class NewNoteForm(forms.Form):
    """A note to oneself."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Note.Kind.choices, initial=Note.Kind.TO_DO)
    text = long_text(_("Note"), rows=2, required=True)


class NoteForm(forms.ModelForm):  # type: ignore[type-arg]
    """A note as it stands, and what became of it."""

    text = long_text(_("Note"), required=True)
    became = long_text(_("What became of it?"), _("What you did, or why you let it go."), rows=2)

    class Meta:
        model = Note
        fields: ClassVar[list[str]] = ["kind", "text", "status", "became"]

    def clean_kind(self) -> str:
        """An answer has one note of each kind, and the review page shows them side by side."""
        kind = str(self.cleaned_data["kind"])
        note = self.instance
        if note.turn and note.turn.notes.filter(kind=kind).exclude(pk=note.pk).exists():
            raise ValidationError(_("The answer this note is about has a note of that kind already."), code="taken")
        return kind


class ClosingForm(forms.ModelForm):  # type: ignore[type-arg]
    """How it ended, as far as is known."""

    outcome = forms.ChoiceField(
        label=_("How did it end?"),
        choices=PromotionRound.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what fits best. “Not known yet” is fine.")},
    )
    feedback = long_text(_("What did they say?"), _("In their words, if you can. It stays with this round."))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = PromotionRound
        fields: ClassVar[list[str]] = ["outcome", "feedback"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there: PromotionRound = self.instance
        self.there = {"outcome": there.get_outcome_display(), "feedback": there.feedback}
        self.initial["seen"] = self.is_there = hash_of(f"{there.outcome}\n{there.feedback}")

    def clean(self) -> dict[str, Any]:
        """What was written elsewhere since this page was opened is shown once, before it is replaced."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.pop("seen", "") not in {"", self.is_there}:
            self.data = cast(Any, self.data).copy()
            cast(Any, self.data)["seen"] = self.is_there
            raise ValidationError(CHANGED_ELSEWHERE, params=self.there, code="changed")
        return cleaned

    def clean_feedback(self) -> str:
        return unquoted(self.cleaned_data["feedback"])
