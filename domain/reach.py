"""Which units a unit reads for: those it carries on, those it stands for, those below it (84)."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from domain.lineage import Lineage
from domain.units import Unit, Units


@lru_cache(maxsize=4_096)
def carried_on_by(country: Units, code: str, on: date) -> frozenset[str]:
    """Return the codes of the unit of a day and of all that it carries on, alone or with others."""
    return frozenset({code, *(one.code for one in with_forerunners(country, code, on))})


@lru_cache(maxsize=4_096)
def with_forerunners(country: Units, code: str, on: date) -> frozenset[Unit]:
    """Return the unit of a day and all that it carries on; none where none bears the code."""
    unit = country.unit(code, on)
    return frozenset({unit, *_before(country, unit)}) if unit else frozenset()


def _before(country: Units, unit: Unit) -> Iterator[Unit]:
    for one in country.forerunners_of(unit):
        yield one
        yield from _before(country, one)


def left_below(country: Units, code: str, on: date) -> frozenset[str]:
    """Return the codes of ended units for which the one of a day is the nearest that stands."""
    return frozenset(one.code for one in left_to(country, code, on))


@lru_cache(maxsize=4_096)
def left_to(country: Units, code: str, on: date) -> frozenset[Unit]:
    """Return the ended units for which the one of a day is the nearest that stands."""
    if country.unit(code, on) is None:
        return frozenset()
    lineage, found, left = Lineage(country), set[Unit](), [*carried_on_by(country, code, on)]
    while left:
        ended = (one for one in country.ever_under(left.pop()) if _is_left(one, on))
        under = {one for one in ended if _stands_for(code, one, lineage, on)} - found
        left += [one.code for one in under]
        found |= under
    return frozenset(found)


def _is_left(unit: Unit, on: date) -> bool:
    """Say whether a unit ended before a day, whatever bears its code since."""
    return unit.in_force_to is not None and unit.in_force_to < on


def _stands_for(code: str, ended: Unit, lineage: Lineage, on: date) -> bool:
    """Say whether a unit stands for one that ended and left it what it had: no heir has its own."""
    last = ended.in_force_to or on
    heir = lineage.heir(ended.code, last, on)
    return heir is None and code in lineage.standing_for(ended.code, last, on)[:1]


@lru_cache(maxsize=4_096)
def stood_for(country: Units, code: str, on: date) -> frozenset[Unit]:
    """Return the ended units for which the one of a day stands, as their heir or above them."""
    lineage, before = Lineage(country), with_forerunners(country, code, on)
    ended = (one for one in before if _is_left(one, on))
    alone = (one for one in ended if lineage.heir(one.code, one.in_force_to or on, on) == code)
    return left_to(country, code, on).union(alone)


@lru_cache(maxsize=4_096)
def below(country: Units, code: str) -> frozenset[str]:
    """Return the codes of the units that ever stood under one: an audit goes back in time."""
    found, left = set[str](), [code]
    while left:
        under = {one.code for one in country.ever_under(left.pop())} - found
        found |= under
        left += under
    return frozenset(found)
