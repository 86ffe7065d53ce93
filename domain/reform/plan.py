"""A reform as data: its day, its law, the units before and after, and what becomes of a level."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.ladder import Act
from domain.units import Units

REFORMS = uuid5(NAMESPACE_URL, "vinhdanh:reforms")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Transfer:
    """Where acts of an abolished level go: to the level `to`, or nowhere when it is None."""

    to: str | None
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Reform:
    """
    One reform; `digest` covers all it was read of, `transfers` are by abolished level and act.

    A deciding step always goes somewhere: no case may be left without anybody who decides it.
    """

    key: str
    in_force_from: date
    legal_basis: str
    digest: str
    source: str
    confirmed: bool
    transfers: Mapping[tuple[str, Act], Transfer]
    units: Units = field(repr=False)

    @property
    def stream(self) -> UUID:
        """Return the stream of the reform."""
        return uuid5(REFORMS, self.key)

    @property
    def day_before(self) -> date:
        """Return the last day of the units that the reform touches."""
        return self.in_force_from - ONE_DAY

    def abolishes(self, level: str) -> bool:
        """Say whether the reform takes a level away."""
        return any(gone == level for gone, _ in self.transfers)
