"""Calls are the same ones wherever they are listed, found or counted."""

import httpx
import pytest

from tests.facts import fact
from tests.tenfold.conftest import ADMIN, REGULAR, Tenfold

LEVELS = ("own", "team", "organization")


def ids(client: httpx.Client, path: str) -> list[str]:
    """Of all pages."""
    found, page = list[str](), 0
    while listed := client.get(path, params={"pageSize": 500, "page": page}).raise_for_status().json()["data"]:
        found, page = found + [call["id"] for call in listed], page + 1
    return found


@fact("T2-01", "T2-21", "T2-22")
@pytest.mark.parametrize(("username", "level"), [(ADMIN, "own"), *((REGULAR, level) for level in LEVELS)])
def test_what_is_listed_is_what_is_found_and_what_its_people_have(tenfold: Tenfold, username: str, level: str) -> None:
    tenfold.world.control.patch("/organizations/Ferrybank", json={"analytics_visibility": level}).raise_for_status()
    client, admin = tenfold.signed_in(username), tenfold.signed_in()
    people = [user["id"] for user in admin.get("/v2/users?pageSize=500").json()["data"]]

    listed = ids(client, "/v2/calls")

    assert ids(client, "/v2/analytics/search") == listed
    assert len(set(listed)) == len(listed) > 0
    each = [ids(admin, f"/v2/analytics/users/{user}/calls") for user in people]
    if username == ADMIN or level == "organization":
        assert sorted(listed) == sorted(call for own in each for call in own)
    else:
        assert all(set(own) <= set(listed) or not set(own) & set(listed) for own in each)
        assert set(ids(client, "/v2/analytics/users/me/calls")) <= set(listed)
