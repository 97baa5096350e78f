"""How the people at the table are drawn: as the candidate chose, else so that a Ms is not drawn as a Mr."""

from collections.abc import Iterable, Sequence
from typing import Final

#: How many different people can be drawn. templates/interviews/parts/figure.html draws them by these numbers.
LOOKS: Final = 5
WOMEN: Final = (2, 4)
MEN: Final = (0, 1)
#: The first word of a name, without its full stop.
TITLES: Final = {
    **dict.fromkeys(("ms", "mrs", "miss", "madam", "frau", "mme", "sra", "señora", "signora"), WOMEN),
    **dict.fromkeys(("mr", "sir", "herr", "m", "sr", "señor", "signor"), MEN),
}


def looks(people: Iterable[tuple[str, int | None]]) -> tuple[int, ...]:
    """A look from 0 to 4 for each (name, look that was chosen or None), none twice where that can be."""
    panel = list(people)
    taken = {chosen % LOOKS for _, chosen in panel if chosen is not None}
    found: list[int] = []
    for place, (name, chosen) in enumerate(panel):
        if chosen is not None:
            found.append(chosen % LOOKS)
            continue
        possible = possible_for(name, place)
        found.append(next((look for look in possible if look not in taken), possible[0]))
        taken.add(found[-1])
    return tuple(found)


def possible_for(name: str, place: int) -> Sequence[int]:
    """Those that fit, the one of this place at the table first."""
    first = name.split(maxsplit=1)[0].rstrip(".").lower() if name.strip() else ""
    return TITLES.get(first) or [(place + step) % LOOKS for step in range(LOOKS)]
