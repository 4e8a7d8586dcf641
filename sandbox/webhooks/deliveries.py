"""Sends what is due: to each endpoint some messages at once, to all endpoints side by side, so that one that hangs delays no other."""

import asyncio
import contextlib
from collections.abc import Mapping
from datetime import datetime

from starlette.requests import Request

from sandbox.schedule.runner import schedule
from sandbox.schedule.task import Task, Vanished
from sandbox.webhooks.courier import Courier
from sandbox.webhooks.endpoint import Dialect, Endpoint
from sandbox.webhooks.endpoint_store import EndpointStore
from sandbox.webhooks.message import Attempt, Message, Status
from sandbox.webhooks.message_store import MessageStore
from sandbox.webhooks.outbox import KIND
from sandbox.webhooks.verdict import after_attempt
from sandbox.world import World

AT_ONCE = 16
"""Messages under way to one endpoint."""
MOST_AT_ONCE = 4096
"""Messages under way in the whole server; each holds a connection."""


class Deliveries:
    """One a server."""

    def __init__(self, dialects: Mapping[str, Dialect]) -> None:
        self._courier, self._room = Courier(dialects), asyncio.Semaphore(MOST_AT_ONCE)
        self._lanes: dict[tuple[World, str], Lane] = {}

    async def work(self, world: World, task: Task) -> datetime | None:
        """The kind `webhooks.deliver`."""
        await self.send_due(world, task.payload["endpoint"])
        return None

    async def send_due(self, world: World, endpoint_id: str) -> None:
        """Returns when nothing is due or under way for that endpoint. Raises Vanished if the world has become another meanwhile."""
        lane = self._lanes.get((world, endpoint_id))
        if lane is None or lane.running.done():
            lane = self._lanes[world, endpoint_id] = Lane(world, endpoint_id, self._courier, self._room)
            lane.running.add_done_callback(lambda _: self._close(lane))
        lane.news.set()
        try:
            await asyncio.shield(lane.running)
        except asyncio.CancelledError:
            own = asyncio.current_task()
            if lane.running.cancelled() and not (own and own.cancelling()):
                raise Vanished from None
            raise

    async def drain(self, world: World) -> None:
        """Returns when nothing is due in the world. What waits for its time or for a pause to end stays."""
        while due := self._endpoints_with_due(world):
            with contextlib.suppress(Vanished):
                await asyncio.gather(*(self.send_due(world, endpoint_id) for endpoint_id in due))

    def forget(self, world: World) -> None:
        """The world was dropped, or is about to become another."""
        for (its_world, _), lane in list(self._lanes.items()):
            if its_world is world:
                lane.running.cancel()

    async def close(self) -> None:
        for lane in self._lanes.values():
            lane.running.cancel()
        await self._courier.close()

    def _close(self, lane: "Lane") -> None:
        key = (lane.world, lane.endpoint_id)
        if self._lanes.get(key) is lane:
            del self._lanes[key]

    @staticmethod
    def _endpoints_with_due(world: World) -> list[str]:
        with world.database.read() as rows:
            return MessageStore(rows).endpoints_with_due(world.clock.now())


class Lane:
    """The way to one endpoint, while something is due for it."""

    def __init__(self, world: World, endpoint_id: str, courier: Courier, room: asyncio.Semaphore) -> None:
        self.world, self.endpoint_id, self._courier, self._room = world, endpoint_id, courier, room
        self.news = asyncio.Event()
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._made: list[tuple[Message, Attempt]] = []
        self.running = asyncio.create_task(self._run())

    async def _run(self) -> None:
        try:
            while True:
                self.news.clear()
                self._record()
                if len(self._under_way) <= AT_ONCE // 2:
                    self._begin()
                if not self._under_way:
                    return
                await self.news.wait()
                await asyncio.sleep(0)  # what has come at the same moment is written together
        finally:
            for attempt in self._under_way.values():
                attempt.cancel()

    def _begin(self) -> None:
        with self.world.database.read() as rows:
            self._endpoint = EndpointStore(rows).find(self.endpoint_id)
            if self._endpoint is None or self._endpoint.paused:
                return
            due = MessageStore(rows).due(self.endpoint_id, self.world.clock.now(), AT_ONCE + len(self._under_way))
        for message in due:
            if message.id not in self._under_way and len(self._under_way) < AT_ONCE:
                self._under_way[message.id] = asyncio.create_task(self._attempt(self._endpoint, message))

    async def _attempt(self, endpoint: Endpoint, message: Message) -> None:
        async with self._room:
            targets = self.world.switches.webhook_targets
            attempt = await self._courier.attempt(endpoint, message, self.world.clock.now(), targets)
        self._made.append((message, attempt))
        self.news.set()

    def _record(self) -> None:
        if not self._made:
            return
        now, waits = self.world.clock.now(), self._endpoint.waits if self._endpoint else ()
        made = [(attempt, after_attempt(message, attempt, waits, now)) for message, attempt in self._made]
        with self.world.database.begin() as rows:
            MessageStore(rows).record(made)
            for _, after in made:
                if after.status is Status.PENDING and after.due_at:
                    schedule(self.world, rows, KIND, after.due_at, endpoint=self.endpoint_id, message=after.id)
        for _, after in made:
            del self._under_way[after.id]
        self._made.clear()


def deliveries_of(request: Request) -> Deliveries:
    deliveries: Deliveries = request.scope["sandbox.deliveries"]
    return deliveries
