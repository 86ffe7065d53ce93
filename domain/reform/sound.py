"""Are the units of a reform such that every case finds its way: no loop, no gap, no loose end?"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from domain.reform.plan import Reform
from domain.units import Fate, Unit, Units


def wrong_with(reform: Reform) -> Iterator[str]:
    """Return everything in a reform and its units that would mislead a case, or lead it nowhere."""
    records = [*_records(reform.units), *_codes(reform.units)]
    yield from records
    for day in (reform.day_before, reform.in_force_from):
        yield from _parents(reform.units, day)
    yield from _levels(reform)
    if not (reform.transfers or reform.moves or _touches(reform)):
        yield f"no unit begins or ends with {reform.in_force_from}, and no power moves"


def _records(units: Units) -> Iterator[str]:
    """Find records that end before they begin, or whose end and successors do not fit."""
    for one in units:
        if one.in_force_from and one.in_force_to and one.in_force_to < one.in_force_from:
            yield f"{one.code} ends before it begins"
        if (one.fate is Fate.STANDING) != (one.in_force_to is None):
            yield f"{one.code} is {one.fate.value} and ends on {one.in_force_to}"
        if (one.fate is Fate.SUCCEEDED) != bool(one.successors):
            yield f"{one.code} is {one.fate.value} with {len(one.successors)} successors"
        yield from _links(units, one)


def _links(units: Units, one: Unit) -> Iterator[str]:
    """Find links that lead nowhere, or back in time, where a way could go round in a circle."""
    for link in one.successors:
        if one.in_force_to and link.since <= one.in_force_to:
            yield f"{one.code} is carried on by {link.code} before it ends"
        if units.unit(link.code, link.since) is None:
            yield f"{one.code} is carried on by {link.code}, which does not stand on {link.since}"


def _codes(units: Units) -> Iterator[str]:
    """Find a code that two units bear on one day."""
    by_code = defaultdict[str, list[Unit]](list)
    for one in units:
        by_code[one.code].append(one)
    for code, found in by_code.items():
        found.sort(key=lambda one: one.in_force_from or date.min)
        for before, after in pairwise(found):
            if before.in_force_to is None or before.in_force(after.in_force_from or date.min):
                yield f"{code} is borne by two units on {after.in_force_from}"


def _parents(units: Units, day: date) -> Iterator[str]:
    """Find units under nothing that stands, or under themselves."""
    sound = set[str]()
    for one in units:
        if one.in_force(day):
            yield from _upward(units, one, day, sound)


def _upward(units: Units, one: Unit, day: date, sound: set[str]) -> Iterator[str]:
    """Find what is wrong on the way up from a unit; whose way up is *sound* is asked once a day."""
    seen, at = {one.code}, one.parent
    while at is not None and at not in sound:
        above = units.unit(at, day)
        if above is None or at in seen:
            why = "itself" if above else f"{at}, which does not stand"
            yield f"{one.code} is under {why} on {day}"
            return
        seen.add(at)
        at = above.parent
    sound |= seen - {one.code}


def _levels(reform: Reform) -> Iterator[str]:
    """Find levels that end unsaid or end while they stand, and those nobody knows."""
    before, after = (_standing(reform, on) for on in (reform.day_before, reform.in_force_from))
    gone = {level for level, _ in reform.transfers}
    for level in sorted(before - after - gone):
        yield f"the level {level} ends: what becomes of its steps is not said"
    for level in sorted(gone - (before - after)):
        yield f"the level {level} does not end with {reform.in_force_from}"
    known = {one.key for one in reform.units.levels(reform.in_force_from)}
    for level in sorted(after - known if known else ()):
        yield f"{level} is no level on {reform.in_force_from}"
    yield from _powers(reform, before, after)


def _standing(reform: Reform, on: date) -> set[str]:
    """Return the levels that have a unit on a day."""
    return {one.level for one in reform.units if one.in_force(on)}


def _powers(reform: Reform, before: set[str], after: set[str]) -> Iterator[str]:
    """Find acts that come from a level, or go to one, where nothing stands."""
    named = [*reform.transfers.values(), *reform.moves.values()]
    for level in sorted({one.to for one in named if one.to} - after):
        yield f"nothing stands at the level {level} that acts go to"
    for level in sorted({level for level, _, _ in reform.moves} - before):
        yield f"nothing stood at the level {level} that acts come from"


def _touches(reform: Reform) -> bool:
    """Say whether any unit begins with the reform, or ended with the day before."""
    return any(
        one.in_force_from == reform.in_force_from or one.in_force_to == reform.day_before
        for one in reform.units
    )
