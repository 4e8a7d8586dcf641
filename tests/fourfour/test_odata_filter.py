"""`$filter` against a plain reading of the same rows (odata-wire.md, 10)."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from urllib.parse import quote

import pytest

from tests.facts import fact
from tests.fourfour.conftest import OData

Row = dict[str, Any]


def found(odata: OData, name: str, expression: str) -> list[str]:
    return [row["id"] for row in odata.walk(f"{name}?$select=id&$filter={quote(expression)}")]


@fact("FF-OD-36", "FF-OD-37")
@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        ("status eq 'Working - Contacted'", lambda row: row["status"] == "Working - Contacted"),
        ("'Working - Contacted' eq status", lambda row: row["status"] == "Working - Contacted"),
        (
            "status EQ 'Working - Contacted' OR status Eq 'Open - Not Contacted'",
            lambda row: row["status"] in ("Working - Contacted", "Open - Not Contacted"),
        ),
        ("status ne 'Working - Contacted'", lambda row: row["status"] is not None and row["status"] != "Working - Contacted"),
        (
            "status in ('Working - Contacted', 'Open - Not Contacted')",
            lambda row: row["status"] in ("Working - Contacted", "Open - Not Contacted"),
        ),
        ("status in ('Working - Contacted')", lambda row: row["status"] == "Working - Contacted"),
        ("is_converted", lambda row: row["is_converted"] is True),
        ("is_converted eq false", lambda row: row["is_converted"] is False),
        ("not is_converted", lambda row: row["is_converted"] is False),
        (
            "is_converted eq true and not (status eq 'Open - Not Contacted')",
            lambda row: row["is_converted"] is True and row["status"] != "Open - Not Contacted",
        ),
        ("annual_revenue eq null", lambda row: row["annual_revenue"] is None),
        ("annual_revenue ne null", lambda row: row["annual_revenue"] is not None),
        ("number_of_employees ge 100 and number_of_employees lt 500", lambda row: 100 <= (row["number_of_employees"] or 0) < 500),
        ("number_of_employees gt '100'", lambda row: (row["number_of_employees"] or 0) > 100),
        ("number_of_employees mul 2 sub 10 gt 990", lambda row: (row["number_of_employees"] or 0) * 2 - 10 > 990),
        ("number_of_employees mod 2 eq 1", lambda row: (row["number_of_employees"] or 0) % 2 == 1),
        ("annual_revenue gt -1.5 and true", lambda row: row["annual_revenue"] is not None),
        ("contains(email,'o.')", lambda row: "o." in row["email"]),
        ("CONTAINS(email, 'o.') eq true", lambda row: "o." in row["email"]),
        ("not contains(email,'o.')", lambda row: "o." not in row["email"]),
        ("startswith(last_name,'S') and endswith(email,'.example')", lambda row: row["last_name"].startswith("S")),
        ("tolower(last_name) eq 'johnson'", lambda row: row["last_name"] == "Johnson"),
        ("length(last_name) gt 7", lambda row: len(row["last_name"]) > 7),
        ("indexof(email,'@') eq 14", lambda row: row["email"].index("@") == 14),
        ("substring(last_name,1) eq 'ohnson'", lambda row: row["last_name"][1:] == "ohnson"),
        ("substring(last_name,1,2) eq 'an'", lambda row: row["last_name"][1:3] == "an"),
        (
            "concat(concat(first_name,' '),last_name) eq 'Roy Clements'",
            lambda row: (row["first_name"], row["last_name"]) == ("Roy", "Clements"),
        ),
        ("toupper(substring(last_name,0,2)) eq 'SI'", lambda row: row["last_name"].startswith("Si")),
        ("first_name lt last_name", lambda row: row["first_name"] < row["last_name"]),
        (
            "round(annual_revenue) eq annual_revenue",
            lambda row: row["annual_revenue"] is not None and row["annual_revenue"] == int(row["annual_revenue"]),
        ),
        ("year(created) eq 2025 and month(created) le 10", lambda row: "2025" <= row["created"] < "2025-11"),
        ("day(created) eq 3", lambda row: row["created"][8:10] == "03"),
        ("hour(created) eq 9", lambda row: row["created"][11:13] == "09"),
        ("minute(created) ge 30", lambda row: row["created"][14:16] >= "30"),
        ("second(created) lt 30", lambda row: row["created"][17:19] < "30"),
        ("date(created) eq 2026-03-02", lambda row: row["created"][:10] == "2026-03-02"),
        ("time(created) lt 10:00:00", lambda row: row["created"][11:19] < "10:00:00"),
        ("owner/name ne null and account_id eq null", lambda row: row["owner_id"] is not None and row["account_id"] is None),
    ],
)
def test_a_filter_finds_what_a_plain_reading_finds(odata: OData, expression: str, holds: Callable[[Row], bool]) -> None:
    leads = odata.walk("Leads")
    expected = [row["id"] for row in leads if holds(row)]

    assert found(odata, "Leads", expression) == expected
    assert 0 < len(expected) < len(leads)


@fact("FF-OD-36")
@pytest.mark.parametrize(
    "expression",
    [
        "1",
        "true",
        "trim('  x ') eq 'x'",
        "floor(2.7) eq 2 and ceiling(2.1) eq 3 and round(2.5) eq 3",
        "created lt now()",
        "number_of_employees lt 99999999999999999999999",
        "number_of_employees add 1 mul 2 eq number_of_employees add 2",
        "cast('12','Edm.Int32') eq 12 and email ne 'Edm.String'",
    ],
)
def test_a_filter_can_be_true_of_every_row(odata: OData, expression: str) -> None:
    assert found(odata, "Leads", expression) == [row["id"] for row in odata.walk("Leads")]


@fact("FF-OD-36", "FF-OD-37")
@pytest.mark.parametrize(
    "expression",
    [
        "false",
        "''",
        "null eq annual_revenue",
        "annual_revenue gt null",
        "created gt now()",
        "number_of_employees div 0 eq 1 or number_of_employees mod 0 eq 1",
        "annual_revenue eq NaN",
        "last_name eq PT1H30M or last_name eq duration'PT1H'",
    ],
)
def test_a_filter_can_be_true_of_no_row(odata: OData, expression: str) -> None:
    assert found(odata, "Leads", expression) == []


@fact("FF-OD-39")
def test_moments_are_compared_as_instants(odata: OData) -> None:
    row = odata.rows("Contacts?$top=1&$skip=11")[0]
    moment = datetime.fromisoformat(row["updated"])
    later, east = moment + timedelta(microseconds=400_000), moment.astimezone(timezone(timedelta(hours=5, minutes=30)))

    spellings = [moment.strftime("%Y-%m-%dT%H:%M:%SZ"), moment.isoformat(), east.isoformat(), later.isoformat()]
    for spelling in spellings:
        assert row["id"] in found(odata, "Contacts", f"updated eq {spelling}")
    after = [other["id"] for other in odata.walk("Contacts") if datetime.fromisoformat(other["updated"]) > moment]
    assert found(odata, "Contacts", f"updated gt {east.isoformat()}") == after
    midnight = moment.replace(hour=0, minute=0, second=0)
    assert found(odata, "Contacts", f"updated ge {moment:%Y-%m-%d}") == found(odata, "Contacts", f"updated ge {midnight.isoformat()}")
    assert found(odata, "Contacts", f"updated ge '{midnight.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}'") == found(
        odata, "Contacts", f"updated ge {midnight.isoformat()}"
    )


@fact("FF-OD-40")
def test_wildcards_of_the_database_are_plain_characters(odata: OData) -> None:
    assert found(odata, "Leads", "contains(email,'%')") == []
    assert found(odata, "Leads", "contains(email,'_____')") == []
    assert found(odata, "Leads", "startswith(email,'\\')") == []
    assert found(odata, "Contacts", "contains(last_name,'O''')") == found(odata, "Contacts", "startswith(last_name,'O''')") != []


@fact("FF-OD-36")
def test_text_is_compared_by_its_exact_characters(odata: OData) -> None:
    name = odata.rows("Leads?$top=1")[0]["last_name"]

    assert found(odata, "Leads", f"last_name eq '{name.swapcase()}'") == []
    assert found(odata, "Leads", f"contains(last_name,'{name.swapcase()}')") == []
    assert found(odata, "Leads", f"last_name eq '{name}'")


@fact("FF-OD-47")
def test_a_path_compares_the_related_entity(odata: OData) -> None:
    accounts = {row["id"]: row for row in odata.walk("Accounts")}
    name = next(row["name"] for row in accounts.values() if "'" not in row["name"])
    expected = [row["id"] for row in odata.walk("Contacts") if accounts.get(row["account_id"], {}).get("name") == name]

    assert found(odata, "Contacts", f"account/name eq '{name}'") == expected != []
    owners = {row["id"]: row["email"] for row in odata.walk("Owners")}
    email = owners[accounts[odata.get(f"Contacts/{expected[0]}").json()["account_id"]]["owner_id"]]
    assert expected[0] in found(odata, "Contacts", f"account/owner/email eq '{email}'")
    assert odata.refusal("Contacts?$filter=insights/text eq 'x'") == (400, "expression_parser_error")
    assert odata.refusal("Contacts?$filter=account/nope eq 'x'") == (400, "expression_parser_error")


@fact("FF-OD-36")
def test_a_filter_of_the_connector_that_ships(odata: OData) -> None:
    ids = found(odata, "Accounts", "updated ge 2024-01-15T10:30:00Z and updated le 2026-03-10T00:00:00Z")

    assert ids == [row["id"] for row in odata.walk("Accounts") if "2024-01-15T10:30:00" <= row["updated"] <= "2026-03-10T00:00:00+00:00"]


@fact("FF-OD-38")
@pytest.mark.parametrize(
    "expression",
    [
        "nope eq 1",
        "Email eq 'x'",
        "email eq",
        "eq 'x'",
        "(email eq 'x'",
        "email  eq 'x'",
        "email eq  'x'",
        'email eq "x"',
        "email eq 'x",
        "email = 'x'",
        "email eq TRUE",
        "email eq Null",
        "not(is_converted)",
        "not not is_converted",
        "contains( email,'x')",
        "contains(email ,'x')",
        "contains(email)",
        "contains(email,last_name)",
        "contains(email,'x') eq false",
        "nope(email)",
        "substringof('x',email)",
        "created ge 2025-03-01T10:00:00",
        "created ge 2025-03-01T10:00Z",
        "created ge 2025-02-31T10:00:00Z",
        "created ge 2025-02-31",
        "created ge datetime'2025-03-01T10:00:00'",
        "id in('x')",
        "id in ()",
        "number_of_employees gt 1e3",
        "number_of_employees gt .5",
        "number_of_employees gt 5m",
        "-number_of_employees gt 1",
        "_0 eq 1",
        "__0 eq 1",
        "email eq 'x' and",
        "and",
        "email/length eq 1",
        "email eq 'a' 'b'",
        "length(email,email) eq 1",
        "created ge 2025-03-01T10:00:00+25:99",
    ],
)
def test_a_filter_that_cannot_be_read_is_400(odata: OData, expression: str) -> None:
    assert odata.refusal(f"Leads?$filter={quote(expression)}") == (400, "expression_parser_error")
    assert odata.refusal(f"Leads/$count?$filter={quote(expression)}", Accept="text/plain") == (400, "expression_parser_error")


@fact("FF-OD-38")
def test_a_parenthesis_too_many_has_a_code_of_its_own(odata: OData) -> None:
    error = odata.get("Leads?$filter=(email eq 'x'))").json()["error"]

    assert (error["code"], error["innererror"]) == ("unbalanced_right_parentheses", {"lexer_error": "(email eq 'x')>)<"})


@fact("FF-OD-36")
def test_every_function_and_comparison_takes_a_missing_value(odata: OData) -> None:
    texts = ("tolower", "toupper", "trim", "length")  # of converted_account_id, which all but one lead lack
    moments = ("year", "month", "day", "hour", "minute", "second", "date", "time")
    calls = [f"{name}(converted_account_id)" for name in texts] + [f"{name}(converted_date)" for name in moments]
    calls += [f"{name}(annual_revenue)" for name in ("round", "floor", "ceiling")]
    calls += [
        "concat(converted_account_id,'x')",
        "indexof(converted_account_id,'x')",
        "substring(converted_account_id,1)",
        "annual_revenue mod 7",
        "annual_revenue div 7",
        "is_converted",
    ]
    for call in calls:
        for sign in ("eq", "ne", "lt", "le", "gt", "ge"):
            for literal in ("'x'", "1", "1.5", "true", "null", "2026-01-01", "2026-01-01T00:00:00Z", "10:00:00", call):
                answer = odata.get(f"Leads/$count?$filter={call} {sign} {literal}")
                assert (call, sign, literal, answer.status_code) == (call, sign, literal, 200)


@fact("FF-OD-38")
def test_the_nearest_property_is_named_and_the_place_shown(odata: OData) -> None:
    def message(expression: str) -> str:
        return str(odata.get(f"Leads?$filter={quote(expression)}").json()["error"]["message"])

    assert "emial" in message("emial eq 'x'")
    assert "did you mean email?" in message("emial eq 'x'")
    assert message("email  eq 'x'").endswith("email > <eq 'x'")


@fact("FF-OD-41")
def test_what_no_database_can_do_is_501(odata: OData) -> None:
    assert odata.refusal("Leads?$filter=totalseconds(created) eq 1") == (501, "unsupported_function")
    assert odata.refusal("Leads?$filter=fractionalseconds(created) eq 1") == (501, "unsupported_function")
    assert odata.refusal("Leads?$filter=created lt maxdatetime()") == (501, "unsupported_function")
    assert odata.refusal("Leads?$filter=cast(email,'Edm.Stream') eq 'x'") == (501, "unsupported_cast")


@fact("FF-OD-48")
def test_any_and_all_mean_what_the_standard_says(odata: OData) -> None:
    contacts: dict[str, list[Row]] = {}
    for row in odata.walk("Contacts"):
        contacts.setdefault(row["account_id"], []).append(row)
    accounts = odata.walk("Accounts")

    def holding(holds: Callable[[Row, list[Row]], bool]) -> list[str]:
        expected = [row["id"] for row in accounts if holds(row, contacts.get(row["id"], []))]
        assert 0 < len(expected) < len(accounts)
        return expected

    assert found(odata, "Accounts", "contacts/any(c:startswith(c/first_name,'A'))") == holding(
        lambda account, people: any(person["first_name"].startswith("A") for person in people)
    )
    assert found(odata, "Accounts", "contacts/any(c:true) and contacts/all(c:c/department eq 'Operations')") == holding(
        lambda account, people: bool(people) and all(person["department"] == "Operations" for person in people)
    )
    assert found(odata, "Accounts", "contacts/any(c:c/owner_id ne owner_id) or not contacts/any(c:c/id ne null)") == holding(
        lambda account, people: not people or any(person["owner_id"] != account["owner_id"] for person in people)
    )
    assert found(odata, "Accounts", "contacts/all(c:c/updated ge updated)") == holding(
        lambda account, people: all(person["updated"] >= account["updated"] for person in people)
    )
    assert found(odata, "Accounts", "contacts/all(c:false)") == holding(lambda account, people: not people)


@fact("FF-OD-48")
def test_lambdas_nest_and_follow_references(odata: OData) -> None:
    objections = {row["conversation_id"] for row in odata.walk("Insights?$filter=type eq 'objection'")}
    people = [row["id"] for row in odata.walk("Participants") if row["conversation_id"] in objections]

    assert found(odata, "Participants", "conversation/insights/any(i:i/type eq 'objection')") == people != []
    nested = "conversations/any(c:c/insights/any(i:i/type eq 'objection' and c/type eq 'meeting'))"
    meetings = {row["id"] for row in odata.walk("Conversations?$filter=type eq 'meeting'")} & objections
    accounts = {row["id"] for key in meetings for row in odata.rows(f"Conversations/{key}/accounts")}
    assert set(found(odata, "Accounts", nested)) == accounts != set()


@fact("FF-OD-48")
def test_a_lambda_can_stand_at_the_end_of_a_long_path(odata: OData) -> None:
    owners = {row["id"] for row in odata.walk("Accounts?$filter=industry eq 'Utilities'&$expand=owner") for row in [row["owner"]]}
    accounts = {row["id"] for row in odata.walk("Accounts") if row["owner_id"] in owners}
    people = [row["id"] for row in odata.walk("Contacts") if row["account_id"] in accounts]

    assert found(odata, "Contacts", "account/owner/accounts/any(a:a/industry eq 'Utilities')") == people != []


@fact("FF-OD-48")
@pytest.mark.parametrize(
    "expression",
    [
        "contacts/any()",
        "contacts/any(c: c/id ne null)",
        "owner/any(o:o/id ne null)",
        "nope/any(n:n/id ne null)",
        "contacts/any(c:c/nope eq 1)",
    ],
)
def test_a_lambda_that_makes_no_sense_is_400(odata: OData, expression: str) -> None:
    assert odata.refusal(f"Accounts?$filter={quote(expression)}") == (400, "expression_parser_error")


@fact("FF-OD-49")
@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        ("number_of_employees div 7 eq 10", lambda row: (row["number_of_employees"] or 0) // 7 == 10),
        (
            "number_of_employees divby 7 gt 10.1 and number_of_employees divby 7 lt 10.9",
            lambda row: 10.1 < (row["number_of_employees"] or 0) / 7 < 10.9,
        ),
        ("matchesPattern(email,'^[a-m].*\\d@')", lambda row: re.search(r"^[a-m].*\d@", row["email"]) is not None),
        ("cast(number_of_employees,'Edm.String') eq '43'", lambda row: row["number_of_employees"] == 43),
        ("email eq @e or last_name in (@a,@b)", lambda row: row["last_name"] in ("Johnson", "Hammond")),
        ("annual_revenue lt INF and annual_revenue gt -INF", lambda row: row["annual_revenue"] is not None),
    ],
)
def test_the_rest_of_the_language(odata: OData, expression: str, holds: Callable[[Row], bool]) -> None:
    path = f"Leads?$select=id&$filter={quote(expression)}&@e=%27x%27&@a=%27Johnson%27&@b=%27Hammond%27"

    leads = odata.walk("Leads")
    expected = [row["id"] for row in leads if holds(row)]
    assert [row["id"] for row in odata.walk(path)] == expected
    assert 0 < len(expected) < len(leads)


@fact("FF-OD-49")
def test_upper_and_lower_case_are_known_of_every_alphabet(odata: OData) -> None:
    name = next(row["last_name"] for row in odata.walk("Owners") if not row["last_name"].isascii())

    assert found(odata, "Owners", f"tolower(last_name) eq '{name.lower()}'") == found(odata, "Owners", f"last_name eq '{name}'") != []
    assert found(odata, "Owners", f"toupper(last_name) eq '{name.upper()}'") == found(odata, "Owners", f"last_name eq '{name}'")


@fact("FF-OD-49")
def test_a_pattern_made_to_backtrack_costs_no_time(odata: OData) -> None:
    assert found(odata, "Leads", "matchesPattern(email,'(a+)+(a+)+(a+)+$')") == []
    assert found(odata, "Leads", "matchesPattern(email,'([a-z0-9.@-]+)+([a-z0-9.@-]+)+$')") == [row["id"] for row in odata.walk("Leads")]
    assert odata.refusal("Leads?$filter=matchesPattern(email,'(')") == (400, "expression_parser_error")
    assert odata.refusal("Leads?$filter=email eq @nope") == (400, "reference_value_missing")


HOSTILE = {
    "parentheses": ("(" * 500 + "is_converted" + ")" * 500, 200),
    "terms": (" or ".join(["email eq 'x'"] * 1000), 400),
    "negations": ("not (" * 80 + "is_converted" + ")" * 80, 400),
    "calls": ("concat(" * 200 + "email" + ",'x')" * 200 + " eq 'x'", 400),
    "a list": ("email in (" + ",".join(["'x'"] * 6000) + ")", 400),
}


@fact("FF-OD-38")
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_filter_too_large_to_work_out_is_refused_before_it_is(odata: OData, kind: str) -> None:
    expression, status = HOSTILE[kind]
    answer = odata.get(f"Leads/$count?$filter={quote(expression)}")

    assert answer.status_code == status
    if status == 400:
        assert answer.json()["error"]["code"] == "expression_parser_error"


def test_a_filter_of_many_terms_is_worked_out(odata: OData) -> None:
    email = odata.rows("Leads?$top=1")[0]["email"]

    assert len(found(odata, "Leads", " or ".join(["email eq 'x'"] * 299 + [f"email eq '{email}'"]))) == 1
