"""What a candidate can show: stories, figures, kudos. They belong to the candidate, not to one round."""

from collections.abc import Sequence
from typing import Any, Final

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interviews.analysis.stories import has_figure
from interviews.evidence_fields import EvidenceField, fields_of, shares_advised
from interviews.models.fields import EncryptedJSONField, EncryptedTextField
from interviews.models.panels import Competency
from interviews.models.people import Candidate, User
from interviews.models.practice import Answer
from interviews.models.words import Seat
from interviews.rules.evidence_files import EvidenceRow

#: Characters of one text of it. A megabyte pasted by mistake is told apart from a story by it.
MAX_EVIDENCE_LENGTH: Final = 10_000


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def of(self, user: User) -> "EvidenceQuerySet":
        return self.filter(candidate__user=user)

    def stories(self) -> "EvidenceQuerySet":
        return self.filter(kind=Evidence.Kind.STORY)

    def figures(self) -> "EvidenceQuerySet":
        return self.filter(kind=Evidence.Kind.FIGURE)

    def kudos(self) -> "EvidenceQuerySet":
        return self.filter(kind=Evidence.Kind.KUDOS)

    def best(self, kind: str, count: int) -> "list[Evidence]":
        """The most used of a kind, the newest first among equals; whole stories before those without a result."""
        of_kind = self.filter(kind=kind).annotate(times=models.Count("uses"))
        return list(of_kind.order_by("-is_whole", "-times", "-created_at", "-pk")[:count])


def fresh_rows(rows: Sequence[EvidenceRow], mine: EvidenceQuerySet) -> list[EvidenceRow]:
    """Those of a list that are not there yet, each once: the same kind and title are the same evidence."""
    seen = set(mine.order_by().values_list("kind", "title"))
    fresh = []
    for row in rows:
        if row.name not in seen:
            seen.add(row.name)
            fresh.append(row)
    return fresh


class Evidence(models.Model):
    """A story, a figure or a kudos the candidate can use. `texts` holds the fields that its kind declares."""

    class Kind(models.TextChoices):
        STORY = "story", _("Story")
        FIGURE = "figure", _("Figure")
        KUDOS = "kudos", _("Kudos")

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    title = EncryptedTextField(_("in a few words"), help_text="What a list shows: of a story, a figure or a kudos.")
    texts = EncryptedJSONField(default=dict, help_text="By name, as evidence_fields.py declares them.")
    said_on = models.DateField(_("when"), null=True, blank=True)
    # Known from the texts, which the database can't look into.
    is_whole = models.BooleanField(default=True, editable=False, help_text="False for a story without a result.")
    has_figure = models.BooleanField(default=False, editable=False)

    competencies = models.ManyToManyField(Competency, blank=True, related_name="+", verbose_name=_("shows"))
    seats = models.JSONField(_("for"), default=list, blank=True, help_text="Seats it is meant for, as in models.Seat.")
    created_at = models.DateTimeField(default=timezone.now)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["candidate", "kind", "-created_at"])]

    def __str__(self) -> str:
        return f"evidence {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.note_contents()
        super().save(*args, **kwargs)

    def note_contents(self) -> None:
        """Say in columns what lists count by. `bulk_create` doesn't call `save`, so its callers call this."""
        is_story = self.kind == Evidence.Kind.STORY
        self.is_whole = not is_story or bool(self.text("result"))
        self.has_figure = self.kind == Evidence.Kind.FIGURE or (is_story and has_figure(self.all_words()))

    def text(self, name: str) -> str:
        return str(self.texts.get(name, ""))

    def filled(self) -> list[tuple[EvidenceField, str]]:
        """The fields of its kind that say something, in their order."""
        return [(field, text) for field in fields_of(self.kind) if (text := self.text(field.name))]

    def story(self) -> dict[str, str]:
        """The parts of a story whose share of the words matters, as analysis/stories.py takes them."""
        return {name: self.text(name) for name in shares_advised()}

    def all_words(self) -> str:
        """Everything that was written about it."""
        return " ".join([self.title, *self.texts.values()])

    def lines(self, *, only_essential: bool = False) -> list[str]:
        """What to print of it under its title."""
        lines: list[str] = []
        before = None
        fields = fields_of(self.kind)
        for field, text in self.filled():
            if only_essential and not field.is_essential:
                continue
            piece = gettext(field.sheet_text) % text
            if lines and field.joined_by != "\n":
                follows = before is not None and fields.index(before) + 1 == fields.index(field)
                lines[-1] += (field.joined_by if follows else ", ") + piece
            else:
                lines.append(piece)
            before = field
        if self.said_on:
            day = date_format(self.said_on, "j F Y")
            lines = [*lines[:-1], f"{lines[-1]}, {day}"] if self.text("said_by") else [*lines, day]
        return lines

    @property
    def seats_in_words(self) -> list[str]:
        return [str(Seat(seat).label) for seat in self.seats if seat in Seat.values]


class EvidenceUse(models.Model):
    """This evidence was used in this answer: the candidate said so."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="uses")
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="evidence_used")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evidence", "answer"], name="one_use_per_answer")]

    def __str__(self) -> str:
        return f"evidence {self.evidence_id} in answer {self.answer_id}"
