"""How records are spelled (tenfold.md, 5; keys and their order are those of the samples). What a record has not is null (proposed)."""

from typing import Any, NamedTuple, Protocol

from sandbox.tenfold.crm.links import CrmSite


class MatchedRecord(NamedTuple):
    """What a call shows of a record; its columns and its parent's, in the order of a query's result."""

    id: str
    module: str
    name: str
    email: str | None
    description: str | None
    owner_id: str | None
    parent_id: str | None
    parent_module: str | None
    parent_name: str | None


class Named(Protocol):
    """A MatchedRecord or a Record."""

    @property
    def id(self) -> str: ...
    @property
    def module(self) -> str: ...
    @property
    def name(self) -> str: ...


def bean(record: Named, site: CrmSite) -> dict[str, str]:
    """RecordBean, in T2-15, T2-16, T2-18 and T2-22."""
    return {
        "bean_id": record.id,
        "bean_name": record.name,
        "bean_edit_link": site.edit_link(record.module, record.id),
        "bean_link": site.link(record.module, record.id),
        "bean_module": record.module,
    }


def plain(record: MatchedRecord, site: CrmSite) -> dict[str, Any]:
    """RecordPlain of lists, in T2-01 and T2-21."""
    return {
        "description": record.description,
        "editLink": site.edit_link(record.module, record.id),
        "email": record.email,
        "id": record.id,
        "link": site.link(record.module, record.id),
        "module": record.module,
        "name": record.name,
        "ownerId": record.owner_id,
        "parentName": record.parent_name,
    }


def plain_detail(record: MatchedRecord, site: CrmSite) -> dict[str, Any]:
    """RecordPlain of single calls, in T2-02, T2-03 and T2-19. The parent's link is for editing in the samples."""
    parent_module, parent_id = record.parent_module, record.parent_id
    return {
        "id": record.id,
        "name": record.name,
        "link": site.link(record.module, record.id),
        "editLink": site.edit_link(record.module, record.id),
        "email": record.email,
        "description": record.description,
        "module": record.module,
        "parentId": parent_id,
        "parentName": record.parent_name,
        "parentModule": parent_module,
        "parentLink": site.edit_link(parent_module, parent_id) if parent_module and parent_id else None,
        "ownerId": record.owner_id,
    }
