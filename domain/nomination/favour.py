"""The fact that an open case goes on under a newer regime, which is more favourable (ADR 44)."""

from dataclasses import dataclass
from datetime import date

from domain.ladder import Ladder


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that would have been otherwise: what it was, and what it would have been."""

    about: str
    was: str
    would: str


@dataclass(frozen=True, slots=True)
class RegimeChosen:
    """
    From here on the case stands under `regime`, by an act and for a `reason`.

    `ladder` is its route from then on: the steps it has passed as they were, then those of the
    newer regime, of which it waits at `step`. `transition` is the rule of law that lets it, with
    its source; `confirmed` whether that was read in a source believed current.
    """

    from_regime: str
    regime: str
    ladder: Ladder
    step: str
    due_on: date | None
    reason: str
    transition: str
    confirmed: bool
    differences: tuple[Difference, ...]


FavourEvent = RegimeChosen
