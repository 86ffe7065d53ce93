"""Papers that went out under a number, whatever their kind."""

from dataclasses import replace
from uuid import UUID

from api.problems import Problem
from api.views import one
from projections.as_of import Point
from projections.columns import Row
from projections.documents import Wanted, document

STREAMS = ("document", "about")
"""The columns that name the streams a paper hears of."""


def to_do_or_not(wanted: Wanted, point: Point) -> Wanted:
    """Return what is asked of papers of today: as of then a receiver had said something else."""
    return wanted if point.is_now else replace(wanted, to_do=None)


def paper(kind: str, key: UUID, point: Point) -> Row:
    """
    Return a paper of one kind with its items, as it is or was.

    Raises:
        Problem: there is none, or it is of another kind.
    """
    unknown = f"{kind}-unknown"
    found = one(document(key), unknown, point, STREAMS)
    if found["kind"] != kind:
        raise Problem(unknown, f"there is no such {kind}")
    return found
