"""Contact lists and the contacts in them (tenfold.md, 5). Ids are 24 hexadecimal digits."""

from sqlalchemy import Column, Index, Integer, String, Table

from sandbox.database.schema import metadata

contact_lists = Table(
    "tenfold_contact_lists",
    metadata,
    Column("number", Integer, primary_key=True),  # in order of creation
    Column("id", String, nullable=False, unique=True),
    Column("organization_id", String, nullable=False),
    Column("user_id", String, nullable=False),
    Column("name", String, nullable=False),
)
Index("ix_tenfold_contact_lists_user", contact_lists.c.user_id, contact_lists.c.number)

contacts = Table(
    "tenfold_contacts",
    metadata,
    Column("number", Integer, primary_key=True),  # in order of creation
    Column("id", String, nullable=False, unique=True),
    Column("list_id", String, nullable=False),
    Column("name", String, nullable=False),
    Column("phone_numbers", String, nullable=False),  # JSON: as they were given
)
Index("ix_tenfold_contacts_list", contacts.c.list_id, contacts.c.number)
