"""Who acts: from the bearer token to the hand of a command."""

from datetime import date, datetime

from flask import request

from api.conditions import delegation
from api.pace import keep_pace
from api.system import house
from api.trail import trail
from domain.access import VIETNAM
from domain.hand import Hand
from services.offices import speaking
from services.stores import BadToken, Claims

OFFICE = "Office"
"""The header in which a request names the office it comes from, such as `leader@10532`."""
SPEAKER = "vinhdanh.speaker"
"""
Where a neighbour in this process says who speaks (`api.inside`).

Nobody outside can: what comes over HTTP stands in the environ under the names of WSGI or CGI.
"""


def admit() -> None:
    """
    Let a request pass whose bearer token is good, and remember who speaks.

    Raises:
        BadToken: no token, not one of ours, or not held in the office the request names.
        Problem: its bearer asks too often.
    """
    mine, told = trail(), request.environ.get(SPEAKER)
    who = told if isinstance(told, Claims) else _bearer(mine.received_at)
    mine.claims = speaking(who, request.headers.get(OFFICE), today())
    keep_pace(who.subject)


def refuse_bad() -> None:
    """
    Refuse a bad bearer token where none is needed; a good one counts as none (ADR 77).

    Whoever sends a token that is expired or forged hears it at any address, and not at some.

    Raises:
        BadToken: one was sent, and is not good.
    """
    if _sent():
        _bearer(trail().received_at)


def _sent() -> str:
    """Return the bearer token that was sent, nothing where none was."""
    scheme, _, token = request.environ.get("HTTP_AUTHORIZATION", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _bearer(received_at: datetime) -> Claims:
    token = _sent()
    if not token:
        raise BadToken("missing")
    return house().tokens.check(token, received_at)


def claims() -> Claims:
    """Return who speaks; BadToken where nobody was admitted."""
    found = trail().claims
    if found is None:
        raise BadToken("missing")
    return found


def today() -> date:
    """Return the day it is in Viet Nam when the request came."""
    return trail().received_at.astimezone(VIETNAM).date()


def hand(effective_on: date | None) -> Hand:
    """Return the hand of this request's command; without a date on the paper, today's."""
    system, who = house(), claims()
    day = effective_on or today()
    return Hand(
        actor=who.subject,
        roles=who.roles,
        units=who.units,
        effective_on=day,
        received_at=trail().received_at,
        recorded_at=system.clock.now(),
        capacity=who.capacity,
        delegation=delegation(),
        calendar=system.calendars.around(day),
        forces=system.rulebooks.forces(),
    )
