"""
The table of the history: one row for an act and each thing it concerns.

`regime` and `ladder_digest` stand where an act puts its case under a rule; the lines after it, up
to the next such act, stand under that rule.
"""

from sqlalchemy import BigInteger, Column, Date, Index, Integer, Table, Uuid

from projections.columns import Document, Instant, Words
from projections.view import views

history = Table(
    "history_v5",
    views,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("subject", Uuid, primary_key=True),
    Column("stream", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("thing", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("step", Words),
    Column("actor", Words, nullable=False),
    Column("roles", Document, nullable=False),
    Column("hand_units", Document),
    Column("capacity", Words, nullable=False),
    Column("delegation", Document),
    Column("effective_on", Date, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("command", Uuid, nullable=False),
    Column("correlation", Words, nullable=False),
    Column("causation", Words),
    Column("detail", Document, nullable=False),
    Column("regime", Words),
    Column("ladder_digest", Words),
    Index("history_v5_by_subject", "subject", "position"),
    Index("history_v5_by_actor", "actor", "position"),
)
