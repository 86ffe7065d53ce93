"""Minutes as a page to print and sign: Vietnamese first, everything on it from the facts."""

from typing import cast
from uuid import UUID

from flask import Blueprint, Response, render_template

from api.actor import admit
from api.council_shapes import Minutes
from api.minutes import Beside, minutes
from api.operations import PREFIX
from api.ranking import ranking_of
from api.views import one, rows
from projections import ballot_boxes
from projections import council_sessions as views
from projections.session_rows import SessionRow

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
minutes_page = Blueprint("minutes", __name__, template_folder="templates", url_prefix=PREFIX)
minutes_page.before_request(admit)


def written(session: UUID) -> Minutes:
    """
    Return the minutes of a session.

    Raises:
        Problem: there is none under this id, or not yet in the view.
    """
    row = cast("SessionRow", one(views.one(session), "session-unknown"))
    found = rows(ballot_boxes.of_session(session))
    taken_in = {str(box["nomination"]): len(cast("list[object]", box["ballots"])) for box in found}
    return minutes(row, Beside(taken_in, ranking_of(session)))


@minutes_page.get("/councils/sessions/<uuid:session>/minutes.html")
def print_minutes(session: UUID) -> Response:
    """Show the minutes, each count on a sheet of its own."""
    page = render_template("minutes.html", minutes=written(session))
    return Response(page, headers={"Content-Security-Policy": POLICY})
