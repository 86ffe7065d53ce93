"""Who was shown the name of whom, once a day: kept beside the names, before the answer goes out."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Column, Connection, Engine, String, Table, Uuid, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from domain.access import VIETNAM
from infra.people.erasure_marks import beside_names
from infra.written_soon import written_soon
from services.personal_data import Read

MOST_REMEMBERED = 100_000
Key = tuple[object, ...]
names_seen = Table(
    "names_seen",
    beside_names,
    Column("person", Uuid, primary_key=True),
    Column("reader", String, primary_key=True),
    Column("roles", String, primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("at", String(40), nullable=False),
)


class NamesSeen:
    """
    A row for each reader, office, person and day; a second showing on a day costs nothing.

    What was written is remembered in the process, after it was committed: nobody is told a name
    whose row could be lost.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._written: set[Key] = set()

    def note(self, reads: Collection[Read]) -> None:
        """
        Keep that names are shown, before they are.

        Raises:
            NamesBusy: another writes all the while that a reading may wait.
        """
        fresh = {key: one for one in reads if (key := _key(one)) not in self._written}
        if not fresh:
            return
        rows = [_row_of(fresh[key]) for key in sorted(fresh, key=str)]
        insert = (sqlite if self._engine.dialect.name == "sqlite" else postgresql).insert
        with written_soon(self._engine) as tx:
            tx.execute(insert(names_seen).on_conflict_do_nothing(), rows)
        if len(self._written) > MOST_REMEMBERED:
            self._written.clear()
        self._written.update(fresh)

    def of(self, person: object, way: str) -> Sequence[Read]:
        """Return to whom the name of a person was shown, the first of each day."""
        at = names_seen.c
        asked = select(at.person, at.reader, at.roles, at.at).where(at.person == person)
        with self._engine.connect() as connection:
            found = connection.execute(asked).all()
        return [
            Read(ref, reader, tuple(roles.split()), way, datetime.fromisoformat(when))
            for ref, reader, roles, when in found
        ]


def forget_shown_of(tx: Connection, person: UUID) -> None:
    """Take away to whom the name of somebody was shown, who is erased."""
    tx.execute(delete(names_seen).where(names_seen.c.person == person))


def forget_shown(tx: Connection, before: date) -> int:
    """Take away what was shown before a day; return how many rows went."""
    return tx.execute(delete(names_seen).where(names_seen.c.day < before.isoformat())).rowcount


def _key(read: Read) -> Key:
    return read.person, read.reader, " ".join(read.roles), _day(read)


def _day(read: Read) -> str:
    return read.at.astimezone(VIETNAM).date().isoformat()


def _row_of(read: Read) -> dict[str, object]:
    told = {"reader": read.reader, "roles": " ".join(read.roles), "day": _day(read)}
    return {"person": read.person, **told, "at": read.at.isoformat()}
