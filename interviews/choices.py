"""The field's words as the rules use them; the models' choices carry the same values."""

from typing import Final

SEATS: Final = ("boss", "hr_director", "ceo", "other")
KINDS: Final = ("behavioural", "situational", "motivation", "knowledge", "objection", "closing")
MODES: Final = ("full_panel", "one_seat", "ten_minute_drill")
ANY_SEAT: Final = ""
