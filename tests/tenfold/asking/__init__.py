"""How each endpoint is asked for the answer that the vendor prints. A module more in this folder is all that more endpoints need."""

import importlib
import pkgutil
from collections.abc import Callable

import httpx

from tests.tenfold.stage import Stage

Question = Callable[[Stage], httpx.Response]
QUESTIONS: dict[str, Question] = {}
"""By the endpoint's id."""


def asks(name: str) -> Callable[[Question], Question]:
    def note(question: Question) -> Question:
        assert name not in QUESTIONS
        QUESTIONS[name] = question
        return question

    return note


for module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{module.name}")
