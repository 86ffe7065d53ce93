"""Minutes put together: the session's row, what its boxes held, the ranking and the names."""

from typing import cast
from uuid import UUID

from api.council_shapes import Minutes
from api.minutes import Beside, minutes
from api.ranking_shapes import Ranking, ranking_shown
from api.system import System
from domain.reading import EVERYTHING
from projections import ballot_boxes
from projections.columns import Row
from projections.session_rows import SessionRow
from services.ranking import ranked


def ranking_of(system: System, session: UUID) -> Ranking:
    """Return the ranking of a session, with the names of nominees as they stand now."""
    found = ranked(session, system.ledger)
    return ranking_shown(session, found, system.people.name_of(set(found.nominees.values())))


def written(system: System, row: Row) -> Minutes:
    """Return the minutes of the session of a row."""
    session = cast("SessionRow", row)
    boxes, _ = system.views.read(ballot_boxes.of_session(session["session"]), EVERYTHING)
    taken_in = {str(box["nomination"]): len(cast("list[object]", box["ballots"])) for box in boxes}
    ranking = ranking_of(system, session["session"])
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
