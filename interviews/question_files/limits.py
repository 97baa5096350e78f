"""What a bank file may hold at most. Generous for people, tight for accidents and attacks."""

from typing import Final

MAX_FILE_BYTES: Final = 20 * 1024 * 1024
"""Bytes of an upload; said on the upload page."""
MAX_YAML_BYTES: Final = 4 * 1024 * 1024
"""YAML is read about fifty times more slowly than CSV, so this keeps the wait to a few seconds."""
MAX_YAML_VALUES: Final = 300_000
"""Values, lists and objects in a YAML file; each costs about 20 microseconds and 400 bytes."""
MAX_UNPACKED_BYTES: Final = 200 * 1024 * 1024
"""Bytes of a spreadsheet after unzipping, all its parts together."""
MAX_UNPACKED_RATIO: Final = 200
"""Unzipped to zipped size. Real spreadsheets stay below 30; counted only above one megabyte."""
MAX_PARTS: Final = 2_000
"""Members of a zipped spreadsheet."""
MAX_CELLS: Final = 4_000_000
"""Cells of all sheets together, counted as their used rectangles: that is what reading them costs in memory."""
MAX_SHEETS: Final = 255
MAX_TEXT: Final = 100_000_000
"""Characters of all cells of a workbook together, a shared text counted for each cell that refers to it."""
MAX_ROWS: Final = 200_000
MAX_COLUMNS: Final = 200
MAX_CELL_LENGTH: Final = 131_072
"""Characters of one CSV cell; the csv module's own limit. More usually means a lost quotation mark."""
MAX_QUESTION_LENGTH: Final = 2_000
"""Characters. The longest question in real banks is under 600."""
MAX_CODE_LENGTH: Final = 64
MAX_THEME_LENGTH: Final = 100
MAX_VALUE_LENGTH: Final = 100
"""Characters of a seat, kind, competency or difficulty that could be mapped to one of ours."""
MAX_PROBES: Final = 12
MAX_LISTEN_FOR: Final = 12
MAX_POINT_LENGTH: Final = 500
"""Characters of one probe or one listen-for point."""
MAX_NESTING: Final = 20
"""Levels of lists and objects in JSON and YAML."""
MAX_NODES: Final = 4_000_000
"""Values in a JSON or YAML file after following its aliases."""
SAMPLES: Final = 3
"""Sample values shown for a column in the mapping table."""
LOOK_AHEAD: Final = 200
"""Rows looked at to find the header and to guess what columns hold."""
MAX_COMPARED: Final = 20_000
"""Questions compared for near repeats; each costs about a kilobyte while the file is read."""
