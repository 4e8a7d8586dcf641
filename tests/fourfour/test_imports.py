"""The CRM importer: records and jobs (fourfour.md, 5)."""

import subprocess

import pytest

from tests.conftest import FROZEN, World
from tests.facts import fact
from tests.fourfour.importer import READ_TOKEN, TOKEN, Importer, entity, importer_of
from tests.fourfour.oauth_flow import Browser, demo_client, sent_back, tokens_of

CSV = (
    "id,name,website,industry,crm_segment\n"
    "acc-001,Acme Industries,https://acme.test,Robotics,Enterprise\n"
    "acc-002,TechCorp,https://techcorp.test,Software,Mid-Market"
)


@pytest.fixture
def crm(world: World) -> Importer:
    return importer_of(world)


def curl(command: str, world: World) -> str:
    """The vendor's own example with the address and the token put in."""
    command = command.replace("https://fourfour.ai", world.url).replace("{your_token}", TOKEN)
    return subprocess.run(["bash", "-c", command.replace("curl ", "curl -si ", 1)], capture_output=True, text=True, check=True).stdout


@fact("FF-IM-01", "FF-IM-02", "FF-IM-03", "FF-IM-04")
def test_the_vendors_own_examples_work_as_they_are_printed(world: World, crm: Importer) -> None:
    put = curl(
        """curl https://fourfour.ai/import/crm/account \\
-X PUT \\
-H "Authorization: Bearer {your_token}" \\
-H "Content-Type: text/csv" \\
--data-binary $'id,name,website,industry,crm_segment\\nacc-001,Acme Industries,https://acme.test,Robotics,Enterprise\\nacc-002,TechCorp,https://techcorp.test,Software,Mid-Market'""",
        world,
    )
    assert put.startswith("HTTP/1.1 202 Accepted")
    location = next(line.split()[1] for line in put.splitlines() if line.lower().startswith("location:"))
    assert location.startswith(f"{world.url}/import/job/")
    crm.wait(location.rpartition("/")[2])

    job = curl(f'curl {location} \\\n-H "Authorization: Bearer {{your_token}}"', world)
    assert job.rpartition("\n")[2] == (
        '{"status":"completed","processed":2,"error":null,"error_line":null,'
        f'"created_at":"{FROZEN}","updated_at":"{FROZEN}","started_at":"{FROZEN}","completed_at":"{FROZEN}"}}'
    )

    record = curl('curl https://fourfour.ai/import/crm/account/acc-001 \\\n-H "Authorization: Bearer {your_token}"', world)
    assert "content-type: text/csv\n" in record
    assert record.splitlines()[-2:] == [
        "id,name,website,industry,crm_segment",
        "acc-001,Acme Industries,https://acme.test,Robotics,Enterprise",
    ]

    gone = curl(
        """curl https://fourfour.ai/import/crm/account \\
-X DELETE \\
-H "Authorization: Bearer {your_token}" \\
-H "Content-Type: text/csv" \\
--data-binary $'id\\nacc-001\\nacc-002'""",
        world,
    )
    assert crm.wait(gone.rpartition('"job":"')[2].rstrip('"}'))["processed"] == 2
    assert crm.http.get("/import/crm/account/acc-001").status_code == 404


@fact("FF-IM-12")
def test_what_is_imported_is_read_through_odata_and_hangs_together(world: World, crm: Importer) -> None:
    crm.put("contact", "id,first_name,account_id\nc-1,Ada,acc-001\nc-2,Bo,nowhere\n")  # before its account
    crm.put("account", CSV)
    crm.put("user", "id,name,is_active\nu-1,Ann,true\n")
    crm.put("lead", "id,last_name,annual_revenue,number_of_employees,owner_id\nl-1,Lee,1.50,12,u-1\n")
    crm.put("opportunity", "id,name,amount,close_date,is_won\no-1,Deal,12.5,2026-05-01,0\n")

    assert entity(world, "Accounts/acc-001")["industry"] == "Robotics"
    assert [row["id"] for row in entity(world, "Accounts/acc-001/contacts")["value"]] == ["c-1"]
    assert entity(world, "Contacts/c-2")["account_id"] == "nowhere"
    lead = entity(world, "Leads/l-1?$expand=owner")
    assert (lead["annual_revenue"], lead["number_of_employees"], lead["owner"]["name"]) == (1.5, 12, "Ann")
    deal = entity(world, "Opportunities/o-1")
    assert (deal["amount"], deal["close_date"], deal["is_won"]) == (12.5, "2026-05-01T00:00:00+00:00", False)
    assert (deal["created"], deal["updated"]) == (FROZEN, FROZEN)


@fact("FF-IM-12", "FF-IM-13")
def test_another_workspace_sees_neither_the_records_nor_the_job(world: World, crm: Importer) -> None:
    people = world.control.get("/people").json()["people"]
    person = next(person for person in people if len(person["workspaces"]) == 2)
    mine = entity(world, "me")["tenant_id"]
    other = next(workspace["id"] for workspace in person["workspaces"] if workspace["id"] != mine)
    asked = {"kind": "personal", "user": person["email"], "workspace": other, "scopes": ["import", "api:read"], "name": "t"}
    token = world.control.post("/tokens", json=asked).raise_for_status().json()["token"]
    there = world.with_token(token)

    job = crm.send("account", CSV)
    crm.wait(job)

    assert there.get(f"/import/job/{job}").status_code == 404
    assert there.get("/import/crm/account/acc-001").status_code == 404
    assert there.get("/odata/Accounts/acc-001").status_code == 404
    assert Importer(there).put("account", "id,name\nacc-001,Theirs\n")["status"] == "completed"
    assert entity(world, "Accounts/acc-001")["name"] == "Acme Industries"


@fact("FF-IM-07")
def test_absent_columns_leave_values_alone_and_empty_cells_clear_them(world: World, crm: Importer) -> None:
    crm.put("account", "id,name,region,annual_revenue,tier\na,Acme,EMEA,1000.5,gold\n")
    crm.put("account", "id,region,annual_revenue,extra\na,,,x\n")

    assert crm.record("account", "a") == "id,name,annual_revenue,region,tier,extra\na,Acme,,,gold,x\n"
    stored = entity(world, "Accounts/a")
    assert (stored["name"], stored["region"], stored["annual_revenue"]) == ("Acme", None, None)


@fact("FF-IM-07")
def test_the_last_row_of_an_id_wins(crm: Importer) -> None:
    assert crm.put("account", "id,name\na,one\nb,two\na,three\n")["processed"] == 3
    assert crm.record("account", "a") == "id,name\na,three\n"


@fact("FF-IM-06")
def test_additional_fields_come_back_as_they_were(crm: Importer) -> None:
    values = [" space ", "007", "1.50", 'say ""hi""', "line\nbreak", "line\r\nbreak", "=1+1", "ü 漢字 😀", "true", "", "a,b"]
    row = ",".join(f'"{value}"' for value in values)
    names = ",".join(f"Field {number}" for number in range(len(values)))

    crm.put("account", f"id,{names}\r\nx,{row}\r\n")

    assert crm.record("account", "x").partition("\n")[2] == (
        'x, space ,007,1.50,"say ""hi""","line\nbreak","line\r\nbreak",=1+1,ü 漢字 😀,true,,"a,b"\n'
    )


@fact("FF-IM-08")
def test_values_are_typed_and_written_back_so_that_they_can_be_sent_again(crm: Importer) -> None:
    crm.put(
        "lead",
        "id,updated,annual_revenue,number_of_employees,is_converted,converted_date\n"
        "l,2026-02-03T04:05:06+02:00,1e3,-7,1,2026-02-03T04:05:06.789Z\n",
    )

    assert crm.record("lead", "l") == (
        "id,updated,annual_revenue,number_of_employees,is_converted,converted_date\nl,2026-02-03T02:05:06Z,1000,-7,true,2026-02-03T04:05:06Z\n"
    )


@fact("FF-IM-02")
def test_records_of_connected_services_are_out_of_reach(world: World, crm: Importer) -> None:
    planted = entity(world, "Accounts?$top=1")["value"][0]

    deleted = crm.delete("account", f"id,name\n{planted['id']},x\nunknown,y\n")
    refused = crm.put("account", f"id,name\nnew,New\n{planted['id']},Mine now\nlater,Later\n")

    assert (deleted["status"], deleted["processed"], deleted["error"]) == ("completed", 2, None)
    assert entity(world, "Accounts?$top=1")["value"] == [planted]
    assert (refused["status"], refused["error_line"], refused["processed"]) == ("failed", 3, 1)
    assert refused["error"] == "The id belongs to a record of a connected service (column id)."
    assert crm.http.get(f"/import/crm/account/{planted['id']}").status_code == 404
    assert crm.http.get("/import/crm/account/new").status_code == 200
    assert crm.http.get("/import/crm/account/later").status_code == 404


@fact("FF-IM-05")
def test_only_a_personal_token_with_the_scope_is_let_in(world: World) -> None:
    calls = [("PUT", "/import/crm/account"), ("DELETE", "/import/crm/account"), ("GET", "/import/crm/account/a"), ("GET", "/import/job/j")]
    for method, path in calls:
        nobody = world.client().request(method, path)
        reader = world.with_token(READ_TOKEN).request(method, path)
        assert (nobody.status_code, nobody.json()) == (401, {"message": "Unauthenticated."})
        assert (reader.status_code, reader.json()) == (403, {"message": "Invalid scope(s) provided."})
        app = world.with_token(tokens_of(world)["access_token"]).request(method, path)
        assert (app.status_code, app.json()) == (403, {"message": "Invalid scope(s) provided."})


@fact("FF-IM-05")
def test_an_oauth_client_cannot_have_the_scope(world: World) -> None:
    refused = sent_back(Browser(world, demo_client(world)).open(scope="api:read import"))

    assert refused["error"] == "invalid_scope"


@fact("FF-IM-13")
@pytest.mark.parametrize(
    ("method", "path"),
    [("PUT", "/import/crm/case"), ("DELETE", "/import/crm/Account"), ("GET", "/import/crm/case/1"), ("GET", "/import/job/nope")],
)
def test_what_is_unknown_is_not_found(crm: Importer, method: str, path: str) -> None:
    answer = crm.http.request(method, path)
    assert (answer.status_code, answer.json()) == (404, {"message": "Not Found"})


@fact("FF-IM-03")
def test_ids_may_hold_anything(world: World, crm: Importer) -> None:
    crm.put("account", 'id,name\n"a/b c?d%ü\n",X\n')
    assert crm.record("account", "a%2Fb%20c%3Fd%25%C3%BC%0A") == 'id,name\n"a/b c?d%ü\n",X\n'
    assert entity(world, "Accounts('a%2Fb%20c%3Fd%25%C3%BC%0A')")["name"] == "X"


@fact("FF-IM-15")
def test_jobs_of_a_workspace_are_done_in_order(crm: Importer) -> None:
    jobs = [crm.send("account", f"id,name\na,{number}\n") for number in range(6)]
    assert {crm.wait(job)["status"] for job in jobs} == {"completed"}
    assert crm.record("account", "a") == "id,name\na,5\n"
