"""What is kept of an opening entered after the rules changed: when, by which receipt (ADR 57)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DatedBack:
    """
    The case was entered on `recorded_on`, when the regime `in_force` was another than its own.

    `receipt` is the number under which the incoming book of the unit took the dossier in on the day
    the case is opened as of; None where an operator does not ask for it.
    """

    recorded_on: date
    in_force: str
    receipt: str | None
