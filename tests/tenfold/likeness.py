"""How an answer differs from the vendor's sample of it: in keys, their order, types and nesting."""

from collections.abc import Iterator
from typing import Any, NamedTuple


class Difference(NamedTuple):
    """`place` is written `data[].name`; `what` is a JSON type that stands there instead, or `missing`, `new` or `order`."""

    place: str
    what: str


def kind(value: Any) -> str:
    """The JSON type. A truth is no number."""
    names = {bool: "boolean", int: "number", float: "number", str: "string", list: "array", dict: "object", type(None): "null"}
    return names[type(value)]


def differences(sample: Any, ours: Any, place: str = "") -> Iterator[Difference]:
    if kind(sample) != kind(ours):
        yield Difference(place, kind(ours))
    elif isinstance(sample, dict):
        yield from _of_objects(sample, ours, place)
    elif isinstance(sample, list):
        for item in ours if sample else ():
            yield from min((list(differences(each, item, f"{place}[]")) for each in sample), key=len)


def _of_objects(sample: dict[str, Any], ours: dict[str, Any], place: str) -> Iterator[Difference]:
    before = f"{place}." if place else ""
    yield from (Difference(before + name, "missing") for name in sample if name not in ours)
    yield from (Difference(before + name, "new") for name in ours if name not in sample)
    shared = [name for name in sample if name in ours]
    if shared != [name for name in ours if name in sample]:
        yield Difference(place, "order")
    for name in shared:
        yield from differences(sample[name], ours[name], before + name)


def paths(value: Any, place: str = "") -> Iterator[str]:
    """Every key, as `response_paths.json` spells it."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield (path := f"{place}.{name}" if place else name)
            yield from paths(each, path)
    elif isinstance(value, list):
        for each in value:
            yield from paths(each, f"{place}[]")
