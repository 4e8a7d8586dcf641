"""What refusals say: the right names, and each kind of mistake in its own words (odata-wire.md, 12)."""

import pytest

from tests.facts import fact
from tests.fourfour.conftest import OData


@fact("FF-OD-17", "FF-OD-44")
@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_the_entity_that_is_not_there_is_the_one_that_is_named(odata: OData, method: str) -> None:
    contact = odata.rows("Contacts?$filter=account/parent_id eq null and account_id ne null&$top=1")[0]
    account, alone = f"Accounts('{contact['account_id']}')", f"Contacts('{contact['id']}')"
    said = {
        "Contacts('none')": "Contacts has no entity with the key 'none'",
        "Contacts('none')/account": "Contacts has no entity with the key 'none'",
        f"{account}/contacts('none')": "Contacts has no entity with the key 'none'",
        f"{account}/contacts('none')/account": "Contacts has no entity with the key 'none'",
        "Accounts('none')/contacts('other')": "Accounts has no entity with the key 'none'",
        "Accounts('none')/contacts('other')/account/parent": "Accounts has no entity with the key 'none'",
        f"{account}/parent/parent": "The entity of Accounts has no parent to go on from",
        f"{alone}/account/parent/owner": "The entity of Accounts has no parent to go on from",
        f"{account}/parent/contacts('other')": "The entity of Accounts has no parent to go on from",
    }
    for path, message in said.items():
        answer = odata.request(method, path)
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "entity_not_found")
        assert answer.json()["error"]["message"] == message
    if method == "GET":
        assert "Accounts has no entity with the key 'none'" in odata.get("Accounts('none')/contacts").text
        assert "The entity of Accounts has no parent" in odata.get(f"{account}/parent/contacts/$count").text
