"""Reading one cookie. Starlette's own reader undoes quoting in quadratic time (CVE-2024-7592), and no cookie of ours is quoted."""

from starlette.requests import Request

from sandbox.http.headers import headers_of


def cookie_of(request: Request, name: str) -> str | None:
    pairs = (pair.partition("=") for pair in headers_of(request).get("cookie", "").split(";"))
    return next((value.strip() for key, _, value in pairs if key.strip() == name), None)
