"""What a candidate lets others see: one practice session for a reviewer, a summary of the preparation for anybody."""

import json
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from django.db import transaction

from interviews.models import Panelist, PracticeSession, PromotionRound, Review, SharedSummary, Turn, TurnReview
from interviews.models.reviews import Link, hash_of
from interviews.services.practice import locked
from interviews.services.rounds import hold

#: Live links of one session, or of one round.
MOST_LINKS: Final = 10


class TooManyLinks(Exception):
    """So many people are asked already."""


class LinkEnded(Exception):
    """It expired, was revoked, or what it led to was deleted, while somebody was writing."""


class SaidOfTurn(NamedTuple):
    """What a reviewer says about one turn."""

    turn: Turn
    rating: int | None
    comment: str


def new_token() -> str:
    """256 random bits: guessing one takes longer than there is time, so nobody has to count tries."""
    return secrets.token_urlsafe(32)


@transaction.atomic
def invite(
    *,
    session: PracticeSession,
    guests: Sequence[tuple[str, Panelist | None]],
    days: int,
    shares_recordings: bool,
    now: datetime,
) -> list[tuple[Review, str]]:
    """For each guest, by name and in whose seat, an invitation and the token of its link, which cannot be had again.

    Raises TooManyLinks; then nobody is invited.
    """
    locked(session)
    if session.reviews.live(now).count() + len(guests) > MOST_LINKS:
        raise TooManyLinks
    return [
        invitation(session=session, reviewer=name, days=days, shares=shares_recordings, seat=seat, now=now)
        for name, seat in guests
    ]


def invitation(
    *, session: PracticeSession, reviewer: str, days: int, shares: bool, seat: Panelist | None, now: datetime
) -> tuple[Review, str]:
    token = new_token()
    review = Review.objects.create(
        session=session,
        reviewer=reviewer,
        seat=seat.seat if seat else "",
        shares_recordings=shares,
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
def save_review(*, review: Review, said: Iterable[SaidOfTurn], comment: str, is_finished: bool, now: datetime) -> None:
    """Keep all of it; what is empty and was empty is not kept. Raises LinkEnded."""
    held = Review.objects.select_for_update().filter(pk=review.pk).live(now).first()
    if held is None:
        raise LinkEnded
    before = {one.turn_id: (one.rating, one.comment) for one in held.turn_reviews.all()}
    for turn, rating, words in said:
        if (rating, words) != before.get(turn.pk, (None, "")):
            TurnReview.objects.update_or_create(review=held, turn=turn, defaults={"rating": rating, "comment": words})
    held.comment = comment
    held.finished_at = now if is_finished else held.finished_at
    held.save(update_fields=["comment", "finished_at"])


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
