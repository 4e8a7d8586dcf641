"""Functions that the databases spell differently, compiled for each."""

import sqlite3
from functools import lru_cache
from typing import Any

from sqlalchemy import Boolean, Integer, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class position(FunctionElement[int]):  # noqa: N801 - reads as the SQL function it becomes
    """`position(text, part)`: where `part` begins in `text`, counted from 1; 0 if nowhere."""

    type = Integer()
    inherit_cache = True


class lower(FunctionElement[str]):  # noqa: N801
    """Lower case of every alphabet; SQLite's own knows only ASCII."""

    type = String()
    inherit_cache = True


class upper(FunctionElement[str]):  # noqa: N801
    type = String()
    inherit_cache = True


class matches(FunctionElement[bool]):  # noqa: N801
    """`matches(text, pattern)`: whether the regular expression is found in the text."""

    type = Boolean()
    inherit_cache = True


class elements(FunctionElement[str]):  # noqa: N801
    """`elements(json)`: the texts of a JSON array as rows, whose column is `value`. So one statement serves for any number of them."""

    inherit_cache = True


NAMES = {
    elements: ("json_each", "json_array_elements_text"),
    position: ("instr", "strpos"),
    lower: ("unicode_lower", "lower"),
    upper: ("unicode_upper", "upper"),
    matches: ("matches", "regexp_like"),
}
"""What each is called in SQLite, where `add_functions` brings what is missing, and in PostgreSQL."""


def _compile(element: FunctionElement[Any], compiler: Any, **options: Any) -> str:
    sqlite, postgresql = NAMES[type(element)]
    name = postgresql if compiler.dialect.name == "postgresql" else sqlite
    return f"{name}({compiler.process(element.clauses, **options)})"


for _function in NAMES:
    compiles(_function)(_compile)


def add_functions(database: sqlite3.Connection) -> None:
    database.create_function("unicode_lower", 1, _lower, deterministic=True)
    database.create_function("unicode_upper", 1, _upper, deterministic=True)
    database.create_function("matches", 2, _matches, deterministic=True)


def _lower(text: Any) -> Any:
    return text.lower() if isinstance(text, str) else text


def _upper(text: Any) -> Any:
    return text.upper() if isinstance(text, str) else text


def _matches(text: Any, pattern: Any) -> bool | None:
    """RE2 takes time in proportion to the text, whatever the pattern; in exchange it has no back-references."""
    return None if text is None or pattern is None else _compiled(pattern).search(str(text)) is not None


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> Any:
    import re2

    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern, options)


def is_pattern(text: str) -> bool:
    """Whether `matches` can take it."""
    import re2

    try:
        _compiled(text)
    except re2.error:
        return False
    return True
