"""Bytes of a CSV file as lines of text, or as what is wrong with them."""

import io
from collections.abc import Iterable, Iterator

from sandbox.fourfour.imports.failure import JobFailure

LONGEST_LINE = 4 << 20
"""Bytes. No line of a sensible file comes near it; without a bound, one could fill the memory (proposed)."""


def decoded(raw: bytes, line: int) -> Iterable[str]:
    """The lines of a block that begins on `line`. Those before a bad one are given before JobFailure is raised."""
    if b"\0" not in raw and raw.endswith(b"\n"):
        try:
            return io.StringIO(raw.decode(), newline="\n")
        except UnicodeDecodeError:
            pass
    return _one_by_one(raw, line)


def _one_by_one(raw: bytes, line: int) -> Iterator[str]:
    for number, text in enumerate(io.BytesIO(raw), line):
        if len(text) >= LONGEST_LINE:
            raise JobFailure(f"The line is longer than {LONGEST_LINE} bytes.", line=number)
        if b"\0" in text:
            raise JobFailure(f"There is a NUL byte{_place(text, text.index(0))}.", line=number)
        try:
            yield text.decode()
        except UnicodeDecodeError as error:
            raise JobFailure(f"The file is not valid UTF-8{_place(text, error.start)}.", line=number) from None


def _place(raw: bytes, position: int) -> str:
    """For people: commas inside quotes are not told from others."""
    return f" in column {raw.count(b',', 0, position) + 1}"
