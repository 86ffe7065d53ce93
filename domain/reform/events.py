"""The fact that units were reorganised; what it means for each open case, the case itself says."""

from dataclasses import dataclass
from datetime import date

from domain.house_acts.events import BookEvent, HouseActEvent


@dataclass(frozen=True, slots=True)
class UnitsReorganised:
    """A reform was applied: from which day, on what law, and the SHA-256 of what it was read of."""

    reform: str
    in_force_from: date
    legal_basis: str
    digest: str
    source: str
    confirmed: bool


ReformEvent = UnitsReorganised | HouseActEvent | BookEvent
"""What is done to the house: a reform applied, and acts that need a second person."""
