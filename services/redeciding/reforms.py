"""A reform read back: as the house knows it, else as far as the facts themselves say."""

from typing import cast

from domain.copies import replace
from domain.reform.events import PowersMoved, UnitsReorganised
from domain.reform.plan import Reform
from domain.reform.powers import POWERS, POWERS_STREAM, known_again, plan_of
from domain.units import Units
from services.redeciding.means import NotTold
from services.redeciding.told import Told


def reform_of(key: str, told: Told) -> Reform:
    """
    Return a reform of units.

    Raises:
        NotTold: this house knows none of that name, and its facts do not say what it means.
    """
    found = told.means.reform(key) or by_its_powers(key, told)
    if found is None:
        raise NotTold(why(key), taints=True)
    return found


def why(key: str) -> str:
    """Return how a reform that nobody here knows is counted."""
    return f"the reform {key}"


def by_its_powers(key: str, told: Told) -> Reform | None:
    """Return a reform that changed no unit of its own, by the powers that facts say it moved."""
    said = {one.reform: one for one in told.act.told(PowersMoved)}
    powers = said.get(key) or told.past.of(POWERS, POWERS_STREAM).get(key)
    units = told.means.forces().lineage.units
    return known_again(powers, units) if powers and units else None


def applied(told: Told) -> Reform:
    """
    Return the reform that an act applied: who agreed to it is judged, whoever keeps its file.

    What its digest was made of is counted as not told, where no file here and no fact says it.
    """
    fact = cast("UnitsReorganised | PowersMoved", told.fact.event)
    known = told.means.reform(fact.reform)
    if known is not None:
        return known
    if by_its_powers(fact.reform, told) is None:
        told.untold[why(fact.reform)] += 1
    moved = told.act.told(PowersMoved)
    bare = plan_of(moved[0]) if moved else _without_powers(fact)
    return named(bare, fact) if isinstance(fact, UnitsReorganised) else bare


def named(plan: Reform, fact: UnitsReorganised) -> Reform:
    """Return a plan under what the fact that it was applied says of it."""
    return replace(
        plan,
        key=fact.reform,
        in_force_from=fact.in_force_from,
        legal_basis=fact.legal_basis,
        digest=fact.digest,
        source=fact.source,
        confirmed=fact.confirmed,
    )


def _without_powers(fact: UnitsReorganised | PowersMoved) -> Reform:
    return Reform(
        key=fact.reform,
        in_force_from=fact.in_force_from,
        legal_basis=fact.legal_basis,
        digest=fact.digest,
        source="",
        confirmed=False,
        transfers={},
        units=Units(()),
    )
