"""Laws that hold for whatever is asked: pages, filters and their negations, order, projection, and plain evaluation of filters."""

from functools import cache
from typing import Any
from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.facts import fact
from tests.fourfour.conftest import OData
from tests.fourfour.odata_language import Condition, asked_of_all, conditions, joined

Row = dict[str, Any]

calmly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

CONDITIONS = conditions(
    text=("status", "last_name", "region", "lead_source", "converted_account_id", "owner/name", "account/industry"),
    whole=("number_of_employees",),
    real=("annual_revenue", "account/annual_revenue"),
    moments=("created", "converted_date", "owner/created"),
    others=(("is_converted", lambda row: row["is_converted"]),),
)
ABOUT_A_CONTACT = conditions(
    text=("first_name", "department", "region", "owner/name"), whole=("account/number_of_employees",), moments=("created",), prefix="v/"
)


@cache
def leads(odata: OData) -> list[Row]:
    return odata.walk("Leads?$top=1000&$expand=owner,account")


@cache
def accounts(odata: OData) -> list[Row]:
    return odata.walk("Accounts?$top=1000&$expand=contacts($top=1000;$expand=owner,account)")


def ids(rows: list[Row]) -> list[str]:
    return [row["id"] for row in rows]


@fact("FF-OD-36", "FF-OD-37")
@calmly
@given(CONDITIONS)
def test_a_filter_gives_the_rows_that_a_plain_evaluation_gives(odata: OData, condition: Condition) -> None:
    text, says = condition

    assert ids(odata.walk(f"Leads?$top=1000&$filter={quote(text)}")) == [row["id"] for row in leads(odata) if says(row)]


@fact("FF-OD-48")
@calmly
@given(
    st.builds(asked_of_all, st.sampled_from(("any", "all")), st.just("contacts"), ABOUT_A_CONTACT),
    st.sampled_from(("and", "or")),
    conditions(text=("name", "industry"), whole=("number_of_employees",), real=("annual_revenue",), moments=("created",)),
)
def test_a_filter_about_related_rows_gives_the_rows_that_a_plain_evaluation_gives(
    odata: OData, related: Condition, word: str, own: Condition
) -> None:
    for text, says in (related, joined(word, related, own)):
        expected = [row["id"] for row in accounts(odata) if says(row)]
        assert ids(odata.walk(f"Accounts?$top=1000&$filter={quote(text)}")) == expected


@fact("FF-OD-37")
@calmly
@given(CONDITIONS)
def test_a_filter_its_negation_and_the_undecided_make_up_the_whole(odata: OData, condition: Condition) -> None:
    text, says = condition
    yes = ids(odata.walk(f"Leads?$top=1000&$filter={quote(text)}"))
    no = ids(odata.walk(f"Leads?$top=1000&$filter={quote(f'not ({text})')}"))

    undecided = [row["id"] for row in leads(odata) if says(row) is None]
    assert sorted([*yes, *no, *undecided]) == ids(leads(odata))


@fact("FF-OD-11")
@calmly
@given(CONDITIONS)
def test_the_count_is_the_number_of_rows(odata: OData, condition: Condition) -> None:
    answer = odata.get(f"Leads?$top=1000&$count=true&$filter={quote(condition[0])}").json()

    assert answer["@count"] == len(answer["value"])
    assert odata.get(f"Leads/$count?$filter={quote(condition[0])}").text == str(answer["@count"])


PROPERTIES = ("id", "last_name", "status", "annual_revenue", "updated", "is_converted")


@fact("FF-OD-42")
@calmly
@given(st.integers(1, 60), st.lists(st.tuples(st.sampled_from(PROPERTIES), st.sampled_from(("asc", "desc"))), max_size=3))
def test_pages_put_together_are_the_whole(odata: OData, size: int, order: list[tuple[str, str]]) -> None:
    orderby = ",".join(f"{name} {direction}" for name, direction in order)

    assert ids(odata.walk(f"Leads?$top={size}&$orderby={orderby}")) == ids(odata.walk(f"Leads?$top=1000&$orderby={orderby}"))


@fact("FF-OD-42")
@calmly
@given(st.lists(st.sampled_from(PROPERTIES), min_size=1, max_size=3, unique=True))
def test_descending_is_ascending_backwards(odata: OData, names: list[str]) -> None:
    up, down = (ids(odata.walk(f"Leads?$top=1000&$orderby={','.join(f'{name} {way}' for name in names)}")) for way in ("asc", "desc"))

    assert up == down[::-1]


@fact("FF-OD-20")
@calmly
@given(st.lists(st.sampled_from((*PROPERTIES, "nope")), min_size=1, max_size=4, unique=True), CONDITIONS)
def test_select_never_changes_which_rows_come(odata: OData, names: list[str], condition: Condition) -> None:
    path = f"Leads?$top=1000&$orderby=status desc&$filter={quote(condition[0])}"

    whole = odata.walk(path)
    assert odata.walk(f"{path}&$select={','.join(names)}") == [{name: row[name] for name in row if name in names} for row in whole]
