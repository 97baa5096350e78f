"""What a candidate writes down after the real interview, and what came of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from interviews.forms.fields import NameField
from interviews.forms.rounds import FARTHEST, long_text, moment, unquoted
from interviews.models import AskedQuestion, Competency, Debrief, Evidence, LedgerLine, Panelist, PromotionRound, Seat
from interviews.models.practice import ONE_TO_FIVE

WHICH_YEAR = _("That is more than five years ago. Is the year right?")
AHEAD = _("That time hasn't come yet. Write the debrief after the interview.")
BEFORE = _("You had planned it for %(day)s, which is later. If they saw you earlier, say so below.")
#: Before now: when it may have begun, where nobody knew beforehand.
USUAL_LENGTH = timedelta(hours=1)
MOST_ASKED = 100
MOST_OFFERED = 100
LONGEST_QUESTION = 2000


def titles(evidence: QuerySet[Evidence], chosen: Iterable[Evidence]) -> list[tuple[int, str]]:
    """What to choose from: what is chosen already, and the newest of the others. A bank may hold thousands."""
    newest = evidence.order_by("-created_at", "-pk")[:MOST_OFFERED]
    return list({one.pk: str(one.title) for one in [*chosen, *newest]}.items())


def post_of(obj: PromotionRound) -> str:
    return f"{obj.post}, {date_format(timezone.localtime(obj.dated), 'F Y')}"


class DebriefForm(forms.ModelForm):  # type: ignore[type-arg]
    """How it went, for a phone on the way home: nothing but the day and the time is needed, and both are filled in."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Enter the date of the interview."),
            "invalid": _("Enter the date as year-month-day, such as 2026-12-03."),
        },
    )
    clock = forms.TimeField(
        label=_("Time"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": _("Enter when it began. Approximate is fine."),
            "invalid": _("Enter the time as hours and minutes, such as 10:30."),
        },
    )
    was_earlier = forms.BooleanField(label=_("Yes, they saw me earlier than planned"), required=False)
    nerves_before = forms.TypedChoiceField(
        label=_("How nervous were you before?"),
        choices=ONE_TO_FIVE,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    nerves_after = forms.TypedChoiceField(
        label=_("And after?"),
        choices=ONE_TO_FIVE,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    landed = long_text(_("What went well?"), _("A nod, a note taken, a question back."), rows=2)
    missed = long_text(_("What did you miss?"), rows=2)
    surprises = long_text(_("What surprised you?"), rows=2)
    others_present = NameField(label=_("Anybody else?"), max_length=300, required=False)

    class Meta:
        model = Debrief
        fields: ClassVar[list[str]] = [
            "notice",
            "minutes",
            "formality",
            "present",
            "others_present",
            "nerves_before",
            "nerves_after",
            "landed",
            "missed",
            "surprises",
        ]
        widgets: ClassVar[dict[str, Any]] = {"present": forms.CheckboxSelectMultiple}
        error_messages: ClassVar[dict[str, Any]] = {
            "minutes": {"invalid": _("Enter the minutes as a whole number, such as 45.")}
        }

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.asks_whether_earlier = bool(self.data.get("was_earlier"))
        for name, choices in (("notice", Debrief.Notice.choices), ("formality", Debrief.Formality.choices)):
            cast(forms.TypedChoiceField, self.fields[name]).choices = [("", _("Not sure")), *choices]
        a_round: PromotionRound = self.instance.round
        cast("forms.ModelMultipleChoiceField[Panelist]", self.fields["present"]).queryset = a_round.panelists.all()
        if self.instance.pk is None:
            self.initial["present"] = list(a_round.panelists.all())
        planned = a_round.interview_at if a_round.has_been_held(now) else None
        there = timezone.localtime(self.instance.held_at or planned or now - USUAL_LENGTH)
        self.initial["day"], self.initial["clock"] = there.date(), there.time().replace(second=0, microsecond=0)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not {"day", "clock"} & set(self.errors):
            try:
                self.instance.held_at = self.held_at()
            except ValidationError as error:
                self.add_error("day", error)
        return cleaned

    def held_at(self) -> datetime:
        zone = timezone.get_current_timezone()
        try:
            at = moment(self.cleaned_data["day"], self.cleaned_data["clock"], cast(Any, zone))
        except OverflowError as error:
            raise ValidationError(WHICH_YEAR, code="year") from error
        planned = self.instance.round.interview_at
        if at < self.now - FARTHEST:
            raise ValidationError(WHICH_YEAR, code="year")
        if at > self.now:
            raise ValidationError(AHEAD, code="ahead")
        if planned and timezone.localdate(planned) > self.cleaned_data["day"] and not self.cleaned_data["was_earlier"]:
            self.asks_whether_earlier = True
            day = date_format(timezone.localdate(planned), "j F Y")
            raise ValidationError(BEFORE, params={"day": day}, code="before")
        return at


class AskedQuestionForm(forms.ModelForm):  # type: ignore[type-arg]
    """One question they asked."""

    text = long_text(_("What did they ask?"), _("As close to their words as you can."), rows=2, required=True)
    asked_by = forms.ChoiceField(label=_("Who asked?"))
    follow_ups = long_text(_("What did they ask next?"), _("One follow-up on each line."), rows=2)

    class Meta:
        model = AskedQuestion
        fields: ClassVar[list[str]] = ["text", "asked_by", "follow_ups", "went", "competency", "evidence"]

    def __init__(self, *args: Any, evidence: QuerySet[Evidence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: AskedQuestion = self.instance
        self.panelists = {str(one.pk): one for one in asked.round.panelists.all()}
        who = cast(forms.ChoiceField, self.fields["asked_by"])
        who.choices = [*((pk, one.called) for pk, one in self.panelists.items()), ("", _("Somebody else"))]
        who.required = False
        self.initial["asked_by"] = str(asked.panelist_id or "") if asked.pk else next(iter(self.panelists), "")
        cast("forms.ModelChoiceField[Competency]", self.fields["competency"]).empty_label = _("Not sure")
        used = cast("forms.ModelChoiceField[Evidence]", self.fields["evidence"])
        used.queryset = evidence
        used.choices = [("", _("None")), *titles(evidence, [asked.evidence] if asked.evidence else [])]
        cast(forms.TypedChoiceField, self.fields["went"]).choices = [("", _("Not sure")), *AskedQuestion.Went.choices]

    def clean_text(self) -> str:
        return unquoted(self.cleaned_data["text"])

    def save(self, commit: bool = True) -> Any:  # noqa: ANN401
        panelist: Panelist | None = self.panelists.get(self.cleaned_data["asked_by"])
        self.instance.panelist = panelist
        self.instance.seat = panelist.seat if panelist else Seat.OTHER
        return super().save(commit)


class ManyAskedForm(forms.Form):
    """All at once, while they are fresh: one question on each line."""

    lines = long_text(_("All questions"), _("One question on each line. Who asked what can be added later."), rows=4)

    def clean_lines(self) -> list[str]:
        lines = [unquoted(line.strip()) for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        if not lines:
            raise ValidationError(_("Write something here first."), code="required")
        if len(lines) > MOST_ASKED or any(len(line) > LONGEST_QUESTION for line in lines):
            raise ValidationError(_("Keep it under 100 lines, and each under 2,000 characters."), code="too_much")
        return lines


class LedgerLineForm(forms.ModelForm):  # type: ignore[type-arg]
    """What was said, what was done about it, what the next panel said."""

    said = long_text(_("What was said?"), _("In their words, if you can."), rows=2, required=True)
    done = long_text(_("What was done about it?"), _("By you, or by them."), rows=2)
    said_later = long_text(_("What did the next panel say?"), rows=2)

    class Meta:
        model = LedgerLine
        fields: ClassVar[list[str]] = [
            "kind",
            "panelist",
            "competency",
            "said",
            "done",
            "evidence",
            "later_round",
            "said_later",
        ]
        widgets: ClassVar[dict[str, Any]] = {"evidence": forms.CheckboxSelectMultiple, "kind": forms.RadioSelect}

    def __init__(
        self, *args: Any, evidence: QuerySet[Evidence], rounds: QuerySet[PromotionRound], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        line: LedgerLine = self.instance
        cast(forms.TypedChoiceField, self.fields["kind"]).choices = LedgerLine.Kind.choices
        who = cast("forms.ModelChoiceField[Panelist]", self.fields["panelist"])
        who.queryset, who.label, who.empty_label = line.round.panelists.all(), _("Who said it?"), _("Not one of them")
        competency = cast("forms.ModelChoiceField[Competency]", self.fields["competency"])
        competency.label, competency.empty_label = _("What is it about?"), _("Nothing in particular")
        shown = cast("forms.ModelMultipleChoiceField[Evidence]", self.fields["evidence"])
        shown.queryset, shown.label = evidence, _("What shows it?")
        shown.choices = titles(evidence, line.evidence.all() if line.pk else [])
        later = cast("forms.ModelChoiceField[PromotionRound]", self.fields["later_round"])
        later.queryset = rounds.filter(created_at__gt=line.round.created_at).order_by("created_at", "pk")
        self.has_later_rounds = later.queryset.exists()
        later.label, later.empty_label = _("At which later panel?"), _("None yet")
        later.label_from_instance = post_of  # type: ignore[method-assign]

    def clean_said(self) -> str:
        return unquoted(self.cleaned_data["said"])

    def clean_said_later(self) -> str:
        return unquoted(self.cleaned_data["said_later"])

    def clean(self) -> dict[str, Any]:
        """What the next panel said was said by the next round's, unless another is chosen."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("said_later") and not cleaned.get("later_round"):
            later = cast("forms.ModelChoiceField[PromotionRound]", self.fields["later_round"])
            cleaned["later_round"] = later.queryset.first() if later.queryset is not None else None
        return cleaned
