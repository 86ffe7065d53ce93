"""Sub-logs beside the tiles: where each was left off, and which facts of the log are in it."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

import structlog
from sqlalchemy import Connection, delete, func, insert, select

from domain.proof.leaf import StoredFact
from domain.proof.sublog import (
    PREFIXES,
    Councils,
    Part,
    Places,
    SubLog,
    placed,
    session_of,
)
from domain.proof.tree import WIDTH, Growing, leaf_hash
from infra.ledger.store import LogRow
from infra.proof.tiles import members, put, reaches, sessions, sublogs
from projections.columns import Sheet

ONE, MANY = 1, 1_000
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


def reach(tx: Connection) -> int:
    """Return how many facts of the log were looked at for sub-logs."""
    return tx.execute(select(reaches.c.size)).scalar_one_or_none() or 0


def follow(rows: Sequence[tuple[LogRow, bytes]], tx: Connection) -> bool:
    """
    Take in rows with their hashes; they come right after those that were looked at.

    Where a sub-log that grows was left off as none can be, or facts are kept that were not looked
    at, as where one was played back, all is forgotten, and the answer is no.
    """
    told = [(StoredFact(*row), one) for row, one in rows if row[3].startswith(PREFIXES)]
    if rows and (_is_ahead(rows[0][0][0], tx) or (told and not _take(told, tx))):
        log.warning("proofs.sublogs_spoilt", reason="sub-logs were not left off where they stand")
        forget(tx)
        return False
    size = rows[-1][0][0] if rows else reach(tx)
    put(reaches, [{"number": ONE, "size": size}], tx)
    return True


def forget(tx: Connection) -> None:
    """Forget all; they are made anew from the facts."""
    for table in (reaches, sessions, sublogs, members):
        tx.execute(delete(table))


def grown_since(size: int, tx: Connection) -> set[Part]:
    """Return the sub-logs with facts after the first *size*."""
    asked = select(members.c.council, members.c.year).where(members.c.position > size).distinct()
    return {Part(*row) for row in tx.execute(asked)}


def left_off(tx: Connection) -> tuple[int, dict[Part, Growing]]:
    """Return how many facts were looked at, and every sub-log as it stands then."""
    joined = reaches.outerjoin(sublogs, reaches.c.number == ONE)
    found = tx.execute(select(reaches.c.size, sublogs).select_from(joined)).all()
    trees = {Part(row[1], row[2]): _tree(row[3], row[4]) for row in found if row[1]}
    return found[0][0] if found else 0, trees


def positions(part: Part, size: int, tx: Connection) -> Sequence[int]:
    """Return where the facts of a sub-log stand among the first *size*, in order."""
    here = (members.c.council == part.council) & (members.c.year == part.year)
    asked = select(members.c.position).where(here, members.c.position <= size)
    return tx.execute(asked.order_by(members.c.position)).scalars().all()


def places(tx: Connection) -> bytes:
    """Return the hash over which facts are kept as those of which sub-log."""
    told = Places()
    asked = select(members.c.position, members.c.council, members.c.year)
    ordered = asked.order_by(members.c.position, members.c.council, members.c.year)
    for position, council, year in tx.execution_options(yield_per=MANY).execute(ordered):
        told.take(position, Part(council, year))
    return told.digest()


def called(tx: Connection) -> Councils:
    """Return which council each session is kept as one of."""
    return {row[0]: row[1] for row in tx.execute(select(sessions))}


def _is_ahead(position: int, tx: Connection) -> bool:
    """Say whether facts from a position on, which were not looked at, are kept already."""
    last = tx.execute(select(func.max(members.c.position))).scalar_one_or_none() or 0
    return bool(last >= position)


def _take(told: Sequence[tuple[StoredFact, bytes]], tx: Connection) -> bool:
    """Take in facts, with one question and one write of a kind; say if there was what to go on."""
    parts = _placed([row for row, _ in told], tx)
    trees = _left_off_of({*parts.values()}, tx)
    if not all(tree.is_whole for tree in trees.values()):
        return False
    for row, hashed in told:
        if part := parts.get(row.position):
            trees[part].add(hashed)
    _insert(members, [{**_key(part), "position": at} for at, part in parts.items()], tx)
    put(sublogs, [_row(part, tree) for part, tree in trees.items()], tx)
    return True


def _placed(rows: Sequence[StoredFact], tx: Connection) -> Mapping[int, Part]:
    """Return the sub-logs of rows by position; sessions that are called in them are kept."""
    known = _called_before(rows, tx)
    councils = dict(known)
    found = [(row.position, placed(row, councils)) for row in rows]
    new = councils.keys() - known.keys()
    _insert(sessions, [{"session": one, "council": councils[one]} for one in new], tx)
    return {position: part for position, part in found if part}


def _insert(table: Sheet, rows: Sequence[Mapping[str, object]], tx: Connection) -> None:
    if rows:
        tx.execute(insert(table), rows)


def _called_before(rows: Iterable[StoredFact], tx: Connection) -> Mapping[UUID, UUID]:
    """Return of which council each session of *rows* is that was called before them."""
    asked = {session for one in rows if (session := session_of(one))}
    if not asked:
        return {}
    here = select(sessions).where(sessions.c.session.in_(asked))
    return {row[0]: row[1] for row in tx.execute(here)}


def _left_off_of(parts: set[Part], tx: Connection) -> dict[Part, Growing]:
    """Return where some sub-logs were left off, the new ones too."""
    trees = {part: Growing() for part in sorted(parts)}
    here = sublogs.c.council.in_({part.council for part in parts})
    for row in tx.execute(select(sublogs).where(here)) if parts else ():
        if (part := Part(row[0], row[1])) in trees:
            trees[part] = _tree(row[2], row[3])
    return trees


def _row(part: Part, tree: Growing) -> Mapping[str, object]:
    leaf = leaf_hash(SubLog(part, tree.size, tree.root()).leaf())
    return {**_key(part), "count": tree.size, "peaks": b"".join(tree.peaks), "leaf": leaf}


def _key(part: Part) -> dict[str, object]:
    return {"council": part.council, "year": part.year}


def _tree(count: int, peaks: bytes) -> Growing:
    return Growing(count, [peaks[at : at + WIDTH] for at in range(0, len(peaks), WIDTH)])
