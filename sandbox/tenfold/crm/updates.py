"""What clients may write into a record. That `name`, `number` and `email` mean the primary ones is confirmed, all refusals are proposed.

`inside` stands before the names of fields in complaints.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sandbox.tenfold.crm.modules import Module
from sandbox.tenfold.crm.record import Value
from sandbox.tenfold.errors import InvalidField
from sandbox.tenfold.reading import object_field


def update_of(given: dict[str, Any]) -> dict[str, Any]:
    """At least one field must be in it (confirmed). Raises InvalidField."""
    update = object_field(given, "update")
    if not update:
        raise InvalidField(field="update", rule="must have at least one field")
    return update


def read_update(given: Mapping[str, Any], module: Module, *, inside: str) -> dict[str, Value]:
    """In the CRM's own names; where two mean the same field, the last has the say (proposed). Raises InvalidField."""
    found: dict[str, Value] = {}
    for name, value in given.items():
        field = inside + name
        found |= {own: _checked(own, part, module, field) for own, part in _in_crm_terms(name, value, module, field)}
    return found


def read_fields(given: Mapping[str, Any], module: Module, *, inside: str) -> dict[str, Value]:
    """Under the CRM's own names and no others. Raises InvalidField."""
    return {name: _checked(name, value, module, inside + name) for name, value in given.items()}


def read_new(given: Mapping[str, Any], module: Module, *, inside: str) -> dict[str, Value]:
    """All fields of a new record. Raises InvalidField, for a missing one too."""
    for name in module.required:
        if name not in given:
            raise InvalidField(field=inside + name, rule="is required")
    return read_fields(given, module, inside=inside)


def _checked(name: str, value: Any, module: Module, field: str) -> Value:
    if name not in module.fields:
        raise InvalidField(field=field, rule=f"is no field of {module.name}")
    text = name in module.texts
    if value is not None and not isinstance(value, str if text else str | int | float):
        raise InvalidField(field=field, rule=f"must be a string{'' if text else ', a number, a boolean'} or null")
    if name in module.required and (value is None or not str(value).strip()):
        raise InvalidField(field=field, rule="must not be empty")
    checked: Value = value
    return checked


def _in_crm_terms(name: str, value: Any, module: Module, field: str) -> Iterable[tuple[str, Any]]:
    if name == "name":
        return _split_name(value, module, field)
    if name == "number":
        return [(module.numbers[0], value)]
    if name == "email" and module.email is None:
        raise InvalidField(field=field, rule=f"is kept by no field of {module.name}")
    return [(module.email if name == "email" and module.email else name, value)]


def _split_name(value: Any, module: Module, field: str) -> Iterable[tuple[str, Any]]:
    """The last word is a person's family name, all before it the given name (proposed)."""
    if not isinstance(value, str) or not value.strip():
        raise InvalidField(field=field, rule="must be a string that is not empty")
    if len(module.names) == 1:
        return [(module.names[0], value.strip())]
    *given, family = value.split()
    return zip(module.names, (" ".join(given) or None, family), strict=True)
