"""Minutes put together: the session's row, what its boxes held, the ranking and the names."""

from typing import cast
from uuid import UUID

from api.as_of import as_it_was, ledger_as_of, streams_in
from api.council.minutes import Beside, minutes
from api.council.ranking_shapes import Ranking, ranking_shown
from api.council.shapes import Minutes
from api.names_shown import names_shown
from api.system import System
from domain.reading import EVERYTHING
from projections import ballot_boxes
from projections.as_of import NOW, Point
from projections.columns import Row
from projections.session_rows import SessionRow
from services.ranking import ranked
from services.stores import Claims


def ranking_of(system: System, session: UUID, who: Claims, point: Point = NOW) -> Ranking:
    """Return the ranking of a session, now or then, with names of nominees as they stand now."""
    found = ranked(session, ledger_as_of(system.ledger, point))
    return ranking_shown(session, found, names_shown(system, {*found.nominees.values()}, who))


def written(system: System, row: Row, who: Claims, point: Point = NOW) -> Minutes:
    """Return the minutes of the session of a row, as they are or were."""
    session = cast("SessionRow", row)
    asked = ballot_boxes.of_session(session["session"])
    boxes, _ = system.views.read(asked, EVERYTHING)
    if not point.is_now:
        boxes = as_it_was(asked, streams_in(boxes, ["box"]), point, system.ledger)
    taken_in = {str(box["nomination"]): len(cast("list[object]", box["ballots"])) for box in boxes}
    ranking = ranking_of(system, session["session"], who, point)
    awards = {
        one["nomination"]: award_of(system, one["award"], session) for one in session["agenda"]
    }
    return minutes(session, Beside(taken_in, ranking, unit_of(system, session), awards))


def unit_of(system: System, session: SessionRow) -> str:
    """Return the unit of the council by the name it bore on the day, with its code."""
    found = system.units.unit(session["unit"], session["held_on"])
    return f"{found.name} ({session['unit']})" if found else session["unit"]


def award_of(system: System, award: str, session: SessionRow) -> str:
    """Return an award by its name on the day of the session, with its key."""
    found = system.catalogue.award(award, session["held_on"])
    return f"{found.award.names.vi} ({award})" if found else award
