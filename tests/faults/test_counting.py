"""How faults count, as laws."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sandbox.faults.effects import EFFECTS, RateLimit
from sandbox.faults.fault import Fault, Strike, read_rule, rule_of
from sandbox.faults.window import Allowance, Window, count

NOON = datetime(2026, 3, 18, 12, tzinfo=UTC)


def strikes(fault: Fault, requests: int) -> list[bool]:
    struck: list[bool] = []
    for _ in range(requests):
        fault, strike = fault.meet(NOON)
        struck.append(strike is not None)
    assert (fault.requests, fault.hits) == (requests, sum(struck))
    return struck


@given(st.integers(0, 9), st.integers(1, 5), st.none() | st.integers(1, 6), st.integers(0, 40))
def test_a_fault_passes_some_then_strikes_evenly_and_at_last_no_more(after: int, every: int, times: int | None, requests: int) -> None:
    struck = strikes(read_rule("1", {"kind": "drop", "after": after, "every": every, "times": times}), requests)

    wanted = [number > after and (number - after) % every == 0 for number in range(1, requests + 1)]
    ends = len(wanted) if times is None else next((at + 1 for at in range(len(wanted)) if sum(wanted[: at + 1]) == times), len(wanted))
    assert struck == wanted[:ends] + [False] * (len(wanted) - ends)


@given(st.integers(1, 5), st.floats(1, 100), st.lists(st.floats(0, 60), max_size=40))
def test_no_window_lets_more_through_than_its_limit(limit: int, per: float, steps: list[float]) -> None:
    rule, now = RateLimit(limit=limit, per=per), NOON
    window: Window | None = None
    passed: dict[datetime, int] = {}
    for step in steps:
        now += timedelta(seconds=step)
        window, allowance = count(rule, window, now)
        assert window.began_at <= now < allowance.reset_at
        assert allowance.reset_at - window.began_at == timedelta(seconds=per)
        assert (allowance.reset_at - now).total_seconds() <= allowance.wait <= per + 1
        passed[window.began_at] = passed.get(window.began_at, 0) + (allowance.left is not None)
        assert (allowance.left is None) == ("Retry-After" in allowance.headers)
    assert all(1 <= number <= limit for number in passed.values())


def test_a_clock_that_is_put_back_begins_a_new_window() -> None:
    rule = RateLimit(limit=1, per=60)
    window, _ = count(rule, None, NOON)

    assert count(rule, window, NOON)[1].left is None
    assert count(rule, window, NOON - timedelta(seconds=1))[1].left == 0


def test_a_rate_limit_is_an_allowance_for_every_request() -> None:
    fault, first = read_rule("1", {"kind": "rate_limit", "limit": 1}).meet(NOON)
    fault, second = fault.meet(NOON)

    assert isinstance(first, Strike)
    assert isinstance(second, Strike)
    assert [type(strike.effect) for strike in (first, second)] == [Allowance, Allowance]
    assert (fault.requests, fault.hits) == (2, 1)


def test_a_rule_comes_back_as_it_was_asked_for() -> None:
    own: dict[str, dict[str, object]] = {
        "status": {"status": 503},
        "delay": {"seconds": 1.5},
        "rate_limit": {"limit": 3, "per": 9.0},
        "error": {"code": -1},
    }
    for kind in EFFECTS:
        rule: dict[str, object] = {"kind": kind, "vendor": "tenfold", "path": "/x", "after": 2} | own.get(kind, {})
        assert rule.items() <= rule_of(read_rule("7", rule)).items()
