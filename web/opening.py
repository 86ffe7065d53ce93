"""Opening a case: the page that asks for all of it, and the order it gives."""

from datetime import date
from secrets import token_urlsafe
from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from domain.access import VIETNAM
from services.value_forms import EARLIEST, LATEST
from web.gate import signed_in
from web.house import Order, house
from web.opening_fields import begun_with, groups_of
from web.opening_form import ASKED, OF_CODE, asked_as, body_of
from web.ordering import (
    DONE,
    POSITION,
    Reasons,
    Said,
    beside,
    done,
    done_before,
    ordered,
    reasons_of,
    shown,
    written,
)
from web.signing import spoken
from web.work import read, rows_of

ACT, LOOK = "nomination", "look"
NOTHING = dict.fromkeys(("key", *ASKED), "")
opening = Blueprint("opening", __name__, url_prefix="/console/cases/new")
opening.before_request(signed_in)


@opening.get("")
def ask() -> str:
    """Show the form that opens a case, or what keeps one from it."""
    told, _ = read("/possible-acts", sort="start")
    drafts = [one for one in rows_of(told) if one["act"] == ACT]
    may = any(one["allowed"] for one in drafts)
    broken = [] if may else [one for draft in drafts[:1] for one in reasons_of(draft, "broken")]
    begun = {"effective_on": today().isoformat(), **fresh_key()}
    units = own_units()
    if len(units) == 1:
        begun |= {"unit": units[0], "nominee_unit": units[0]}
    return page({**NOTHING, **begun, **begun_with(today())}, broken, may=may)


@opening.post("")
def send() -> Response:
    """Open the case, or show again what can be chosen now; what was written stays."""
    said = {**NOTHING, **written()}
    if LOOK in request.form:
        return shown(page(said, []), 200)
    order = Order(body_of(said), None, said["key"])
    status, told, headers = ordered("/nominations", order)
    if status not in DONE:
        return shown(page(said, reasons_of(told)), status)
    return done(UUID(str(told["id"])), "opening", headers[POSITION])


def page(said: Said, reasons: Reasons, *, may: bool = True) -> str:
    """Return the page: its form, and what is in the way."""
    before, wrong = done_before(reasons), beside(reasons, said, asked_as, OF_CODE)
    groups = groups_of(said, law_day(said["effective_on"]), own_units()) if may else ()
    again = {**said, **fresh_key()} if before else said
    shown = {"reasons": wrong, "groups": groups, "may": may, "before": before}
    return render_template("open-case.html", said=again, **shown)


def fresh_key() -> dict[str, str]:
    """Return a new key: one that opened a case opens no other."""
    return {"key": token_urlsafe(16)}


def own_units() -> list[str]:
    """Return the units that somebody speaks for just now."""
    return sorted({one.unit for one in spoken()})


def today() -> date:
    """Return today in Viet Nam."""
    return house().console.now().astimezone(VIETNAM).date()


def law_day(written_day: str) -> date:
    """Return the day whose law tells what can be chosen: the day of the paper, where it is one."""
    try:
        found = date.fromisoformat(written_day)
    except ValueError:
        return today()
    return found if EARLIEST <= found <= LATEST else today()
