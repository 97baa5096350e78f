"""Bank files: what HR uploads or pastes, read into questions and numbered problems."""

from interviews.rules.bank_files import limits
from interviews.rules.bank_files.decoding import ENCODINGS
from interviews.rules.bank_files.delimited import DELIMITERS
from interviews.rules.bank_files.detecting import FORMATS
from interviews.rules.bank_files.headings import FIELDS, fold_heading
from interviews.rules.bank_files.reading import read_bank_file, read_pasted
from interviews.rules.bank_files.results import (
    BankFile,
    Cleaned,
    Column,
    Duplicate,
    HeadingRow,
    Notice,
    Problem,
    ReadOptions,
    Row,
    Sheet,
    Unreadable,
)

__all__ = (
    "DELIMITERS",
    "ENCODINGS",
    "FIELDS",
    "FORMATS",
    "BankFile",
    "Cleaned",
    "Column",
    "Duplicate",
    "HeadingRow",
    "Notice",
    "Problem",
    "ReadOptions",
    "Row",
    "Sheet",
    "Unreadable",
    "fold_heading",
    "limits",
    "read_bank_file",
    "read_pasted",
)
