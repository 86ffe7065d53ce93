"""How terms are shown: as they stand on the day somebody asks, never as they stood once."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, cast

from domain.terms import Horizon
from projections.columns import Row
from services.horizons import used_by

if TYPE_CHECKING:
    from projections.case_term import TermRow
    from services.ports import Calendars


def with_due_state(row: Row, seen: Horizon) -> Row:
    """Return a row with how its term stands."""
    return {**row, "due_state": seen.state(cast("date | None", row["due_on"])).value}


def with_term(row: Row, seen: Horizon, calendars: "Calendars") -> Row:
    """Return a case with how its term stands, and how much of it is used."""
    term = cast("TermRow | None", row["term"])
    told: Mapping[str, object] | None = term
    if term is not None and term["used"] is None and term["due_on"] is not None:
        stopped, due = term["stopped_on"], date.fromisoformat(term["due_on"])
        day = date.fromisoformat(stopped) if stopped else seen.today
        told = {**term, "used": used_by(day, term["working_days"], due, calendars)}
    return {**with_due_state(row, seen), "term": told}
