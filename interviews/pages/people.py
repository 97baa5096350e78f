"""What the card of a panelist shows."""

from django.utils.translation import gettext as _

from interviews.models import Panelist
from interviews.rules.goals import MUST_SAY
from interviews.rules.looks import looks


def examples_for(one: Panelist) -> list[str]:
    """What somebody in that seat might say afterwards."""
    return [_(text) for text in MUST_SAY.get(one.seat, ())]


def drawn_as(one: Panelist) -> int:
    """Their look at the table, chosen or not."""
    panel = list(one.round.panelists.all())
    return looks((each.called, each.look) for each in panel)[panel.index(one)]
