"""Sub-logs beside the tiles: where each stands, and which facts of the log are in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    LargeBinary,
    Row,
    Table,
    Uuid,
    delete,
    insert,
    select,
    update,
)

from domain.proof.leaf import StoredFact
from domain.proof.sublog import PREFIXES, Part, SubLog, called_by, part_of, session_of
from domain.proof.tree import WIDTH, Growing
from infra.ledger_store import LogRow
from infra.proof_tiles import tables

ONE = 1
reaches = Table(
    "proof_sublog_reaches",
    tables,
    Column("number", Integer, primary_key=True),
    Column("size", BigInteger, nullable=False),
)
sessions = Table(
    "proof_sublog_sessions",
    tables,
    Column("session", Uuid, primary_key=True),
    Column("council", Uuid, nullable=False),
)
sublogs = Table(
    "proof_sublogs",
    tables,
    Column("council", Uuid, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("count", BigInteger, nullable=False),
    Column("peaks", LargeBinary, nullable=False),
)
members = Table(
    "proof_sublog_facts",
    tables,
    Column("council", Uuid, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """All sub-logs as they stood when the log had `size` facts."""

    size: int
    all: Sequence[SubLog]


def reach(tx: Connection) -> int:
    """Return how many facts of the log were looked at for sub-logs."""
    return tx.execute(select(reaches.c.size)).scalar_one_or_none() or 0


def follow(rows: Iterable[tuple[LogRow, bytes]], tx: Connection) -> None:
    """Take in rows with their hashes; they come right after those that were looked at."""
    size = reach(tx)
    for row, hashed in rows:
        size = row[0]
        if row[3].startswith(PREFIXES):
            _take(StoredFact(*row), hashed, tx)
    tx.execute(delete(reaches))
    tx.execute(insert(reaches).values(number=ONE, size=size))


def forget(tx: Connection) -> None:
    """Forget all; they are made anew from the facts."""
    for table in (reaches, sessions, sublogs, members):
        tx.execute(delete(table))


def standing(tx: Connection) -> Standing:
    """Return all sub-logs and the size of the log they were read from, as at one moment."""
    beside = reaches.outerjoin(sublogs, reaches.c.number == ONE)
    found = tx.execute(select(reaches.c.size, sublogs).select_from(beside)).all()
    size = found[0].size if found else 0
    return Standing(size, [_sublog(row) for row in found if row.council is not None])


def positions(part: Part, size: int, tx: Connection) -> Sequence[int]:
    """Return where the facts of a sub-log stand among the first *size*, in order."""
    here = (members.c.council == part.council) & (members.c.year == part.year)
    asked = select(members.c.position).where(here, members.c.position <= size)
    return tx.execute(asked.order_by(members.c.position)).scalars().all()


def _take(row: StoredFact, hashed: bytes, tx: Connection) -> None:
    if (council := called_by(row)) and _council(row.stream, tx) is None:
        tx.execute(insert(sessions).values(session=row.stream, council=council))
    session = session_of(row)
    known = _council(session, tx) if session else None
    part = part_of(row, {session: known} if session and known else {})
    if part is not None:
        _add(part, row.position, hashed, tx)


def _council(session: UUID, tx: Connection) -> UUID | None:
    asked = select(sessions.c.council).where(sessions.c.session == session)
    return tx.execute(asked).scalar_one_or_none()


def _add(part: Part, position: int, hashed: bytes, tx: Connection) -> None:
    named = {"council": part.council, "year": part.year}
    here = (sublogs.c.council == part.council) & (sublogs.c.year == part.year)
    row = tx.execute(select(sublogs).where(here)).first()
    tree = Growing(row.count, _parted(row.peaks)) if row else Growing()
    tree.add(hashed)
    now = {"count": tree.size, "peaks": b"".join(tree.peaks)}
    if row:
        tx.execute(update(sublogs).where(here).values(**now))
    else:
        tx.execute(insert(sublogs).values(**named, **now))
    tx.execute(insert(members).values(**named, position=position))


def _sublog(row: Row[tuple[int, UUID, int, int, bytes]]) -> SubLog:
    tree = Growing(row.count, _parted(row.peaks))
    return SubLog(Part(row.council, row.year), row.count, tree.root())


def _parted(peaks: bytes) -> list[bytes]:
    return [peaks[at : at + WIDTH] for at in range(0, len(peaks), WIDTH)]
