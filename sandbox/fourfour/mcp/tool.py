"""A tool as the catalogue lists it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from sandbox.fourfour.mcp.errors import Refused
from sandbox.fourfour.mcp.visit import Arguments, Visit

Schema = dict[str, Any]
Result = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Tool:
    """`run` finds or changes. `complete` adds to one of the results what takes time to find, if the argument `completed_on` is true;
    between two of them progress is told, and the caller may change his mind.
    """

    name: str
    title: str
    description: str
    arguments: Schema
    results: Schema
    run: Callable[[Visit, Arguments], Result]
    complete: Callable[[Visit, Result], None] | None = None
    completed_on: str = ""
    read_only: bool = True
    destructive: bool = False
    idempotent: bool = True

    @cached_property
    def _validator(self) -> Draft202012Validator:
        return Draft202012Validator(self.arguments)

    def check(self, given: Arguments) -> Arguments:
        """Raises Refused."""
        error = best_match(self._validator.iter_errors(given))
        if error:
            raise Refused(f"{error.json_path.removeprefix('$').removeprefix('.') or 'The arguments'}: {error.message}"[:500])
        return {name: self._whole(name, value) for name, value in given.items()}

    def _whole(self, name: str, value: Any) -> Any:
        """A schema takes 2.0 for an integer; nobody else here does."""
        return int(value) if isinstance(value, float) and self.arguments["properties"][name].get("type") == "integer" else value
