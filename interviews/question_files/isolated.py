"""Reading in a process of its own: run as a module it reads the file it is given, imported it starts that process."""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from interviews.isolation import MAX_SECONDS, Failure, IsolatedRunError, run_isolated, serve
from interviews.message import gettext_noop
from interviews.question_files.reading import read_bank_file, read_pasted
from interviews.question_files.results import BankFile, ReadOptions, Unreadable
from interviews.question_files.serializing import bank_file_to_json
from interviews.question_files.writing import write_problems

FAILURES: Final = {
    Failure.TIME: gettext_noop(
        "Reading this took more than %(seconds)d seconds, so we stopped. Nothing was loaded. Split the file, or save it"
        " as CSV and try again."
    ),
    Failure.MEMORY: gettext_noop(
        "This file needs far more memory than a list of questions should, so we stopped reading it. Nothing was"
        " loaded. Copy the questions into a new file, save it as CSV and try again."
    ),
    Failure.CRASH: gettext_noop(
        "This file is damaged in a way that our reader cannot handle. Nothing was loaded. Open it in your spreadsheet"
        " program, save it as CSV and try again."
    ),
    Failure.BUSY: gettext_noop(
        "Other files are being read at the moment. Nothing was loaded. Wait a minute and try again."
    ),
}
MODULE: Final = "interviews.question_files.isolated"
ANSWER: Final = b"+"
REFUSAL: Final = b"-"
"""First byte of a result: what was asked for, or why the file cannot be read."""


def read_isolated(
    content: bytes, *, filename: str, pasted: bool, competencies: Mapping[str, str], options: ReadOptions
) -> bytes:
    """The BankFile of an uploaded file, or of pasted text in UTF-8, as JSON. Raises Unreadable and nothing else."""
    header = {"do": "read", "filename": filename, "pasted": pasted, "competencies": dict(competencies)}
    return result_of(header, options, content)


def annotate_isolated(
    content: bytes, *, filename: str, options: ReadOptions, messages: Mapping[int, str], bank: BankFile
) -> tuple[bytes, str]:
    """The file with a column of what is wrong, and its format. `messages` are by row. Raises Unreadable."""
    marks = {"messages": list(messages.items()), "width": len(bank.columns), "header_row": bank.header_row}
    result = result_of({"do": "annotate", "filename": filename, **marks}, options, content)
    kind, _, copy = result.partition(b"\n")
    return copy, kind.decode()


def result_of(header: Mapping[str, Any], options: ReadOptions, content: bytes) -> bytes:
    chosen = {field.name: getattr(options, field.name) for field in fields(options)}
    try:
        result = run_isolated(MODULE, {**header, "options": chosen}, content)
    except IsolatedRunError as error:
        raise Unreadable(FAILURES[error.failure], seconds=MAX_SECONDS) from None
    if result[:1] == REFUSAL:
        template, values = json.loads(result[1:])
        raise Unreadable(template, **values)
    return result[1:]


def handle(header: Mapping[str, Any], content: bytes) -> bytes:
    """The child's side of `result_of`."""
    try:
        answer = read(header, content) if header["do"] == "read" else annotate(header, content)
    except Unreadable as error:
        return REFUSAL + json.dumps([error.wording.template, error.wording.values]).encode()
    return ANSWER + answer


def read(header: Mapping[str, Any], content: bytes) -> bytes:
    options, competencies = ReadOptions(**header["options"]), header["competencies"]
    if header["pasted"]:
        return bank_file_to_json(read_pasted(content.decode(), competencies=competencies, options=options))
    return bank_file_to_json(
        read_bank_file(content, filename=header["filename"], competencies=competencies, options=options)
    )


def annotate(header: Mapping[str, Any], content: bytes) -> bytes:
    copy, kind = write_problems(
        content,
        filename=header["filename"],
        options=ReadOptions(**header["options"]),
        messages=dict(header["messages"]),
        width=header["width"],
        header_row=header["header_row"],
    )
    return kind.encode() + b"\n" + copy


if __name__ == "__main__":
    serve(handle)
