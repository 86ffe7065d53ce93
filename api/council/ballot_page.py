"""The page of a member's secret ballot: the arithmetic of ADR 36 in the member's own browser."""

from pathlib import Path

from flask import Blueprint, send_from_directory
from werkzeug.wrappers import Response

# The page asks the house it came from and nobody else; nothing of it stands in the page itself.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
STATIC = Path(__file__).parents[1] / "static"
NAMES = '"ballot.css", "ballot.js", "ballot-core.js"'
ballot_page = Blueprint("ballot_page", __name__)


@ballot_page.get("/ballot")
def show_ballot() -> Response:
    """Show the page; it is never kept, so that a changed one is seen."""
    return _sent("ballot.html")


@ballot_page.get(f"/ballot/<any({NAMES}):name>")
def show_part(name: str) -> Response:
    """Serve a file of the page."""
    return _sent(name)


def _sent(name: str) -> Response:
    page = send_from_directory(STATIC, name, max_age=0)
    page.headers["Content-Security-Policy"] = POLICY
    return page
