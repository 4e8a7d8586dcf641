"""A record of the CRM, and how it is edited."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sandbox.cast.identifiers import SALESFORCE_PREFIXES, identifier, salesforce_id
from sandbox.tenfold.crm.modules import SALESFORCE, Module
from sandbox.tenfold.phone_numbers import number_key

Value = str | int | float | bool | None


@dataclass(frozen=True, kw_only=True)
class Record:
    """`fields` are by the CRM's own names. `parent_id` is another record of the organization, such as a contact's account."""

    id: str
    organization_id: str
    kept_in: Module
    fields: Mapping[str, Value]
    owner_id: str | None = None
    parent_id: str | None = None

    @property
    def module(self) -> str:
        return self.kept_in.name

    @property
    def name(self) -> str:
        return " ".join(self._texts(self.kept_in.names))

    @property
    def email(self) -> str | None:
        return self._text(self.kept_in.email)

    @property
    def description(self) -> str | None:
        return self._text(self.kept_in.description)

    @property
    def numbers(self) -> list[str]:
        """As they were given, first the primary one if there is one."""
        return self._texts(self.kept_in.numbers)

    def _texts(self, names: tuple[str, ...]) -> list[str]:
        return [text for name in names if (text := self._text(name))]

    def _text(self, name: str | None) -> str | None:
        value = self.fields.get(name) if name else None
        return value if isinstance(value, str) else None


def changed(record: Record, fields: Mapping[str, Value]) -> Record:
    """With these fields, which `read_fields` has checked."""
    return replace(record, fields={**record.fields, **fields})


def without_number(record: Record, number: str) -> Record:
    """None of its fields holds the number any more, however it is spelled there (proposed); the record itself if none did."""
    emptied = [name for name in record.kept_in.numbers if (held := record.fields.get(name)) and _same(str(held), number)]
    return changed(record, dict.fromkeys(emptied)) if emptied else record


def new_id(module: Module, seed: str) -> str:
    """In the shape of the CRM's own: 18 characters in Salesforce, a UUID in Dynamics."""
    if module.provider == SALESFORCE:
        return salesforce_id(SALESFORCE_PREFIXES[module.kind], "tenfold record", seed)
    return identifier("tenfold record", module.provider, module.kind, seed)


def _same(one: str, other: str) -> bool:
    """What has no digit is the same as itself alone."""
    return one == other or (number_key(one) == number_key(other) != "")
