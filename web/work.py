"""The desk of whoever is signed in: what waits for them."""

from collections.abc import Mapping, Sequence
from typing import cast
from urllib.parse import parse_qs, urlsplit

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from web.gate import signed_in
from web.house import house, present

Rows = Sequence[Mapping[str, object]]
PAGE = "25"
WHO_ARE_YOU, GOOD, NOT_NOW = 401, 200, 503
work = Blueprint("work", __name__, url_prefix="/console")
work.before_request(signed_in)


class OfficeNeeded(Exception):
    """The API wants to know in which office somebody speaks, or they hold it no more."""


@work.get("/")
def enter() -> Response:
    """Show the desk."""
    return redirect(url_for("work.show_work"), 303)


@work.get("/work")
def show_work() -> str:
    """Show what waits for this office, the first due first."""
    told, headers = read("/inbox", limit=PAGE, **turned())
    shown = {"items": rows_of(told), "more": cursor_of(headers), "may_open": may_open()}
    return render_template("work.html", **shown, first=not turned())


def may_open() -> bool:
    """Say whether who is signed in may open a case just now."""
    told, _ = read("/possible-acts", sort="start")
    return any(one["allowed"] for one in rows_of(told) if one["act"] == "nomination")


def read(path: str, **query: str) -> tuple[Mapping[str, object], Mapping[str, str]]:
    """
    Return what the API answers whoever is signed in.

    Raises:
        OfficeNeeded: it is not said, or not held any more, in which office they speak.
        HTTPException: whatever else the API answers them.
    """
    here = present()
    if here is None:
        abort(403)
    claims = here.who.arrival.claims
    status, told, headers = house().api.get(path, claims, here.who.office, query)
    if status == WHO_ARE_YOU:
        raise OfficeNeeded
    if "Retry-After" in headers:
        g.wait = headers["Retry-After"]
    if status != GOOD:
        abort(status)
    return told, headers


def turned() -> dict[str, str]:
    """Return the page of a list that is wanted, as the API is asked for it."""
    cursor = request.args.get("cursor")
    return {"cursor": cursor} if cursor else {}


def since() -> dict[str, str]:
    """Return how far the log has to be read, where somebody just did something."""
    after = request.args.get("after", "")
    return {"at_least": after} if after.isdecimal() else {}


def rows_of(told: Mapping[str, object]) -> Rows:
    """Return the entries of a list."""
    return cast("Rows", told["items"])


def cursor_of(headers: Mapping[str, str]) -> str | None:
    """Return where the next page of a list begins, None on the last."""
    address = headers.get("Link", "").partition(">")[0].lstrip("<")
    found = parse_qs(urlsplit(address).query).get("cursor")
    return found[0] if found else None
