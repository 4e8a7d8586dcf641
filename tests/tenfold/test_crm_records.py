"""CRM records (tenfold.md, T1-11 and T2-15 to T2-17)."""

import re
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.demo import API_TOKEN
from tests.facts import fact
from tests.tenfold.conftest import ADMIN, ELSEWHERE, REGULAR, Tenfold

V1, V2 = "/v1/crm/record", "/v2/crm/records"
KOEHLER, MOIRA = "+49 40 66969 210", "+44 141 496 0133"
MOIRAS_LEAD = "003cd533-19b7-4470-8fef-7b7a2ae05862"
"""The same in every world."""
NEW = "+1 206 555 0199"
"""Nobody's."""
JOHN = {"FirstName": "John", "LastName": "Doe", "Phone": NEW, "Email": "john@doe.example"}
BEAN = ["bean_id", "bean_name", "bean_edit_link", "bean_link", "bean_module"]
SITE = "https://ferrybank.my.salesforce.example/lightning/r"


def records(tenfold: Tenfold, number: str, **query: str) -> list[dict[str, Any]]:
    answer = tenfold.world.control.get("/crm/records", params={"number": number, **query})
    found: list[dict[str, Any]] = answer.raise_for_status().json()["records"]
    return found


def koehler(tenfold: Tenfold) -> dict[str, Any]:
    (found,) = records(tenfold, KOEHLER)
    return found


def form_of(tenfold: Tenfold, module: str = "Contact", company: str = "") -> str:
    """Contact is Ferrybank's, contact Skerry's, unless another company is named."""
    company = company or ("Ferrybank" if module[0].isupper() else "Skerry Metering")
    forms = tenfold.world.control.get("/crm/forms").raise_for_status().json()["forms"]
    return next(str(form["id"]) for form in forms if (form["module"], form["company"]) == (module, company))


def made(tenfold: Tenfold, http: httpx.Client, module: str = "Contact", **fields: Any) -> dict[str, Any]:
    answer = http.post(V2, json={"formId": form_of(tenfold, module), "fields": JOHN | fields})
    bean: dict[str, Any] = answer.raise_for_status().json()["record"]
    return bean


def edit(tenfold: Tenfold, update: Any, **other: Any) -> httpx.Response:
    """T1-11, with the token in the body."""
    own = {"token": tenfold.pair(REGULAR)["access_token"], "id": koehler(tenfold)["id"], "module": "Contact", "update": update}
    return tenfold.anybody.put(V1, json=own | other)


@fact("T2-15")
def test_a_record_is_made_with_a_form_and_its_bean_is_told(tenfold: Tenfold) -> None:
    http = tenfold.signed_in(REGULAR)

    answer = http.post(V2, json={"formId": form_of(tenfold), "fields": JOHN | {"DoNotCall": True, "Department": None}})

    bean = answer.json()["record"]
    assert (answer.status_code, list(answer.json()), list(bean)) == (200, ["record"], BEAN)
    own_id = bean["bean_id"]
    assert re.fullmatch("003[0-9A-Za-z]{15}", own_id)
    assert (bean["bean_name"], bean["bean_module"]) == ("John Doe", "Contact")
    assert (bean["bean_link"], bean["bean_edit_link"]) == (f"{SITE}/Contact/{own_id}/view", f"{SITE}/Contact/{own_id}/edit")
    (found,) = records(tenfold, NEW)
    assert (found["id"], found["fields"]) == (own_id, JOHN | {"DoNotCall": True, "Department": None})
    assert found["owner"] == tenfold.signed_in().get("/api/v1/users", params={"filter[username]": REGULAR}).json()["users"][0]["crmId"]


@fact("T2-15")
def test_dynamics_has_names_ids_and_links_of_its_own(tenfold: Tenfold) -> None:
    fields = {"name": "Doe Ltd", "telephone1": NEW}

    answer = tenfold.signed_in(ELSEWHERE).post(V2, json={"formId": form_of(tenfold, "account"), "fields": fields})

    bean = answer.json()["record"]
    link = f"https://skerry-metering.crm.dynamics.example/main.aspx?pagetype=entityrecord&etn=account&id={bean['bean_id']}"
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", bean["bean_id"])
    assert list(bean.values())[1:] == ["Doe Ltd", link, link, "account"]
    assert [found["fields"] for found in records(tenfold, NEW)] == [fields]


@fact("T2-16")
def test_a_record_is_edited_with_a_form_and_keeps_what_was_not_named(tenfold: Tenfold) -> None:
    http, before = tenfold.signed_in(REGULAR), koehler(tenfold)

    answer = http.put(f"{V2}/{before['id']}", json={"formId": form_of(tenfold), "update": {"LastName": "Kohler", "Phone": NEW}})

    assert (answer.status_code, list(answer.json()), list(answer.json()["data"])) == (200, ["data"], ["record"])
    assert list(answer.json()["data"]["record"]) == BEAN
    assert answer.json()["data"]["record"]["bean_name"] == "Jürgen Kohler"
    assert records(tenfold, KOEHLER) == []
    (after,) = records(tenfold, NEW)
    assert after["fields"] == before["fields"] | {"LastName": "Kohler", "Phone": NEW}
    assert {name: after[name] for name in ("owner", "parent", "email")} == {name: before[name] for name in ("owner", "parent", "email")}


@fact("T1-11")
@pytest.mark.parametrize("path", [V1, "/api" + V1, V1 + "/"])
def test_name_number_and_email_mean_the_primary_ones_and_others_are_the_crms(tenfold: Tenfold, path: str) -> None:
    before = koehler(tenfold)
    update = {"name": "Hans Peter Kohler", "number": NEW, "email": "hp@kohler.example", "Title": "CEO", "Description": None}
    given = {"token": tenfold.pair(REGULAR)["access_token"], "id": before["id"], "module": "Contact", "update": update}

    answer = tenfold.anybody.put(path, json=given)

    assert (answer.status_code, answer.json()) == (200, {"success": {}})
    (after,) = records(tenfold, NEW)
    changes = {"FirstName": "Hans Peter", "LastName": "Kohler", "Phone": NEW, "Email": "hp@kohler.example", "Title": "CEO"}
    assert after["fields"] == before["fields"] | changes | {"Description": None}
    assert (after["name"], after["email"]) == ("Hans Peter Kohler", "hp@kohler.example")


@fact("T1-11")
def test_the_token_may_be_a_jwt_or_stand_in_the_header_and_no_content_type_is_needed(tenfold: Tenfold) -> None:
    given = {"id": koehler(tenfold)["id"], "module": "Contact", "update": {"Title": "CEO"}}
    header = {"Authorization": f"Bearer {tenfold.pair()['access_token']}"}

    answers = [
        tenfold.anybody.put(V1, json=given | {"token": f"JWT {tenfold.jwt()}"}),
        tenfold.anybody.put(V1, json=given, headers=header),
        tenfold.anybody.put(V1, json=given | {"token": None}, headers=header),
        tenfold.anybody.put(V1, json=given | {"token": tenfold.pair()["access_token"]}, headers={"Content-Type": "text/plain"}),
    ]

    assert [(answer.status_code, answer.json()) for answer in answers] == [(200, {"success": {}})] * 4


@fact("T1-11")
@pytest.mark.parametrize("content_type", ["application/json", "application/x-www-form-urlencoded"])
def test_the_token_in_the_body_finds_its_world(tenfold: Tenfold, content_type: str) -> None:
    given = {"id": koehler(tenfold)["id"], "module": "Contact", "update": {"number": NEW}}
    tokens = [tenfold.pair()["access_token"], f"JWT {tenfold.jwt()}"]

    with tenfold.world.server.client() as http:
        answers = [http.put(V1, json=given | {"token": token}, headers={"Content-Type": content_type}) for token in tokens]

        assert [answer.status_code for answer in answers] == [200, 200]
        assert http.get("/_sandbox/crm/records", params={"number": NEW}).json() == {"records": []}
    assert len(records(tenfold, NEW)) == 1


@fact("T1-11")
@pytest.mark.parametrize("token", ["wrong", "JWT wrong", "JWT", 5, ["x"], {"a": 1}, True, "x" * 100_000, "\0", None, ""])
def test_a_token_in_the_body_that_is_none_is_refused(tenfold: Tenfold, token: Any) -> None:
    answer = edit(tenfold, {"Title": "CEO"}, token=token)

    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_token")
    assert koehler(tenfold)["fields"]["Title"] == "Head of Field Service"


@fact("T1-11", "T2-16")
@pytest.mark.parametrize(
    ("update", "field", "rule"),
    [
        (None, "update", "is required"),
        ({}, "update", "must have at least one field"),
        ([], "update", "must be an object"),
        ("Title", "update", "must be an object"),
        (False, "update", "must be an object"),
        ({"Titel": "CEO"}, "update.Titel", "is no field of Contact"),
        ({"title": "CEO"}, "update.title", "is no field of Contact"),
        ({"Title": "CEO", "": 1}, "update.", "is no field of Contact"),
        ({"Name": "x"}, "update.Name", "is no field of Contact"),
        ({"x" * 100_000: 1}, "update." + "x" * 100_000, "is no field of Contact"),
        ({"\0": 1}, "update.\0", "is no field of Contact"),
        ({"Phone": 49}, "update.Phone", "must be a string or null"),
        ({"Email": True}, "update.Email", "must be a string or null"),
        ({"Description": 1.5}, "update.Description", "must be a string or null"),
        ({"Title": ["CEO"]}, "update.Title", "must be a string, a number, a boolean or null"),
        ({"Title": {"a": {"b": 1}}}, "update.Title", "must be a string, a number, a boolean or null"),
        ({"LastName": None}, "update.LastName", "must not be empty"),
        ({"LastName": " \t"}, "update.LastName", "must not be empty"),
    ],
)
def test_an_update_that_the_crm_would_not_take_changes_nothing(tenfold: Tenfold, update: Any, field: str, rule: str) -> None:
    before = koehler(tenfold)

    answers = [
        edit(tenfold, update),
        tenfold.signed_in().put(f"{V2}/{before['id']}", json={"formId": form_of(tenfold), "update": update}),
    ]

    for answer in answers:
        assert (answer.status_code, answer.json()["name"]) == (400, "ValidationError")
        assert answer.json()["message"] == f"{field} {rule}"
        assert answer.json()["details"][0]["field"] == field
    assert koehler(tenfold) == before


@fact("T1-11")
@pytest.mark.parametrize(
    ("update", "message"),
    [
        ({"name": None}, "update.name must be a string that is not empty"),
        ({"name": " "}, "update.name must be a string that is not empty"),
        ({"name": 5}, "update.name must be a string that is not empty"),
        ({"number": 4940}, "update.number must be a string or null"),
        ({"number": ["+49"]}, "update.number must be a string or null"),
        ({"email": {}}, "update.email must be a string or null"),
        ({"Title": "CEO", "email": False}, "update.email must be a string or null"),
    ],
)
def test_standard_fields_are_named_in_the_clients_words(tenfold: Tenfold, update: Any, message: str) -> None:
    before = koehler(tenfold)

    answer = edit(tenfold, update)

    assert (answer.status_code, answer.json()["message"]) == (400, message)
    assert koehler(tenfold) == before


@fact("T1-11", "T2-16")
def test_standard_fields_are_v1s_alone_and_a_company_has_no_email_in_salesforce(tenfold: Tenfold) -> None:
    account = koehler(tenfold)["parent"]

    in_v2 = tenfold.signed_in().put(f"{V2}/{koehler(tenfold)['id']}", json={"formId": form_of(tenfold), "update": {"number": NEW}})
    refused = edit(tenfold, {"email": "x@y.example"}, id=account, module="Account")
    named = edit(tenfold, {"name": " Nordhafen  Netz ", "number": NEW}, id=account, module="Account")

    assert (in_v2.status_code, in_v2.json()["message"]) == (400, "update.number is no field of Contact")
    assert (refused.status_code, refused.json()["message"]) == (400, "update.email is kept by no field of Account")
    assert named.status_code == 200
    assert [found["name"] for found in records(tenfold, NEW)] == ["Nordhafen  Netz"]


@fact("T1-11")
@pytest.mark.parametrize("field", ["id", "module"])
@pytest.mark.parametrize("value", [None, "", 5, ["x"], {}])
def test_the_record_must_be_named(tenfold: Tenfold, field: str, value: Any) -> None:
    answer = edit(tenfold, {"Title": "CEO"}, **{field: value})

    assert (answer.status_code, answer.json()["details"][0]["field"]) == (400, field)


@fact("T1-11", "T2-16", "T2-17")
def test_a_record_that_is_not_there_is_not_found(tenfold: Tenfold) -> None:
    theirs, form = records(tenfold, MOIRA)[0]["id"], form_of(tenfold)
    http = tenfold.signed_in()

    for own_id in ("0" * 18, theirs, koehler(tenfold)["id"].lower(), "x" * 5000, "é"):
        answers = [
            edit(tenfold, {"Title": "CEO"}, id=own_id),
            http.put(f"{V2}/{own_id}", json={"formId": form, "update": {"Title": "CEO"}}),
            http.request("DELETE", f"{V2}/{own_id}/remove-number", json={"number": MOIRA, "module": "Contact"}),
        ]
        assert [(answer.status_code, answer.json()["name"]) for answer in answers] == [(404, "NotFoundError")] * 3
    assert len(records(tenfold, MOIRA)) == 2


@fact("T1-11", "T2-17")
@pytest.mark.parametrize("module", ["Lead", "contact", "Contacts", "\0", "x" * 5000])
def test_a_record_is_found_in_its_own_module_only(tenfold: Tenfold, module: str) -> None:
    path = f"{V2}/{koehler(tenfold)['id']}/remove-number"

    answers = [
        edit(tenfold, {"Title": "CEO"}, module=module),
        tenfold.signed_in().request("DELETE", path, json={"number": KOEHLER, "module": module}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert koehler(tenfold)["fields"]["Title"] == "Head of Field Service"


@fact("T1-11")
@pytest.mark.parametrize("custom", [{}, {"a": 1}, "x", 0, False, []])
def test_custom_edits_need_the_feature(tenfold: Tenfold, custom: Any) -> None:
    answer = edit(tenfold, {"Title": "CEO"}, custom=custom)

    assert (answer.status_code, answer.json()["name"]) == (400, "BadRequestError")
    assert koehler(tenfold)["fields"]["Title"] == "Head of Field Service"
    assert edit(tenfold, {"Title": "CEO"}, custom=None).status_code == 200


@fact("T2-15", "T2-16")
def test_a_form_that_is_not_there_is_not_found(tenfold: Tenfold) -> None:
    http, own_id = tenfold.signed_in(), koehler(tenfold)["id"]

    for form in ("0" * 24, form_of(tenfold, "contact"), "x" * 5000, "\0"):
        answers = [
            http.post(V2, json={"formId": form, "fields": JOHN}),
            http.put(f"{V2}/{own_id}", json={"formId": form, "update": {"Title": "CEO"}}),
        ]
        assert [(answer.status_code, answer.json()["message"]) for answer in answers] == [(404, f"There is no form {form}")] * 2


@fact("T2-15", "T2-16")
@pytest.mark.parametrize("form", [None, "", " ", 5, ["x"], {}])
def test_a_form_must_be_named(tenfold: Tenfold, form: Any) -> None:
    http, own_id = tenfold.signed_in(), koehler(tenfold)["id"]

    answers = [http.post(V2, json={"formId": form, "fields": JOHN}), http.put(f"{V2}/{own_id}", json={"formId": form, "update": {}})]

    assert [(answer.status_code, answer.json()["details"][0]["field"]) for answer in answers] == [(400, "formId")] * 2


@fact("T2-16")
def test_a_form_of_another_module_is_refused(tenfold: Tenfold) -> None:
    given = {"formId": form_of(tenfold, "Lead"), "update": {"Title": "CEO"}}

    answer = tenfold.signed_in().put(f"{V2}/{koehler(tenfold)['id']}", json=given)

    assert (answer.status_code, answer.json()["message"]) == (400, "formId is of a form of Lead, the record is a Contact")


@fact("T2-15")
@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (None, "fields is required"),
        ([], "fields must be an object"),
        ("LastName=x", "fields must be an object"),
        ({}, "fields.LastName is required"),
        ({"FirstName": "John"}, "fields.LastName is required"),
        ({"LastName": None}, "fields.LastName must not be empty"),
        ({"LastName": ""}, "fields.LastName must not be empty"),
        ({"LastName": 5}, "fields.LastName must be a string or null"),
        ({"LastName": "x", "name": "John"}, "fields.name is no field of Contact"),
        ({"LastName": "x", "Id": "1"}, "fields.Id is no field of Contact"),
        ({"LastName": "x", "Birthdate": {"y": []}}, "fields.Birthdate must be a string, a number, a boolean or null"),
    ],
)
def test_fields_that_make_no_record_are_refused(tenfold: Tenfold, fields: Any, message: str) -> None:
    answer = tenfold.signed_in().post(V2, json={"formId": form_of(tenfold), "fields": fields})

    assert (answer.status_code, answer.json()["name"], answer.json()["message"]) == (400, "ValidationError", message)


@fact("T2-15")
def test_a_lead_needs_a_company(tenfold: Tenfold) -> None:
    answer = tenfold.signed_in().post(V2, json={"formId": form_of(tenfold, "Lead"), "fields": JOHN})

    assert (answer.status_code, answer.json()["message"]) == (400, "fields.Company is required")
    assert made(tenfold, tenfold.signed_in(), "Lead", Company="Doe Inc.")["bean_id"].startswith("00Q")


@fact("T2-15", "T2-16")
def test_values_come_back_as_they_were_sent(tenfold: Tenfold) -> None:
    odd: dict[str, Any] = {
        "LastName": "D\0oe 🦉",
        "Title": "x" * 500_000,
        "Department": -(2**53),
        "Salutation": 1.5,
        "Fax": "\ud7ff",
        "FirstName": "",
    }

    bean = made(tenfold, tenfold.signed_in(), **odd)

    assert bean["bean_name"] == "D\0oe 🦉"
    assert records(tenfold, NEW)[0]["fields"] == JOHN | odd


@fact("T2-17")
@pytest.mark.parametrize("spelled", [KOEHLER, "494066969210", "49-40-66969210"])
def test_a_number_is_taken_off_however_it_is_spelled(tenfold: Tenfold, spelled: str) -> None:
    before = koehler(tenfold)

    answer = tenfold.signed_in(REGULAR).request(
        "DELETE", f"{V2}/{before['id']}/remove-number", json={"number": spelled, "module": "Contact"}
    )

    assert (answer.status_code, answer.content) == (200, b"")
    assert records(tenfold, KOEHLER) == []
    again = tenfold.signed_in().request("DELETE", f"{V2}/{before['id']}/remove-number", json={"number": spelled, "module": "Contact"})
    assert again.status_code == 200


@fact("T2-17")
def test_a_number_is_taken_off_all_fields_that_hold_it_and_of_no_other_record(tenfold: Tenfold) -> None:
    http, other = tenfold.signed_in(), "+1 206 555 0198"
    own, theirs = made(tenfold, http, MobilePhone="(206) 555-0199", HomePhone=other), made(tenfold, http)

    answer = http.request("DELETE", f"{V2}/{own['bean_id']}/remove-number", json={"number": "12065550199", "module": "Contact"})

    assert answer.status_code == 200
    assert [found["id"] for found in records(tenfold, NEW)] == [theirs["bean_id"]]
    assert [(found["id"], found["numbers"]) for found in records(tenfold, other)] == [(own["bean_id"], [other])]


@fact("T2-17")
@pytest.mark.parametrize(
    ("given", "field"),
    [
        *(({"number": wrong}, "number") for wrong in (None, "", 494066969210, [KOEHLER], False)),
        *(({"module": wrong}, "module") for wrong in (None, " ", 5, ["Contact"], False)),
        *(({"callId": wrong}, "callId") for wrong in ("", 5, ["c1"], 1.5, False)),
    ],
)
def test_what_shall_be_taken_off_must_be_said(tenfold: Tenfold, given: dict[str, Any], field: str) -> None:
    before = koehler(tenfold)

    body = {"number": KOEHLER, "module": "Contact"} | given
    answer = tenfold.signed_in().request("DELETE", f"{V2}/{before['id']}/remove-number", json=body)

    assert (answer.status_code, answer.json()["details"][0]["field"]) == (400, field)
    assert koehler(tenfold) == before


@fact("T2-17")
@pytest.mark.parametrize("call", ["0" * 24, "x" * 5000, "\0"])
def test_with_an_unknown_call_nothing_is_taken_off(tenfold: Tenfold, call: str) -> None:
    before = koehler(tenfold)

    body = {"number": KOEHLER, "module": "Contact", "callId": call}
    answer = tenfold.signed_in().request("DELETE", f"{V2}/{before['id']}/remove-number", json=body)

    assert (answer.status_code, answer.json()["message"]) == (404, f"There is no call {call}")
    assert koehler(tenfold) == before


DEEP = '{"update": ' + "[" * 900 + "]" * 900 + "}"


@fact("T1-11", "T2-15", "T2-16", "T2-17")
@pytest.mark.parametrize(
    "body",
    [
        *("[]", "5", "null", '"x"', "{", '{"a": NaN}', '{"formId": "\\ud800"}', "token=x", "\0", DEEP, '{"update": ' + "[" * 99_999),
        '{"id": "x", "module": "Contact", "update": {"Title": 1e999}}',
    ],
)
def test_a_strange_body_is_refused(tenfold: Tenfold, body: str) -> None:
    http, own = tenfold.signed_in(), f"{V2}/{koehler(tenfold)['id']}"

    for method, path in (("PUT", V1), ("PUT", "/api" + V1), ("POST", V2), ("PUT", own), ("DELETE", f"{own}/remove-number")):
        for content_type in ("application/json", "application/x-www-form-urlencoded", "multipart/form-data"):
            answer = http.request(method, path, content=body, headers={"Content-Type": content_type})
            assert answer.status_code == 400, (method, path, answer.text)


scalars = (
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9)
)
objects = st.dictionaries(
    st.sampled_from(["lastname", "subject", "telephone1", "name", "number", "email"]) | st.text(max_size=5), scalars, max_size=5
)
anything = st.recursive(scalars, lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3))


@fact("T1-11", "T2-15", "T2-16", "T2-17")
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_is_sent_is_done_or_refused_and_never_breaks_the_server(tenfold: Tenfold, data: st.DataObject) -> None:
    http, own_id = tenfold.signed_in(ELSEWHERE), MOIRAS_LEAD
    own = {"id": own_id, "module": "lead", "formId": form_of(tenfold, "lead"), "number": MOIRA[:-1]}
    strange = data.draw(st.fixed_dictionaries({}, optional=dict.fromkeys([*own, "callId", "token", "custom"], anything)))
    body = own | {"update": data.draw(objects | anything), "fields": data.draw(objects | anything)} | strange

    for method, path in (("PUT", V1), ("POST", V2), ("PUT", f"{V2}/{own_id}"), ("DELETE", f"{V2}/{own_id}/remove-number")):
        assert http.request(method, path, json=body).status_code in (200, 400, 401, 404)


@fact("T2-15", "T2-16", "T2-17")
def test_nothing_is_done_without_a_token(tenfold: Tenfold) -> None:
    own_id = koehler(tenfold)["id"]
    requests: list[tuple[str, str, dict[str, Any]]] = [
        ("POST", V2, {"formId": form_of(tenfold), "fields": JOHN}),
        ("PUT", f"{V2}/{own_id}", {"formId": form_of(tenfold), "update": {"Title": "CEO"}}),
        ("DELETE", f"{V2}/{own_id}/remove-number", {"number": KOEHLER, "module": "Contact"}),
    ]

    for method, path, body in requests:
        for more in ({}, {"token": tenfold.pair()["access_token"]}):  # v1's alone
            answer = tenfold.anybody.request(method, path, json=body | more)
            assert (answer.status_code, answer.json()["error"]) == (401, "invalid_token")
        with_jwt = tenfold.anybody.request(method, path, json=body, headers={"Authorization": f"Bearer JWT {tenfold.jwt(ADMIN)}"})
        assert with_jwt.status_code == 200


@fact("T1-11", "T2-15", "T2-16", "T2-17")
def test_other_methods_are_refused(tenfold: Tenfold) -> None:
    http = tenfold.signed_in()

    answers = [http.get(V1), http.post(V1), http.get(V2), http.get(f"{V2}/x"), http.post(f"{V2}/x/remove-number")]

    assert [answer.status_code for answer in answers] == [405] * 5


def test_a_token_in_the_body_of_other_requests_leads_to_no_other_world(tenfold: Tenfold) -> None:
    token = tenfold.pair()["access_token"]
    with tenfold.world.server.client() as http:
        form = {"grant_type": "password", "username": ADMIN, "password": "sandbox-demo-password", "token": token}
        form |= {"client_id": "sandbox-tenfold-client", "client_secret": "sandbox-tenfold-secret-00000000000000000"}
        assert "." not in http.post("/api/v1/oauth/token", data=form).json()["access_token"]


def test_both_vendors_know_the_same_people_under_the_same_ids(tenfold: Tenfold) -> None:
    odata = tenfold.world.with_token(API_TOKEN)

    for entity_set in ("Contacts", "Leads"):
        for theirs in odata.get(f"/odata/{entity_set}?$top=15").raise_for_status().json()["value"]:
            own = {found["id"]: found for found in records(tenfold, theirs["phone"])}[theirs["id"]]
            assert own["name"] == f"{theirs['first_name']} {theirs['last_name']}"
            assert (own["email"], own["owner"], own["module"] + "s") == (theirs["email"], theirs["owner_id"], entity_set)
            assert own["parent"] == (theirs["account_id"] if entity_set == "Contacts" else None)


def test_a_number_can_be_one_persons_or_several_records(tenfold: Tenfold) -> None:
    assert [found["module"] for found in records(tenfold, MOIRA)] == ["lead", "contact"]
    assert records(tenfold, NEW) == []

    nerys = records(tenfold, "+44 117 496 0114")[0]
    switchboard = nerys["fields"]["telephone3"]
    assert len(nerys["numbers"]) == 3
    assert {"account", "contact"} == {found["module"] for found in records(tenfold, switchboard)}
    assert nerys["parent"] in {found["id"] for found in records(tenfold, switchboard)}
