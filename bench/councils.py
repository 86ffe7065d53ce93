"""Councils of a log: each acts in a year of its own, and is a sub-log to the tree."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from uuid import UUID, uuid4

from infra.ledger.ledger import open_ledger
from services.ports import Append
from tests.council import appointed, seats
from tests.infra.writing import envelope


def appoint(url: str, councils: int) -> Sequence[UUID]:
    """Let so many councils be appointed, one fact each; return which."""
    found = [uuid4() for _ in range(councils)]
    _appoint(url, found, 0)
    return found


def appoint_again(url: str, councils: Iterable[UUID]) -> None:
    """Let councils with one fact have another."""
    _appoint(url, councils, 1)


def _appoint(url: str, councils: Iterable[UUID], version: int) -> None:
    fact = appointed(*seats(5))
    with closing(open_ledger(url)) as ledger:
        ledger.append([Append(one, version, (fact,)) for one in councils], envelope())
