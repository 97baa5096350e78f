"""Sheets to print or to keep as a file. The browser prints the pages themselves; this makes the PDF."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Final

import typst
from django.utils.translation import gettext as _

from interviews.rules.sheets import FITTINGS, Sheet, shortened

PAPERS: Final = Path(__file__).resolve().parent.parent / "data" / "papers"


def pdf(sheet: Sheet) -> bytes:
    """A4. The same sheet gives the same bytes. One page means one page: letters get smaller first, lines shorter then.

    Signs that the fonts at hand do not have are left blank.
    """
    source = (PAPERS / "sheet.typ").read_bytes()
    inputs = inputs_for(sheet, FITTINGS[0][0])
    for size, most in FITTINGS if sheet.is_one_page else ():
        inputs = inputs_for(shortened(sheet, most, _("Shortened to fit on one page.")), size)
        if json.loads(typst.query(source, "<pages>", field="value", one=True, sys_inputs=inputs)) == 1:
            break
    return typst.compile(source, format="pdf", timestamp=0, sys_inputs=inputs)


def inputs_for(sheet: Sheet, size: float) -> dict[str, str]:
    return {"data": json.dumps(asdict(sheet)), "size": str(size)}
