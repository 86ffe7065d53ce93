"""A page on the bus: how far it is and what is in its way, for whoever runs or watches it."""

from flask import Blueprint, Response, render_template

from api.messages import POLICY
from api.system import house

bus = Blueprint("bus", __name__, template_folder="templates")


@bus.get("/docs/bus")
def show_bus() -> Response:
    """Show letters written and not sent yet, and what each worker last said of itself."""
    page = render_template("bus.html", report=house().bus())
    return Response(page, headers={"Content-Security-Policy": POLICY})
