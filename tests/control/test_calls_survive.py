"""Calls that were going on when the server was killed go on when it is started again."""

import random
import signal
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import Any

import httpx

from tests.conftest import FROZEN, started
from tests.control.calls import DANIEL, HELEN, NOBODYS
from tests.receiver import Delivery, Receiver

CALLS, KILLS = 100, 4
WHOLE = ["ringing", "in-progress", "completed"]


def told(deliveries: Iterable[Delivery]) -> dict[str, list[str]]:
    """The statuses that were told of each call, in turn; one that was told again at once counts as one."""
    found: dict[str, list[str]] = {}
    for delivery in deliveries:
        call = delivery.json["call"]
        found.setdefault(call["id"], []).append(call["status"])
    return {call: [status for status, _ in groupby(statuses)] for call, statuses in found.items()}


def advanced(control: httpx.Client) -> None:
    """As far as the server lives to see it."""
    with suppress(httpx.TransportError):
        control.post("/clock/advance", json={"by": "5m"})


def test_none_is_lost_and_none_doubled_and_each_is_told_of_in_order(tmp_path: Path) -> None:
    dice, flags = random.Random(4410), ("--data", str(tmp_path), "--frozen", FROZEN)
    with Receiver() as receiver, ThreadPoolExecutor() as threads:
        for kill in range(KILLS):
            with started(*flags) as (process, url), httpx.Client(base_url=f"{url}/_sandbox", timeout=60) as control:
                if not kill:
                    ids = begun(control, receiver.url)
                threads.submit(advanced, control)
                time.sleep(dice.uniform(0.2, 0.8))
                process.send_signal(signal.SIGKILL)
                process.wait()
        with started(*flags) as (_, url), httpx.Client(base_url=f"{url}/_sandbox", timeout=60) as control:
            control.post("/clock/advance", json={"by": "1d"}).raise_for_status()
            drained = control.post("/webhooks/drain", json={"timeout": 60}).json()
            messages = control.get("/webhooks/messages", params={"limit": 10_000}).json()["messages"]
            calls = control.get("/calls", params={"limit": CALLS}).json()["calls"]
            left = control.post("/clock/advance", json={"by": "1d"}).json()["ran"]

    assert drained == {"drained": True, "delivered": CALLS * len(WHOLE), "failed": 0, "waiting": 0}
    assert Counter(message["cause"] for message in messages) == {call: len(WHOLE) for call in ids}
    assert {call["id"]: call["state"] for call in calls} == dict.fromkeys(ids, "ended")
    assert all(call["answered_at"] for call in calls)
    assert told(receiver.deliveries) == dict.fromkeys(ids, WHOLE)
    assert left == []


def begun(control: httpx.Client, hook: str) -> list[str]:
    """The ids of calls that will be answered and ended within the hour."""
    control.post("/webhooks/endpoints", json={"url": hook, "vendor": "tenfold"}).raise_for_status()
    wishes: list[dict[str, Any]] = [{"user": (HELEN, DANIEL)[number % 2], "number": NOBODYS} for number in range(CALLS)]
    return [control.post("/calls/incoming", json=wish).raise_for_status().json()["id"] for wish in wishes]
