"""Versions of a pitch."""

from datetime import datetime

from django.db import transaction

from interviews.models import Pitch, PromotionRound
from interviews.services.rounds import hold


@transaction.atomic
def save_pitch(*, a_round: PromotionRound, kind: str, text: str, now: datetime) -> bool:
    """Keep it as the newest version; whether there was anything new in it."""
    hold(a_round.candidate)
    newest = a_round.pitches.filter(kind=kind).first()
    if newest and newest.text == text:
        return False
    Pitch.objects.create(round=a_round, kind=kind, text=text, created_at=now)
    return True
