"""The cases at a step of a unit: the way to a case that waits for somebody else's act as well."""

from collections.abc import Mapping

from flask import Blueprint, render_template, request

from web.dossier import Told
from web.gate import signed_in
from web.signing import spoken
from web.work import PAGE, cursor_of, read, rows_of, turned

unit_cases = Blueprint("unit_cases", __name__, url_prefix="/console/cases")
unit_cases.before_request(signed_in)


@unit_cases.get("")
def list_cases() -> str:
    """List the cases at a step of a unit of whoever asks, such as an evaluator; oldest first."""
    units = sorted({one.unit for one in spoken()})
    unit = chosen(units, request.args.get("unit"))
    told, headers = waiting_in(unit) if unit else ({"items": ()}, {})
    shown = {"items": rows_of(told), "more": cursor_of(headers), "unit": unit, "units": units}
    return render_template("unit-cases.html", **shown, first=not turned())


def waiting_in(unit: str) -> tuple[Told, Mapping[str, str]]:
    """Return a page of the cases at a step of a unit."""
    asked = {"state": "at-step", "step_unit": unit, "limit": PAGE, **turned()}
    return read("/nominations", **asked)


def chosen(units: list[str], said: str | None) -> str | None:
    """Return which of their units is asked for, the first unless told; None of who has none."""
    return said if said in units else next(iter(units), None)
