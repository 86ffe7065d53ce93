"""Powers that moved before a case was opened: they bind it from its first day (ADR 93)."""

from collections.abc import Callable
from datetime import date

from domain.hand import Hand
from domain.nomination.authority import CaseReassigned
from domain.nomination.handing import ahead, reassigned
from domain.nomination.rerouting import Standing, route
from domain.nomination.state import Dossier, Running
from domain.reform.events import PowersMoved
from domain.reform.heirs import STANDS, UNFILLED, NoHeir
from domain.reform.powers import plan_of
from domain.refusal import Kind, Refusal
from domain.units import Units


def binds(powers: PowersMoved, dossier: Dossier, units: Units | None) -> bool:
    """
    Say whether powers that moved bind a case whose unit stands since then, and do not yet.

    They bind cases of the regime that stood when they moved; one that begins later says itself who
    decides. What moved first is laid first. Source: house rule (ADR 93).
    """
    mine, laid_so_far = (powers.in_force_from, powers.reform), dossier.laid
    return (
        dossier.ladder.regime == powers.regime
        and stood(dossier, powers.in_force_from, units)
        and dossier.undecided is None
        and mine not in laid_so_far
        and all(day <= powers.in_force_from for day, _ in laid_so_far)
    )


def stood(dossier: Dossier, on: date, units: Units | None) -> bool:
    """Say whether the proposing unit bears its code on a day; one that ended the run moves."""
    if on <= dossier.units_of:
        return True
    before, then = (
        units.unit(dossier.unit, day) if units else None for day in (dossier.units_of, on)
    )
    return then is not None and then == before


def laid(state: Running, powers: PowersMoved, hand: Hand) -> CaseReassigned | NoHeir | None:
    """
    Return who is competent by powers that moved, for the steps a case has ahead; None as before.

    No heir, where a step would be nobody's.
    """
    units, reform = hand.forces.lineage.units, plan_of(powers)
    if not binds(powers, state.dossier, units):
        return None
    day = max(powers.in_force_from, state.dossier.units_of)
    heir = Standing(state.dossier.unit, STANDS, above(state.dossier, units, day))
    way = route(ahead(state), heir, reform, state.dossier.ladder.award)
    if way is None:
        return NoHeir(UNFILLED, (heir.unit,), parent(heir.unit, units, day))
    return reassigned(state, reform, heir, way, hand) if way.handed or way.dropped else None


def a_step_is_nobodys(dossier: Dossier) -> Refusal:
    """Refuse a case of a unit for which a power that moved would be nobody's (ADR 38, ADR 93)."""
    facts = {"unit": dossier.unit, "effective_on": dossier.units_of.isoformat()}
    return Refusal("no-authority-there", Kind.INVALID, "a step would be nobody's", facts)


def parent(code: str, units: Units | None, on: date) -> str | None:
    """Return the unit right above the proposing one, whose keeper of the directory chooses."""
    unit = units.unit(code, on) if units else None
    return unit.parent if unit else None


def above(dossier: Dossier, units: Units | None, on: date) -> Callable[[str], str | None]:
    """
    Return what finds the unit of a level that is competent for a case on a day.

    Where no units are known, those of its steps are.
    """
    if units is None:
        return {one.level: one.unit for one in dossier.ladder.steps}.get

    def at_level(level: str) -> str | None:
        found = units.at_level(dossier.unit, level, on)
        return found.code if found else None

    return at_level
