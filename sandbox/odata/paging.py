"""Pages: how many rows, from where, and the link to the next ones (odata-wire.md, 7.2)."""

from dataclasses import dataclass

from sandbox.odata.options import MOST_ROWS, Given, Options, numbered
from sandbox.odata.preferences import Preferences

LEFT_OUT = frozenset(("top", "skip", "skiptoken", "$top", "$skip", "$skiptoken"))
"""Parameters that the next link replaces. The comparison is by exact name: `Top` stays, and the `top` behind it wins."""


@dataclass(frozen=True)
class Page:
    size: int
    offset: int
    applied: bool
    """Whether the size is the one that the client preferred."""


def read_page(options: Options, preferences: Preferences, default: int, maximum: int | None) -> Page:
    """`$top` is the size of a page and no cap on the whole: a next link is given even for `$top=1`."""
    preferred = preferences.max_page_size
    asked = options.top if options.top is not None else preferred if preferred is not None else default
    size = min(asked or maximum, maximum) if maximum else asked
    return Page(min(size, MOST_ROWS), options.skip or 0, options.top is None and preferred is not None and size == preferred)


def next_parameters(options: Options, page: Page, rows: int) -> tuple[Given, ...]:
    """All parameters of the request that have a value, and the place of the next page; without `$` and without a token."""
    kept = (item for item in options.given if item.name.text not in LEFT_OUT)
    return (*kept, numbered("top", page.size), numbered("skip", page.offset + rows))


def next_link(url: str, parameters: tuple[Given, ...]) -> str:
    return f"{url}?{'&'.join(item.encoded for item in parameters)}"
