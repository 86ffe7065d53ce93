"""Powers that moved, laid over the route of another regime with levels in the place of units."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from domain.ladder import Ladder
from domain.nomination.authority import CaseReassigned
from domain.nomination.favour import Difference
from domain.nomination.laying import Way, above
from domain.nomination.otherwise import MOVED
from domain.nomination.rerouting import Route, Standing, because, rerouted, route
from domain.nomination.state import Dossier
from domain.reform.events import PowersMoved
from domain.reform.heirs import STANDS
from domain.reform.powers import plan_of
from domain.rulebooks.regime import Regime
from domain.units import Units


@dataclass(frozen=True, slots=True)
class Move:
    """An act that a reform took from a level to another, and why."""

    reform: str
    act: str
    from_level: str
    level: str
    why: str

    @property
    def what(self) -> tuple[str, ...]:
        """Return what moved, however the reason is worded."""
        return self.reform, self.act, self.from_level, self.level

    @property
    def before(self) -> str:
        """Return where it was done, in words."""
        return f"{self.from_level} {self.act}"

    @property
    def after(self) -> str:
        """Return where it is done, and by which reform, in words."""
        return f"{self.level} {self.act} ({self.reform}: {self.why})"


def would_bind(powers: PowersMoved, case: Dossier, regime: Regime, until: date) -> bool:
    """
    Say whether powers that moved would bind a case, had it come under a regime (ADR 93, ADR 100).

    Those of before its day bind under the regime over which they were laid. While it ran, up to
    a day, a run moved every open case; a regime that began no earlier says itself who decides.
    """
    if powers.in_force_from <= case.opened_on:
        return powers.regime == regime.key
    return regime.in_force_from < powers.in_force_from <= until


def as_moved(
    ladder: Ladder, bound: Iterable[PowersMoved], case: Dossier, units: Units | None
) -> tuple[Ladder, tuple[Move, ...]]:
    """
    Return the route as powers moved it for a case, and each move with its reform and reason.

    Powers are taken in their order. What cannot be laid leaves the route as it is written.
    """
    told, written = list[Move](), frozenset(one.level for one in ladder.steps)
    for powers in bound:
        standing = _standing(case, powers, written, units)
        kept = _kept(ladder, powers, case)
        found = route(ladder.steps, standing, plan_of(powers), ladder.award, kept)
        if found is not None:
            told += _moves(ladder, powers, found)
            ladder = rerouted(ladder, found)
    return ladder, tuple(told)


def _kept(ladder: Ladder, powers: PowersMoved, case: Dossier) -> set[str]:
    """Return the steps that a case had passed when powers moved while it ran: those stay."""
    if powers.in_force_from <= case.opened_on:
        return set()
    own = {(one.level, one.act) for one in case.ladder.steps}
    return {one.key for one in ladder.steps if (one.level, one.act) in own}


def _standing(
    case: Dossier, powers: PowersMoved, written: Container[str], units: Units | None
) -> Standing:
    """Return which levels there are for a case when powers move: those written, those above it."""
    day = max(powers.in_force_from, case.opened_on)
    at_level = above(Way(case.unit, case.units_of, case.ladder, ()), units, day)

    def stands(level: str) -> str | None:
        return level if level in written or at_level(level) else None

    return Standing(case.unit, STANDS, stands)


def _moves(ladder: Ladder, powers: PowersMoved, found: Route) -> Iterator[Move]:
    """Return each step that goes to another level, by which reform and why."""
    plan = plan_of(powers)
    for one in found.handed:
        step = ladder.step(one.step)
        why = because((step,), plan, ladder.award)
        yield Move(powers.reform, step.act.value, one.from_level, one.level, why)


def own_moves(ladder: Ladder, facts: Iterable[object]) -> Iterator[Move]:
    """Return what reforms moved to another level in the case itself, as its facts say."""
    acts = {one.key: one.act.value for one in ladder.steps}
    for fact in (one for one in facts if isinstance(one, CaseReassigned)):
        for one in fact.handed:
            if one.step in acts and one.level != one.from_level:
                yield Move(fact.reform, acts[one.step], one.from_level, one.level, fact.reason)


def moved_apart(own: Iterable[Move], theirs: Iterable[Move]) -> Iterator[Difference]:
    """Tell what moved on one side alone, with its reform and reason."""
    here, there = ({one.what: one for one in side} for side in (own, theirs))
    for what, one in here.items():
        if what not in there:
            yield Difference(MOVED, one.after, one.before)
    for what, one in there.items():
        if what not in here:
            yield Difference(MOVED, one.before, one.after)
