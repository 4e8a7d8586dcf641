"""A team of an organization."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Team:
    """`managers` are usernames."""

    id: str
    name: str
    managers: tuple[str, ...]
