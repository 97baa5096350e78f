"""Writing down whether to go."""

from datetime import datetime

from django.db import transaction

from interviews.models import Decision
from interviews.services.rounds import hold


@transaction.atomic
def save_decision(*, decision: Decision, now: datetime) -> None:
    """Save what was answered and decided. The day stays the same as long as the choice does."""
    hold(decision.round.candidate)
    before = Decision.objects.filter(round=decision.round).first()
    if before:
        decision.pk = before.pk  # A double click has made it meanwhile.
    is_same = before is not None and before.choice == decision.choice
    decision.decided_at = before.decided_at if before and is_same else now if decision.choice else None
    decision.save()
