"""Decided cases held against another regime; nothing is written."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from uuid import UUID

from domain.ladder import Ladder
from domain.nomination.decide import NOMINATION
from domain.nomination.events import CouncilVoted, NominationGranted, NominationRefused
from domain.nomination.otherwise import DECISIVE, Difference, differences
from domain.nomination.state import Granted, TurnedDown
from domain.refusal import Kind, Refusal, Refused
from domain.rulebooks.award import AwardRule
from domain.rulebooks.pinning import ladder_of, levels_of
from domain.rulebooks.regime import Regime
from services.batches import batches
from services.histories import Histories
from services.ports import Ledger
from services.upkeep import Progress

ENDS = frozenset[type]({NominationGranted, NominationRefused})
Found = tuple[str, Difference]


@dataclass(slots=True)
class Otherwise:
    """
    What another regime would have changed; `found` are differences by award, with their cases.

    `decisive` counts cases whose outcome may have been another one, `alike` those that differ in
    nothing; `examples` hold the first case of each difference.
    """

    decided: int = 0
    alike: int = 0
    decisive: int = 0
    found: Counter[Found] = field(default_factory=Counter)
    examples: dict[Found, UUID] = field(default_factory=dict)

    def note(self, case: UUID, award: str, told: Sequence[Difference]) -> None:
        """Count one decided case."""
        self.decided += 1
        self.alike += not told
        self.decisive += any(one.about in DECISIVE for one in told)
        for one in told:
            self.found[award, one] += 1
            self.examples.setdefault((award, one), case)


class Regimes(Protocol):
    """Rules of regimes: those of the house, or one that is drafted."""

    def regimes(self) -> tuple[Regime, ...]:
        """Return every regime."""
        ...

    def award(self, key: str, on: date) -> AwardRule | None:
        """Return an award under the regime of a day, None when that regime has none."""
        ...


def what_if(regime: str, rules: Regimes, ledger: Ledger, progress: Progress) -> Otherwise:
    """
    Hold every granted or refused case against the rules of a regime.

    Raises:
        Refused: there is no such regime.
    """
    ladder, told = ladders(regime, rules), Otherwise()
    for batch in batches(ENDS, "look", ledger, progress):
        past = Histories(ledger)
        for case, state in past.each(NOMINATION, batch).items():
            if isinstance(state, Granted | TurnedDown):
                votes = [one for one in past.events(case) if isinstance(one, CouncilVoted)]
                award = state.dossier.ladder.award
                told.note(case, award, differences(state.dossier, votes, ladder(award)))
    return told


def ladders(key: str, rules: Regimes) -> Callable[[str], Ladder | None]:
    """
    Return what finds the route of an award under a regime, with levels in the place of units.

    Raises:
        Refused: there is no such regime.
    """
    regimes = {one.key: one for one in rules.regimes()}
    if key not in regimes:
        facts = {"regime": key, "known": ", ".join(regimes)}
        raise Refused(Refusal("regime-unknown", Kind.UNKNOWN, "no such regime", facts))
    on = regimes[key].in_force_from

    def ladder(award: str) -> Ladder | None:
        rule = rules.award(award, on)
        return ladder_of(rule, {one: one for one in levels_of(rule)}) if rule else None

    return ladder
