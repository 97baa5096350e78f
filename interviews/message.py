"""Text for people, written here and translated where Django is at hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def gettext_noop(message: str) -> str:
    """Mark `message` for the translators' catalogue and return it unchanged."""
    return message


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with its values kept apart: `template` holds `%(name)s` places, `values` fills them."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template % self.values if self.values else self.template
