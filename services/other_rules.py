"""The route of a case under another regime, as the powers that moved would have it (ADR 100)."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Protocol

from domain.ladder import Ladder
from domain.nomination.moved_otherwise import Move, as_moved, would_bind
from domain.reform.powers import Known, in_order
from domain.refusal import Kind, Refusal, Refused
from domain.rulebooks.award import AwardRule
from domain.rulebooks.pinning import ladder_of, levels_of
from domain.rulebooks.regime import Regime
from domain.units import Units
from services.judged_again import Moment


class Regimes(Protocol):
    """Rules of regimes: those of the house, or one that is drafted."""

    def regimes(self) -> tuple[Regime, ...]:
        """Return every regime."""
        ...

    def award(self, key: str, on: date) -> AwardRule | None:
        """Return an award under the regime of a day, None when that regime has none."""
        ...


class OtherRules:
    """One regime that cases are held against, with levels in the place of units."""

    def __init__(self, key: str, rules: Regimes, known: Known, units: Units | None) -> None:
        """
        Look the regime up; *known* are the powers that moved, *units* those of the country.

        Raises:
            Refused: there is no such regime.
        """
        self._regime, self._known, self._units = regime_of(key, rules), known, units
        on = self._regime.in_force_from

        @cache
        def written(award: str) -> Ladder | None:
            rule = rules.award(award, on)
            return ladder_of(rule, {one: one for one in levels_of(rule)}) if rule else None

        self._written = written

    def ladder(self, then: Moment) -> Ladder | None:
        """Return the route of a case, None where the regime does not give the award."""
        return self._route(then)[0]

    def moved(self, then: Moment) -> Sequence[Move]:
        """Return which powers would have moved in it, each with its reform and reason."""
        return self._route(then)[1]

    def _route(self, then: Moment) -> tuple[Ladder | None, Sequence[Move]]:
        case = then.case.dossier
        ladder = self._written(case.ladder.award)
        known = in_order(self._known, then.on)
        bound = [one for one in known if would_bind(one, case, self._regime, then.on)]
        return as_moved(ladder, bound, case, self._units) if ladder and bound else (ladder, ())


def regime_of(key: str, rules: Regimes) -> Regime:
    """
    Return a regime by its key.

    Raises:
        Refused: there is no such regime.
    """
    regimes = {one.key: one for one in rules.regimes()}
    if key not in regimes:
        facts = {"regime": key, "known": ", ".join(regimes)}
        raise Refused(Refusal("regime-unknown", Kind.UNKNOWN, "no such regime", facts))
    return regimes[key]
