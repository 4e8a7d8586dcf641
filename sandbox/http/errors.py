"""What every refusal of every emulated API has in common. Free of HTTP libraries: rules and stores raise these by name."""

from collections.abc import Mapping
from string import Formatter
from typing import Any, ClassVar


class ApiError(Exception):
    """A refusal with a status, a message made from `template`, and a body in its vendor's shape.

    `ApiError(name="x")` fills the template's fields and keeps them as attributes; `headers` go out with the answer.
    """

    status: ClassVar[int] = 500
    template: ClassVar[str] = "Server Error"

    def __init__(self, *, headers: Mapping[str, str] | None = None, **fields: Any) -> None:
        self.fields = fields
        self.headers = dict(headers or {})
        self.message = self.template.format_map(fields)
        super().__init__(self.message)

    def body(self) -> Mapping[str, Any]:
        raise NotImplementedError

    @classmethod
    def needs(cls) -> set[str]:
        """The names of the fields that the template wants."""
        return {name for _, name, _, _ in Formatter().parse(cls.template) if name}
