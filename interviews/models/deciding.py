"""Whether to go: what a candidate thought about a round, and what they decided."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interviews.models.fields import EncryptedTextField
from interviews.models.people import User
from interviews.models.rounds import PromotionRound
from interviews.rules.deciding import NO, NOT_SURE, YES, Case


class Said(models.TextChoices):
    """The answers to a plain question."""

    YES = YES, _("Yes")
    NO = NO, _("No")
    NOT_SURE = NOT_SURE, _("Not sure")


class DecisionQuerySet(models.QuerySet["Decision"]):
    def of(self, user: User) -> "DecisionQuerySet":
        return self.filter(round__candidate__user=user)


class Decision(models.Model):
    """Go or not: the answers to the check, and beside it what the person decided, which may differ from the verdict."""

    class AskedBy(models.TextChoices):
        BOSS = "boss", _("My boss")
        HR = "hr", _("HR")
        TOP = "top", _("The CEO, or somebody else at the top")
        COLLEAGUE = "colleague", _("A colleague")
        NOBODY = "nobody", _("Nobody: I came forward myself")

    class Choice(models.TextChoices):
        GO = "go", _("I’m going")
        NOT = "not", _("I’m not going")
        LATER = "later", _("Not decided yet")

    round = models.OneToOneField(PromotionRound, on_delete=models.CASCADE, related_name="decision")
    want_now = models.CharField(_("would you want the job now?"), max_length=10, choices=Said.choices, blank=True)
    could_hurt = models.CharField(_("could going hurt you?"), max_length=10, choices=Said.choices, blank=True)
    gains = models.JSONField(_("what there is to gain"), default=list, blank=True, help_text="Keys of rules GAINS.")
    own_gains = EncryptedTextField(_("what else there is to gain"), blank=True, default="")
    losses = models.JSONField(_("what there is to lose"), default=list, blank=True, help_text="Keys of rules LOSSES.")
    own_losses = EncryptedTextField(_("what else there is to lose"), blank=True, default="")
    posted_openly = models.CharField(_("was it posted openly?"), max_length=10, choices=Said.choices, blank=True)
    favourite_named = models.CharField(_("is a favorite named?"), max_length=10, choices=Said.choices, blank=True)
    asked_by = models.CharField(_("who asked you to apply?"), max_length=10, choices=AskedBy.choices, blank=True)
    choice = models.CharField(_("your decision"), max_length=10, choices=Choice.choices, blank=True)
    why = EncryptedTextField(_("why"), blank=True, default="")
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(choice="", decided_at=None)
                | ~models.Q(choice="") & models.Q(decided_at__isnull=False),
                name="a_choice_has_its_day",
            )
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"

    def case(self) -> Case:
        """What was answered, as the rules take it."""
        return Case(
            want_now=self.want_now,
            could_hurt=self.could_hurt,
            posted_openly=self.posted_openly,
            favourite_named=self.favourite_named,
            asked_by=self.asked_by,
            gains=self.gains,
            losses=self.losses,
            has_own_gains=bool(self.own_gains.strip()),
            has_own_losses=bool(self.own_losses.strip()),
        )
