"""What a candidate can show: a story, a figure, a kudos; and many at once."""

from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from interviews.forms.rounds import unquoted
from interviews.models import Competency, Evidence, Seat
from interviews.models.evidence import MAX_EVIDENCE_LENGTH
from interviews.question_files.decoding import decode
from interviews.question_files.results import Unreadable
from interviews.rules.evidence_files import Read, read_evidence_isolated

LARGEST_FILE = 3 * 1024 * 1024
LABELS = {
    "title": _("In a few words"),
    "situation": _("Situation: where and when was it?"),
    "task": _("Task: what was yours to do?"),
    "action": _("Action: what did you do yourself?"),
    "result": _("Result: what came of it?"),
    "value": _("The figure"),
    "unit": _("Of what?"),
    "before": _("Before"),
    "after": _("After"),
    "period": _("Over which time?"),
    "confirmed_by": _("Who can confirm it?"),
    "words": _("Their words"),
    "said_by": _("Who said it?"),
    "said_on": _("When?"),
    "competencies": _("What does it show?"),
    "seats": _("For whom?"),
}
HELP = {
    "value": _("“61 %”, “40,000 euros”, “nine days”."),
    "seats": _("None ticked: for all of them."),
}
FOUND_BY = {
    Evidence.Kind.STORY.value: _("As you will find it again: “The night shift in nine days”."),
    Evidence.Kind.FIGURE.value: _("As you will find it again: “Fewer complaints”."),
    Evidence.Kind.KUDOS.value: _("As you will find it again: “From the CEO after the audit”."),
}
FIELDS_OF = {
    Evidence.Kind.STORY.value: ["title", "situation", "task", "action", "result"],
    Evidence.Kind.FIGURE.value: ["title", "value", "unit", "before", "after", "period", "confirmed_by"],
    Evidence.Kind.KUDOS.value: ["title", "words", "said_by", "said_on"],
}
NEEDED = {
    Evidence.Kind.FIGURE.value: ("value", _("A figure needs its value.")),
    Evidence.Kind.KUDOS.value: ("words", _("Write what they said.")),
}
SHORT = ["title", "value", "unit", "before", "after", "period", "confirmed_by", "said_by"]
LONG = ["situation", "task", "action", "result", "words"]


class EvidenceForm(forms.ModelForm):  # type: ignore[type-arg]
    """The fields of one kind."""

    seats = forms.MultipleChoiceField(choices=Seat.choices, required=False, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Evidence
        fields: ClassVar[list[str]] = [*SHORT, *LONG, "said_on", "competencies"]
        widgets: ClassVar[dict[str, Any]] = {
            "competencies": forms.CheckboxSelectMultiple,
            "said_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            **dict.fromkeys(SHORT, forms.TextInput),
            **{name: forms.Textarea(attrs={"rows": 3, "class": "said"}) for name in LONG},
        }
        error_messages: ClassVar[dict[str, Any]] = {
            "title": {"required": _("Give it a few words to find it by.")},
            "said_on": {"invalid": _("Give the day as year-month-day, such as 2026-06-30.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = FIELDS_OF[self.instance.kind]
        for name in list(self.fields):
            if name not in (*own, "competencies", "seats"):
                del self.fields[name]
        self.order_fields([*own, "competencies", "seats"])
        for name, field in self.fields.items():
            field.label, field.help_text = LABELS[name], HELP.get(name, "")
            if isinstance(field, forms.CharField):
                field.max_length = MAX_EVIDENCE_LENGTH
                field.validators.append(MaxLengthValidator(MAX_EVIDENCE_LENGTH))
        self.fields["title"].help_text = FOUND_BY[self.instance.kind]
        self.initial["seats"] = self.instance.seats
        needed, complaint = NEEDED.get(self.instance.kind, ("", ""))
        if needed:
            self.fields[needed].required = True
            self.fields[needed].error_messages["required"] = complaint

    def clean_words(self) -> str:
        return unquoted(self.cleaned_data["words"])

    def save(self, commit: bool = True) -> Any:  # noqa: ANN401
        self.instance.seats = self.cleaned_data["seats"]
        return super().save(commit)


class SearchForm(forms.Form):
    """What to look for in the bank; what makes no sense is left out."""

    kind = forms.ChoiceField(choices=[("", _("All")), *Evidence.Kind.choices], required=False)
    words = forms.CharField(label=_("Search"), max_length=200, required=False)
    competency = forms.ModelChoiceField(
        Competency.objects.all(), label=_("Shows"), required=False, empty_label=_("Anything"), to_field_name="key"
    )
    seat = forms.ChoiceField(label=_("For"), choices=[("", _("Anybody")), *Seat.choices], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("competency", "seat"):
            self.fields[name].widget.attrs["class"] = "form-select"
        self.fields["words"].widget.attrs |= {"class": "form-control", "type": "search"}

    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


class ImportForm(forms.Form):
    """A pasted list or a file, read before anything is kept."""

    text = forms.CharField(
        label=_("Paste a list, or a table with headings"),
        help_text=_(
            "A plain list: one story on each line. A table: its first row names the columns, “title” among them."
        ),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "said"}),
    )
    file = forms.FileField(label=_("Or choose a CSV file"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if upload := cleaned.get("file"):
            if upload.size > LARGEST_FILE:
                raise ValidationError(
                    _("That file is larger than 3 MB. Split it, or paste a part of it."), code="large"
                )
            cleaned["text"] = decoded(upload.read())
        if not cleaned.get("text", "").strip():
            raise ValidationError(_("Paste something, or choose a file."), code="empty")
        return cleaned

    def read(self) -> Read:
        return read_evidence_isolated(cast(str, self.cleaned_data["text"]))


def decoded(content: bytes) -> str:
    """Raises ValidationError for what is no text."""
    try:
        text, _encoding = decode(content)
    except Unreadable as error:
        raise ValidationError(_("That file is no text that we can read. Save it as CSV."), code="no_text") from error
    return text
