"""In which of their offices somebody speaks."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from services.office import Office
from services.stores import BadToken, Claims


def speaking(who: Claims, named: str | None, today: date) -> Claims:
    """
    Return *who* in the one office that counts for a request, with its role and its unit alone.

    A token that names no offices speaks with all its roles in all its units. One that does speaks
    in the office the request names, or in the only one that is held today. Source: who does what,
    domain facts 9.4; that one act is done in one office is a house rule (ADR 78).

    Raises:
        BadToken: `office-not-held` today, or `office-unnamed` where there are several.
    """
    if not who.offices and named is None:
        return who
    held = {str(one): one for one in who.offices if one.held_on(today)}
    office = held.get(named) if named else only(held.values())
    if office is None:
        raise BadToken("office-not-held")
    return replace(who, roles=frozenset({office.role}), units=frozenset({office.unit}))


def only(held: Collection[Office]) -> Office | None:
    """Return the one office there is, None where there is none; BadToken where there are more."""
    if len(held) > 1:
        raise BadToken("office-unnamed")
    return next(iter(held), None)
