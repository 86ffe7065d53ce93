"""Minutes put together: the session's row, what its boxes held, the ranking and the names."""

from typing import cast
from uuid import UUID

from api.council_shapes import Minutes
from api.minutes import Beside, minutes
from api.ranking_shapes import Ranking, ranking_shown
from api.system import System
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
    boxes, _ = system.views.read(ballot_boxes.of_session(session["session"]))
    taken_in = {str(box["nomination"]): len(cast("list[object]", box["ballots"])) for box in boxes}
    return minutes(session, Beside(taken_in, ranking_of(system, session["session"])))
