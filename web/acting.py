"""Acts on a case from its page: the same orders as everybody's, sent to the API."""

from collections.abc import Mapping
from secrets import token_urlsafe
from uuid import UUID

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response

from web.act_fields import fields_of
from web.act_forms import DECISION, FIRST, FORMS, OF_CODE, SENT, asked_as, body_of
from web.choosing import asks_which, has_others
from web.deciding import decided, is_of_the_page
from web.gate import signed_in
from web.house import Answer, Order
from web.numbers import how_to_write
from web.ordering import (
    DONE,
    POSITION,
    STALE,
    Reasons,
    Said,
    beside,
    brought,
    done,
    done_before,
    ordered,
    reasons_of,
    shown,
    written,
)
from web.scoring import weights
from web.work import read, rows_of

HIDDEN = ("seen", "key", "step", "by")
LINKED = (*FIRST, "paper", "title")
"""What a link of the page of a case may have chosen: no link writes a reason or a verdict."""
NOTHING = dict.fromkeys((*HIDDEN, *FIRST, *SENT), "")
acting = Blueprint("acting", __name__, url_prefix="/console/cases/<uuid:nomination>/acts")
acting.before_request(signed_in)


@acting.get("/<act>")
def ask(nomination: UUID, act: str) -> str:
    """Show the form of an act, or what keeps one from it."""
    told, _ = read(f"/nominations/{nomination}/acts")
    of_it = [one for one in rows_of(told) if one["act"] == act and act in FORMS]
    if not of_it:
        abort(404)
    found = next((one for one in of_it if one["allowed"]), of_it[0])
    return page(nomination, act, begun(found, told["version"]), reasons_of(found, "broken"))


def begun(found: Mapping[str, object], version: object) -> Said:
    """Return what a page sends by itself, and what whoever led here had chosen."""
    seen = {"seen": version, "key": token_urlsafe(16), "step": found["step"], "by": found["by"]}
    own = {name: str(one) for name, one in seen.items() if one is not None}
    return {**NOTHING, **{one: request.args.get(one, "") for one in LINKED}, **own}


@acting.post("/<act>")
def send(nomination: UUID, act: str) -> Response:
    """Give the order; a refusal is shown with all its reasons, over what was written."""
    if act not in FORMS:
        abort(404)
    said = {**NOTHING, **written()}
    status, told, headers = given(nomination, act, said)
    if status in DONE:
        return done(nomination, act, headers[POSITION])
    reasons = reasons_of(told)
    stale = status == STALE and is_of_the_page(reasons)
    stale = stale or done_before(reasons) is not None
    return shown(page(nomination, act, said, reasons, sent=True, stale=stale), status)


def given(nomination: UUID, act: str, said: Said) -> Answer:
    """Give the order that a form asks for, to the case or as a paper of its own."""
    if act == DECISION:
        return decided(nomination, said)
    path = f"/nominations/{nomination}/{FORMS[act].at(said)}"
    files = brought() if FORMS[act].brings_a_file else None
    order = Order(body_of(act, said), said["seen"], said["key"], said["by"], files)
    return ordered(path, order)


def page(
    nomination: UUID,
    act: str,
    said: Said,
    reasons: Reasons,
    *,
    sent: bool = False,
    stale: bool = False,
) -> str:
    """Return the page of an act: its form, and what is in the way."""
    case, _ = read(f"/nominations/{nomination}")
    told = beside(reasons, said, lambda field: asked_as(act, field), OF_CODE)
    wrong = [how_to_write(one, said) for one in told]
    shown = {"case": case, "act": act, "said": said, "reasons": wrong, "stale": stale}
    fields = fields_of(act, case, said)
    form = {"fields": fields, "files": FORMS[act].brings_a_file, "weights": weights(act, case)}
    ask = {"first": asks_which(fields), "others": has_others(fields)}
    opened = sent or not reasons
    return render_template("act.html", **shown, **form, **ask, hidden=HIDDEN, open=opened)
