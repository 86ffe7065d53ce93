"""Names of nominees as they are shown to somebody, of which a trail is left (ADR 97)."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, cast
from uuid import UUID

from domain.hand import Hand
from projections.columns import Row
from services.personal_data import NAME, Read
from services.stores import Claims

if TYPE_CHECKING:
    from api.system import System


def names_shown(system: "System", refs: Collection[UUID], who: Claims | None) -> Mapping[UUID, str]:
    """
    Return the names of some nominees, once it is kept that they are shown to somebody.

    The trail holds who reads in which roles, once a day; None is whoever reads what is published.
    """
    names = system.people.name_of(refs) if refs else {}
    if who is not None and names:
        at, roles = system.clock.now(), tuple(sorted(who.roles))
        system.people.note_shown(*(Read(ref, who.subject, roles, NAME, at) for ref in names))
    return names


def names_taken_out(
    system: "System", refs: Collection[UUID], by: Hand, way: str
) -> Mapping[UUID, str]:
    """Return the names of some nominees for a file that leaves the house, each reading kept."""
    names = system.people.name_of(refs) if refs else {}
    at, roles = system.clock.now(), tuple(sorted(by.roles))
    system.people.note_read(*(Read(ref, by.actor, roles, way, at) for ref in names))
    return names


def named(system: "System", rows: Sequence[Row], who: Claims | None) -> list[Row]:
    """Join the names of nominees to rows; an erased or unknown one has none."""
    own = [row for row in rows if who and is_of_their_unit(row, who)]
    theirs, others = _refs(own), _refs(rows)
    names = {**names_shown(system, theirs, None), **names_shown(system, others - theirs, who)}
    return [{**row, "nominee_name": names.get(cast("UUID", row["nominee"]))} for row in rows]


def is_of_their_unit(row: Row, who: Claims) -> bool:
    """
    Say whether a case is of a unit the reader sits in, which gave the name itself (house rule).

    Only the row of a case says which unit filed it; in other lists `unit` is who has the work.
    """
    return "nominator" in row and row.get("unit") in who.units


def _refs(rows: Sequence[Row]) -> frozenset[UUID]:
    return frozenset(cast("UUID", row["nominee"]) for row in rows)
