"""The units of a reform's file put into those that stood before: who ends, who begins."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from domain.rulebooks.reform import BegunUnit, EndedUnit, ReformFile
from domain.units import Fate, Successor, Unit, Units

ONE_DAY = timedelta(days=1)


def changed(units: Units, says: ReformFile) -> Units:
    """
    Return the units with those that a reform ends and begins.

    What stands under a unit that ends with one successor goes under that one from then on.
    """
    day, ends = says.in_force_from, {one.code: one for one in says.ended}
    moved = [one for one in units if one.in_force(day) and _orphaned(one, says)]
    gone = {id(one) for one in moved}
    kept = (one for one in units if id(one) not in gone)
    return units.instead(
        *(_ended(one, ends, day) for one in kept),
        *(_begun(one, day) for one in says.begun),
        *(part for one in moved for part in _under(one, ends[one.parent or ""], day)),
    )


def _ended(unit: Unit, ends: dict[str, EndedUnit], day: date) -> Unit:
    """Return a record as it is after the reform."""
    if unit.code not in ends or not unit.in_force(day - ONE_DAY):
        return unit
    return _closed(unit, ends[unit.code].into, day)


def _closed(unit: Unit, into: Sequence[str], day: date) -> Unit:
    links = tuple(Successor(code, day) for code in into)
    fate = Fate.SUCCEEDED if into else Fate.DISSOLVED
    return replace(unit, in_force_to=day - ONE_DAY, fate=fate, successors=links)


def _begun(says: BegunUnit, day: date) -> Unit:
    return Unit(
        code=says.code,
        level=says.level,
        parent=says.parent,
        name=says.name,
        division=says.division,
        in_force_from=day,
        in_force_to=None,
        fate=Fate.STANDING,
        successors=(),
        source=says.source,
        confirmed=says.confirmed,
    )


def _orphaned(unit: Unit, says: ReformFile) -> bool:
    """Say whether a unit that goes on loses the code it stands under, for one other."""
    kept = {one.code for one in says.begun}
    ends = {one.code: one for one in says.ended}
    if unit.code in ends or unit.parent not in ends or unit.parent in kept:
        return False
    return len(ends[unit.parent].into) == 1 and unit.in_force(says.in_force_from - ONE_DAY)


def _under(unit: Unit, above: EndedUnit, day: date) -> tuple[Unit, Unit]:
    """Return a unit until the reform, and the same under the successor of what was above it."""
    now = replace(unit, parent=above.into[0], in_force_from=day)
    return _closed(unit, (unit.code,), day), now


def wrong_in_changes(units: Units, says: ReformFile) -> Iterator[str]:
    """Return what of the units' changes makes no sense where they are made."""
    day, begun = says.in_force_from, [one.code for one in says.begun]
    ended = [one.code for one in says.ended]
    yield from (f"$.ended: {code} ends twice" for code in _twice(ended))
    yield from (f"$.begun: {code} begins twice" for code in _twice(begun))
    for one in says.ended:
        yield from _wrong_with_end(units, one, begun, ended, day)
    for code in begun:
        old = units.unit(code, day)
        if old is not None and code not in ended:
            yield f"$.begun: {code} is {old.name}, which does not end"


def _wrong_with_end(
    units: Units, one: EndedUnit, begun: Sequence[str], ended: Sequence[str], day: date
) -> Iterator[str]:
    old = units.unit(one.code, day - ONE_DAY)
    if old is None or not old.in_force(day):
        yield f"$.ended: {one.code} does not stand on that day without the reform"
    for code in _twice(one.into):
        yield f"$.ended: {one.code} goes into {code} twice"
    for code in one.into:
        if code not in begun and (code in ended or units.unit(code, day) is None):
            yield f"$.ended: {one.code} goes into {code}, which does not stand then"


def _twice(codes: Sequence[str]) -> list[str]:
    return sorted({one for one in codes if codes.count(one) > 1})
