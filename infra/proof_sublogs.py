"""Sub-logs beside the tiles: where each stands, and which facts of the log are in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Column, Connection, Executable, delete, insert, select, update

from domain.proof.leaf import StoredFact
from domain.proof.sublog import PREFIXES, Part, SubLog, called_by, part_of, session_of
from domain.proof.tree import WIDTH, Growing, leaf_hash
from infra.ledger_store import LogRow
from infra.proof_tiles import members, reaches, sessions, sublogs

ONE = 1


@dataclass(frozen=True, slots=True)
class Standing:
    """The leaves of all sub-logs, in their order, when the log had `size` facts."""

    size: int
    leaves: Sequence[bytes]


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
    """Return how all sub-logs stand, as of one moment."""
    found = tx.execute(_all(sublogs.c.leaf)).all()
    return Standing(found[0][0] if found else 0, [row[1] for row in found if row[1]])


def beside(part: Part, tx: Connection) -> tuple[int, Mapping[int, SubLog]]:
    """Return the size of the log, and by its place a part or those between which it would be."""
    found = tx.execute(_all(*sublogs.c)).all()
    rows = [row[1:] for row in found if row[1]]
    before = sum((row[0], row[1]) < (part.council, part.year) for row in rows)
    here = range(max(before, 1), min(before + 1, len(rows)) + 1)
    return found[0][0] if found else 0, {at: _sublog(*rows[at - 1][:4]) for at in here}


def _all(*asked: Column[UUID] | Column[int] | Column[bytes]) -> Executable:
    """Ask of all sub-logs in one statement, so that no act falls between them and the size."""
    joined = reaches.outerjoin(sublogs, reaches.c.number == ONE)
    ordered = (sublogs.c.council, sublogs.c.year)
    return select(reaches.c.size, *asked).select_from(joined).order_by(*ordered)


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
    stood = tx.execute(select(sublogs.c.count, sublogs.c.peaks).where(here)).first()
    tree = _tree(*stood) if stood else Growing()
    tree.add(hashed)
    leaf = leaf_hash(SubLog(part, tree.size, tree.root()).leaf())
    now = {"count": tree.size, "peaks": b"".join(tree.peaks), "leaf": leaf}
    if stood:
        tx.execute(update(sublogs).where(here).values(**now))
    else:
        tx.execute(insert(sublogs).values(**named, **now))
    tx.execute(insert(members).values(**named, position=position))


def _sublog(council: UUID, year: int, count: int, peaks: bytes) -> SubLog:
    return SubLog(Part(council, year), count, _tree(count, peaks).root())


def _tree(count: int, peaks: bytes) -> Growing:
    return Growing(count, [peaks[at : at + WIDTH] for at in range(0, len(peaks), WIDTH)])
