"""CRM records as Tenfold sees them, the numbers they are found by, and the forms they are written with (tenfold.md, 5)."""

from sqlalchemy import Column, Index, String, Table

from sandbox.database.schema import metadata

crm_records = Table(
    "tenfold_crm_records",
    metadata,
    Column("organization_id", String, primary_key=True),
    Column("id", String, primary_key=True),  # the CRM's: the same as in Four/Four
    Column("module", String, nullable=False),
    Column("name", String, nullable=False),  # these three follow from the fields
    Column("email", String),
    Column("description", String),
    Column("owner_id", String),
    Column("parent_id", String),  # a record of the organization
    Column("fields", String, nullable=False),  # JSON: by the CRM's own names
)

crm_numbers = Table(
    "tenfold_crm_numbers",
    metadata,
    Column("organization_id", String, primary_key=True),
    Column("number", String, primary_key=True),  # as `number_key` spells it
    Column("record_id", String, primary_key=True),
)
Index("ix_tenfold_crm_numbers_record", crm_numbers.c.organization_id, crm_numbers.c.record_id)

forms = Table(
    "tenfold_crm_forms",
    metadata,
    Column("id", String, primary_key=True),
    Column("organization_id", String, nullable=False),
    Column("name", String, nullable=False),
    Column("module", String, nullable=False),
)
Index("ix_tenfold_crm_forms_organization", forms.c.organization_id, forms.c.module)
