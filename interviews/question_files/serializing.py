"""A BankFile as JSON and back: what the reading process returns, and what is stored until HR has decided."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Final

from interviews.message import Message
from interviews.question_files.results import (
    BankFile,
    Cleaned,
    Column,
    Duplicate,
    Flagged,
    HeadingRow,
    NearDuplicate,
    Notice,
    Problem,
    Row,
    Sheet,
    Skipped,
    UnknownValue,
)

LISTS: Final[Mapping[str, type]] = {
    "sheets": Sheet,
    "columns": Column,
    "problems": Problem,
    "warnings": Notice,
    "heading_rows": HeadingRow,
    "cleaned": Cleaned,
    "skipped": Skipped,
    "near_duplicates": NearDuplicate,
    "flagged": Flagged,
    "unknown_values": UnknownValue,
}
"""Fields of a BankFile that hold records, with the record's class. Rows and duplicates have their own way."""
NAMES: Final = {kind: tuple(field.name for field in fields(kind)) for kind in (*LISTS.values(), Row)}
TUPLES: Final = frozenset({"probes", "listen_for", "samples"})
row_values = attrgetter(*NAMES[Row])


def bank_file_to_json(bank: BankFile) -> bytes:
    document: dict[str, Any] = {field.name: getattr(bank, field.name) for field in fields(bank)}
    for name, kind in LISTS.items():
        values = attrgetter(*NAMES[kind])
        document[name] = [[plain(value) for value in values(record)] for record in document[name]]
    document["rows"] = [row_values(row) for row in bank.rows]
    document["duplicates"] = [
        (same.row, same.first_row, same.text, row_values(same.question)) for same in bank.duplicates
    ]
    return json.dumps(document, separators=(",", ":")).encode()


def plain(value: object) -> object:
    return [value.template, value.values] if isinstance(value, Message) else value


def bank_file_from_json(document: bytes) -> BankFile:
    """Raises ValueError, TypeError or KeyError for anything that `bank_file_to_json` did not write."""
    found = json.loads(document)
    for name, kind in LISTS.items():
        found[name] = [record_of(kind, values) for values in found[name]]
    found["sheets"], found["languages"] = tuple(found["sheets"]), tuple(found["languages"])
    found["rows"] = list(map(row_of, found["rows"]))
    found["duplicates"] = [
        Duplicate(number, first, text, row_of(values)) for number, first, text, values in found["duplicates"]
    ]
    return BankFile(**found)


def record_of(kind: type, values: Sequence[Any]) -> Any:  # noqa: ANN401 (one of the classes above)
    named = dict(zip(NAMES[kind], values, strict=True))
    for name in TUPLES & named.keys():
        named[name] = tuple(named[name])
    if "wording" in named:
        named["wording"] = Message(*named["wording"])
    return kind(**named)


def row_of(values: Sequence[Any]) -> Row:
    number, code, text, seat, kind, competency, theme, difficulty, probes, listen_for = values
    return Row(
        row=number,
        code=code,
        text=text,
        seat=seat,
        kind=kind,
        competency=competency,
        theme=theme,
        difficulty=difficulty,
        probes=tuple(probes),
        listen_for=tuple(listen_for),
    )
