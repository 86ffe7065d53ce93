"""What messages that were put aside held: in a SQLite file, or in the ledger's PostgreSQL."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec
from sqlalchemy import (
    URL,
    BigInteger,
    Column,
    ColumnElement,
    Engine,
    LargeBinary,
    MetaData,
    String,
    Table,
    Uuid,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from domain.parking.events import Place
from infra.erasable import empty_the_log, make, open_apart
from infra.people.scouring import keep_out_of_statistics
from services.deliveries import Delivery
from services.envelopes import Headers
from services.mentions import mentions

FILE = "parking.sqlite"
MICROSECONDS = 1_000_000
FEW = 20  # contents that are looked into at a time: each may have some MiB

tables = MetaData()
contents = Table(
    "parked_contents",
    tables,
    Column("message", Uuid, primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("kept_at", BigInteger, nullable=False, index=True),  # microseconds since 1970
    Column("envelope", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """All of a message but its body."""

    headers: Headers
    place: Place
    received_at: datetime


encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(Kept).decode


def open_parking(home: Path, database: URL) -> Engine:
    """Return the engine of the contents; no error of it ever repeats one."""
    return open_apart(home, database, FILE)


class ParkingStore:
    """
    The port ParkedContents, on SQLite or PostgreSQL.

    On SQLite an erased content is gone from the file too; PostgreSQL keeps dead rows until VACUUM,
    and backups of either keep what they kept.
    """

    def __init__(self, engine: Engine) -> None:
        """Create the table unless it stands."""
        self._engine = engine
        make(tables, engine)
        keep_out_of_statistics(engine, tables)

    def keep(self, message: UUID, content: Delivery, at: datetime) -> None:
        """Keep a content of *message* under its digest, on the disk; again it is kept anew."""
        row = {
            "message": message,
            "digest": content.digest,
            "kept_at": _number(at),
            "envelope": _envelope(content),
            "body": content.body,
        }
        same = _is(message, content.digest)
        try:
            with self._engine.begin() as tx:
                tx.execute(insert(contents).values(row))
        except IntegrityError:
            with self._engine.begin() as tx:
                tx.execute(update(contents).where(same).values(kept_at=row["kept_at"]))

    def load(self, message: UUID, digest: str) -> Delivery | None:
        """Return a content; None when it was erased or never kept."""
        wanted = select(contents.c.envelope, contents.c.body).where(_is(message, digest))
        with self._engine.connect() as connection:
            row = connection.execute(wanted).one_or_none()
        return None if row is None else _delivery(*row)

    def erase(self, message: UUID) -> None:
        """Erase all contents of *message*."""
        self._erase(contents.c.message == message)

    def forget(self, message: UUID, digest: str) -> None:
        """Erase one content."""
        self._erase(_is(message, digest))

    def kept_before(self, moment: datetime) -> Sequence[tuple[UUID, str]]:
        """Return message and digest of the contents kept before a moment."""
        wanted = select(contents.c.message, contents.c.digest)
        with self._engine.connect() as connection:
            rows = connection.execute(wanted.where(contents.c.kept_at < _number(moment)))
            return [(message, digest) for message, digest in rows]

    def mentioning(self, told: Collection[str]) -> Sequence[tuple[UUID, str]]:
        """Return message and digest of the contents in which one of the texts *told* stands."""
        with self._engine.connect().execution_options(yield_per=FEW) as connection:
            rows = connection.execute(select(contents))
            return [
                (one.message, one.digest)
                for one in rows
                if mentions(_delivery(one.envelope, one.body), told)
            ]

    def _erase(self, which: ColumnElement[bool]) -> None:
        with self._engine.begin() as tx:
            tx.execute(delete(contents).where(which))
        empty_the_log(self._engine)


def _is(message: UUID, digest: str) -> ColumnElement[bool]:
    return (contents.c.message == message) & (contents.c.digest == digest)


def _number(moment: datetime) -> int:
    return int(moment.timestamp() * MICROSECONDS)


def _envelope(content: Delivery) -> bytes:
    """Return all but the body; headers may hold any bytes."""
    return encode(Kept(content.headers, content.place, content.received_at))


def _delivery(envelope: bytes, body: bytes) -> Delivery:
    kept = decode(envelope)
    return Delivery(kept.headers, body, kept.place, kept.received_at)
