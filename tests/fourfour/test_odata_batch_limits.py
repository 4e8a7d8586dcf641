"""What a batch may hold, in octets and in depth (odata-wire.md, 13.1)."""

from tests.facts import fact
from tests.fourfour.conftest import OData
from tests.fourfour.odata_batch import Batch


@fact("FF-OD-90")
def test_the_answers_of_a_batch_are_64_mib_at_most_and_one_over(odata: OData) -> None:
    url = "Contacts?$top=400&$expand=account($expand=contacts)"
    size = len(odata.get(url).content)
    enough = (64 << 20) // size + 1

    *answered, refused_one = Batch(odata).get(*[url] * (enough + 1))

    assert {answer["status"] for answer in answered} == {200}
    assert (refused_one["status"], refused_one["body"]["error"]["code"]) == (400, "bad_request")
    assert refused_one["body"]["error"]["message"].endswith(f"the answers of this batch are larger than {64 << 20} bytes")


@fact("FF-OD-86")
def test_a_body_of_a_batch_is_nested_no_deeper_than_json_is_written(odata: OData) -> None:
    deep = "[" * 300 + "]" * 300
    answer = Batch(odata).post(f'{{"requests":[{{"id":"1","method":"POST","url":"Leads","body":{deep}}}]}}')

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "missing_request_properties")
    assert answer.json()["error"]["message"] == "Request 1 of the batch has a body that is nested too deep"


@fact("FF-OD-86")
def test_a_part_of_a_batch_has_headers_with_colons(odata: OData) -> None:
    good = "--b\r\nContent-Type: application/http\r\n\r\nGET me HTTP/1.1\r\n\r\n"
    for bad in ("--b\r\nno colon\r\n\r\nGET me HTTP/1.1\r\n\r\n", good.replace("HTTP/1.1\r\n", "HTTP/1.1\r\nno colon\r\n")):
        answer = Batch(odata).post(f"{good}{bad}--b--", "multipart/mixed;boundary=b")
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, "missing_request_properties")
        assert answer.json()["error"]["message"] == "Request 2 of the batch has a header without a colon"
