"""What was written to the outbox is sent, whatever happens to the server."""

import random
import signal
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import orjson

from tests.conftest import World, started
from tests.fourfour.webhooks import drain, register, trigger

MESSAGES = 10_000
KILLS = 5


class Counter(ThreadingHTTPServer):
    """Remembers the ids it was told."""

    daemon_threads = True

    def __init__(self) -> None:
        self.told: dict[str, int] = {}
        self.lock = threading.Lock()
        counter = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = orjson.loads(self.rfile.read(int(self.headers["Content-Length"])))
                key = body["payload"]["id"]
                with counter.lock:
                    counter.told[key] = counter.told.get(key, 0) + 1
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

            def log_message(self, *_: object) -> None:
                pass

        super().__init__(("127.0.0.1", 0), Handler)


def test_ten_thousand_messages_survive_kills_and_are_all_delivered(tmp_path: Path) -> None:
    """Each at least once; twice only where a kill came between the receiver's answer and the note of it."""
    dice, flags = random.Random(4410), ("--data", str(tmp_path), "--scenario", "empty")
    counter = Counter()
    threading.Thread(target=counter.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    for kill in range(KILLS):
        with started(*flags) as (process, url), httpx.Client(base_url=f"{url}/_sandbox", timeout=60) as control:
            if not kill:
                hook = f"http://127.0.0.1:{counter.server_port}/"
                endpoint = control.post("/webhooks/endpoints", json={"url": hook, "paused": True}).raise_for_status().json()["id"]
                asked = {"event": "workflow", "times": MESSAGES}
                assert control.post("/webhooks/trigger", json=asked).raise_for_status().json()["written"] == MESSAGES
                control.patch(f"/webhooks/endpoints/{endpoint}", json={"paused": False}).raise_for_status()
            time.sleep(dice.uniform(0.1, 0.4))
            process.send_signal(signal.SIGKILL)
            process.wait()
    with started(*flags) as (_, url), httpx.Client(base_url=f"{url}/_sandbox", timeout=60) as control:
        told = control.post("/webhooks/drain", json={"timeout": 60}).json()
        recorded = control.get("/webhooks/attempts", params={"limit": MESSAGES}).json()["attempts"]
    counter.shutdown()
    counter.server_close()

    assert told == {"drained": True, "delivered": MESSAGES, "failed": 0, "waiting": 0}
    assert len(counter.told) == MESSAGES
    assert len({attempt["message"] for attempt in recorded}) == MESSAGES
    assert sum(counter.told.values()) - MESSAGES <= KILLS * 16 * 2


def test_a_reset_breaks_off_what_is_under_way_and_a_drain_goes_on_with_what_is_left(world: World) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute, ThreadPoolExecutor() as threads:
        register(world, f"http://127.0.0.1:{mute.getsockname()[1]}/")
        trigger(world)
        draining = threads.submit(drain, world)
        connection, _ = mute.accept()

        world.control.post(f"/worlds/{world.name}/reset").raise_for_status()

        assert draining.result(timeout=2) == {"drained": True, "delivered": 0, "failed": 0, "waiting": 0}
        connection.close()


def test_a_drain_whose_world_is_dropped_is_told_so(world: World) -> None:
    world.control.post(f"/worlds/{world.name}/clone", json={"name": f"{world.name}-twin"}).raise_for_status()
    twin = World(world.server, f"{world.name}-twin")
    with socket.create_server(("127.0.0.1", 0)) as mute, ThreadPoolExecutor() as threads:
        register(twin, f"http://127.0.0.1:{mute.getsockname()[1]}/")
        trigger(twin)
        draining = threads.submit(lambda: twin.control.post("/webhooks/drain", json={"timeout": 20}))
        connection, _ = mute.accept()

        world.control.delete(f"/worlds/{twin.name}").raise_for_status()

        assert (draining.result(timeout=2).status_code, draining.result().json()["error"]["code"]) == (404, "unknown_world")
        connection.close()
