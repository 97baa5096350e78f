"""What a candidate can show: stories, figures, kudos. They belong to the candidate, not to one round."""

from typing import Final

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models.fields import EncryptedTextField
from interviews.models.panels import Competency
from interviews.models.people import Candidate, User
from interviews.models.practice import Answer
from interviews.models.words import Seat

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
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["candidate", "kind", "-created_at"])]

    def __str__(self) -> str:
        return f"evidence {self.pk}"

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
