"""Acts on the house: what waits for a second person, what it would change, and the answers."""

from collections.abc import Mapping, Sequence
from secrets import token_urlsafe
from typing import cast
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from web.acting import DONE, STALE, TOLD_HERE
from web.gate import signed_in
from web.house import Order, house, present
from web.work import WHO_ARE_YOU, OfficeNeeded, read, rows_of

AGREEMENT = "agreement"
ANSWERS = (AGREEMENT, "refusal", "withdrawal", "confirmation", "dispute")
Reasons = Sequence[Mapping[str, object]]
proposals = Blueprint("proposals", __name__, url_prefix="/console/proposals")
proposals.before_request(signed_in)


@proposals.get("")
def list_proposals() -> str:
    """List what was proposed, or taken alone, for who may read it."""
    told, _ = read("/house-acts")
    return render_template("proposals.html", items=rows_of(told)[::-1])


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
    said = request.form.to_dict()
    status, told = ordered(f"/house-acts/{act}/{answer}", answer, said)
    if status == DONE:
        return redirect(url_for("proposals.show_proposal", act=act, done=answer), 303)
    reasons = cast("Reasons", told["reasons"])
    shown = page(act, reasons=reasons, said=said, stale=status == STALE)
    return Response(shown, status, content_type="text/html; charset=utf-8")


def ordered(path: str, answer: str, said: Mapping[str, str]) -> tuple[int, Mapping[str, object]]:
    """Return what the API answers to the answer of whoever is signed in."""
    here = present()
    if here is None:
        abort(403)
    body = {"digest": said.get("digest", "")}
    if answer != AGREEMENT:
        body["reason"] = said.get("reason", "").replace("\r\n", "\n").strip()
    order = Order(body, said.get("seen", ""), said.get("key", ""))
    status, told, _ = house().api.post(path, here.who.arrival.claims, here.who.office, order)
    if status == WHO_ARE_YOU:
        raise OfficeNeeded
    if status != DONE and status not in TOLD_HERE:
        abort(status)
    return status, told


def page(
    act: UUID,
    *,
    done: str | None = None,
    reasons: Reasons = (),
    said: Mapping[str, str] | None = None,
    stale: bool = False,
) -> str:
    """Return the page of an act on the house."""
    one, headers = read(f"/house-acts/{act}")
    would, _ = read(f"/house-acts/{act}/changes")
    found, _ = read("/possible-acts", sort="house-act", id=str(act))
    shown = {"one": one, "would": would, "acts": rows_of(found), "seen": headers["ETag"].strip('"')}
    more = {"done": done, "reasons": reasons, "said": said or {}, "stale": stale}
    return render_template("proposal.html", **shown, **more, key=token_urlsafe(16))
