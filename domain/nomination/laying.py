"""Powers that moved before a case was opened: they bind it from its first day (ADR 93)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.copies import replace
from domain.hand import Hand
from domain.ladder import Ladder, Step
from domain.nomination.authority import CaseReassigned
from domain.nomination.handing import ahead, reassigned
from domain.nomination.rerouting import Route, Standing, rerouted, route
from domain.nomination.state import Running
from domain.reform.events import PowersMoved
from domain.reform.heirs import STANDS, UNFILLED, NoHeir
from domain.reform.powers import plan_of
from domain.refusal import Kind, Refusal
from domain.units import Units


@dataclass(frozen=True, slots=True)
class Way:
    """
    A way that powers may move: of a case, or of one that a unit would open.

    `units_of` is a day on which the units of the ladder bear their codes, `ahead` what is not
    passed, `laid` are the steps that went to another level, each with the reform.
    """

    unit: str
    units_of: date
    ladder: Ladder
    ahead: tuple[Step, ...]
    laid: Mapping[str, tuple[date, str]] = field(default_factory=dict)


def way_of(state: Running) -> Way:
    """Return the way of a case."""
    file = state.dossier
    return Way(file.unit, file.units_of, file.ladder, ahead(state), file.laid)


def binds(powers: PowersMoved, way: Way, units: Units | None) -> bool:
    """
    Say whether powers that moved bind a way whose unit stands since then.

    They bind cases of the regime that stood when they moved; one that begins later says itself who
    decides. Source: house rule (ADR 93).
    """
    return way.ladder.regime == powers.regime and stood(way, powers.in_force_from, units)


def stood(way: Way, on: date, units: Units | None) -> bool:
    """Say whether the proposing unit bears its code on a day; one that ended the run moves."""
    if on <= way.units_of:
        return True
    before, then = (units.unit(way.unit, day) if units else None for day in (way.units_of, on))
    return then is not None and then == before


def moved_on(way: Way, powers: PowersMoved, units: Units | None) -> Route | NoHeir | None:
    """
    Return the way by powers that moved, for the steps ahead; None as before.

    What this reform moved, or a later one, stays where it went: so each is laid once, and an older
    one that is run late moves the rest (ADR 100). No heir, where a step would be nobody's.
    """
    if not binds(powers, way, units):
        return None
    mine, day = (powers.in_force_from, powers.reform), max(powers.in_force_from, way.units_of)
    heir = Standing(way.unit, STANDS, above(way, units, day))
    kept = {step for step, by in way.laid.items() if by >= mine}
    found = route(way.ahead, heir, plan_of(powers), way.ladder.award, kept)
    if found is None:
        return NoHeir(UNFILLED, (way.unit,), parent(way.unit, units, day))
    return found if found.handed or found.dropped else None


def laid(state: Running, powers: PowersMoved, hand: Hand) -> CaseReassigned | NoHeir | None:
    """
    Return who is competent by powers that moved, for the steps a case has ahead; None as before.

    No heir, where a step would be nobody's.
    """
    if state.dossier.undecided is not None:
        return None
    way, units = way_of(state), hand.forces.lineage.units
    found = moved_on(way, powers, units)
    if not isinstance(found, Route):
        return found
    heir = Standing(way.unit, STANDS, above(way, units, way.units_of))
    return reassigned(state, plan_of(powers), heir, found, hand)


def after(way: Way, powers: PowersMoved, found: Route) -> Way:
    """Return the way of a case that is not opened yet, after powers moved in it."""
    ladder, mine = rerouted(way.ladder, found), (powers.in_force_from, powers.reform)
    return replace(
        way,
        ladder=ladder,
        ahead=ladder.steps,
        laid={**way.laid, **{one.step: mine for one in found.handed}},
    )


def a_step_is_nobodys(unit: str, on: date) -> Refusal:
    """Refuse a case of a unit for which a power that moved would be nobody's (ADR 38, ADR 93)."""
    facts = {"unit": unit, "effective_on": on.isoformat()}
    return Refusal("no-authority-there", Kind.INVALID, "a step would be nobody's", facts)


def parent(code: str, units: Units | None, on: date) -> str | None:
    """Return the unit right above the proposing one, whose keeper of the directory chooses."""
    unit = units.unit(code, on) if units else None
    return unit.parent if unit else None


def above(way: Way, units: Units | None, on: date) -> Callable[[str], str | None]:
    """
    Return what finds the unit of a level that is competent on a way on a day.

    Where no units are known, those of its steps are.
    """
    if units is None:
        return {one.level: one.unit for one in way.ladder.steps}.get

    def at_level(level: str) -> str | None:
        found = units.at_level(way.unit, level, on)
        return found.code if found else None

    return at_level
