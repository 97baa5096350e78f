"""Goals and questions for the people on the panel."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from interviews.models import Goal, Panelist, PanelQuestion
from interviews.rules.goals import MOST_GOALS
from interviews.services.rounds import hold


class TooManyGoals(Exception):
    """One person cannot take so much away."""


@transaction.atomic
def add_goals(*, panelist: Panelist, texts: Iterable[str], now: datetime) -> None:
    """Add those that are not there yet, so that sending twice adds once. Raises TooManyGoals, and then adds none."""
    hold(panelist.round.candidate)
    there = {goal.text for goal in panelist.goals.all()}
    fresh = [text for text in dict.fromkeys(texts) if text not in there]
    if fresh and len(there) + len(fresh) > MOST_GOALS:
        raise TooManyGoals
    Goal.objects.bulk_create(Goal(round=panelist.round, panelist=panelist, text=text, created_at=now) for text in fresh)


@transaction.atomic
def add_questions(*, panelist: Panelist, texts: Iterable[str], now: datetime) -> None:
    """Add those that are not there yet, so that sending twice adds once."""
    hold(panelist.round.candidate)
    there = {question.text for question in panelist.panel_questions.all()}
    fresh = [text for text in dict.fromkeys(texts) if text not in there]
    PanelQuestion.objects.bulk_create(
        PanelQuestion(round=panelist.round, panelist=panelist, text=text, created_at=now) for text in fresh
    )
