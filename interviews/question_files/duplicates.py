"""Questions that are nearly the same: a word more, a word misspelt, an article."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final, Generic, TypeVar

Key = TypeVar("Key")

ARTICLE_WORDS: Final = (
    "a an the please just der die das den dem ein eine einen bitte le la les l un une des el los las una o os as um uma"
)
COMMON_WORDS: Final = """
    tell me us about time when you your yours did do does had have has to how what which why who where was were
    is are be
    been would will could can in of and or for with on at from by that this it if as describe give example
    situation
    sie ihr ihre ihren ihrem ihnen haben hat hatten sind war waren wie was welche welchen wann warum wer wo uns
    mir von
    und oder in im mit zu zur zum auf fur an es wenn als wurden konnen erzahlen
    vous votre vos avez est etes ete que qui quel quelle quels quelles quand comment pourquoi ou de du d et en
    dans pour
    avec sur au aux nous parlez qu se y a
    usted su sus ha han es que cual cuales cuando como por porque donde de del y en para con al nos le se
    cuentenos hableme
    voce seu sua seus suas foi qual quais quando onde do da dos das e em no na com ao nos fale conte
"""
NEGATION_WORDS: Final = (
    "not never no nor without cannot t nicht kein keine keinen nie ohne pas non jamais sans nunca sin nao sem ni"
)
ARTICLES: Final = frozenset(ARTICLE_WORDS.split())
NEGATIONS: Final = frozenset(NEGATION_WORDS.split())
COMMON: Final = frozenset(COMMON_WORDS.split()) | ARTICLES
"""Too frequent to file a text under; still compared."""
FILLER_WORDS: Final = """
    ever really recently currently actually also own very personally then now today usually typically some any one once
    most schon einmal eigentlich aktuell gerade auch sehr noch deja recemment actuellement aussi alguna vez
    recientemente actualmente tambien muy ja recentemente atualmente tambem muito
"""
FILLERS: Final = COMMON | frozenset(FILLER_WORDS.split())
"""Words that leave a question what it is. Any other, as in "circular linked list", makes it one of its own."""
FEWEST_WORDS: Final = 5
"""Below this one word more or less makes another question."""
SHORTEST_MISSPELT: Final = 4
ALIKE: Final = 0.8
"""Letters two words must share, as difflib counts them, for one to be a misspelling or another form of the other."""


class NearDuplicateIndex(Generic[Key]):
    """Finds, for each text, an earlier one that is nearly the same, in constant time for each.

    Every text is filed under a number for its set of telling words and one for that set less each of its words; texts
    that meet are compared. Where several have met, the latest is kept.
    """

    def __init__(self) -> None:
        self.places: dict[int, int] = {}
        self.texts: list[tuple[Key, Sequence[str]]] = []

    def add(self, key: Key, words: Sequence[str]) -> Key | None:
        """File a text by its words; the key of an earlier lookalike, or None."""
        marks = marks_of(words)
        match = None if self.places.keys().isdisjoint(marks) else self.find(words, marks)
        self.places.update(dict.fromkeys(marks, len(self.texts)))
        self.texts.append((key, words))
        return match

    def find(self, words: Sequence[str], marks: Sequence[int]) -> Key | None:
        met = sorted({self.places[mark] for mark in marks if mark in self.places})
        return next((self.texts[place][0] for place in met if nearly_same(self.texts[place][1], words)), None)


def marks_of(words: Sequence[str]) -> list[int]:
    """Numbers for the set of telling words and for the set less each one of them."""
    numbers = set(map(hash, set(words) - COMMON))
    whole = sum(numbers)
    return [whole, *[whole - number for number in numbers]] if len(numbers) > 1 else [whole]


def nearly_same(one: Sequence[str], other: Sequence[str]) -> bool:
    """The same words in the same order, but for articles and one that is missing or spelled a little differently."""
    one = [word for word in one if word not in ARTICLES]
    other = [word for word in other if word not in ARTICLES]
    differing = set(one) ^ set(other)
    if any(word in NEGATIONS or word.isdigit() or any(map(str.isdigit, word)) for word in differing):
        return False
    if [word for word in one if word not in differing] != [word for word in other if word not in differing]:
        return False
    if len(differing) < 2:
        return differing <= FILLERS and (not differing or min(len(one), len(other)) >= FEWEST_WORDS)
    return len(differing) == 2 and len(one) == len(other) and spelled_alike(*sorted(differing))


def spelled_alike(one: str, other: str) -> bool:
    if one[0] != other[0] or min(len(one), len(other)) < SHORTEST_MISSPELT:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
