"""Calls as a developer makes them at the control API."""

from typing import Any

import httpx

from tests.conftest import World

HELEN, DANIEL, PRIYA, GONE = (f"{name}@ferrybank.example" for name in ("helen.castellano", "daniel.reyes", "priya.raman", "peter.novak"))
ISLA = "isla.drummond@skerry-metering.example"
NOBODYS = "15125559999"
"""A number that no CRM record has."""
SHARED = "+44 141 496 0133"
"""Of a lead and a contact of Skerry Metering."""


def asked(world: World, path: str, **body: Any) -> httpx.Response:
    return world.control.post(f"/calls{path}", json=body)


def planted(world: World, **wish: Any) -> dict[str, Any]:
    facts: dict[str, Any] = asked(world, "", **wish).raise_for_status().json()
    return facts


def incoming(world: World, **wish: Any) -> dict[str, Any]:
    facts: dict[str, Any] = asked(world, "/incoming", **wish).raise_for_status().json()
    return facts


def done(world: World, call: dict[str, Any], what: str, **how: Any) -> dict[str, Any]:
    facts: dict[str, Any] = asked(world, f"/{call['id']}/{what}", **how).raise_for_status().json()
    return facts


def shown(world: World, call: dict[str, Any]) -> dict[str, Any]:
    facts: dict[str, Any] = world.control.get(f"/calls/{call['id']}").raise_for_status().json()
    return facts


def listed(world: World, **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = world.control.get("/calls", params=query).raise_for_status().json()["calls"]
    return found


def paced(world: World, **pace: Any) -> dict[str, Any]:
    facts: dict[str, Any] = world.control.patch("/calls", json=pace).raise_for_status().json()
    return facts


def complaint(answer: httpx.Response) -> tuple[int, str, str]:
    error = answer.json()["error"]
    return answer.status_code, error["code"], error["message"]


def records(world: World, number: str, company: str) -> list[str]:
    found = world.control.get("/crm/records", params={"number": number, "organization": company}).raise_for_status().json()["records"]
    return sorted(record["id"] for record in found)
