"""Councils of a log: each acts in a year of its own, and is a sub-log to the tree."""

from contextlib import closing
from uuid import uuid4

from infra.ledger import open_ledger
from services.ports import Append
from tests.council import appointed, seats
from tests.infra.writing import envelope


def appoint(url: str, councils: int) -> None:
    """Let so many councils be appointed, one fact each."""
    fact = appointed(*seats(5))
    with closing(open_ledger(url)) as ledger:
        ledger.append([Append(uuid4(), 0, (fact,)) for _ in range(councils)], envelope())
