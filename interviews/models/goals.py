"""What a candidate wants of each panelist: what they should take away, and what to ask them."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models.fields import EncryptedTextField
from interviews.models.people import User
from interviews.models.rounds import Panelist, PromotionRound


class GoalQuerySet(models.QuerySet["Goal"]):
    def of(self, user: User) -> "GoalQuerySet":
        return self.filter(round__candidate__user=user)

    def unreached(self) -> "GoalQuerySet":
        """All that were not reached in full, those that nobody looked at again included."""
        return self.exclude(result=Goal.Result.REACHED)


class Goal(models.Model):
    """What one panelist should take away, whatever the outcome."""

    class Result(models.TextChoices):
        REACHED = "reached", _("Reached")
        PARTLY = "partly", _("Partly")
        NOT_REACHED = "not_reached", _("Not reached")

    round = models.ForeignKey(PromotionRound, on_delete=models.CASCADE, related_name="goals")
    panelist = models.ForeignKey(Panelist, null=True, blank=True, on_delete=models.SET_NULL, related_name="goals")
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="carried_to"
    )
    text = EncryptedTextField(_("goal"))
    result = models.CharField(_("reached?"), max_length=12, choices=Result.choices, blank=True)
    how = EncryptedTextField(_("how it went"), blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)

    objects = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("goal")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"goal {self.pk}"


class PanelQuestionQuerySet(models.QuerySet["PanelQuestion"]):
    def of(self, user: User) -> "PanelQuestionQuerySet":
        return self.filter(round__candidate__user=user)


class PanelQuestion(models.Model):
    """What the candidate will ask one panelist, and what they answered."""

    round = models.ForeignKey(PromotionRound, on_delete=models.CASCADE, related_name="panel_questions")
    panelist = models.ForeignKey(
        Panelist, null=True, blank=True, on_delete=models.SET_NULL, related_name="panel_questions"
    )
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="carried_to"
    )
    text = EncryptedTextField(_("question"))
    answered = EncryptedTextField(_("what they answered"), blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)

    objects = PanelQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question for the panel")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"question for the panel {self.pk}"
