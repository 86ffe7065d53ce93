"""One case whole: where it stands, what its file holds and lacks, what may be done, what was."""

from uuid import UUID

from flask import Blueprint, render_template, request

from web.act_forms import FORMS
from web.dossier import (
    Told,
    asked_back,
    criteria,
    ended_on,
    held,
    in_words,
    lacking,
    papers,
    taken_out,
)
from web.gate import signed_in
from web.work import Rows, cursor_of, read, rows_of, since, turned

HISTORY = "200"
DONE = frozenset({"opening", *FORMS})
case_page = Blueprint("case_page", __name__, url_prefix="/console/cases")
case_page.before_request(signed_in)


@case_page.get("/<uuid:nomination>")
def show_case(nomination: UUID) -> str:
    """Show where a case stands, what happened, and what keeps one from which act."""
    case, _ = read(f"/nominations/{nomination}", **since())
    acts, _ = read(f"/nominations/{nomination}/acts")
    past, headers = read(f"/nominations/{nomination}/history", limit=HISTORY, **turned())
    shown = {"case": case, "past": rows_of(past), "more": cursor_of(headers), "forms": FORMS}
    file, then = file_of(case, rows_of(acts)), ended_on(case)
    return render_template("case.html", **shown, **file, then=then, done=done())


def file_of(case: Told, acts: Rows) -> dict[str, object]:
    """Return what the file of a case holds, what it lacks, and what may be done or not."""
    asked = papers(case)
    kinds = {one["kind"] for one in asked}
    others = [one for one in held(case) if one["paper"] not in kinds]
    named = criteria(case)
    told = in_words(acts, named)
    lacks = {"draft": lacking(told), "returned": asked_back(case, named)}
    found = {"papers": asked, "others": others, "criteria": named, "acts": told}
    gone = taken_out(case)
    return {**found, "gone": gone, "lacking": lacks.get(str(case["state"]), ())}


def done() -> str | None:
    """Return which act of this page was just done; an address may say what it will."""
    said = request.args.get("done")
    return said if said in DONE else None
