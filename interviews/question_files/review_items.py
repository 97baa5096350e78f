"""Questions of a file that a person has to say yes to, one by one, before they are loaded."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from interviews.message import Message, gettext_noop
from interviews.question_files.comparing import Difference
from interviews.question_files.results import BankFile, Row

SAME: Final = gettext_noop("Row %(row)d has the same words.")
NEARLY_SAME: Final = gettext_noop("It reads nearly like row %(row)d: “%(text)s”")
IN_THE_BANK: Final = gettext_noop("It reads nearly like “%(text)s”, which is in the bank.")
MUST_NOT: Final = gettext_noop("Perhaps it must not be asked: “%(words)s”.")


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A question that is left out unless somebody ticks it, and why. `topics`: what must not be asked about."""

    row: Row
    reasons: tuple[Message, ...]
    topics: tuple[str, ...] = ()


def find_review_items(file: BankFile, difference: Difference) -> list[ReviewItem]:
    """What is in doubt of the questions that loading would add or reword, in the order of the file."""
    reasons: dict[int, list[Message]] = defaultdict(list)
    topics: dict[int, list[str]] = defaultdict(list)
    rows = {row.row: row for row in [*difference.new, *difference.reworded]}
    for flag in file.flagged:
        if flag.row in rows:
            reasons[flag.row] += [Message(MUST_NOT, {"words": flag.words}), flag.wording]
            topics[flag.row].append(flag.topic)
    for row, reason in doubles(file, difference):
        rows[row.row] = row
        reasons[row.row].append(reason)
    return [ReviewItem(rows[number], tuple(reasons[number]), tuple(topics[number])) for number in sorted(reasons)]


def doubles(file: BankFile, difference: Difference) -> Iterator[tuple[Row, Message]]:
    """Rows that say what another row or a question of the bank says."""
    new = {row.row: row for row in difference.new}
    for pair in file.near_duplicates:
        if pair.row in new:
            yield new[pair.row], Message(NEARLY_SAME, {"row": pair.first_row, "text": pair.first_text})
    for same in difference.repeats:
        yield same.question, Message(SAME, {"row": same.first_row})
    for row, match in difference.near_matches:
        yield row, Message(IN_THE_BANK, {"text": match.text})
