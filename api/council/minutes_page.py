"""Minutes as a page to print and sign: Vietnamese first, everything on it from the facts."""

from uuid import UUID

from flask import Blueprint, Response, render_template

from api.actor import admit, claims
from api.council.minutes_of import written
from api.operations import PREFIX, let_in
from api.system import house
from api.views import one
from projections import council_sessions as views

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
minutes_page = Blueprint("minutes", __name__, template_folder="templates", url_prefix=PREFIX)
minutes_page.before_request(admit)
minutes_page.before_request(let_in)


@minutes_page.get("/councils/sessions/<uuid:session>/minutes.html")
def print_minutes(session: UUID) -> Response:
    """Show the minutes, each count on a sheet of its own."""
    row = one(views.one(session), "session-unknown")
    page = render_template("minutes.html", minutes=written(house(), row, claims()))
    return Response(page, headers={"Content-Security-Policy": POLICY})
