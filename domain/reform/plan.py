"""A reform as data: its day, its law, the units before and after, and which powers go where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.ladder import Act
from domain.units import Units

REFORMS = uuid5(NAMESPACE_URL, "vinhdanh:reforms")
ONE_DAY = timedelta(days=1)
EVERY_AWARD = ""


@dataclass(frozen=True, slots=True)
class Transfer:
    """Where acts of a level go: to the level `to`, or nowhere when it is None."""

    to: str | None
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Reform:
    """
    One reform; `transfers` are by abolished level and act, `moves` by level that stays, act, award.

    A deciding step always goes somewhere: no case may be left without anybody who decides it.
    `digest` covers what it means for cases; `known_as` are digests by which it was noted before.
    `over` is the regime in force on its day that began before it, None where another begins then:
    new cases of that regime go by the powers that moved (ADR 93).
    """

    key: str
    in_force_from: date
    legal_basis: str
    digest: str
    source: str
    confirmed: bool
    transfers: Mapping[tuple[str, Act], Transfer]
    units: Units = field(repr=False)
    moves: Mapping[tuple[str, Act, str], Transfer] = field(default_factory=dict)
    known_as: frozenset[str] = frozenset()
    over: str | None = None

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

    def transfer(self, level: str, act: Act, award: str) -> Transfer | None:
        """Return where an act goes, None when it stays; what is said of the award comes first."""
        moved = self.moves.get((level, act, award)) or self.moves.get((level, act, EVERY_AWARD))
        return moved or self.transfers.get((level, act))
