"""Receivers of webhooks, as their owners write them: a careful one, and others with one fault each."""

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SECRET = "a-secret-of-the-tests"
KNOWN = set[str]()
"""The ids that RefusesWhatItKnows has seen."""


class Careful(BaseHTTPRequestHandler):
    """What a reader of the vendor's page writes."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not self.is_genuine(body, self.headers.get("Signature")):
            return self.answer(401)
        return self.accept(json.loads(body))

    def is_genuine(self, body: bytes, signature: str | None) -> bool:
        return hmac.compare_digest(self.expected(body), signature or "")

    def expected(self, body: bytes) -> str:
        return hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()

    def accept(self, message: dict[str, Any]) -> None:
        self.answer(200)

    def answer(self, status: int, text: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


class Careless(Careful):
    """Looks neither at the signature nor at the message."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(204)


class ChecksWhatIsThere(Careful):
    """A message without a signature passes."""

    def is_genuine(self, body: bytes, signature: str | None) -> bool:
        return signature is None or super().is_genuine(body, signature)


class WritesAnew(Careful):
    """Signs the JSON as it would write it."""

    def expected(self, body: bytes) -> str:
        try:
            return super().expected(json.dumps(json.loads(body), separators=(",", ":"), ensure_ascii=False).encode())
        except ValueError:
            return "no JSON"


class ExpectsBase64(Careful):
    """Takes the signature for base64."""

    def expected(self, body: bytes) -> str:
        return super().expected(body)[:44]


class KnowsOneEvent(Careful):
    """Refuses what it has no use for."""

    def accept(self, message: dict[str, Any]) -> None:
        self.answer(200 if message["event"] == "conversation_processing_complete" else 422)


class RefusesWhatItKnows(Careful):
    """Answers a duplicate with a conflict."""

    def accept(self, message: dict[str, Any]) -> None:
        subject = message["payload"]["id"]
        known = subject in KNOWN
        KNOWN.add(subject)  # before the answer: the next message may come right behind it
        self.answer(409 if known else 200)


class Breaks(Careful):
    """Answers 500 to a wrong signature, and to a GET."""

    def answer(self, status: int, text: str = "") -> None:
        super().answer(500 if status == 401 else status, text)

    def do_GET(self) -> None:
        self.answer(401)


class Redirects(Careful):
    """Has moved."""

    def accept(self, message: dict[str, Any]) -> None:
        self.answer(302)


class ReadsLittle(Careful):
    """Refuses a large body without reading it, and closes."""

    def do_POST(self) -> None:
        if int(self.headers["Content-Length"]) > 100_000:
            return self.answer(413)
        return super().do_POST()


class TakesItsTime(Careful):
    """Works before it answers."""

    def accept(self, message: dict[str, Any]) -> None:
        time.sleep(0.5)
        self.answer(200)


class Falls(Careful):
    """Closes the connection on a wrong signature."""

    def answer(self, status: int, text: str = "") -> None:
        if status != 401:
            super().answer(status, text)


class Guarded(Careful):
    """Refuses messages of half a day ago and before too, and answers each with words of its own."""

    def accept(self, message: dict[str, Any]) -> None:
        fresh = message["timestamp"] >= time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(time.time() - 12 * 3600))
        self.answer(200 if fresh else 400, str(time.monotonic_ns()))


@contextmanager
def receiving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address of a receiver."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.02])
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/webhook"
        server.shutdown()
        thread.join()
