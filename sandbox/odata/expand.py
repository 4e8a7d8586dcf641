"""`$expand` with its nested options, read (odata-wire.md, 9.3)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.odata import errors
from sandbox.odata.aliases import with_aliases
from sandbox.odata.criteria import Criteria, read_criteria
from sandbox.odata.grammar import failure
from sandbox.odata.model import EntitySet, Model, Navigation
from sandbox.odata.nesting import Unbalanced, split_outside
from sandbox.odata.options import encoded, read_number, read_truth
from sandbox.odata.order import Order, read_order
from sandbox.odata.projection import Projection, read_projection
from sandbox.odata.remembering import LONG, remembered

DEEPEST = 6
MOST = 60
"""Levels and navigations of one `$expand`; both bounds are ours, against requests whose answer has no end."""

ITEM = re.compile(r"([^()]*?)\s*(?:\((.*)\))?", re.DOTALL)
REPLACED = frozenset(("top", "skip"))


@dataclass(frozen=True)
class Expansion:
    """One navigation, with what is wanted of the entities that it leads to."""

    navigation: Navigation
    target: EntitySet
    projection: Projection
    order: Order
    criteria: Criteria
    top: int | None
    skip: int
    counted: bool
    link: str
    """The nested options but for the page's place, as the next link of the nested collection repeats them."""
    nested: "Expanded"

    @property
    def is_long(self) -> bool:
        """Too long for its plans to be remembered. The link holds whatever was said of it."""
        return len(self.link) >= LONG or self.criteria.shape.is_long


@dataclass(frozen=True)
class Expanded:
    """`items` come in the type's order; `asked` is what the context URL says, in the order of the request, unknown names too."""

    items: tuple[Expansion, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def is_long(self) -> bool:
        return any(item.is_long for item in self.items)

    @property
    def asks_the_time(self) -> bool:
        return any(item.criteria.shape.asks_the_time or item.nested.asks_the_time for item in self.items)


NOTHING = Expanded()


def read_expand(model: Model, entity_set: EntitySet, text: str | None, aliases: tuple[tuple[str, str], ...]) -> Expanded:
    """Unknown navigations and nested options are passed over; a navigation named twice counts as it was named last.

    Raises PathNotExpandable for what the engine stumbles over (`*`, `nav/$ref`, an open parenthesis), and what each option raises.
    """
    if text is None:
        return NOTHING
    # An alias may make a long text of a short one, so what uses them is not remembered.
    return _read(model, entity_set, text, aliases, 1) if aliases and "@" in text else _plain(model, entity_set, text)


@remembered(1024)
def _plain(model: Model, entity_set: EntitySet, text: str) -> Expanded:
    return _read(model, entity_set, text, (), 1)


def _read(model: Model, entity_set: EntitySet, text: str, aliases: tuple[tuple[str, str], ...], depth: int) -> Expanded:
    if depth > DEEPEST:
        raise failure("$expand", f"is nested more than {DEEPEST} levels deep")
    found: dict[str, Expansion] = {}
    asked: dict[str, str] = {}
    for name, nested in _items(text):
        navigation = entity_set.type.navigation.get(name)
        asked[name] = f"{name}()"
        if navigation is not None:
            expansion = found[name] = _expansion(model, navigation, nested, aliases, depth)
            asked[name] = f"{name}({','.join((*expansion.projection.asked, *expansion.nested.asked))})"
    expanded = Expanded(tuple(found[name] for name in entity_set.type.navigation if name in found), tuple(asked.values()))
    if sum(1 for _ in _all(expanded)) > MOST:
        raise failure("$expand", f"follows more than {MOST} navigations")
    return expanded


def _items(text: str) -> Iterator[tuple[str, str]]:
    try:
        parts = split_outside(text, ",")
    except Unbalanced:
        raise errors.PathNotExpandable(path=text[:80]) from None
    for part in parts:
        match = ITEM.fullmatch(part)
        if match is None or "/" in match[1] or match[1] == "*":
            raise errors.PathNotExpandable(path=part[:80])
        if match[1]:
            yield match[1], match[2] or ""


def _expansion(model: Model, navigation: Navigation, text: str, aliases: tuple[tuple[str, str], ...], depth: int) -> Expansion:
    target = model.entity_set(navigation.target)
    options = _options(text)
    get = options.get
    filters = [options["filter"]] if "filter" in options else []
    criteria = read_criteria(target, filters=filters, search=get("search"), compute=get("compute"), aliases=aliases)
    computed = criteria.shape.names
    return Expansion(
        navigation=navigation,
        target=target,
        projection=read_projection(target.type, get("select"), computed),
        order=read_order(target.type, get("orderby"), computed),
        criteria=criteria,
        top=read_number("$top", get("top")),
        skip=read_number("$skip", get("skip")) or 0,
        counted=read_truth("$count", get("count")),
        link="".join(
            f"{encoded('$' + name)}={encoded(_said(name, value, aliases))}&" for name, value in options.items() if name not in REPLACED
        ),
        nested=_read(model, target, options["expand"], aliases, depth + 1) if "expand" in options else NOTHING,
    )


def _said(name: str, value: str, aliases: tuple[tuple[str, str], ...]) -> str:
    """The option with its aliases put in: the link goes without them."""
    return with_aliases(value, aliases) if name in ("filter", "compute") else value


def _options(text: str) -> dict[str, str]:
    """Nested options, with or without `$`; an empty one is none."""
    try:
        parts = split_outside(text, ";")
    except Unbalanced:
        raise errors.PathNotExpandable(path=text[:80]) from None
    pairs = (part.partition("=")[::2] for part in parts)
    return {name.strip().removeprefix("$").lower(): value.strip() for name, value in pairs if value.strip()}


def _all(expanded: Expanded) -> Iterator[Expansion]:
    for item in expanded.items:
        yield item
        yield from _all(item.nested)
