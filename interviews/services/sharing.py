"""What a candidate lets others see: one practice session for a reviewer, a summary of the preparation for anybody."""

import json
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from interviews.models import Panelist, PracticeSession, PromotionRound, Review, SharedSummary, Turn, TurnReview
from interviews.models.reviews import Link, hash_of
from interviews.services.practice import locked
from interviews.services.rounds import hold

#: Live links of one session, or of one round.
MOST_LINKS: Final = 10


class TooManyLinks(Exception):
    """So many people are asked already."""


def new_token() -> str:
    """256 random bits: guessing one takes longer than there is time, so nobody has to count tries."""
    return secrets.token_urlsafe(32)


@transaction.atomic
def invite(
    *,
    session: PracticeSession,
    reviewer: str,
    days: int,
    shares_recordings: bool,
    panelist: Panelist | None,
    now: datetime,
) -> tuple[Review, str]:
    """An invitation and the token of its link, which cannot be had again. Raises TooManyLinks."""
    locked(session)
    if session.reviews.live(now).count() >= MOST_LINKS:
        raise TooManyLinks
    token = new_token()
    review = Review.objects.create(
        session=session,
        reviewer=reviewer,
        seat=panelist.seat if panelist else "",
        shares_recordings=shares_recordings,
        token_hash=hash_of(token),
        expires_at=now + timedelta(days=days),
        created_at=now,
    )
    return review, token


@transaction.atomic
def renew(*, review: Review, now: datetime) -> str:
    """A new link for as long again; the old one does not work any more."""
    token = new_token()
    review.expires_at = now + (review.expires_at - review.created_at)
    review.token_hash, review.revoked_at, review.created_at = hash_of(token), None, now
    review.save(update_fields=["token_hash", "expires_at", "revoked_at", "created_at"])
    return token


def revoke(*, link: Link, now: datetime) -> None:
    if link.revoked_at is None:
        link.revoked_at = now
        link.save(update_fields=["revoked_at"])


def opened(*, link: Link, now: datetime) -> None:
    if link.opened_at is None:
        link.opened_at = now
        link.save(update_fields=["opened_at"])


@transaction.atomic
def review_turn(*, review: Review, turn: Turn, rating: int | None, comment: str) -> None:
    TurnReview.objects.update_or_create(review=review, turn=turn, defaults={"rating": rating, "comment": comment})


def finish_review(*, review: Review, comment: str, now: datetime) -> None:
    review.comment, review.finished_at = comment, now
    review.save(update_fields=["comment", "finished_at"])


@transaction.atomic
def share(
    *, a_round: PromotionRound, content: Sequence[tuple[str, list[str]]], shown_to: str, days: int, now: datetime
) -> str:
    """Keep what was previewed, word for word, behind a new link; its token. Raises TooManyLinks."""
    hold(a_round.candidate)
    if a_round.shared_summaries.live(now).count() >= MOST_LINKS:
        raise TooManyLinks
    token = new_token()
    SharedSummary.objects.create(
        round=a_round,
        shown_to=shown_to,
        content=json.dumps(content),
        token_hash=hash_of(token),
        expires_at=now + timedelta(days=days),
        created_at=now,
    )
    return token
