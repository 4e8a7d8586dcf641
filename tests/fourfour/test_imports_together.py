"""Several imports at once, and readers beside them."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.conftest import World
from tests.facts import fact
from tests.fourfour.importer import READ_TOKEN, Importer, entity, importer_of

ROWS = 3000


def token_of_another_workspace(world: World) -> str:
    person = next(person for person in world.control.get("/people").json()["people"] if len(person["workspaces"]) == 2)
    mine = entity(world, "me")["tenant_id"]
    other = next(workspace["id"] for workspace in person["workspaces"] if workspace["id"] != mine)
    asked = {"kind": "personal", "user": person["email"], "workspace": other, "scopes": ["import", "api:read"], "name": "t"}
    return str(world.control.post("/tokens", json=asked).raise_for_status().json()["token"])


def table(value: str) -> str:
    return "id,name,note\n" + "".join(f"r{number},{value} {number},{value}\n" for number in range(ROWS))


@fact("FF-IM-12")
def test_uploads_of_two_workspaces_at_once_do_not_mix(world: World) -> None:
    """Each sends the same ids three times at the same moment; in each the last one accepted wins."""
    theirs = world.with_token(token_of_another_workspace(world))
    sides = {"ours": importer_of(world), "theirs": Importer(theirs)}
    readers = {"ours": world.with_token(READ_TOKEN), "theirs": theirs}
    asked = [(side, attempt) for attempt in range(3) for side in sides]
    with ThreadPoolExecutor(len(asked)) as threads:
        jobs = list(threads.map(lambda job: (job[0], sides[job[0]].send("account", table(f"{job[0]}-{job[1]}"))), asked))

    told = [sides[side].wait(job) for side, job in jobs]

    assert [(job["status"], job["processed"]) for job in told] == [("completed", ROWS)] * len(jobs)
    order = [job["id"] for job in world.control.get("/jobs").json()["jobs"]]
    for side, crm in sides.items():
        last = max((job for owner, job in jobs if owner == side), key=order.index)
        attempt = asked[[job for _, job in jobs].index(last)][1]
        assert crm.record("account", "r0") == f"id,name,note\nr0,{side}-{attempt} 0,{side}-{attempt}\n"
        rows = readers[side].get(f"/odata/Accounts?$filter=startswith(id,'r')&$top={ROWS + 1}").json()["value"]
        names = {row["name"] for row in rows}
        assert names == {f"{side}-{attempt} {number}" for number in range(ROWS)}


@fact("FF-IM-12", "FF-OD-42")
def test_a_client_that_follows_next_links_during_an_import_sees_each_row_once(world: World) -> None:
    crm, reader = importer_of(world), world.with_token(READ_TOKEN)
    before = {row["id"] for row in reader.get("/odata/Contacts?$select=id&$top=1000").json()["value"]}
    world.control.patch("/jobs", json={"hold": True}).raise_for_status()
    job = crm.send("contact", "id,email\n" + "".join(f"n{number},p{number % 7}@x.test\n" for number in range(400)))

    seen: list[str] = []
    url: str | None = "/odata/Contacts?$select=id&$orderby=email"
    while url:
        answer = reader.get(url, headers={"Prefer": "odata.maxpagesize=40"}).raise_for_status().json()
        seen += [row["id"] for row in answer["value"]]
        url = answer.get("@nextLink") or answer.get("@odata.nextLink")
        world.control.post(f"/jobs/{job}/step", json={"rows": 20}).raise_for_status()

    assert len(seen) == len(set(seen))
    assert before <= set(seen)


@fact("FF-IM-05")
@pytest.mark.parametrize("path", ["/import/crm/account", "/import/job/none"])
def test_a_token_without_the_scope_is_refused_at_once(world: World, path: str) -> None:
    method = "PUT" if "crm" in path else "GET"
    answer = world.with_token(READ_TOKEN).request(method, path, content=b"id\na\n")
    assert answer.status_code == 403
    assert world.control.get("/jobs").json()["jobs"] == []


def test_readers_are_answered_while_a_long_import_is_under_way(world: World) -> None:
    """Answers, not how fast: `make bench` tells that."""
    crm = importer_of(world)
    job = crm.send("lead", "id,company\n" + "".join(f"l{number},Company {number}\n" for number in range(60_000)))

    async def read() -> list[int]:
        reader = world.with_token(READ_TOKEN)
        async with httpx.AsyncClient(base_url=str(reader.base_url), headers=reader.headers) as http:
            answers = await asyncio.gather(*(http.get("/odata/Contacts?$top=5") for _ in range(50)))
        return [answer.status_code for answer in answers]

    assert asyncio.run(read()) == [200] * 50
    assert crm.job(job)["status"] in ("pending", "processing")
    assert crm.wait(job)["processed"] == 60_000
