"""A service that takes webhooks, on a real socket of its own."""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

import orjson

LIMIT = 20.0


@dataclass(frozen=True)
class Delivery:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        value: dict[str, Any] = orjson.loads(self.body)
        return value


Answer = int | bytes | Callable[[Delivery], int]
"""A status, the raw bytes of a whole answer, or whatever a function makes of the delivery."""


class Receiver:
    """Answers 200, or what `answer` says at the time. `with Receiver() as receiver: ...`"""

    def __init__(self, answer: Answer = 200) -> None:
        self.answer: Answer = answer
        self.deliveries: list[Delivery] = []
        self._new: queue.Queue[Delivery] = queue.Queue()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                delivery = Delivery(self.command, self.path, dict(self.headers.items()), body)
                answer = receiver.answer(delivery) if callable(receiver.answer) else receiver.answer
                receiver.deliveries.append(delivery)
                receiver._new.put(delivery)
                if isinstance(answer, bytes):
                    self.wfile.write(answer)
                    self.close_connection = True
                    return
                self.send_response(answer)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_POST  # noqa: N815 - as the library wants it

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/webhook"

    def next(self) -> Delivery:
        return self._new.get(timeout=LIMIT)

    def __enter__(self) -> "Receiver":
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
