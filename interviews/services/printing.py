"""Sheets to print or to keep as a file. The browser prints the pages themselves; this makes the PDF."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Final

import typst

from interviews.rules.sheets import Sheet

PAPERS: Final = Path(__file__).resolve().parent.parent / "data" / "papers"


def pdf(sheet: Sheet) -> bytes:
    """A4. The same sheet gives the same bytes. Signs that the fonts at hand do not have are left blank."""
    source = (PAPERS / "sheet.typ").read_bytes()
    return typst.compile(source, format="pdf", timestamp=0, sys_inputs={"data": json.dumps(asdict(sheet))})
