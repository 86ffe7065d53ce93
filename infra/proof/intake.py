"""Takes what is new in the ledger into the tree and its sub-logs, one transaction a batch."""

from sqlalchemy import Connection

from infra.proof.leaves import BATCH, Rows, hashed
from infra.proof.sublogs import follow, forget, reach
from infra.proof.tiles import extend, hold, size_of
from services.proofs import NotTheSameLog


def all_in(ledger: Rows, tx: Connection) -> int:
    """
    Take in all that is new; return how many facts the tree holds.

    Each batch is committed, and with it whatever else was done over the connection.

    Raises:
        NotTheSameLog: as `take_in`.
    """
    while (size := take_in(ledger, tx)) is None:
        continue
    return size


def take_in(ledger: Rows, tx: Connection) -> int | None:
    """
    Take up to BATCH facts into the tree, or into its sub-logs; None where there may be more.

    Raises:
        NotTheSameLog: facts that were hashed are not there any more, or positions are missing.
    """
    size, known = size_of(tx), reach(tx)
    last = ledger.last_position()  # asked after it: the log is never behind its tree
    if last < size:
        raise NotTheSameLog(f"the log ends at {last}, its tree holds {size} facts")
    if last == size == known:
        return size
    reached = _catch_up(ledger, tx) if last > size else None
    if last == size:
        _look_back(ledger, tx)
    tx.commit()
    return reached


def _catch_up(ledger: Rows, tx: Connection) -> int | None:
    size = hold(tx)
    rows = hashed(ledger, size, BATCH)
    extend(size, [leaf for _, leaf in rows], tx)
    is_abreast = reach(tx) == size and follow(rows, tx)
    return size + len(rows) if is_abreast and len(rows) < BATCH else None


def _look_back(ledger: Rows, tx: Connection) -> None:
    """Look for sub-logs in facts that the tree has and they have not."""
    size, known = hold(tx), reach(tx)
    if known > size:  # the tree was made anew from fewer facts
        forget(tx)
        known = 0
    follow(hashed(ledger, known, min(BATCH, size - known)), tx)
