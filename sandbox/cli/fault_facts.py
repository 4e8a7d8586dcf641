"""How a fault is told of in the terminal."""

from typing import Any

from sandbox.cli.printing import print_facts, print_json

TARGET = ("vendor", "endpoint", "path", "tool")
OFTEN = {"after": 0, "every": 1, "times": None}
"""With what they are if nobody says otherwise."""
COUNTS = ("requests", "hits")


def report(facts: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(facts)
    else:
        print_facts([(name, _plain(value)) for name, value in facts.items() if value is not None])


def row(facts: dict[str, Any]) -> tuple[Any, ...]:
    where = _words({name: facts[name] for name in TARGET}) or "everywhere"
    when = _words({name: facts[name] for name, usual in OFTEN.items() if facts[name] != usual}) or "always"
    own = {name: value for name, value in facts.items() if name not in ("id", "kind", *TARGET, *OFTEN, *COUNTS)}
    return facts["id"], facts["kind"], _words(own) or None, where, when, *(facts[name] for name in COUNTS)


def _words(facts: dict[str, Any]) -> str:
    return ", ".join(f"{name} {_plain(value)}" for name, value in facts.items() if value is not None)


def _plain(value: Any) -> Any:
    return f"{value:g}" if isinstance(value, float) else value
