"""What every refusal of every emulated API has in common. Free of HTTP libraries: rules and stores raise these by name."""

from collections.abc import Mapping
from http import HTTPStatus
from string import Formatter
from typing import Any, ClassVar

PHRASES = {status.value: status.phrase for status in HTTPStatus}


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


def with_status(
    family: type[ApiError], status: int, message: str | None, *, headers: Mapping[str, str] | None = None, **own: Any
) -> ApiError:
    """A refusal as that family shapes them, with any status; without a `message` it says what HTTP calls that status.

    `own` are further members of the class, such as its `code`.
    """
    kind = type(family.__name__, (family,), {"status": status, "template": "{said}", **own})
    error: ApiError = kind(said=phrase(status) if message is None else message)
    error.headers |= headers or {}
    return error


def phrase(status: int) -> str:
    """What HTTP calls a status; those it does not know are errors."""
    return PHRASES.get(status, "Error")
