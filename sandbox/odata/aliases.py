"""Parameter aliases: `@name` stands for what the query says after `@name=`, a literal, a property or a whole expression."""

import re

from sandbox.odata import errors

ALIAS = re.compile(r"'(?:[^']|'')*'|@[^\W\d]\w*", re.ASCII)


def with_aliases(text: str, aliases: tuple[tuple[str, str], ...]) -> str:
    """The text is put in place and read there (odata-wire.md, 9.5). Raises ReferenceValueMissing.

    An alias inside an alias is none: it would let a short query grow without bound.
    """
    if "@" not in text:
        return text
    values = dict(aliases)

    def value(match: re.Match[str]) -> str:
        name = match.group()
        if name.startswith("'"):
            return name
        if name not in values:
            raise errors.ReferenceValueMissing(alias=name)
        return values[name]

    return ALIAS.sub(value, text)
