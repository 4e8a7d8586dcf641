"""Seeded dice. Only the growth of a cast throws them; ids and tokens of a running world come from `sandbox.chance`."""

from random import Random


def stream(seed: int, *names: str) -> Random:
    """Dice of their own for each collection, so that one more customer does not change every person."""
    return Random("/".join((str(seed), *names)))  # noqa: S311 (made-up people need no strong dice)
