"""What a candidate can show: stories, figures, kudos. They belong to the candidate, not to one round."""

from collections.abc import Sequence
from typing import Final

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interviews.analysis.stories import CONVENTION
from interviews.models.fields import EncryptedTextField
from interviews.models.panels import Competency
from interviews.models.people import Candidate, User
from interviews.models.practice import Answer
from interviews.models.words import Seat
from interviews.rules.evidence_files import TEXTS, EvidenceRow

#: Characters of one text of it. A megabyte pasted by mistake is told apart from a story by it.
MAX_EVIDENCE_LENGTH: Final = 10_000
PARTS_OF_A_STORY: Final = {"situation": _("Situation"), "task": _("Task"), "action": _("Action"), "result": _("Result")}


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
        """The most used of a kind, the newest first among equals; of stories, those with a result before others."""
        of_kind = self.filter(kind=kind).annotate(times=models.Count("uses"))
        with_result = models.Case(models.When(result="", then=0), default=1, output_field=models.IntegerField())
        return list(of_kind.order_by(with_result.desc(), "-times", "-created_at", "-pk")[:count])


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
    """A story, a figure or a kudos the candidate can use. Only the fields of its kind are filled."""

    class Kind(models.TextChoices):
        STORY = "story", _("Story")
        FIGURE = "figure", _("Figure")
        KUDOS = "kudos", _("Kudos")

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    title = EncryptedTextField(_("in a few words"), help_text="What a list shows: of a story, a figure or a kudos.")
    # a story
    situation = EncryptedTextField(_("situation"), blank=True, default="")
    task = EncryptedTextField(_("task"), blank=True, default="")
    action = EncryptedTextField(_("action"), blank=True, default="")
    result = EncryptedTextField(_("result"), blank=True, default="")
    # a figure
    value = EncryptedTextField(_("value"), blank=True, default="")
    unit = EncryptedTextField(_("unit"), blank=True, default="")
    before = EncryptedTextField(_("before"), blank=True, default="")
    after = EncryptedTextField(_("after"), blank=True, default="")
    period = EncryptedTextField(_("period"), blank=True, default="")
    confirmed_by = EncryptedTextField(_("who can confirm it"), blank=True, default="")
    # a kudos
    words = EncryptedTextField(_("their words"), blank=True, default="")
    said_by = EncryptedTextField(_("who said it"), blank=True, default="")
    said_on = models.DateField(_("when"), null=True, blank=True)

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

    def story(self) -> dict[str, str]:
        """Its four parts, as rules/stories.py takes them."""
        return {part: getattr(self, part) for part in CONVENTION}

    def all_words(self) -> str:
        """Everything that was written about it, to search in."""
        return " ".join(getattr(self, name) for name in TEXTS).casefold()

    def lines(self) -> list[str]:
        """What to print of it under its title."""
        if self.kind == Evidence.Kind.FIGURE:
            change = " → ".join(part for part in (self.before, self.after) if part)
            figure = " ".join(part for part in (self.value, self.unit) if part)
            who = gettext("%s can confirm it") % self.confirmed_by if self.confirmed_by else ""
            whole = ", ".join(part for part in (figure, change, self.period, who) if part)
            return [whole] if whole else []
        if self.kind == Evidence.Kind.KUDOS:
            day = date_format(self.said_on, "j F Y") if self.said_on else ""
            who_and_when = ", ".join(part for part in (self.said_by, day) if part)
            return [part for part in (f"“{self.words}”" if self.words else "", who_and_when) if part]
        return [text for text in self.story().values() if text]

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
