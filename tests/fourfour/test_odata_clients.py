"""Public OData clients, unmodified: only the base URL and the token are ours."""

import requests
from odata import ODataService  # type: ignore[import-untyped]

from tests.conftest import Server
from tests.facts import fact
from tests.fourfour.conftest import TOKEN, OData


@fact("FF-OD-02", "FF-OD-06", "FF-OD-42")
def test_python_odata_learns_the_model_and_reads_every_set_to_its_last_page(server: Server, odata: OData) -> None:
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {TOKEN}"

    service = ODataService(odata.root, session=session, reflect_entities=True)

    names = [name for name in service.entities if name != "me"]
    assert len(names) == 21
    for name in names:
        keys = [row.id for row in service.query(service.entities[name])]
        assert len(keys) == int(odata.get(f"{name}/$count").text)
        assert len(set(keys)) == len(keys)


@fact("FF-OD-36")
def test_python_odata_filters_and_sorts(odata: OData) -> None:
    session = requests.Session()
    session.auth = ("anybody@example.com", TOKEN)  # BI tools send the token as the password of a Basic sign-in
    service = ODataService(odata.root, session=session, reflect_entities=True)
    contact = service.entities["Contacts"]

    query = service.query(contact).filter(contact.first_name.startswith("A")).order_by(contact.updated.desc()).limit(5)

    expected = odata.rows("Contacts?$filter=startswith(first_name,'A')&$orderby=updated desc&$top=5")
    assert [row.id for row in query] == [row["id"] for row in expected]
    assert len(expected) == 5
