"""Sub-logs: the facts of one council and year, and the proof that these are all."""

from typing import TypedDict
from uuid import UUID

from marshmallow import validate
from werkzeug.wrappers import Response

from api.fields import Count
from api.forms import Query, asked
from api.operations import Resource, reads
from api.reply import answer
from api.system import house
from domain.proof.completeness import Placed
from domain.proof.note import base64_of
from domain.proof.sublog import Part
from services.proofs import AllOf

FIRST, LAST = 1900, 9998
sublogs = Resource("sub-logs", "All facts of one council and year, and the proof of it.")


class SubLogPlaced(TypedDict):
    """A sub-log at its place among all, from 1, and the path to it; hashes in base64."""

    council: UUID
    year: int
    count: int
    root: str
    place: int
    hashes: list[str]


class SubLogShown(TypedDict):
    """
    The positions of a sub-log's facts, and the checkpoint that says that these are all.

    Of `total` sub-logs `placed` is the one asked for; where it has no facts, its neighbours.
    """

    council: UUID
    year: int
    positions: list[int]
    checkpoint: str
    total: int
    placed: list[SubLogPlaced]


class SubLogQuery(Query):
    """Which year, as it was written down in Viet Nam."""

    year = Count(required=True, validate=validate.Range(FIRST, LAST))


ASKED = SubLogQuery()


@sublogs.get("/councils/<uuid:council>/sub-log")
@reads(SubLogShown, ASKED, also=(404,))
def show_sublog(council: UUID) -> Response:
    """Show where all facts of a council and year stand in the log, and prove that these are all."""
    year = ASKED.load(asked())["year"]
    return answer(told(house().proofs.all_of(Part(council, year))))


def told(found: AllOf) -> SubLogShown:
    """Return what is said of a sub-log."""
    proof = found.proof
    return {
        "council": proof.part.council,
        "year": proof.part.year,
        "positions": list(found.positions),
        "checkpoint": found.note.written(),
        "total": proof.total,
        "placed": [_placed(one) for one in proof.placed],
    }


def _placed(one: Placed) -> SubLogPlaced:
    part = one.sublog.part
    return {
        "council": part.council,
        "year": part.year,
        "count": one.sublog.count,
        "root": base64_of(one.sublog.root),
        "place": one.place,
        "hashes": [base64_of(step) for step in one.path],
    }
