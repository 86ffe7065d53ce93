"""Statistics as of a point: what had been told of a year by then, and nothing else (ADR 117)."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from domain.refusal import Kind, Refusal, Refused
from projections.as_of import Point
from services.statistics_once import years_told

if TYPE_CHECKING:
    from api.system import System


def demand_told(year: int, point: Point, today: date, system: "System") -> None:
    """
    Let a year be told that had been told by a point, as it was told then and ever since.

    It is told in one way alone, up to one position of the log (ADR 111): reckoned anew up to
    another, it would tell, beside the first, of the one case that small groups hide.

    Raises:
        Refused: as of then nobody had been told anything of that year.
    """
    if point.is_all(system.ledger.last_position(), today):
        return
    end = years_told(year, year, system.people).get(year)
    if end is None or not _has(end, point, system):
        said = f"nothing had been told of {year} by then"
        raise Refused(Refusal("year-untold", Kind.UNKNOWN, said, {"year": str(year)}))


def _has(end: int, point: Point, system: "System") -> bool:
    """Say whether a point lies behind a position, whatever the dates of papers."""
    recorded = replace(point, effective_on=None)
    return all(recorded.has(fact) for fact in system.ledger.since(end - 1, 1)) if end else True
