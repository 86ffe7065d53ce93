"""How hard a rule holds: it binds, it warns, or it is off; an operator may say which."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from domain.ladder import Posting
from domain.lineage import Lineage

ANY_AWARD = "*"


class Force(Enum):
    """What a broken rule does to an act."""

    BINDS = "binds"
    WARNS = "warns"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Backdating:
    """
    How far back an opening or a filing may be dated: `days` before the day it is entered.

    `receipt_needed` says that one dated under rules of before names its number in the incoming
    book.
    """

    days: int
    receipt_needed: bool = True


@dataclass(frozen=True, slots=True)
class Forces:
    """
    The force of each rule: as an operator chose, else a confirmed rule binds and another warns.

    `unconfirmed` are the rules that no source believed current states. `places` are how many
    nominees may be proposed, by `places_key`; what is not named has no limit. `postings` are those
    an operator asks for, by award and level. `years_back` are how many years before the year of
    the case its achievement may lie, by award. `backdating` says how late a case is entered; None
    where nobody enters one. `lineage` tells what goes on with the successors of units.
    """

    unconfirmed: frozenset[str] = frozenset()
    chosen: Mapping[str, Force] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)
    postings: Mapping[tuple[str, str], Posting] = field(default_factory=dict)
    years_back: Mapping[str, int] = field(default_factory=dict)
    backdating: Backdating | None = None
    lineage: Lineage = field(default_factory=Lineage)

    def reach(self, award: str) -> int:
        """Return how many years back an achievement may lie."""
        return self.years_back.get(award, self.years_back.get(ANY_AWARD, 0))

    def of(self, rule: str, *, confirmed: bool = True, by_data: bool = False) -> Force:
        """
        Return the force of a rule; *confirmed* is about what the case's own rulebook says.

        *by_data* says that the rule demands nothing by itself: what asks for it says how hard.
        """
        if rule in self.chosen:
            return self.chosen[rule]
        sure = confirmed and (by_data or rule not in self.unconfirmed)
        return Force.BINDS if sure else Force.WARNS


def places_key(award: str, unit: str, year: int) -> str:
    """Return how the places of a proposing unit for an award and a year are called."""
    return f"{award}/{unit}/{year}"
