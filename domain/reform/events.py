"""The facts that units were reorganised, and which powers moved; each case says what it got."""

from dataclasses import dataclass
from datetime import date

from domain.house_acts.events import BookEvent, HouseActEvent
from domain.ladder import Act


@dataclass(frozen=True, slots=True)
class UnitsReorganised:
    """A reform was applied: from which day, on what law, and the SHA-256 of what it was read of."""

    reform: str
    in_force_from: date
    legal_basis: str
    digest: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Power:
    """Acts of a level, of one award or of all (""), are done at the level `to`; None: nowhere."""

    level: str
    act: Act
    award: str
    to: str | None
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class PowersMoved:
    """
    Which powers a reform moved, said for the cases that are opened from its day on.

    They bind cases of `regime`, the one that stood before the reform and on its day: a regime that
    begins later says itself who decides. `abolished` are the levels that ended; `digest` is that of
    the reform.
    """

    reform: str
    in_force_from: date
    regime: str
    legal_basis: str
    digest: str
    abolished: tuple[str, ...]
    powers: tuple[Power, ...]


ReformEvent = UnitsReorganised | PowersMoved | HouseActEvent | BookEvent
"""What is done to the house: a reform applied, and acts that need a second person."""
