"""Acts on a case from its page: the same orders as everybody's, sent to the API."""

from collections.abc import Mapping, Sequence
from secrets import token_urlsafe
from typing import cast
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from web.act_forms import FORMS, GROUNDS, SENT, asked_as, body_of
from web.gate import signed_in
from web.house import Order, house, present
from web.work import WHO_ARE_YOU, OfficeNeeded, read, rows_of

DONE, STALE = 200, 412
POSITION = "Log-Position"
NOTHING = dict.fromkeys(("seen", "key", "step", "by", *SENT), "")
TOLD_HERE = frozenset({400, 403, 409, 412, 422, 503})
Said = Mapping[str, str]
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
    broken = cast("Sequence[Mapping[str, object]]", found["broken"])
    return page(nomination, act, begun(found, told["version"]), broken)


def begun(found: Mapping[str, object], version: object) -> Said:
    """Return what a page sends by itself: the version shown, a key of its own, step and power."""
    seen = {"seen": version, "key": token_urlsafe(16), "step": found["step"], "by": found["by"]}
    return {**NOTHING, **{name: str(one) for name, one in seen.items() if one is not None}}


@acting.post("/<act>")
def send(nomination: UUID, act: str) -> Response:
    """Give the order; a refusal is shown with all its reasons, over what was written."""
    if act not in FORMS:
        abort(404)
    said = {**NOTHING, **request.form.to_dict()}
    status, told, headers = ordered(f"/nominations/{nomination}/{FORMS[act].place}", act, said)
    if status == DONE:
        there = url_for("work.show_case", nomination=nomination, done=act, after=headers[POSITION])
        return redirect(there, 303)
    reasons = cast("Sequence[Mapping[str, object]]", told["reasons"])
    shown_again = page(nomination, act, said, reasons, sent=True, stale=status == STALE)
    return Response(shown_again, status, content_type="text/html; charset=utf-8")


def ordered(path: str, act: str, said: Said) -> tuple[int, Mapping[str, object], Said]:
    """Return what the API answers to the order of whoever is signed in."""
    here = present()
    if here is None:
        abort(403)
    order = Order(body_of(act, said), said["seen"], said["key"], said["by"])
    status, told, headers = house().api.post(path, here.who.arrival.claims, here.who.office, order)
    if status == WHO_ARE_YOU:
        raise OfficeNeeded
    if status != DONE and status not in TOLD_HERE:
        abort(status)
    return status, told, headers


def page(
    nomination: UUID,
    act: str,
    said: Said,
    reasons: Sequence[Mapping[str, object]],
    *,
    sent: bool = False,
    stale: bool = False,
) -> str:
    """Return the page of an act: its form, and what is in the way."""
    case, _ = read(f"/nominations/{nomination}")
    wrong = [named(act, one) for one in reasons]
    shown = {"case": case, "act": act, "said": said, "reasons": wrong, "asks": FORMS[act].asks}
    return render_template(
        "act.html", **shown, grounds=GROUNDS, sent=sent, stale=stale, open=sent or not reasons
    )


def named(act: str, reason: Mapping[str, object]) -> Mapping[str, object]:
    """Return a reason under the name its field has on the page, and no longer under the API's."""
    field, says = field_of(reason), cast("Mapping[str, str]", reason["says"])
    plain = {language: text.removeprefix(f"{field}: ") for language, text in says.items()}
    return {**reason, "asked": asked_as(act, field), "says": plain}


def field_of(reason: Mapping[str, object]) -> str:
    """Return which field of the body a reason is about; nothing where it is about none."""
    facts = cast("Mapping[str, str]", reason.get("facts", {}))
    return facts.get("field", "") if reason["code"] == "form-invalid" else ""
