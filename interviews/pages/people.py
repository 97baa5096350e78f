"""What the card of a panelist shows."""

from django.utils.translation import gettext as _

from interviews.models import Panelist
from interviews.rules.goals import MUST_SAY


def examples_for(one: Panelist) -> list[str]:
    """What somebody in that seat might say afterwards."""
    return [_(text) for text in MUST_SAY.get(one.seat, ())]
