"""Tables as the files that spreadsheets open."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

BOM = "\ufeff"
"""Without it Excel takes the file for one of its own code page, and every accent for two wrong letters."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - some spreadsheets take the wide ones too
"""What a text begins with that a spreadsheet would compute, or hand to other programs, instead of showing it."""


def csv_file(rows: Iterable[Sequence[Any]]) -> bytes:
    """RFC 4180, in UTF-8. A text that begins like a formula gets an apostrophe before it, as OWASP advises (proposed).

    Names and notes come from strangers, who phone with any name they like. Numbers stay numbers: none of them is a text.
    """
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_cell(value) for value in row] for row in rows)
    return (BOM + text.getvalue()).encode()


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
