"""Choices with the words people see for them. The values are those of `interviews/choices.py`."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interviews.message import Message


class Seat(models.TextChoices):
    """Who sits there."""

    BOSS = "boss", _("Boss")
    HR_DIRECTOR = "hr_director", _("HR director")
    CEO = "ceo", _("CEO")
    OTHER = "other", _("Other")


class Kind(models.TextChoices):
    """What a question asks for."""

    BEHAVIOURAL = "behavioural", _("Behavioral: tell us about a time")
    SITUATIONAL = "situational", _("Situational: what would you do")
    MOTIVATION = "motivation", _("Motivation: why this role")
    KNOWLEDGE = "knowledge", _("Knowledge: what do you know")
    OBJECTION = "objection", _("Objection: why not you")
    CLOSING = "closing", _("Closing: your questions for us")


class Mode(models.TextChoices):
    """How a practice session is run."""

    FULL_PANEL = "full_panel", _("Full panel")
    ONE_SEAT = "one_seat", _("One seat")
    TEN_MINUTE_DRILL = "ten_minute_drill", _("Ten-minute drill")
    WEAK_SPOTS = "weak_spots", _("Weak spots")
    REPLAY = "replay", _("Replay of the real panel")


class Manner(models.TextChoices):
    """How strict a practice session is."""

    LIVE = "live", _("As on the day")
    PRACTISE = "practise", _("To learn")


def render_message(wording: Message) -> str:
    """A sentence from the rules in the reader's language."""
    template = gettext(wording.template)
    return template % wording.values if wording.values else template
