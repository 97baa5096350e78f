"""When a practised question comes back."""

from datetime import date

from django.db import models
from django.db.models import Q

from interviews.models.debriefs import AskedQuestion
from interviews.models.people import Candidate, User
from interviews.models.questions import Question


class RecallQuerySet(models.QuerySet["Recall"]):
    def of(self, user: User) -> "RecallQuerySet":
        return self.filter(candidate__user=user)

    def in_use(self) -> "RecallQuerySet":
        return self.exclude(question__retired_at__isnull=False)

    def due(self, day: date) -> "RecallQuerySet":
        return self.filter(due__lte=day)


class Recall(models.Model):
    """The day on which a question that the candidate rated comes back: a bank's, or one of a real panel."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="recalls")
    question = models.ForeignKey(Question, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    asked_question = models.ForeignKey(AskedQuestion, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    due = models.DateField()

    objects = RecallQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["candidate", "due"])]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "question"], name="one_recall_per_question"),
            models.UniqueConstraint(fields=["candidate", "asked_question"], name="one_recall_per_asked_question"),
            models.CheckConstraint(
                condition=Q(question=None) ^ Q(asked_question=None), name="recall_of_exactly_one_question"
            ),
        ]

    def __str__(self) -> str:
        return f"recall {self.pk}"
