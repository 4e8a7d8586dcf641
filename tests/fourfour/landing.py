"""The page of a client's own at which a person's browser arrives in the end, on a loopback socket."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from urllib.parse import parse_qsl, urlsplit

TITLE = "Back at the client"


class Landing(ThreadingHTTPServer):
    """`arrived` has the query of each arrival."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Arrival)
        self.url = f"http://127.0.0.1:{self.server_port}/callback"
        self.arrived: Queue[dict[str, str]] = Queue()


class _Arrival(BaseHTTPRequestHandler):
    server: Landing

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        if asked.path == "/callback":  # a browser asks for an icon, too
            self.server.arrived.put(dict(parse_qsl(asked.query)))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f"<title>{TITLE}</title>".encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def landing() -> Iterator[Landing]:
    with Landing() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
