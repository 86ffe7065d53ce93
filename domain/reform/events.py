"""The fact that units were reorganised; what it means for each open case, the case itself says."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class UnitsReorganised:
    """A reform was applied: from which day, on what law, and the SHA-256 of what it was read of."""

    reform: str
    in_force_from: date
    legal_basis: str
    digest: str
    source: str
    confirmed: bool


ReformEvent = UnitsReorganised
