"""What a council knew: each case on the agenda of a session as it is or was, with its verdict."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, TypedDict, cast
from uuid import UUID

from api.as_of import case_as_of, ledger_as_of
from api.council.shapes import CouncilSession
from api.fact_names import names_of
from api.nomination.case_shapes import Nomination
from api.nomination.case_told import case_told
from api.nomination.verdict_shapes import VerdictShown, verdict_shown
from domain.nomination.decide import nomination_unknown
from domain.reading import Scope
from domain.refusal import Refused
from projections.as_of import Point
from projections.columns import Row
from projections.session_rows import SessionRow
from services.reading import reads
from services.stores import Claims
from services.verdicts import judged

if TYPE_CHECKING:
    from api.system import System


class CaseBefore(TypedDict):
    """A case before a council: its file with every paper in it, and whether it was eligible."""

    case: Nomination
    verdict: VerdictShown


class SessionBefore(CouncilSession):
    """A session with the cases on its agenda, in that order; those that the caller may read."""

    cases: list[CaseBefore]


def cases_before(
    row: Row, scope: Scope, point: Point, today: date, system: "System", who: Claims
) -> list[CaseBefore]:
    """Return the cases on the agenda of a session as they are or were, for a reader."""
    agenda = (UUID(one["nomination"]) for one in cast("SessionRow", row)["agenda"])
    mine = [one for one in agenda if reads(one, scope, system.views, system.ledger)]
    return [found for one in mine for found in _before(one, point, point.day(today), system, who)]


def _before(
    nomination: UUID, point: Point, day: date, system: "System", who: Claims
) -> Iterator[CaseBefore]:
    """Yield the case; none where dates of papers leave nothing of it though it was called."""
    past, forces = ledger_as_of(system.ledger, point), system.rulebooks.forces()
    try:
        row = case_told(case_as_of(nomination, point, system), day, system, who)
    except Refused as err:
        if err.refusals != (nomination_unknown(nomination),):
            raise
        return
    words = system.catalogue.rules(), system.catalogue.ways()
    found = judged(nomination, forces, past, day, system.people)
    verdict = verdict_shown(nomination, found, *words, names_of(system))
    yield {"case": cast("Nomination", row), "verdict": verdict}
