"""Bank files: what HR uploads or pastes, read into questions and numbered problems; and questions written again."""

from interviews.question_files import limits
from interviews.question_files.cleaning import content_id, fold, words_of
from interviews.question_files.decoding import ENCODINGS
from interviews.question_files.delimited import DELIMITERS
from interviews.question_files.detecting import FORMATS
from interviews.question_files.duplicates import NearDuplicateIndex
from interviews.question_files.forbidden import protected_topic_matches
from interviews.question_files.headings import FIELDS, fold_heading, language_code
from interviews.question_files.isolated import annotate_isolated, read_isolated
from interviews.question_files.reading import read_bank_file, read_pasted
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
    ReadOptions,
    Row,
    Sheet,
    Skipped,
    UnknownValue,
    Unreadable,
)
from interviews.question_files.serializing import bank_file_from_json, bank_file_to_json
from interviews.question_files.writing import WRITTEN, messages_by_row, write_bank, write_problems, write_template

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
    "NearDuplicate",
    "NearDuplicateIndex",
    "Notice",
    "Problem",
    "ReadOptions",
    "Row",
    "Sheet",
    "Skipped",
    "UnknownValue",
    "Unreadable",
    "annotate_isolated",
    "bank_file_from_json",
    "bank_file_to_json",
    "content_id",
    "fold",
    "fold_heading",
    "language_code",
    "limits",
    "messages_by_row",
    "protected_topic_matches",
    "read_bank_file",
    "read_isolated",
    "read_pasted",
    "words_of",
    "write_bank",
    "write_problems",
    "write_template",
)
