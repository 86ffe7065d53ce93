"""The one gate before every case: who may not read it is told what is told of an unknown id."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import request

from api.looking import reader_of
from api.trail import trail
from domain.access import VIETNAM
from domain.nomination.decide import nomination_unknown
from domain.reading import NOTHING, Scope
from domain.refusal import Kind, Refusal, Refused
from services.reading import scope_for

if TYPE_CHECKING:
    from api.system import System

NAMED = ("nomination", "submission", "session")
"""What an address may name that is not for everybody."""


def scope_now(system: "System") -> Scope:
    """Return what whoever makes this request may read; nobody who is not signed in, any case."""
    mine = trail()
    if mine.scope is None:
        day = mine.received_at.astimezone(VIETNAM).date()
        mine.scope = scope_for(mine.claims, system.units, day) if mine.claims else NOTHING
    return mine.scope


def keep_out(system: "System") -> None:
    """
    Let a read pass that names no case, submission or session, or one within the reader's scope.

    Raises:
        Refused: as of an unknown one.
    """
    if request.method in {"GET", "HEAD"} and (unread := unread_of(system)) is not None:
        raise Refused(unread)


def unread_by_act(system: "System") -> Refusal | None:
    """Return what is said of an unknown thing where an act on what is not to be read is refused."""
    return unread_of(system) if request.method == "POST" else None


def unread_of(system: "System") -> Refusal | None:
    """Return what is said of an unknown thing where the bearer may not read what is named here."""
    mine, named = trail(), request.view_args or {}
    name = next((one for one in NAMED if one in named), None)
    if name is None or mine.claims is None:
        return None
    day = mine.received_at.astimezone(VIETNAM).date()
    mine.scope = reader_of(named[name], mine.claims, day, system)
    return unknown(name, named[name]) if mine.scope is None else None


def unknown(name: str, thing: UUID) -> Refusal:
    """Say that there is no such thing, in the words that are said of it everywhere."""
    if name == "nomination":
        return nomination_unknown(thing)
    return Refusal(f"{name}-unknown", Kind.UNKNOWN, f"no such {name}", {name: str(thing)})
