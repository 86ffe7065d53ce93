"""A case as it is told: without letters, with names as they are today, its term seen from a day."""

from datetime import date
from typing import TYPE_CHECKING, cast
from uuid import UUID

from api.cli_views import named
from api.holds_told import without_letters
from api.terms_shown import with_term
from projections.columns import Row
from services.horizons import horizon_of

if TYPE_CHECKING:
    from api.system import System


def case_told(row: Row, day: date, system: "System") -> Row:
    """Return a case with the names of its nominee, and its term as it stood on a day."""
    former = list(system.people.former(cast("UUID", row["nominee"])))
    told = {**named(system, [without_letters(row)])[0], "nominee_former_names": former}
    seen = horizon_of(day, system.calendars, system.rulebooks)
    return with_term(told, seen, system.calendars)
