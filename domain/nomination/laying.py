"""Powers that moved before a case was opened: they bind it from its first day (ADR 93)."""

from collections.abc import Callable

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


def binds(powers: PowersMoved, dossier: Dossier) -> bool:
    """
    Say whether powers that moved bind a case that names units of after that, and do not yet.

    They bind cases of the regime that stood when they moved; one that begins later says itself who
    decides. What moved first is laid first. Source: house rule (ADR 93).
    """
    mine, laid_so_far = (powers.in_force_from, powers.reform), dossier.laid
    return (
        dossier.ladder.regime == powers.regime
        and powers.in_force_from <= dossier.units_of
        and dossier.undecided is None
        and mine not in laid_so_far
        and all(day <= powers.in_force_from for day, _ in laid_so_far)
    )


def laid(state: Running, powers: PowersMoved, hand: Hand) -> CaseReassigned | NoHeir | None:
    """
    Return who is competent by powers that moved, for the steps a case has ahead; None as before.

    No heir, where a step would be nobody's.
    """
    if not binds(powers, state.dossier):
        return None
    units, reform = hand.forces.lineage.units, plan_of(powers)
    heir = standing(state.dossier, units)
    way = route(ahead(state), heir, reform, state.dossier.ladder.award)
    if way is None:
        return NoHeir(UNFILLED, (heir.unit,), parent(state.dossier, units))
    return reassigned(state, reform, heir, way, hand) if way.handed or way.dropped else None


def a_step_is_nobodys(dossier: Dossier) -> Refusal:
    """Refuse a case of a unit for which a power that moved would be nobody's (ADR 38, ADR 93)."""
    facts = {"unit": dossier.unit, "effective_on": dossier.units_of.isoformat()}
    return Refusal("no-authority-there", Kind.INVALID, "a step would be nobody's", facts)


def standing(dossier: Dossier, units: Units | None) -> Standing:
    """Return the proposing unit among those of its day; where none are known, among its steps'."""
    return Standing(dossier.unit, STANDS, above(dossier, units))


def parent(dossier: Dossier, units: Units | None) -> str | None:
    """Return the unit right above the proposing one, whose keeper of the directory chooses."""
    unit = units.unit(dossier.unit, dossier.units_of) if units else None
    return unit.parent if unit else None


def above(dossier: Dossier, units: Units | None) -> Callable[[str], str | None]:
    """Return what finds the unit of a level that is competent for a case."""
    if units is None:
        return {one.level: one.unit for one in dossier.ladder.steps}.get

    def at_level(level: str) -> str | None:
        found = units.at_level(dossier.unit, level, dossier.units_of)
        return found.code if found else None

    return at_level
