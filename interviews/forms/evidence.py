"""What a candidate can show: a story, a figure, a kudos; and many at once."""

from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from interviews.evidence_fields import EvidenceField, fields_of
from interviews.forms.fields import NameField, QuoteField
from interviews.models import Competency, Evidence, Seat
from interviews.models.evidence import MAX_EVIDENCE_LENGTH
from interviews.question_files.decoding import decode
from interviews.question_files.results import Unreadable
from interviews.rules.evidence_files import Read, read_evidence_isolated

LARGEST_FILE = 3 * 1024 * 1024
FOUND_BY = {
    Evidence.Kind.STORY.value: _("As you will find it again: “The night shift in nine days”."),
    Evidence.Kind.FIGURE.value: _("As you will find it again: “Fewer complaints”."),
    Evidence.Kind.KUDOS.value: _("As you will find it again: “From the CEO after the audit”."),
}


def text_field(field: EvidenceField) -> forms.CharField:
    """The form field that a declaration asks for."""
    field_class = NameField if field.is_name else QuoteField if field.is_quote else forms.CharField
    long_widget = forms.Textarea(attrs={"rows": 3, "class": "said"})
    return field_class(
        label=gettext_lazy(field.question),
        help_text=gettext_lazy(field.help_text) if field.help_text else "",
        required=bool(field.required),
        error_messages={"required": gettext_lazy(field.required)} if field.required else None,
        max_length=MAX_EVIDENCE_LENGTH,
        widget=long_widget if field.is_long else forms.TextInput,
    )


class EvidenceForm(forms.ModelForm):  # type: ignore[type-arg]
    """The fields of one kind."""

    title = NameField(
        label=_("Title"),
        max_length=MAX_EVIDENCE_LENGTH,
        error_messages={"required": _("Enter a short title.")},
    )
    seats = forms.MultipleChoiceField(
        label=_("Who is it for?"),
        choices=Seat.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Leave all unchecked if it's for everyone."),
    )

    class Meta:
        model = Evidence
        fields: ClassVar[list[str]] = ["title", "said_on", "competencies"]
        labels: ClassVar[dict[str, Any]] = {"said_on": _("When?"), "competencies": _("What does it show?")}
        widgets: ClassVar[dict[str, Any]] = {
            "competencies": forms.CheckboxSelectMultiple,
            "said_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        error_messages: ClassVar[dict[str, Any]] = {
            "said_on": {"invalid": _("Enter the date as year-month-day, such as 2026-06-30.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        evidence: Evidence = self.instance
        self.own = [field.name for field in fields_of(evidence.kind)]
        for field in fields_of(evidence.kind):
            self.fields[field.name] = text_field(field)
            self.initial.setdefault(field.name, evidence.text(field.name))
        if evidence.kind != Evidence.Kind.KUDOS:
            del self.fields["said_on"]
        self.order_fields(["title", *self.own, "said_on", "competencies", "seats"])
        self.fields["title"].help_text = FOUND_BY[evidence.kind]
        self.initial.setdefault("seats", evidence.seats)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.instance.texts = {name: cleaned[name] for name in self.own if cleaned.get(name)}
        self.instance.seats = cleaned.get("seats", [])
        return cleaned


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
                    _("That file is larger than 3 MB, so nothing was imported. Split it, or paste part of it."),
                    code="large",
                )
            cleaned["text"] = decoded(upload.read())
        if not cleaned.get("text", "").strip():
            raise ValidationError(_("Paste a list or choose a file."), code="empty")
        return cleaned

    def read(self) -> Read:
        return read_evidence_isolated(cast(str, self.cleaned_data["text"]))


def decoded(content: bytes) -> str:
    """Raises ValidationError for what is no text."""
    try:
        text, _encoding = decode(content)
    except Unreadable as error:
        raise ValidationError(
            _("We couldn't read that file, so nothing was imported. Save it as CSV and upload it again."),
            code="no_text",
        ) from error
    return text
