"""Talks to the control API of a running server. Standard library only: the command line must start fast."""

import json
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import quote, urlsplit

DEFAULT_URL = "http://127.0.0.1:4410"
PATIENCE = 600.0
"""Seconds for an answer: planting a large scenario takes minutes."""


class ControlFailure(Exception):
    """The server said no, or it did not answer; the text says what happened. `code` is the server's, empty if there is none."""

    def __init__(self, message: str, code: str = "") -> None:
        super().__init__(message)
        self.code = code


class ControlClient:
    """One connection per request. `world` None: the world that the address names, else the default one."""

    def __init__(
        self, url: str = DEFAULT_URL, *, world: str | None = None, admin_token: str | None = None, timeout: float = PATIENCE
    ) -> None:
        self.url, self.timeout = url.rstrip("/"), timeout
        self._headers = {"Accept": "application/json"}
        if world:
            self._headers["X-Sandbox-World"] = segment(world)
        if admin_token:
            self._headers["Authorization"] = f"Bearer {admin_token}"

    def get(self, path: str) -> Any:
        return self.ask("GET", path)

    def post(self, path: str, /, **fields: Any) -> Any:
        """Fields that are None are left out; so are those of `put` and `patch`."""
        return self.ask("POST", path, _given(fields))

    def put(self, path: str, /, **fields: Any) -> Any:
        return self.ask("PUT", path, _given(fields))

    def patch(self, path: str, /, **fields: Any) -> Any:
        return self.ask("PATCH", path, _given(fields))

    def delete(self, path: str) -> None:
        self.ask("DELETE", path)

    def ask(self, method: str, path: str, fields: dict[str, Any] | None = None) -> Any:
        """The answer's JSON, or None. `path` is the part behind `/_sandbox`. A field that is None is null. Raises ControlFailure."""
        body = None if fields is None else _json(fields)
        status, answer = self._exchange(method, path, body)
        return self._read(status, answer)

    def download(self, path: str) -> bytes:
        """The answer as it is. Raises ControlFailure."""
        status, answer = self._exchange("GET", path, None)
        return answer if status == 200 else bytes(self._read(status, answer))

    def _exchange(self, method: str, path: str, body: bytes | None) -> tuple[int, bytes]:
        try:
            return self._answer(method, path, body)
        except (OSError, HTTPException) as error:
            raise ControlFailure(f"no server answers at {self.url} ({_reason(error)})") from None

    def _answer(self, method: str, path: str, body: bytes | None) -> tuple[int, bytes]:
        parts = urlsplit(self.url)
        connect = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = connect(parts.netloc, timeout=self.timeout)
        try:
            connection.request(method, f"{parts.path}/_sandbox{path}", body, self._headers)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def _read(self, status: int, answer: bytes) -> Any:
        if status == 204:
            return None
        try:
            said = json.loads(answer)
            if status < 300:
                return said
            failure = ControlFailure(said["error"]["message"], said["error"]["code"])
        except (ValueError, LookupError, TypeError):
            raise ControlFailure(f"what answers at {self.url} is no sandbox (status {status})") from None
        raise failure


def segment(name: str) -> str:
    """As one segment of a path; octets that are not UTF-8, which a shell may hand on, travel as they are. Raises ControlFailure.

    A name that is empty, such as a variable that was never set, would be the path of all there are, which may be one to take away.
    """
    if not name:
        raise ControlFailure("the name is empty", "invalid_field")  # the server would call it so
    return quote(name, safe="", errors="surrogateescape")


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _json(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace")  # such octets are in no known value


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
