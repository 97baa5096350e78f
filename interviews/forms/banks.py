"""What HR fills in to import a file and to edit questions."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from interviews.forms.fields import NameField
from interviews.models import Competency, Kind, Question, QuestionBank, Seat
from interviews.question_files import ENCODINGS, FIELDS, BankFile, Column, UnknownValue, fold_heading
from interviews.question_files.cleaning import content_id, fold, fold_space
from interviews.question_files.limits import (
    MAX_FILE_BYTES,
    MAX_LISTEN_FOR,
    MAX_POINT_LENGTH,
    MAX_PROBES,
)

LANGUAGES = [
    ("en", _("English")),
    ("de", _("German")),
    ("fr", _("French")),
    ("es", _("Spanish")),
    ("pt", _("Portuguese")),
]
MEGABYTES = MAX_FILE_BYTES // (1024 * 1024)
MAX_PASTED = 1_000_000
TOO_LARGE = _("This file is %(size)d MB, and the limit is %(limit)d MB. Split it, or save it as CSV.")


class UploadForm(forms.Form):
    """A file or pasted text, and the bank it is for."""

    bank = forms.ModelChoiceField(
        QuestionBank.objects.order_by("name"),
        label=_("Question bank"),
        required=False,
        empty_label=_("New bank"),
        help_text=_("Questions that are already in the bank are recognized and updated, not added twice."),
    )
    name = NameField(
        label=_("Name of the new bank"), max_length=120, required=False, help_text=_("For example “Team leaders 2027”.")
    )
    language = forms.ChoiceField(label=_("Language of the new bank"), choices=LANGUAGES, required=False)
    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=_(
            "A spreadsheet (XLSX, XLS, ODS, CSV), a document (DOCX, ODT, PDF, HTML, Markdown, plain text), JSON or"
            " YAML, up to %(limit)d MB."
        )
        % {"limit": MEGABYTES},
    )
    file.widget.attrs["data-most-bytes"] = str(MAX_FILE_BYTES)
    text = forms.CharField(
        label=_("Or paste questions"),
        required=False,
        max_length=MAX_PASTED,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One question on each line, or cells copied from a spreadsheet."),
    )

    def clean_file(self) -> "UploadedFile[bytes] | None":
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file and file.size and file.size > MAX_FILE_BYTES:
            raise ValidationError(TOO_LARGE, params={"size": file.size // (1024 * 1024), "limit": MEGABYTES})
        return file

    def clean(self) -> None:
        super().clean()
        if not self.cleaned_data.get("bank") and not self.cleaned_data.get("name", "").strip():
            self.add_error("name", _("Name the new bank, or choose a bank above."))
        if "file" in self.errors or "text" in self.errors:
            return
        has_file, has_text = self.cleaned_data.get("file") is not None, bool(self.cleaned_data.get("text", "").strip())
        if has_file and has_text:
            self.add_error("text", _("Choose a file or paste text, not both."))
        if not has_file and not has_text:
            self.add_error("file", _("Choose a file, or paste the questions below."))

    @property
    def source(self) -> str:
        """The field that holds the questions; errors in reading them belong beside it."""
        return "file" if self.cleaned_data.get("file") is not None else "text"

    def upload_values(self) -> dict[str, Any]:
        """What `services.bank_loads.upload` needs to know of the form."""
        said = self.cleaned_data
        pasted = self.source == "text"
        return {
            "content": said["text"].encode() if pasted else said["file"].read(),
            "file_name": str(_("Pasted text")) if pasted else said["file"].name,
            "pasted": pasted,
            "bank": said["bank"],
            "new_name": said["name"].strip(),
            "language": said["language"] or "en",
        }


class LinesField(forms.CharField):
    """A list of short texts, edited one on each line."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        super().__init__(widget=forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}), required=False, **kwargs)

    def prepare_value(self, value: object) -> object:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: str | None) -> list[str]:  # type: ignore[override]
        lines = (super().to_python(value) or "").splitlines()
        return [folded for line in lines if (folded := fold_space(line))]

    def validate(self, value: list[str]) -> None:
        if len(value) > self.most:
            raise ValidationError(_("At most %(most)d lines, please."), params={"most": self.most})
        if any(len(line) > MAX_POINT_LENGTH for line in value):
            raise ValidationError(_("A line has at most %(most)d characters."), params={"most": MAX_POINT_LENGTH})

    def has_changed(self, initial: list[str] | None, data: str | None) -> bool:
        return (initial or []) != self.to_python(data)


class QuestionForm(forms.ModelForm):  # type: ignore[type-arg]
    """One question. Without a code it gets the one that a file without codes would give it."""

    probes = LinesField(
        label=_("Probes"), most=MAX_PROBES, help_text=_("Follow-up questions, one on each line. Two or more work best.")
    )
    listen_for = LinesField(
        label=_("Listen for"),
        most=MAX_LISTEN_FOR,
        help_text=_(
            "What a strong answer covers, one point on each line. Shown to candidates after they have answered."
        ),
    )

    class Meta:
        model = Question
        fields: ClassVar[list[str]] = [
            "bank", "text", "seat", "kind", "competency", "theme", "difficulty", "probes", "listen_for", "code",
        ]  # fmt: skip
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "text": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "code" in self.fields:
            self.fields["code"].required = False
            self.fields["code"].help_text = _("Leave it empty, and one is made of the text.")

    def clean_text(self) -> str:
        return fold_space(self.cleaned_data["text"])

    def clean(self) -> None:
        super().clean()
        if "code" in self.fields and "text" in self.cleaned_data and not self.cleaned_data.get("code"):
            self.cleaned_data["code"] = content_id(fold(self.cleaned_data["text"]))


def short_kinds() -> list[tuple[str, str]]:
    """The kinds without what each asks for, where there is little room."""
    return [(value, str(label).partition(":")[0]) for value, label in Kind.choices]


class RowForm(forms.ModelForm):  # type: ignore[type-arg]
    """Seat and kind of one question, in a list whose headings are far away for who cannot see them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.help_text = ""
            field.widget.attrs["aria-label"] = f"{field.label}: {self.instance}"
        if "kind" in self.fields:
            self.fields["kind"].choices = short_kinds()  # type: ignore[attr-defined]


class AssignForm(forms.Form):
    """What to give many questions at once."""

    LEAVE: ClassVar[tuple[str, Any]] = ("-", _("Leave as it is"))

    seat = forms.ChoiceField(
        label=_("Seat"), choices=[LEAVE, ("", _("Any")), *Seat.choices], required=False, initial="-"
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[LEAVE, *Kind.choices], initial="-")
    competency = forms.ModelChoiceField(
        Competency.objects.all(), label=_("Competency"), required=False, empty_label=_("Leave as it is")
    )

    def chosen(self) -> dict[str, Any]:
        """The values to give; nothing for what is left as it is."""
        said = self.cleaned_data
        given = {name: said[name] for name in ("seat", "kind") if said[name] != "-"}
        return given | ({"competency": said["competency"]} if said["competency"] else {})


class WholeQuestions(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among questions that shows all of their words."""

    def label_from_instance(self, obj: Question) -> str:
        return obj.text


class MergeForm(forms.Form):
    """Which of several questions to keep."""

    def __init__(self, *args: Any, questions: QuerySet[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keep"] = WholeQuestions(
            questions, label=_("Keep this one"), widget=forms.RadioSelect, empty_label=None
        )


FORMAT_NAMES = {
    "csv": _("CSV"),
    "xlsx": _("Excel (XLSX)"),
    "xls": _("Old Excel (XLS)"),
    "ods": _("OpenDocument (ODS)"),
    "docx": "Word (DOCX)",
    "odt": _("OpenDocument text (ODT)"),
    "pdf": "PDF",
    "html": "HTML",
    "json": "JSON",
    "yaml": "YAML",
    "markdown": "Markdown",
    "text": _("Plain text"),
    "moodle": "Moodle XML",
    "gift": "GIFT",
}
DELIMITER_NAMES = {",": _("Comma"), ";": _("Semicolon"), "\t": _("Tab"), "|": "|"}
DETECT = ("", _("Detect"))
HOW_FIELDS = ("format", "encoding", "delimiter", "sheet", "header_row", "language")


class ReadAsForm(forms.Form):
    """How a file is to be read if detection got it wrong, what its columns hold, what its unknown values stand for."""

    format = forms.ChoiceField(label=_("Format"), choices=[DETECT, *FORMAT_NAMES.items()], required=False)
    encoding = forms.ChoiceField(
        label=_("Encoding"), choices=[DETECT, *((name, name) for name in ENCODINGS)], required=False
    )
    delimiter = forms.ChoiceField(label=_("Separator"), choices=[DETECT, *DELIMITER_NAMES.items()], required=False)
    sheet = forms.ChoiceField(label=_("Sheet"), required=False)
    header_row = forms.IntegerField(
        label=_("Heading row"), min_value=0, max_value=200, required=False, help_text=_("0 if there is none.")
    )
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, file: BankFile, options: Mapping[str, Any]) -> None:
        super().__init__(data, initial={name: options.get(name) for name in HOW_FIELDS})
        self.file, self.options = file, options
        self.narrow("sheet", [sheet.name for sheet in file.sheets])
        self.narrow("language", list(file.languages))
        for name in () if file.format == "csv" else ("delimiter",):
            del self.fields[name]
        for name in () if file.encoding else ("encoding",):
            del self.fields[name]
        for column in file.columns:
            self.fields[f"column_{column.number}"] = column_field(column)
        competencies = list(Competency.objects.values_list("key", "name"))
        self.unknown = {f"value_{number}": unknown for number, unknown in enumerate(self.to_map(options), start=1)}
        for name, unknown in self.unknown.items():
            chosen = (options.get("values") or {}).get(unknown.field, {}).get(fold_heading(unknown.value), "")
            self.fields[name] = value_field(unknown, competencies, chosen)

    def to_map(self, options: Mapping[str, Any]) -> list[UnknownValue]:
        """Values of the file that we don't know, the most frequent first, then those somebody mapped already."""
        unknown = sorted(self.file.unknown_values, key=lambda value: -value.rows)[:MOST_VALUES]
        names = options.get("value_names") or {}
        return unknown + [
            UnknownValue(field, names.get(value, value), 0, 0)
            for field, by_value in (options.get("values") or {}).items()
            for value in by_value
            if value in names
        ]

    def narrow(self, name: str, found: Sequence[str]) -> None:
        """Offer what the file has; nothing to choose, no field."""
        field = self.fields[name]
        if len(found) > 1 and isinstance(field, forms.ChoiceField):
            field.choices = [DETECT, *((one, one) for one in found)]
        else:
            del self.fields[name]

    @property
    def columns(self) -> list[tuple[Column, forms.BoundField]]:
        """Each column of the file with its field."""
        return [(column, self[f"column_{column.number}"]) for column in self.file.columns]

    @property
    def values(self) -> list[tuple[UnknownValue, str, forms.BoundField]]:
        """Each unknown value with the name of its field in a question and the choice."""
        return [(unknown, str(FIELD_NAMES[unknown.field]), self[name]) for name, unknown in self.unknown.items()]

    @property
    def ways(self) -> list[forms.BoundField]:
        return [self[name] for name in HOW_FIELDS if name in self.fields]

    def chosen(self) -> dict[str, Any]:
        """Options for reading. A column that was left as it was found is found again, in whatever way it is read."""
        said = self.cleaned_data
        ways = {name: said.get(name) or "" for name in HOW_FIELDS if name != "header_row" and name in self.fields}
        mapping = {
            column.name: said[f"column_{column.number}"]
            for column in self.file.columns
            if column.how == "chosen" or said[f"column_{column.number}"] != column.field
        }
        return {**ways, "header_row": said["header_row"], "mapping": mapping, **self.chosen_values()}

    def chosen_values(self) -> dict[str, Any]:
        """What unknown values stand for; a new competency gets a key made of its name."""
        values = {field: dict(by_value) for field, by_value in (self.options.get("values") or {}).items()}
        new: dict[str, str] = {}
        names: dict[str, str] = {}
        for name, unknown in self.unknown.items():
            chosen, folded = self.cleaned_data[name], fold_heading(unknown.value)
            if not chosen:
                values.get(unknown.field, {}).pop(folded, None)
                continue
            if chosen == NEW:
                chosen = slugify(unknown.value)[:SLUG_LENGTH] or f"competency-{len(new) + 1}"
                new[chosen] = unknown.value
            values.setdefault(unknown.field, {})[folded] = "" if chosen == EMPTY else chosen
            names[folded] = unknown.value
        return {"values": values, "value_names": names, "new_competencies": new}


EMPTY, NEW = "-", "+"
"""Choices for a value beside ours: leave it empty, add it as a competency."""
MOST_VALUES = 50
SLUG_LENGTH = 50


def value_field(unknown: UnknownValue, competencies: list[tuple[str, str]], chosen: str) -> forms.ChoiceField:
    ours: dict[str, list[tuple[str, Any]]] = {
        "competency": [*competencies, (NEW, _("New competency"))],
        "seat": list(Seat.choices),
        "kind": short_kinds(),
        "difficulty": [("1", "1"), ("2", "2"), ("3", "3")],
    }
    choices = [("", _("Choose…")), *ours[unknown.field], (EMPTY, _("Leave empty"))]
    return forms.ChoiceField(label=unknown.value, choices=choices, required=False, initial=chosen or "")


def column_field(column: Column) -> forms.ChoiceField:
    choices = [("", _("Leave out")), *((name, FIELD_NAMES.get(name, name)) for name in FIELDS)]
    return forms.ChoiceField(label=column.name, choices=choices, required=False, initial=column.field)


FIELD_NAMES = {
    "question": _("Question"),
    "code": _("Code"),
    "seat": _("Seat"),
    "kind": _("Kind"),
    "competency": _("Competency"),
    "theme": _("Theme"),
    "difficulty": _("Difficulty"),
    "probes": _("Probes"),
    "listen_for": _("Listen for"),
    "section": _("Section"),
}
