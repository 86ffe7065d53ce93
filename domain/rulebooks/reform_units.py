"""The units of a reform's file put into those that stood before: who ends, who begins."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from domain.rulebooks.reform import BegunUnit, EndedUnit, ReformFile
from domain.units import Fate, Successor, Unit, Units

ONE_DAY = timedelta(days=1)
Ends = Mapping[str, Sequence[str]]


def changed(units: Units, says: ReformFile) -> Units:
    """
    Return the units with those that a reform ends and begins.

    What stands under a unit that ends with one successor goes under that one from then on.
    """
    day, ends = says.in_force_from, {one.code: one.into for one in says.ended}
    begun, onto = [_begun(one, day) for one in says.begun], _onto(says)
    after = (record for one in units for record in _after(one, ends, onto, day))
    return units.instead(*after, *begun)


def _onto(says: ReformFile) -> Mapping[str | None, str]:
    """Return which code stands for one that goes away, where there is one alone."""
    kept = {one.code for one in says.begun}
    ends = (one for one in says.ended if one.code not in kept)
    return {one.code: one.into[0] for one in ends if len(one.into) == 1}


def _after(unit: Unit, ends: Ends, onto: Mapping[str | None, str], day: date) -> tuple[Unit, ...]:
    """Return a record as it is after the reform: as it was, ended, or also under another unit."""
    if not unit.in_force(day - ONE_DAY):
        return (unit,)
    if unit.code in ends:
        return (_closed(unit, ends[unit.code], day),)
    if unit.parent not in onto or not unit.in_force(day):
        return (unit,)
    now = replace(unit, parent=onto[unit.parent], in_force_from=day)
    return _closed(unit, (unit.code,), day), now


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


def wrong_in_changes(units: Units, says: ReformFile) -> Iterator[str]:
    """Return what of the units' changes makes no sense where they are made."""
    day, begun = says.in_force_from, [one.code for one in says.begun]
    ended = [one.code for one in says.ended]
    yield from (f"$.ended: {code} ends twice" for code in _twice(ended))
    for one in says.ended:
        yield from _wrong_with_end(units, one, begun, ended, day)
    yield from (f"$.begun: {code} begins twice" for code in _twice(begun))
    yield from _still_borne(units, begun, ended, day)


def _still_borne(
    units: Units, begun: Sequence[str], ended: Sequence[str], day: date
) -> Iterator[str]:
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
