"""What is wrong with a file becomes the job's error, with the line and the column to blame (fourfour.md, 5.4 and 5.5)."""

import pytest

from tests.conftest import World
from tests.facts import fact
from tests.fourfour.importer import importer_of

MEGABYTE = 1 << 20

BAD: dict[str, tuple[bytes, int, int, str]] = {
    "empty file": (b"", 1, 0, "The file is empty; the first row must name the columns."),
    "blank lines only": (b"\n\n", 1, 0, "The file is empty; the first row must name the columns."),
    "no id": (b"name\nx\n", 1, 0, "There is no id column; the first column must be id."),
    "id in another case": (
        b"name,ID\nx,y\n",
        1,
        0,
        'There is no id column; the first column must be id, and "ID" is another name.',
    ),
    "other separator": (
        b"id;name\na;x\n",
        1,
        0,
        "There is no id column; the first column must be id, and columns are separated by commas.",
    ),
    "id not first": (b"name,id\nx,1\n", 1, 0, "The first column must be id; id is column 2."),
    "a name twice": (b"id,x,y,x\n", 1, 0, "The column x stands twice, as columns 2 and 4."),
    "no name": (b"id,,y\n", 1, 0, "Column 2 has no name."),
    "too few columns": (b"id,name\na,1\nb\n", 3, 1, "The row has 1 column, the header has 2."),
    "too many columns": (b"id,name\na,1\nb,2,3\n", 3, 1, "The row has 3 columns, the header has 2."),
    "an empty id": (b"id,name\n,1\n", 2, 0, "The id is empty (column id)."),
    "unclosed quote": (b'id,name\na,1\nb,"2\nc,3\n', 3, 1, "A quote is not closed."),
    "text after a quote": (b'id,name\na,"1"x\n', 2, 0, "After a closing quote there must be a comma or the end of the line."),
    "NUL": (b"id,name\na,1\nb,\0\n", 3, 1, "There is a NUL byte in column 2."),
    "not UTF-8": (b"id,name\na,\xfc\n", 2, 0, "The file is not valid UTF-8 in column 2."),
    "UTF-16": ("id,name\na,1\n".encode("utf-16"), 1, 0, "There is a NUL byte in column 1."),
    "CR only": (b"id,name\ra,1\r", 1, 0, "A line must end with LF or CRLF; there is a CR alone outside quotes."),
    "a quoted newline before": (b'id,name\na,"1\n2\r\n3"\nb,2,3\n', 5, 1, "The row has 3 columns, the header has 2."),
    "a large cell": (b"id,name\na," + b"x" * (2 * MEGABYTE), 2, 0, "A cell is larger than 1048576 characters; a quote may not be closed."),
    "50 MB in a cell": (b"id,name\na," + b"x" * (50 * MEGABYTE) + b"\n", 2, 0, "The line is longer than 4194304 bytes."),
    "a wrong number": (b"id,annual_revenue\na,1\nb,1.234.567\n", 3, 1, '"1.234.567" is not a number (column annual_revenue).'),
    "not a number": (b"id,annual_revenue\na,nan\n", 2, 0, '"nan" is not a number (column annual_revenue).'),
    "a wrong whole number": (b"id,number_of_employees\na,1.5\n", 2, 0, '"1.5" is not a whole number (column number_of_employees).'),
    "too large a number": (
        b"id,number_of_employees\na,9223372036854775808\n",
        2,
        0,
        '"9223372036854775808" is not a whole number (column number_of_employees).',
    ),
    "a wrong boolean": (b"id,is_converted\na,yes\n", 2, 0, '"yes" is not a boolean (column is_converted).'),
    "a wrong date": (b"id,created\na,02/03/2026\n", 2, 0, '"02/03/2026" is not a date (column created).'),
    "no such day": (b"id,created\na,2026-02-30\n", 2, 0, '"2026-02-30" is not a date (column created).'),
}


@fact("FF-IM-08", "FF-IM-09")
def test_each_fault_names_its_line_and_keeps_what_came_before(world: World) -> None:
    crm = importer_of(world)
    jobs = {name: crm.send("lead", content) for name, (content, *_) in BAD.items()}

    told = {name: crm.wait(job) for name, job in jobs.items()}

    assert {name: (job["status"], job["error_line"], job["processed"], job["error"]) for name, job in told.items()} == {
        name: ("failed", line, processed, error) for name, (_, line, processed, error) in BAD.items()
    }
    assert all(job["completed_at"] for job in told.values())


GOOD: dict[str, tuple[bytes, int]] = {
    "header only": (b"id,name\n", 0),
    "header without an end": (b"id,name", 0),
    "BOM": (b"\xef\xbb\xbfid,company\na,1\n", 1),
    "CRLF": (b"id,company\r\na,1\r\n", 1),
    "blank lines": (b"id,company\n\na,1\n\r\n\nb,2\n\n", 2),
    "formulas": (b"id,company\na,=cmd|' /C calc'!A0\nb,@SUM(A1)\n", 2),
    "many columns": (b"id," + b",".join(b"c%d" % number for number in range(100_000)) + b"\na" + b"," * 100_000 + b"\n", 1),
}


@fact("FF-IM-01")
@pytest.mark.parametrize("name", GOOD)
def test_what_is_unusual_but_right_is_taken(world: World, name: str) -> None:
    content, rows = GOOD[name]
    job = importer_of(world).put("lead", content, content_type="application/x-whatever")
    assert (job["status"], job["processed"], job["error"], job["error_line"]) == ("completed", rows, None, None)
