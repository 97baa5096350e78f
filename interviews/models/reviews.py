"""What an invited person said about one practice session, and the summary that a candidate chose to share.

Both are opened by a link. Only a hash of its token is kept, so the link can be shown once, when it is made.
"""

from datetime import datetime
from hashlib import sha256
from typing import Self, TypeVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models.fields import EncryptedTextField
from interviews.models.people import User
from interviews.models.practice import ONE_TO_FIVE, PracticeSession, Turn, one_to_five
from interviews.models.rounds import PromotionRound
from interviews.models.words import Seat


def hash_of(token: str) -> str:
    """What is kept of a link's token. It is long and random, so a fast hash without salt is enough."""
    return sha256(token.encode()).hexdigest()


LinkT = TypeVar("LinkT", bound="Link")


class LinkQuerySet(models.QuerySet[LinkT]):
    def live(self, now: datetime) -> Self:
        return self.filter(revoked_at=None, expires_at__gt=now)

    def by_token(self, token: str) -> Self:
        return self.filter(token_hash=hash_of(token))


class Link(models.Model):
    """Who has the token may look until it expires or is revoked."""

    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(_("works until"))
    revoked_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(_("first opened"), null=True, blank=True)

    class Meta:
        abstract = True

    def is_live(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at


class ReviewQuerySet(LinkQuerySet["Review"]):
    def of(self, user: User) -> "ReviewQuerySet":
        return self.filter(session__round__candidate__user=user)


class Review(Link):
    """An invitation to review one practice session, and what came of it. `seat` is set for a panel with friends."""

    session = models.ForeignKey(PracticeSession, on_delete=models.CASCADE, related_name="reviews")
    reviewer = EncryptedTextField(_("who it is for"))
    seat = models.CharField(_("seat"), max_length=20, choices=Seat.choices, blank=True)
    shares_recordings = models.BooleanField(_("recordings too"), default=False)
    comment = EncryptedTextField(_("about the whole interview"), blank=True, default="")
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"review {self.pk}"


class TurnReview(models.Model):
    """What a reviewer said about one turn."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="turn_reviews")
    turn = models.ForeignKey(Turn, on_delete=models.CASCADE, related_name="turn_reviews")
    rating = models.PositiveSmallIntegerField(_("rating"), null=True, blank=True, choices=ONE_TO_FIVE)
    comment = EncryptedTextField(_("comment"), blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "turn"], name="one_review_per_turn"),
            models.CheckConstraint(condition=one_to_five("rating"), name="review_rating_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"review {self.review_id} of turn {self.turn_id}"


class SharedSummaryQuerySet(LinkQuerySet["SharedSummary"]):
    def of(self, user: User) -> "SharedSummaryQuerySet":
        return self.filter(round__candidate__user=user)


class SharedSummary(Link):
    """What a candidate chose to show of their preparation, word for word as it was previewed."""

    round = models.ForeignKey(PromotionRound, on_delete=models.CASCADE, related_name="shared_summaries")
    shown_to = EncryptedTextField(_("who it is for"), blank=True, default="")
    content = EncryptedTextField(help_text="JSON: a list of [heading, [lines]] as shown.")

    objects = SharedSummaryQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name_plural = "shared summaries"

    def __str__(self) -> str:
        return f"shared summary {self.pk}"
