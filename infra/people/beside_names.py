"""Beside the names: whose are held back, and who read what is kept of a person."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time
from functools import cached_property
from operator import attrgetter
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    String,
    Table,
    Uuid,
    delete,
    insert,
    select,
)
from sqlalchemy.exc import IntegrityError

from domain.access import VIETNAM
from infra.erasable import empty_the_log
from infra.people.erasure_marks import ErasureMarks, beside_names
from infra.people.name_digests import ORDERS, key_of, keyed_digest
from infra.people.names_seen import NamesSeen, forget_shown
from infra.people.pending_names import pending_of, take_pending, who_waits
from infra.written_soon import written_soon
from services.personal_data import NAME, Pending, Read

__all__ = ["BesideNames", "beside_names", "held_back", "let_go"]
restricted_people = Table("restricted_people", beside_names, Column("ref", Uuid, primary_key=True))
personal_reads = Table(
    "personal_reads",
    beside_names,
    Column("number", Integer, primary_key=True),
    Column("person", Uuid, nullable=False, index=True),
    Column("reader", String, nullable=False),
    Column("roles", String, nullable=False),
    Column("way", String(20), nullable=False),
    Column("at", String(40), nullable=False),
)
told_statistics = Table(
    "told_statistics",
    beside_names,
    Column("key", String(40), primary_key=True),
    Column("told", String, nullable=False),
)
held_back = select(restricted_people.c.ref)
"""Asks for those whose names are held back."""


class BesideNames(ErasureMarks):
    """
    The port PersonalData.

    When a person is erased, who read all that was kept of them stays, to whom their name was shown
    goes; both go when their years are over (ADR 102).
    """

    @cached_property
    def _orders(self) -> bytes:
        return key_of(self._engine, ORDERS)

    def keyed(self, digest: str) -> str:
        """Return a digest under a secret that lies here alone: nobody else can check a guess."""
        return keyed_digest(self._orders, digest)

    def hold_back(self, ref: UUID) -> None:
        """Let the name of *ref* be shown no more where names are shown; again is nothing."""
        with suppress(IntegrityError), self._engine.begin() as tx:
            tx.execute(insert(restricted_people).values(ref=ref))

    def show_again(self, ref: UUID) -> None:
        """Let the name of *ref* be shown again."""
        with self._engine.begin() as tx:
            let_go(tx, ref)

    def is_held_back(self, ref: UUID) -> bool:
        """Say whether the name of *ref* is held back."""
        with self._engine.connect() as connection:
            asked = held_back.where(restricted_people.c.ref == ref)
            return connection.execute(asked).first() is not None

    def pending(self, ref: UUID) -> Sequence[Pending]:
        """Return what was set aside for *ref*, the first first."""
        with self._engine.connect() as connection:
            return pending_of(connection, ref)

    def waiting(self) -> Sequence[UUID]:
        """Return those for whom a right name was set aside."""
        with self._engine.connect() as connection:
            return who_waits(connection)

    def drop(self, one: Pending) -> None:
        """Take a name that was set aside away: no fact asks for it."""
        with self._engine.begin() as tx:
            take_pending(tx, one)
        empty_the_log(self._engine)

    def told_before(self, key: str) -> str | None:
        """Return what was published first under *key*, None where nothing was."""
        asked = select(told_statistics.c.told).where(told_statistics.c.key == key)
        with self._engine.connect() as connection:
            known: str | None = connection.execute(asked).scalar()
            return known

    def told_first(self, key: str, told: str) -> str:
        """Keep what is published under *key*, once; return what was published there first."""
        if (known := self.told_before(key)) is not None:
            return known
        with suppress(IntegrityError), written_soon(self._engine) as tx:  # another may be first
            tx.execute(insert(told_statistics).values(key=key, told=told))
        return self.told_before(key) or told

    def note_read(self, *reads: Read) -> None:
        """Keep that somebody read what is kept of persons, before they are told."""
        if rows := [_row_of(one) for one in reads]:
            with written_soon(self._engine) as tx:
                tx.execute(insert(personal_reads), rows)

    def forget_reads(self, before: date) -> int:
        """Take away who read what before a day in Viet Nam; return how many readings went."""
        first = datetime.combine(before, time(), VIETNAM).astimezone(UTC).isoformat()
        with self._engine.begin() as tx:
            read = tx.execute(delete(personal_reads).where(personal_reads.c.at < first)).rowcount
            return read + forget_shown(tx, before)

    @cached_property
    def _shown(self) -> NamesSeen:
        return NamesSeen(self._engine)

    def note_shown(self, *reads: Read) -> None:
        """Keep that somebody is shown names, once a day, before they are."""
        self._shown.note(reads)

    def reads_of(self, ref: UUID) -> Sequence[Read]:
        """Return who read what is kept of *ref*, the first first."""
        at = personal_reads.c
        asked = select(at.reader, at.roles, at.way, at.at).where(at.person == ref)
        with self._engine.connect() as connection:
            found = connection.execute(asked.order_by(at.number)).all()
        read = [
            Read(ref, reader, tuple(roles.split()), way, datetime.fromisoformat(when))
            for reader, roles, way, when in found
        ]
        return sorted([*read, *self._shown.of(ref, NAME)], key=attrgetter("at"))


def _row_of(read: Read) -> dict[str, object]:
    told = {"roles": " ".join(read.roles), "at": read.at.isoformat()}
    return {"person": read.person, "reader": read.reader, "way": read.way, **told}


def let_go(tx: Connection, ref: UUID) -> None:
    """Hold a name back no more."""
    tx.execute(delete(restricted_people).where(restricted_people.c.ref == ref))
