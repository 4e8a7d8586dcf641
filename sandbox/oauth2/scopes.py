"""Scopes on the wire are one string with spaces between them (RFC 6749, 3.3)."""

Scopes = tuple[str, ...]


def read_scopes(text: str) -> Scopes:
    """Each scope once, in the order of the request."""
    return tuple(dict.fromkeys(text.split()))


def scope_text(scopes: Scopes) -> str:
    return " ".join(scopes)


def first_outside(scopes: Scopes, known: Scopes) -> str | None:
    """The first scope that is not one of `known`."""
    return next((scope for scope in scopes if scope not in known), None)
