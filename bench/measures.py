"""The ways of measuring. Each is a declaration that can be run: what, against what, and the figure to reach."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bench.load import Line, Script, drive, exchange
from bench.servers import Server
from bench.site import Site

CONNECTIONS = 8
ROUNDS = 15
ROUND_TIME = 0.25
STARTS = 7
EXCHANGES = 300
IDLE_CORE = 0.9
"""A server that was on its core for less than this part of the time was not the bottleneck: the load was, or another program."""

Conversation = tuple[Server, Callable[[], Script]]
"""A server, and the script of each connection to it. For a start it is a new server, which the measure stops."""


@dataclass(frozen=True)
class Result:
    measured: float
    shown: str
    reached: bool | None
    remark: str = ""


class Row(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def figure(self) -> str: ...

    def run(self, site: Site) -> Result: ...


@dataclass(frozen=True)
class Rate:
    """Requests in a second as a part of what `against` reaches: the median over short rounds, in which the two take turns."""

    name: str
    ours: Callable[[Site], Conversation]
    against: Callable[[Site], Conversation]
    at_least: float | None = None

    @property
    def figure(self) -> str:
        return f"≥ {self.at_least:.2f}" if self.at_least else ""

    def run(self, site: Site) -> Result:
        conversations = self.ours(site), self.against(site)  # both are made before either begins
        ours, theirs = map(Runner, conversations)
        for number in range(ROUNDS):
            for runner in (ours, theirs) if number % 2 else (theirs, ours):
                runner.round()
        ratio = statistics.median(mine / other for mine, other in zip(ours.rates, theirs.rates, strict=True))
        remark = f"{ours.rate:,.0f}/s against {theirs.rate:,.0f}/s"
        if min(ours.load, theirs.load) < IDLE_CORE:
            remark += f"; unsure: the servers had {ours.load:.0%} and {theirs.load:.0%} of their core"
        return Result(ratio, f"{ratio:.2f}", None if self.at_least is None else ratio >= self.at_least, remark)


class Runner:
    """One side of a Rate: its connections, and what it reached in each round."""

    def __init__(self, conversation: Conversation) -> None:
        self._server, script = conversation
        self._lines = [Line(self._server.port, script()) for _ in range(CONNECTIONS)]
        self._count = 4 * CONNECTIONS
        for _ in range(3):  # it gets warm, and no round is so long that the other side's server hangs up on who is silent
            self._count = max(CONNECTIONS, int(self._count * ROUND_TIME / drive(self._lines, self._count)))
        self.rates: list[float] = []
        self._time = self._busy = 0.0

    def round(self) -> None:
        busy = self._server.busy()
        seconds = drive(self._lines, self._count)
        self._busy += self._server.busy() - busy
        self._time += seconds
        self.rates.append(self._count / seconds)

    @property
    def rate(self) -> float:
        return statistics.median(self.rates)

    @property
    def load(self) -> float:
        return self._busy / self._time


@dataclass(frozen=True)
class Start:
    """From the start of the process to its first answer, as a multiple of what `against` needs: the median over starts in turns."""

    name: str
    ours: Callable[[Site], Conversation]
    against: Callable[[Site], Conversation]
    at_most: float

    @property
    def figure(self) -> str:
        return f"≤ {self.at_most:.2f}"

    def run(self, site: Site) -> Result:
        pairs = [(timed_start(self.ours(site)), timed_start(self.against(site))) for _ in range(STARTS)]
        ratio = statistics.median(mine / other for mine, other in pairs)
        mine, other = (statistics.median(times) * 1000 for times in zip(*pairs, strict=True))
        return Result(ratio, f"{ratio:.2f}", ratio <= self.at_most, f"{mine:.0f} ms against {other:.0f} ms")


@dataclass(frozen=True)
class FirstAnswer:
    """Seconds from the start of the process to its first answer: the median of three."""

    name: str
    ours: Callable[[Site], Conversation]
    at_most: float

    @property
    def figure(self) -> str:
        return f"≤ {self.at_most:.1f} s"

    def run(self, site: Site) -> Result:
        seconds = statistics.median(timed_start(self.ours(site)) for _ in range(3))
        return Result(seconds, f"{seconds:.2f} s", seconds <= self.at_most)


@dataclass(frozen=True)
class Memory:
    """What a server holds resident once it has answered."""

    name: str
    ours: Callable[[Site], Conversation]
    at_most: int

    @property
    def figure(self) -> str:
        return f"≤ {self.at_most} MiB"

    def run(self, site: Site) -> Result:
        conversation = self.ours(site)
        with conversation[0] as server:
            first_answer(conversation)
            measured = server.memory() / 2**20
        return Result(measured, f"{measured:.1f} MiB", measured <= self.at_most)


@dataclass(frozen=True)
class Delay:
    """What all but one in a hundred answers take less than. Of every `period` requests of the script, the first counts."""

    name: str
    ours: Callable[[Site], Conversation]
    at_most: float
    period: int = 1

    @property
    def figure(self) -> str:
        return f"≤ {self.at_most * 1000:.0f} ms"

    def run(self, site: Site) -> Result:
        server, script = self.ours(site)
        line = Line(server.port, script())
        times = [exchange(line) for _ in range(EXCHANGES * self.period)][:: self.period]
        line.close()
        high = statistics.quantiles(times, n=100)[98]
        return Result(high, f"{high * 1000:.2f} ms", high <= self.at_most, f"median {statistics.median(times) * 1000:.2f} ms")


def first_answer(conversation: Conversation) -> float:
    """Seconds from the birth of the process."""
    server, script = conversation
    server.wait()
    line = Line(server.port, script())
    exchange(line)
    seconds = time.perf_counter() - server.started
    line.close()
    return seconds


def timed_start(conversation: Conversation) -> float:
    with conversation[0]:
        return first_answer(conversation)
