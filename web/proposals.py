"""Acts on the house: what waits for a second person, what it would change, and the answers."""

from collections.abc import Mapping
from secrets import token_urlsafe
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from web.gate import signed_in
from web.house import Order
from web.ordering import (
    DONE,
    STALE,
    Reasons,
    Said,
    beside,
    ordered,
    reasons_of,
    shown,
    tidy,
    written,
)
from web.work import read, rows_of

AGREEMENT, REASON = "agreement", "reason"
ANSWERS = (AGREEMENT, "refusal", "withdrawal", "confirmation", "dispute")
NOTHING_DONE: Mapping[str, object] = {"done": None, "answered": "", "stale": False}
proposals = Blueprint("proposals", __name__, url_prefix="/console/proposals")
proposals.before_request(signed_in)


@proposals.get("")
def list_proposals() -> str:
    """List what was proposed, or taken alone, for who may read it."""
    told, _ = read("/house-acts")
    return render_template("proposals.html", items=rows_of(told))


@proposals.get("/<uuid:act>")
def show_proposal(act: UUID) -> str:
    """Show what exactly is proposed, what it would change, and the answers one may give."""
    done = request.args.get("done")
    return page(act, done=done if done in ANSWERS else None)


@proposals.post("/<uuid:act>/<answer>")
def send(act: UUID, answer: str) -> Response:
    """Give an answer; a refusal is shown with all its reasons, over what was written."""
    if answer not in ANSWERS:
        abort(404)
    said = written()
    status, told, _ = ordered(f"/house-acts/{act}/{answer}", order(answer, said))
    if status in DONE:
        return redirect(url_for("proposals.show_proposal", act=act, done=answer), 303)
    stale = status == STALE
    return shown(page(act, reasons_of(told), answered=answer, stale=stale), status)


def order(answer: str, said: Said) -> Order:
    """Return an answer as the API takes it."""
    body = {"digest": said.get("digest", "")}
    if answer != AGREEMENT:
        body[REASON] = tidy(said.get(REASON, ""))
    return Order(body, said.get("seen", ""), said.get("key", ""))


def page(act: UUID, reasons: Reasons = (), **more: object) -> str:
    """Return the page of an act on the house, perhaps with what somebody just answered or did."""
    one, headers = read(f"/house-acts/{act}")
    would, _ = read(f"/house-acts/{act}/changes")
    found, _ = read("/possible-acts", sort="house-act", id=str(act))
    tells = {"one": one, "would": would, "acts": rows_of(found), "seen": headers["ETag"].strip('"')}
    wrong = beside(reasons, request.form, {REASON: REASON}.get, {})
    own = {"reasons": wrong, "said": request.form, "key": token_urlsafe(16)}
    return render_template("proposal.html", **tells, **own, **{**NOTHING_DONE, **more})
