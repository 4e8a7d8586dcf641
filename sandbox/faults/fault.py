"""A fault: which requests it strikes, how often, and what it does to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from sandbox.faults import pattern
from sandbox.faults.effects import ANSWERING, EFFECTS, KINDS, Delay, Effect, RateLimit
from sandbox.faults.window import Allowance, Window, count


@dataclass(frozen=True)
class Strike:
    """What comes of a fault for one request that fits; of a rate limit it is an allowance, for each of them.

    `tool` is the one that the fault is for.
    """

    fault_id: str
    tool: str | None
    effect: Effect | Allowance

    @property
    def answers(self) -> bool:
        """Whether nothing is done, so that nothing is left to the faults behind it either."""
        return self.effect.left is None if isinstance(self.effect, Allowance) else isinstance(self.effect, ANSWERING)


def delay_of(strikes: Iterable[Strike]) -> float:
    """Seconds that they take together."""
    return sum(strike.effect.seconds for strike in strikes if isinstance(strike.effect, Delay))


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a request asks for. `endpoint` is the path as the vendor's table has it, `tool` the one that an MCP request calls."""

    vendor: str
    method: str
    endpoint: str
    fact: str
    path: str
    tool: str | None = None


@dataclass(frozen=True, kw_only=True)
class Target:
    """Every request of the vendors' APIs, less what does not fit: one that is None leaves it open.

    `endpoint` is a contract id, a path as in the table of endpoints, or a method and such a path. In `path`, of the request and
    decoded, `*` stands for anything, and it alone.
    """

    vendor: str | None = None
    endpoint: str | None = None
    path: str | None = None
    tool: str | None = None

    def fits(self, asked: Asked) -> bool:
        return (
            self.vendor in (None, asked.vendor)
            and self.endpoint in (None, *names_of(asked))
            and (self.path is None or pattern.fits(self.path, asked.path))
            and self.tool in (None, asked.tool)
        )


def names_of(asked: Asked) -> tuple[str, str, str]:
    """What an endpoint may be called."""
    return asked.fact, asked.endpoint, f"{asked.method} {asked.endpoint}"


@dataclass(frozen=True, kw_only=True)
class Often:
    """Of the requests that fit, `after` so many have passed, every `every`th one, `times` in all; None is without end."""

    after: int = 0
    every: int = 1
    times: int | None = None


@dataclass(frozen=True, kw_only=True)
class Fault:
    """`requests` have fitted so far, and it struck `hits` of them."""

    id: str
    target: Target
    often: Often
    effect: Effect
    requests: int = 0
    hits: int = 0
    window: Window | None = None

    def meet(self, now: datetime) -> tuple["Fault", Strike | None]:
        """One more request that fits: the fault with its new counts, and what comes of it for the request."""
        if isinstance(self.effect, RateLimit):
            window, allowance = count(self.effect, self.window, now)
            return self._met(struck=allowance.left is None, window=window), self._strike(allowance)
        return self._met(struck=self._is_due), self._strike(self.effect) if self._is_due else None

    def _strike(self, effect: Effect | Allowance) -> Strike:
        return Strike(self.id, self.target.tool, effect)

    @property
    def _is_due(self) -> bool:
        number, often = self.requests + 1 - self.often.after, self.often
        return number > 0 and number % often.every == 0 and (often.times is None or self.hits < often.times)

    def _met(self, *, struck: bool, window: Window | None = None) -> "Fault":
        return replace(self, requests=self.requests + 1, hits=self.hits + struck, window=window)


def rule_of(fault: Fault) -> dict[str, Any]:
    """What was asked for, without the counts: flat, and with the members of its own kind only."""
    return {"kind": KINDS[type(fault.effect)], **vars(fault.target), **vars(fault.often), **vars(fault.effect)}


def read_rule(fault_id: str, rule: Mapping[str, Any]) -> Fault:
    """A fault that has met no request yet. `rule` is checked."""
    target, often, effect = (_part(kind, rule) for kind in (Target, Often, EFFECTS[rule["kind"]]))
    return Fault(id=fault_id, target=target, often=often, effect=effect)


def _part(kind: type[Any], rule: Mapping[str, Any]) -> Any:
    return kind(**{field.name: rule[field.name] for field in fields(kind) if field.name in rule})
