"""Bank files: what HR uploads or pastes, read into questions and numbered problems; and questions written again."""

from interviews.rules.bank_files import limits
from interviews.rules.bank_files.cleaning import code_for, fold, words_of
from interviews.rules.bank_files.decoding import ENCODINGS
from interviews.rules.bank_files.delimited import DELIMITERS
from interviews.rules.bank_files.detecting import FORMATS
from interviews.rules.bank_files.duplicates import Lookalikes
from interviews.rules.bank_files.forbidden import touches
from interviews.rules.bank_files.headings import FIELDS, fold_heading, language_code
from interviews.rules.bank_files.reading import read_bank_file, read_pasted
from interviews.rules.bank_files.results import (
    BankFile,
    Cleaned,
    Column,
    Duplicate,
    Flagged,
    HeadingRow,
    NearDuplicate,
    Notice,
    Problem,
    ReadOptions,
    Row,
    Sheet,
    Skipped,
    Unreadable,
)
from interviews.rules.bank_files.writing import WRITTEN, write_bank, write_problems, write_template

__all__ = (
    "DELIMITERS",
    "ENCODINGS",
    "FIELDS",
    "FORMATS",
    "WRITTEN",
    "BankFile",
    "Cleaned",
    "Column",
    "Duplicate",
    "Flagged",
    "HeadingRow",
    "Lookalikes",
    "NearDuplicate",
    "Notice",
    "Problem",
    "ReadOptions",
    "Row",
    "Sheet",
    "Skipped",
    "Unreadable",
    "code_for",
    "fold",
    "fold_heading",
    "language_code",
    "limits",
    "read_bank_file",
    "read_pasted",
    "touches",
    "words_of",
    "write_bank",
    "write_problems",
    "write_template",
)
