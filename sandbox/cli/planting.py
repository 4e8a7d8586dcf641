"""A bar on stderr while much data is planted."""

import sys
import time
from typing import Any, Self

import click

PATIENCE = 1.0
"""Seconds without a bar: most plantings are done by then."""


class PlantingBar:
    def __init__(self, scenario: str, *, patience: float = PATIENCE) -> None:
        self._scenario, self._done = scenario, 0
        self._from = time.monotonic() + patience
        self._bar: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.render_finish()

    def update(self, done: int, total: int) -> None:
        """So many records are planted, of so many."""
        if self._bar is None and time.monotonic() < self._from:
            return
        if self._bar is None:
            self._bar = click.progressbar(length=total, label=f"Planting {self._scenario}", file=sys.stderr)
        self._bar.update(done - self._done)
        self._done = done
