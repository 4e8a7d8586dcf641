"""The control API's view of the CRMs behind Tenfold."""

from typing import Any

import pytest

from tests.conftest import World
from tests.demo import FERRYBANK, SKERRY

MOIRA = "+44 141 496 0133"


def forms(world: World, **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = world.control.get("/crm/forms", params=query).raise_for_status().json()["forms"]
    return found


def test_there_is_a_form_for_each_module_of_each_organization(world: World) -> None:
    found = forms(world)

    assert {(form["company"], form["module"]) for form in found} == {
        *((FERRYBANK, module) for module in ("Contact", "Lead", "Account")),
        *(("Gannet Rotas", module) for module in ("Contact", "Lead", "Account")),
        *((company, module) for company in (SKERRY, "Kittiwake Voice") for module in ("contact", "lead", "account")),
    }
    assert len({form["id"] for form in found}) == 12
    contact = next(form for form in found if form["module"] == "Contact")
    assert list(contact) == ["id", "organization", "company", "name", "module", "fields", "required"]
    assert contact["required"] == ["LastName"]
    assert set(contact["required"]) < set(contact["fields"])


def test_forms_are_chosen_by_organization_and_no_more_are_listed_than_asked_for(world: World) -> None:
    own_id = forms(world)[0]["organization"]

    assert {form["company"] for form in forms(world, organization=SKERRY)} == {SKERRY}
    assert {form["organization"] for form in forms(world, organization=own_id)} == {own_id}
    assert len(forms(world, limit=2)) == 2


def test_records_are_found_by_number_however_it_is_spelled(world: World) -> None:
    def found(**query: str) -> Any:
        return world.control.get("/crm/records", params=query).raise_for_status().json()["records"]

    moira = found(number=MOIRA)

    assert [(each["company"], each["module"], each["name"]) for each in moira] == [
        (SKERRY, "lead", "Moira McAllister"),
        (SKERRY, "contact", "Moira McAllister"),
    ]
    assert found(number="441414960133") == found(number=MOIRA, organization=SKERRY) == moira
    assert found(number=MOIRA, limit="1") == moira[:1]
    assert found(number=MOIRA, organization=FERRYBANK) == found(number="x") == []


@pytest.mark.parametrize("path", ["forms?organization=x", "forms?limit=0", "forms?module=Contact", "records", "records?number="])
def test_a_slip_is_named(world: World, path: str) -> None:
    answer = world.control.get(f"/crm/{path}")

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid_field")
