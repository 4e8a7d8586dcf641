"""The servers that a token is meant for (RFC 8707), each by a short name of its vendor's. One that names none is meant for all."""

from sandbox.oauth2.errors import AudienceNotGranted

Audience = tuple[str, ...]


def reaches(granted: Audience, asked: Audience) -> bool:
    """Whether `granted` has every server that `asked` has."""
    return not granted or (bool(asked) and set(asked) <= set(granted))


def narrowed(granted: Audience, asked: Audience | None) -> Audience:
    """`asked` None asks for the same as before. Raises AudienceNotGranted."""
    if asked is None:
        return granted
    if not reaches(granted, asked):
        raise AudienceNotGranted
    return asked
