"""A case as it is told: without letters, with names as they are today, its term seen from a day."""

from datetime import date
from typing import TYPE_CHECKING, cast
from uuid import UUID

from api.hearing.holds_told import without_letters
from api.names_shown import named
from api.terms_shown import with_term
from projections.columns import Row
from services.horizons import horizon_of
from services.stores import Claims

if TYPE_CHECKING:
    from api.system import System


def case_told(row: Row, day: date, system: "System", who: Claims) -> Row:
    """Return a case with the names of its nominee for somebody, and its term as of a day."""
    former = list(system.people.former(cast("UUID", row["nominee"])))
    told = {**named(system, [without_letters(row)], who)[0], "nominee_former_names": former}
    seen = horizon_of(day, system.calendars, system.rulebooks)
    return with_term(told, seen, system.calendars)
