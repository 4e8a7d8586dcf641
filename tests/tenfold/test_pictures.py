"""Profile pictures (tenfold.md, T2-08 and T2-09)."""

import base64
from typing import Any

import pytest

from tests.facts import fact
from tests.tenfold.conftest import REGULAR, Tenfold

PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 60
PATH = "/v2/users/me/profile-picture"
LIMIT = 2 * 1024 * 1024


@fact("T2-08", "T2-09")
@pytest.mark.parametrize(("content", "media_type"), [(PNG, "image/png"), (JPEG, "image/jpeg")])
def test_a_picture_is_set_fetched_replaced_and_removed(tenfold: Tenfold, content: bytes, media_type: str) -> None:
    http = tenfold.signed_in(REGULAR)

    answer = http.post(PATH, files={"image": ("me.txt", content, "text/plain")})

    url = answer.raise_for_status().json()["url"]
    assert answer.json() == {"url": http.get("/v2/users/me").json()["data"]["pictureUrl"]}
    fetched = tenfold.anybody.get(url)
    assert (fetched.content, fetched.headers["content-type"]) == (content, media_type)
    assert fetched.headers["x-content-type-options"] == "nosniff"

    newer = http.post(PATH, files={"image": ("me.png", PNG)}).json()["url"]
    assert newer != url
    assert tenfold.anybody.get(url).status_code == 404
    for _ in range(2):
        removed = http.delete(PATH)
        assert (removed.status_code, removed.content) == (200, b"")
    assert tenfold.anybody.get(newer).status_code == 404
    assert http.get("/v2/users/me").json()["data"]["pictureUrl"] is None


@fact("T2-08")
@pytest.mark.parametrize(
    ("options", "rule"),
    [
        ({"files": {"image": ("a.png", b"GIF89a")}}, "must be a JPEG or a PNG"),
        ({"files": {"image": ("a.png", b"")}}, "must be a JPEG or a PNG"),
        ({"files": {"image": ("a.png", b"<svg/>" + PNG)}}, "must be a JPEG or a PNG"),
        ({"files": {"picture": ("a.png", PNG)}}, "is required, as a file"),
        ({"data": {"image": "a"}}, "must be sent as a file of multipart/form-data"),
        ({"content": PNG, "headers": {"Content-Type": "image/png"}}, "must be sent as a file of multipart/form-data"),
        ({"content": PNG, "headers": {"Content-Type": "multipart/form-data"}}, "cannot be read"),
        ({"content": b"--x\r\nnonsense", "headers": {"Content-Type": "multipart/form-data; boundary=x"}}, ""),
        ({"files": [("image", ("a.png", PNG)), ("image", ("b.png", PNG))]}, "cannot be read: Too many files"),
        ({"files": {"image": ("a.png", PNG + b"\0" * (LIMIT - len(PNG)))}}, f"must be smaller than {LIMIT} bytes"),
        ({"files": {"image": ("a.png", PNG + b"\0" * (4 * LIMIT))}}, f"must be smaller than {LIMIT} bytes"),
    ],
)
def test_what_is_no_picture_is_refused_and_the_old_one_stays(tenfold: Tenfold, options: dict[str, Any], rule: str) -> None:
    http = tenfold.signed_in(REGULAR)
    url = http.post(PATH, files={"image": ("me.png", PNG)}).json()["url"]

    answer = http.post(PATH, **options)

    assert (answer.status_code, answer.json()["details"][0]["field"]) == (400, "image")
    assert answer.json()["message"].startswith(f"image {rule}")
    assert http.get("/v2/users/me").json()["data"]["pictureUrl"] == url


@fact("T2-08")
def test_one_byte_less_than_the_limit_will_do(tenfold: Tenfold) -> None:
    answer = tenfold.signed_in().post(PATH, files={"image": ("a.png", PNG + b"\0" * (LIMIT - 1 - len(PNG)))})
    assert answer.status_code == 200


@pytest.mark.parametrize("name", ["x.png", "..%2f..%2fetc%2fpasswd", "%00"])
def test_a_picture_that_is_none_is_not_found(tenfold: Tenfold, name: str) -> None:
    assert tenfold.anybody.get(f"/v2/profile-pictures/{name}").status_code == 404


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_nobody_changes_a_picture_without_a_token(tenfold: Tenfold, method: str) -> None:
    assert tenfold.anybody.request(method, PATH).status_code == 401
