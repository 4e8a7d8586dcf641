"""What people look like."""

from sqlalchemy import Column, LargeBinary, String, Table

from sandbox.database.schema import metadata

pictures = Table(
    "tenfold_pictures",
    metadata,
    Column("user_id", String, primary_key=True),  # one has one picture
    Column("name", String, nullable=False, unique=True),  # of the file in its address, which changes with every new picture
    Column("media_type", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
