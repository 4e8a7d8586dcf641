"""Whatever is sent, in any dialect the contract allows, comes back equal."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import World
from tests.facts import fact
from tests.fourfour.importer import entity, importer_of

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
MOMENTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)).map(lambda at: at.replace(microsecond=0, tzinfo=UTC))  # noqa: DTZ001
NUMBERS = st.floats(allow_nan=False, allow_infinity=False).map(repr)
RECORD = st.fixed_dictionaries(
    {
        "company": TEXT,
        "annual_revenue": NUMBERS | st.just(""),
        "number_of_employees": st.integers(-(2**63), 2**63 - 1).map(str) | st.just(""),
        "is_converted": st.sampled_from(["true", "false", "1", "0", ""]),
        "converted_date": MOMENTS.map(lambda at: at.isoformat().replace("+00:00", "Z")) | st.just(""),
        "Own field": TEXT,
        "own field": TEXT,
    }
)

STANDARD = ("company", "annual_revenue", "number_of_employees", "is_converted", "converted_date")
"""The columns that OData has too; the others are additional fields, which only the importer shows."""


def value_of(name: str, cell: str) -> Any:
    """What OData says of the cell."""
    if cell == "":
        return None
    if name in ("annual_revenue", "number_of_employees"):
        return float(cell) if name == "annual_revenue" else int(cell)
    if name == "is_converted":
        return cell in ("true", "1")
    return cell.replace("Z", "+00:00") if name == "converted_date" else cell


def line(cells: list[str], quoting: Any) -> str:
    """Python's writer puts quotes around the signs of its own line end only, and RFC 4180 wants them around CR and LF."""
    text = io.StringIO(newline="")
    csv.writer(text, quoting=quoting, lineterminator="\r\n").writerow(cells)
    return text.getvalue().removesuffix("\r\n")


def is_same(name: str, sent: str, back: str) -> bool:
    return back == sent if name not in STANDARD else value_of(name, back) == value_of(name, sent)


@fact("FF-IM-06", "FF-IM-12")
@settings(
    phases=[Phase.explicit, Phase.generate],
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    records=st.lists(RECORD, min_size=1, max_size=5),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    end=st.sampled_from(["\n", "\r\n"]),
    bom=st.booleans(),
    order=st.permutations(["company", "annual_revenue", "Own field", "number_of_employees"]),
)
def test_records_come_back_equal(world: World, records: list[dict[str, str]], quoting: Any, end: str, bom: bool, order: list[str]) -> None:
    crm = importer_of(world)
    names = ["id", *order, "is_converted", "own field", "converted_date"]
    rows = [names, *([f"r{number}", *(record[name] for name in names[1:])] for number, record in enumerate(records))]

    job = crm.put("lead", ("\ufeff" * bom + "".join(line(row, quoting) + end for row in rows)).encode())

    assert (job["status"], job["processed"], job["error"]) == ("completed", len(records), None)
    for number, record in enumerate(records):
        seen = entity(world, f"Leads/r{number}")
        assert {name: seen[name] for name in STANDARD} == {name: value_of(name, record[name]) for name in STANDARD}
        head, row = csv.reader(io.StringIO(crm.record("lead", f"r{number}"), newline=""))
        back = dict(zip(head, row, strict=True))
        assert back.pop("id") == f"r{number}"
        assert set(back) == set(record)
        assert all(is_same(name, record[name], back[name]) for name in record)
