"""Numbers that are typed."""

from typing import Any

import click


class NumberWithin(click.ParamType[float]):
    """What is no number lies nowhere, and JSON cannot carry it: `nan` is refused here, as click's own ranges do not."""

    name = "number"

    def __init__(self, least: float, most: float) -> None:
        self.least, self.most = least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            number = float(value)
        except ValueError:
            number = float("nan")
        if not self.least <= number <= self.most:
            self.fail(f"{value!r} is not a number from {self.least:g} to {self.most:g}", param, ctx)
        return number
