"""Colours that say how much."""

from typing import NamedTuple

PALEST, DARKEST, NONE = (219, 231, 250), (30, 64, 145), "#f2f4f8"
INK, PAPER = "#1d2330", "#ffffff"
DARK = 0.62
"""From here on dark letters are hard to read."""


class Shade(NamedTuple):
    ground: str
    ink: str


def shade(count: int, most: int) -> Shade:
    """From pale for one to dark for the most."""
    if not count:
        return Shade(NONE, INK)
    part = count / most
    red, green, blue = (round(pale + (dark - pale) * part) for pale, dark in zip(PALEST, DARKEST, strict=True))
    return Shade(f"#{red:02x}{green:02x}{blue:02x}", PAPER if part >= DARK else INK)
