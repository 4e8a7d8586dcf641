"""Whatever stands in an option or a path, the answer is one that the contract knows (odata-wire.md, 12.2), and never a failure."""

import json
from urllib.parse import quote

import httpx
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.facts import fact
from tests.fourfour.conftest import OData

CODES = {
    400: "all_argument bad_entity_type bad_request bad_value_argument batch_argument entity_argument expression_parser_error "
    "invalid_entity_set_suffix invalid_identifier_value invalid_key_property invalid_orderby_direction invalid_orderby_syntax "
    "invalid_parameterlist invalid_property invalid_short_format invalid_sort_property invalid_system_query_option metadata_argument "
    "missing_filter_argument missing_id no_next_segment openapi_argument option_boolean_invalid option_not_numeric "
    "option_numeric_invalid path_not_expandable property_not_alternative_key reference_value_missing unbalanced_right_parentheses",
    404: "entity_not_found no_handler not_entity_or_entity_set resource_not_found schema_version_not_found",
    405: "method_not_allowed",
    406: "invalid_metadata_format unsupported_accept",
    414: "bad_request",
    500: "query_no_searchable_properties",
    501: "apply_not_implemented not_countable system_query_option_not_implemented unsupported_cast unsupported_function "
    "unsupported_operator",
}
OPTIONS = (
    "$apply $compute $count $expand $filter $format $id $index $orderby $schemaversion $search $select $skip $skiptoken $top "
    "compute count EXPAND Filter format orderby search select skip top @a @b $nope nope"
)
PLACES = (
    "Leads Accounts Objects Leads/$count Leads/$ref Leads/x Accounts/x/contacts Owners/x/name me me/user_name $all $all/Lead "
    "$all/ai.fourfour.Object $entity $metadata openapi.json Leads/$filter(true) _lodata/odata.pbids"
)
PIECES = (
    "id name contacts owner last_name annual_revenue created is_converted contacts/any(v: owner/leads/all(v: v/id v/ owner/name "
    "eq ne gt in has and or not add sub mul div divby mod as asc desc AND OR NOT contains( substring( concat( length( round( year( "
    "now() cast( matchesPattern( nope( ( ) (( )) , ; = : / * ' '' 'x' '(' '[' \" \"x\" $top= $skip= $filter= $expand= $orderby= "
    "$count=true $select= $compute= 0 1 -1 1.5 1e3 9223372036854775807 9223372036854775808 99999999999999999999 INF -INF NaN null "
    "true 2026-02-31 2026-03-01 0000-01-01T00:00:00Z 9999-12-31T23:59:59.999999999999+14:00 10:00:00 PT1H duration'PT1H' 'Edm.Int32' "
    "'Edm.Stream' @a @b application/json json;metadata=full atom .* (a+)+$ %00 \\ \x00 \x7f \r \n é 漢 \U0001f600 İ"
)

TEXTS = st.text(max_size=60) | st.builds(str.join, st.sampled_from((" ", "")), st.lists(st.sampled_from(PIECES.split(" ")), max_size=9))


def is_known(answer: httpx.Response) -> bool:
    """A whole answer, or an error of the contract in its whole shape."""
    if answer.status_code < 400:
        text = answer.headers.get("content-type", "")
        return answer.status_code in (200, 204) and bool("json" not in text or json.loads(answer.content))
    error = answer.json()["error"]
    shape = ["code", "message", "target", "details", "innererror"]
    return list(error) == shape and error["code"] in CODES.get(answer.status_code, "").split()


def octets(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@fact("FF-OD-27", "FF-OD-58")
@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.sampled_from(["", *PLACES.split()]), st.lists(st.tuples(st.sampled_from(OPTIONS.split()), TEXTS), min_size=1, max_size=4))
@example("$all", [("$search", '"')])
@example("$all/Lead", [("$filter", "("), ("$orderby", ",")])
def test_no_option_value_makes_the_service_fail(odata: OData, place: str, options: list[tuple[str, str]]) -> None:
    query = "&".join(f"{name}={quote(octets(value))}" for name, value in options)
    answer = odata.get(f"{place}?{query}")

    assert is_known(answer), (place, query, answer.status_code, answer.text[:300])


@fact("FF-OD-27")
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
@example("\n")
def test_no_path_makes_the_service_fail(odata: OData, path: str) -> None:
    answer = odata.get(quote(octets(path), safe="/'()=@,$"))

    assert is_known(answer), (path, answer.status_code, answer.text[:300])


@fact("FF-OD-27")
def test_octets_that_are_no_text_are_harmless(odata: OData) -> None:
    for raw in ("Leads/%FF", "Leads('%00')", "Leads?$filter=email%20eq%20'%FF%00'", "%C3%28", "Leads?%FF=%FF", "Leads?$orderby=%00"):
        assert is_known(odata.get(raw))
    assert odata.refusal("Leads?$filter=email ne '%00'") == (400, "expression_parser_error")
