"""The parameters of our own lists, read strictly."""

from collections.abc import Collection

from starlette.requests import Request

from sandbox.errors import InvalidField

LIMIT, MOST = 100, 10_000


def parameters_of(request: Request, known: Collection[str]) -> dict[str, str]:
    """The given ones, without `limit`. Raises InvalidField for any that is not known."""
    for name in request.query_params:
        if name not in (*known, "limit"):
            raise InvalidField(field=name, rule=f"is no parameter here; there are {', '.join((*known, 'limit'))}")
    return {name: request.query_params[name] for name in known if name in request.query_params}


def limit_of(request: Request) -> int:
    """How many to list at most. Raises InvalidField."""
    text = request.query_params.get("limit", str(LIMIT))
    if not (text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= MOST):
        raise InvalidField(field="limit", rule=f"must be a whole number from 1 to {MOST}")
    return int(text)
