"""Numbers in an answer: amounts, money, percentages, times and dates, in digits or in English words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from interviews.analysis import english
from interviews.analysis.tokens import Token

CURRENCY: Final = frozenset("€$£¥₹")
CURRENCY_CODES: Final = frozenset({"eur", "usd", "gbp", "chf"})
NUMERAL: Final = re.compile(r"(\d+(?:[.,:/]\d+)*)(\w*)")
YEAR: Final = re.compile(r"(?:19[5-9]|20[0-4])\d")
QUARTER: Final = re.compile(r"(?:q[1-4]|h[12]|fy\d\d(?:\d\d)?)")
TIME_OR_DATE: Final = re.compile(r"\d{1,2}:\d\d|\d{1,2}[./]\d{1,2}[./](?:\d\d)?\d\d")
#: Between two parts of one figure: nothing, spaces, a hyphen or a dash.
JOINT: Final = re.compile(r"[ \t\u00a0\u202f]{0,3}[-–]?[ \t\u00a0\u202f]{0,3}")
NEVER: Final = frozenset({"24/7", "50/50", "9/11"})


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure's place in the text; `dated` for a date, a year or a time of day, which measures nothing."""

    start: int
    end: int
    dated: bool


def find_figures(text: str, tokens: Sequence[Token], *, words_too: bool) -> list[Figure]:
    """The figures in order. `words_too` reads English around and between the digits; without it, digits only."""
    reader = FigureReader(text, tokens) if words_too else DigitReader(text, tokens)
    found = []
    index = 0
    while index < len(tokens):
        after, figure = reader.read(index)
        if figure:
            found.append(figure)
        index = max(after, index + 1)
    return found


class DigitReader:
    """Figures in digits, in any language."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens

    def read(self, index: int) -> tuple[int, Figure | None]:
        """The token after the figure at `index`, and the figure, if there is one."""
        if not self.is_numeral(index):
            return index + 1, None
        after = self.numerals_end(index)
        first = self.tokens[index]
        return after, Figure(self.with_currency(index), self.with_percent(after - 1), self.is_date(index, after, first))

    def is_numeral(self, index: int) -> bool:
        low = self.tokens[index].low
        return low[0].isdecimal() and low not in NEVER and not self.is_part_of_name(index)

    def is_part_of_name(self, index: int) -> bool:
        """COVID-19, B-52."""
        start = self.tokens[index].start
        return start > 1 and self.text[start - 1] == "-" and self.text[start - 2].isalpha()

    def joined(self, index: int) -> bool:
        """Whether the token at `index` follows the one before it with no punctuation between."""
        if not 0 < index < len(self.tokens):
            return False
        start, end = self.tokens[index - 1].end, self.tokens[index].start
        return end - start <= 7 and JOINT.fullmatch(self.text, start, end) is not None

    def low(self, index: int) -> str:
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def numerals_end(self, index: int) -> int:
        """Past a range, a date in parts or thousands set apart: 10–15, 2025-03-14, 40 000."""
        after = index + 1
        while self.joined(after) and self.low(after)[0].isdecimal() and (self.glued(after) or self.is_thousand(after)):
            after += 1
        return after

    def is_thousand(self, index: int) -> bool:
        low = self.low(index)
        return len(low) == 3 and low.isdecimal() and len(self.low(index - 1)) <= 3

    def glued(self, index: int) -> bool:
        return " " not in self.text[self.tokens[index - 1].end : self.tokens[index].start]

    def with_currency(self, index: int) -> int:
        start = self.tokens[index].start
        before = self.text[max(start - 2, 0) : start].rstrip()
        if before and before[-1] in CURRENCY:
            return start - len(self.text[max(start - 2, 0) : start]) + len(before) - 1
        return start

    def with_percent(self, last: int) -> int:
        end = self.tokens[last].end
        following = self.text[end : end + 2].lstrip(" \u00a0\u202f")
        if following and (following[0] in CURRENCY or following[0] == "%"):
            return self.text.index(following[0], end) + 1
        return end

    def is_date(self, index: int, after: int, first: Token) -> bool:
        in_parts = after - index == 3 and self.glued(index + 1)
        if TIME_OR_DATE.fullmatch(first.low) or in_parts:
            return True
        return bool(YEAR.fullmatch(first.low)) and self.with_percent(after - 1) == self.tokens[after - 1].end


class FigureReader(DigitReader):
    """Figures in digits and in English words, with the unit that belongs to them."""

    def read(self, index: int) -> tuple[int, Figure | None]:
        low = self.low(index)
        if low in english.MONTHS and self.is_month(index):
            return self.month(index)
        if low == "first" and self.low(index + 1) == "of" and self.starts_date(index + 1):
            after, month = self.month(index + 2)
            return after, Figure(self.tokens[index].start, month.end, True)
        if QUARTER.fullmatch(low):
            return index + 1, self.figure(index, index + 1, dated=True)
        if low in english.WHOLE_FIGURES:
            return index + 1, self.figure(index, index + 1)
        after = self.number_end(index)
        if after == index:
            return index + 1, None
        return self.with_unit(index, after)

    def figure(self, index: int, after: int, *, dated: bool = False) -> Figure:
        return Figure(self.with_currency(index), self.with_percent(after - 1), dated)

    # Dates

    def is_month(self, index: int) -> bool:
        capital = self.text[self.tokens[index].start].isupper()
        numbered = self.joined(index + 1) and self.low(index + 1)[0].isdecimal()
        return capital and (numbered or self.low(index - 1) in english.BEFORE_MONTH)

    def month(self, index: int) -> tuple[int, Figure]:
        """March, March 2025, March 14; the day before it was read as a number already if there is one."""
        after = index + 1
        if self.joined(after) and self.low(after)[0].isdecimal():
            after += 1
        return after, self.figure(index, after, dated=True)

    def starts_date(self, after: int) -> bool:
        """A day before its month: 14 March, 3rd of May."""
        month = after + 1 if self.low(after) == "of" else after
        return self.low(month) in english.MONTHS and self.text[self.tokens[month].start].isupper()

    # Numbers

    def number_end(self, index: int) -> int:
        """Past the number that starts at `index`; `index` itself if none does."""
        low = self.low(index)
        if low[0].isdecimal():
            return self.numeral_end(index)
        if low in english.NUMBERS or (low in english.SCALES and self.low(index - 1) in {"a", "half", "per"}):
            return self.words_end(index + 1)
        if low == "one":
            return self.one_end(index)
        if low == "a" and self.low(index + 1) in english.TIME_UNITS and self.low(index + 2) in english.AFTER_ONE_UNIT:
            return index + 3
        if low in english.FRACTIONS:
            return index + 1 if self.is_fraction(index) else index
        return index

    def numeral_end(self, index: int) -> int:
        match = NUMERAL.fullmatch(self.low(index))
        if not self.is_numeral(index) or match is None or self.is_list_number(index):
            return index
        suffix = match.group(2)
        if suffix in english.ORDINAL_SUFFIXES:
            return index + 1 if self.starts_date(index + 1) or self.low(index - 1) in english.MONTHS else index
        if suffix == "s":
            return index + 1 if YEAR.fullmatch(match.group(1)) else index
        if suffix and suffix not in english.SUFFIXES:
            return index
        return self.words_end(self.numerals_end(index))

    def is_list_number(self, index: int) -> bool:
        """1. or 2) at the start of a line."""
        token = self.tokens[index]
        if self.text[token.end : token.end + 1] not in {".", ")"} or len(token.low) > 2:
            return False
        line = self.text[max(token.start - 3, 0) : token.start].rstrip(" \t")
        return (not line and token.start < 3) or line.endswith("\n")

    def words_end(self, after: int) -> int:
        """Past the number words that go on: two hundred and five thousand, three quarters."""
        while self.joined(after):
            low = self.low(after)
            linked = low == "and" and self.low(after - 1) in english.SCALES and self.low(after + 1) in english.NUMBERS
            goes_on = low in english.NUMBERS or low in english.SCALES or low in {"thirds", "quarters", "fifths"}
            if not (linked or goes_on):
                break
            after += 1
        return after

    def one_end(self, index: int) -> int:
        following = self.low(index + 1)
        if following in english.SCALES or following in {"third", "quarter", "half", "fifth", "tenth"}:
            return self.words_end(index + 2)
        if following in {"percent", "per"}:
            return index + 1
        if proportion := self.one_in_end(index):
            return proportion
        return index + 1 if following in english.TIME_UNITS and self.low(index - 1) in english.BEFORE_ONE else index

    def one_in_end(self, index: int) -> int:
        """Past "one in thirty", "one loaf in thirty"; 0 if it is none."""
        link = next((at for at in (index + 1, index + 2) if self.low(at) == "in"), 0)
        whole = self.low(link + 1) if link else ""
        counted = whole in english.NUMBERS or (whole.isdecimal() and not YEAR.fullmatch(whole))
        return self.words_end(link + 2) if counted else 0

    def is_fraction(self, index: int) -> bool:
        low, before, following = self.low(index), self.low(index - 1), self.low(index + 1)
        if before in english.NOT_BEFORE_HALF or following == "past":
            return False
        if low == "half":
            return before in english.BEFORE_FRACTION or following in english.AFTER_FRACTION
        if low == "tenth" or low == "fifth" or low == "third" or low == "quarter":
            return before == "by" or (before in {"a", "one"} and self.fraction_of(index, before, following))
        return False

    def fraction_of(self, index: int, before: str, following: str) -> bool:
        return following in english.AFTER_FRACTION or self.low(index - 2) == "by"

    # Around the number

    def with_unit(self, index: int, after: int) -> tuple[int, Figure | None]:
        first = self.tokens[index]
        if self.starts_date(after):
            month = after + 1 if self.low(after) == "of" else after
            end, whole = self.month(month)
            return end, Figure(first.start, whole.end, True)
        if self.is_clock(index, after):
            end = after + 1 if self.low(after) in {"o'clock", "am", "pm"} else after
            return end, self.figure(index, end, dated=True)
        end = self.unit_end(self.proportion_end(after))
        if end == after and self.is_date(index, after, first):
            return after, self.figure(index, after, dated=True)
        if self.is_named(index, after, end) or self.is_ordering(after):
            return after, None
        has_lead = self.low(index - 1) in CURRENCY_CODES or (
            self.low(index) in english.FRACTIONS and self.low(index - 1) in {"a", "one"}
        )
        start = index - 1 if has_lead else index
        return end, self.figure(start, end)

    def proportion_end(self, after: int) -> int:
        """Past "of ten", "out of twelve", "in five"."""
        link = 2 if self.low(after) == "out" else 1
        if self.low(after + link - 1) not in {"of", "in"} or after + link >= len(self.tokens):
            return after
        whole = self.low(after + link)
        counted = whole in english.NUMBERS or (whole.isdecimal() and not YEAR.fullmatch(whole))
        return after + link + 1 if counted and self.joined(after) and self.joined(after + link) else after

    def is_clock(self, index: int, after: int) -> bool:
        """At nine, half past four, five o'clock."""
        if self.low(after) == "o'clock" or self.low(index - 1) == "past":
            return True
        hour = self.low(index) in english.HOURS and after == index + 1
        return hour and self.low(index - 1) == "at" and self.unit_end(after) == after and not self.has_sign(index)

    def has_sign(self, index: int) -> bool:
        token = self.tokens[index]
        return (self.with_currency(index), self.with_percent(index)) != (token.start, token.end)

    def is_named(self, index: int, after: int, end: int) -> bool:
        """ISO 9001, line three; but "line 3 days" would be three days."""
        plain = end == after and self.with_percent(after - 1) == self.tokens[after - 1].end
        return plain and self.low(index - 1) in english.LABELS and self.joined(index)

    def is_ordering(self, after: int) -> bool:
        """Two things, three more reasons, the two of us."""
        if self.low(after) == "of" and self.low(after + 1) in {"us", "them", "you"}:
            return self.low(after - 2) == "the"
        if self.low(after - 1) not in english.SMALL_NUMBERS:
            return False
        nouns = {self.low(after), self.low(after + 1)} if self.low(after) not in english.FUNCTION_WORDS else {""}
        return self.joined(after) and not nouns.isdisjoint(english.NOT_MEASURED)

    def unit_end(self, after: int) -> int:
        """Past "days", "per cent", "new customers"."""
        if not self.joined(after):
            return after
        if self.low(after) == "per" and self.low(after + 1) == "cent":
            return after + 2
        if self.is_unit(after):
            return after + 1
        plain = self.low(after) not in english.FUNCTION_WORDS and not self.low(after)[0].isdecimal()
        return after + 2 if plain and self.joined(after + 1) and self.is_unit(after + 1) else after

    def is_unit(self, index: int) -> bool:
        low = self.low(index)
        plural = len(low) > 3 and low.endswith("s") and not low.endswith("ss")
        return low in english.UNITS or (plural and low not in english.FUNCTION_WORDS)
