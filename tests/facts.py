"""`@fact("FF-OA-03")`: the contract fact that a test shows. The fact itself, with its source, stands in `fixtures/facts/`."""

import pytest


def fact(*ids: str) -> pytest.MarkDecorator:
    return pytest.mark.fact(*ids)
