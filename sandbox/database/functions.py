"""Functions that the databases spell differently, compiled for each."""

from typing import Any

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class position(FunctionElement[int]):  # noqa: N801 - reads as the SQL function it becomes
    """`position(text, part)`: where `part` begins in `text`, counted from 1; 0 if nowhere."""

    type = Integer()
    inherit_cache = True


@compiles(position)
def _instr(element: position, compiler: Any, **options: Any) -> str:
    return f"instr({compiler.process(element.clauses, **options)})"


@compiles(position, "postgresql")
def _strpos(element: position, compiler: Any, **options: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **options)})"
