"""What was said on calls (tenfold.md, 5: T2-23). Words, their times and all figures are computed from it when they are asked for."""

from sqlalchemy import Column, String, Table

from sandbox.database.schema import metadata

speech = Table(
    "tenfold_speech",
    metadata,
    Column("call_id", String, primary_key=True),
    Column("organization_id", String, nullable=False),
    Column("id", String, nullable=False),  # of the transcript: 24 hexadecimal digits
    Column("language", String, nullable=False),
    Column("utterances", String, nullable=False),  # JSON: [{"speaker": "agent", "start": 0.0, "end": 2.17, "text": ...}], in turn
)
