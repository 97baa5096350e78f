"""What a candidate says about themselves when asked openly: why me, and who I am."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models.fields import EncryptedTextField
from interviews.models.people import User
from interviews.models.rounds import PromotionRound


class PitchQuerySet(models.QuerySet["Pitch"]):
    def of(self, user: User) -> "PitchQuerySet":
        return self.filter(round__candidate__user=user)


class Pitch(models.Model):
    """One version of a pitch. Saving a changed text writes a new version; the newest is the one in use."""

    class Kind(models.TextChoices):
        WHY_ME = "why_me", _("Why me")
        INTRODUCTION = "introduction", _("Who I am")

    round = models.ForeignKey(PromotionRound, on_delete=models.CASCADE, related_name="pitches")
    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices)
    text = EncryptedTextField(_("words"))
    created_at = models.DateTimeField(default=timezone.now)

    objects = PitchQuerySet.as_manager()

    class Meta:
        verbose_name = _("pitch")
        ordering = ["kind", "-created_at", "-pk"]
        verbose_name_plural = "pitches"

    def __str__(self) -> str:
        return f"pitch {self.pk}"
