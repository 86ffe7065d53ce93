"""Administrative units as dated data: what stood when, under whom, and what carried it on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from domain.unit_names import Names


class Fate(Enum):
    """How a unit stands to its end: still there, carried on, gone with its level, or not traced."""

    STANDING = "standing"
    SUCCEEDED = "succeeded"
    DISSOLVED = "dissolved"
    UNTRACED = "untraced"


@dataclass(frozen=True, slots=True)
class Level:
    """A rung of the State with its dates; None is "since before" or "until further notice"."""

    key: str
    vi: str
    en: str
    in_force_from: date | None
    in_force_to: date | None
    source: str
    confirmed: bool

    def in_force(self, on: date) -> bool:
        """Say whether the level exists on a day; both dates of force count."""
        return within(self.in_force_from, self.in_force_to, on)


@dataclass(frozen=True, slots=True)
class Successor:
    """The unit that bears `code` from the day `since`."""

    code: str
    since: date


@dataclass(frozen=True, slots=True)
class Unit:
    """
    One unit between two dates, known by `code` and `in_force_from`.

    A code alone does not say which: 10532 was Tân Bình ward until 2025-06-30 and is Lê Thanh
    Nghị ward since. A record ends where name, parent or territory ends. `successors` has more
    than one entry where a unit was divided; the first is the one to take when nothing else is
    known.
    """

    code: str
    level: str
    parent: str | None
    name: str
    division: str
    in_force_from: date | None
    in_force_to: date | None
    fate: Fate
    successors: tuple[Successor, ...]
    source: str
    confirmed: bool

    def in_force(self, on: date) -> bool:
        """Say whether the unit exists on a day; both dates of force count."""
        return within(self.in_force_from, self.in_force_to, on)


def within(first: date | None, last: date | None, on: date) -> bool:
    """Say whether a day lies between two days, both counted; None is an open end."""
    return (first is None or first <= on) and (last is None or on <= last)


class Units:
    """Every unit and level of the country, to be asked by code and day."""

    def __init__(self, units: Iterable[Unit], levels: Iterable[Level] = ()) -> None:
        self._units: Sequence[Unit] = tuple(units)
        self._levels = tuple(levels)

    def __iter__(self) -> Iterator[Unit]:
        """Go through every record, in the order of the data."""
        return iter(self._units)

    def instead(self, *units: Unit) -> "Units":
        """Return other records under the same levels."""
        return Units(units, self._levels)

    def levels(self, on: date) -> tuple[Level, ...]:
        """Return the levels that exist on a day, the lowest first."""
        return tuple(level for level in self._levels if level.in_force(on))

    def every_level(self) -> tuple[Level, ...]:
        """Return the levels of all days, the lowest first."""
        return self._levels

    def unit(self, code: str, on: date) -> Unit | None:
        """Return the unit that bears *code* on a day, None when none does."""
        for unit in self._by_code.get(code, ()):
            if unit.in_force(on):
                return unit
        return None

    def lately(self, code: str, on: date) -> Unit | None:
        """Return the unit that bears *code* on a day, else the last record; None if none."""
        return self.unit(code, on) or next(reversed(self._by_code.get(code, ())), None)

    def bearers(self, code: str) -> Sequence[Unit]:
        """Return the records that ever bore *code*, in the order of the data."""
        return self._by_code.get(code, ())

    def has_ended(self, code: str, on: date) -> bool:
        """Say whether units bore *code* and the last of them ended before a day."""
        ends = [one.in_force_to for one in self._by_code.get(code, ())]
        return bool(ends) and all(end is not None and end < on for end in ends)

    def at_level(self, code: str, level: str, on: date) -> Unit | None:
        """
        Return the unit of *level* that is competent for *code* on a day: itself or one above it.

        None when there is none: no such unit that day, the level lies below it, or the level does
        not exist then (a ward of 2025-07-02 has no district).
        """
        unit = self.unit(code, on)
        while unit is not None and unit.level != level:
            unit = self.unit(unit.parent, on) if unit.parent else None
        return unit

    def above(self, code: str, on: date) -> frozenset[str]:
        """Return the codes of the units above *code* on a day."""
        unit, found = self.unit(code, on), frozenset[str]()
        while unit is not None and unit.parent:
            found |= {unit.parent}
            unit = self.unit(unit.parent, on)
        return found

    def right_below_the_country(self, code: str, on: date) -> str:
        """
        Return the code of the unit over *code* above which only the country stands, on a day.

        Of a unit that ended before, as on its last day; itself where none is known above it.
        """
        unit = self.lately(code, on)
        day = on if unit is None or unit.in_force(on) else unit.in_force_to or on
        top = code
        while unit is not None and unit.parent:
            top, unit = unit.code, self.unit(unit.parent, day)
        return top

    def children(self, code: str, on: date) -> tuple[Unit, ...]:
        """Return the units directly under *code* on a day, in the order of the data."""
        return tuple(unit for unit in self._by_parent.get(code, ()) if unit.in_force(on))

    def ever_under(self, code: str) -> Sequence[Unit]:
        """Return the records that ever stood directly under *code*."""
        return self._by_parent.get(code, ())

    def successors(self, code: str, on: date) -> tuple[Unit, ...]:
        """
        Return what directly follows the unit that bears *code* on a day.

        Nothing follows a unit that still stands, was dissolved with its level, or is untraced: its
        `fate` says which.

        Raises:
            LookupError: a link leads to no unit, a data error.
        """
        unit = self.unit(code, on)
        return tuple(self._linked(link) for link in unit.successors) if unit else ()

    def forerunners(self, code: str, on: date) -> tuple[Unit, ...]:
        """Return the units that the one that bears *code* on a day directly follows."""
        unit = self.unit(code, on)
        return self.forerunners_of(unit) if unit else ()

    def forerunners_of(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the units that a record directly follows."""
        return self._by_heir.get((unit.code, unit.in_force_from), ())

    def carrying_on(self, code: str, known_on: date, at: date) -> tuple[Unit, ...]:
        """
        Return the units that stand on the day *at* for the one that bore *code* on *known_on*.

        A unit that still stands answers for itself. The way leads forward in time only.

        Raises:
            LookupError: a link leads to no unit, a data error.
        """
        unit = self.unit(code, known_on)
        if unit is None or unit.in_force(at):
            return (unit,) if unit else ()
        found = (self.carrying_on(link.code, link.since, at) for link in unit.successors)
        return tuple(dict.fromkeys(heir for heirs in found for heir in heirs))

    def find(
        self, text: str, level: str | None, on: date, *, limit: int | None = None
    ) -> tuple[Unit, ...]:
        """
        Return the units of a day whose name or code fits *text*, the best fit first.

        Case and diacritics (đ too) do not count, except to prefer the name written as asked;
        *level* None means every level, *limit* None means all.
        """
        fits = (
            self._units[at]
            for at in self._names.fitting(text)
            if level in {None, self._units[at].level} and self._units[at].in_force(on)
        )
        return tuple(fits)[:limit]

    def _linked(self, link: Successor) -> Unit:
        unit = self.unit(link.code, link.since)
        if unit is None:
            raise LookupError(f"no unit {link.code} on {link.since}")
        return unit

    @cached_property
    def _by_code(self) -> Mapping[str, Sequence[Unit]]:
        index = defaultdict(list)
        for unit in self._units:
            index[unit.code].append(unit)
        return dict(index)

    @cached_property
    def _by_heir(self) -> Mapping[tuple[str, date | None], tuple[Unit, ...]]:
        index = defaultdict[tuple[str, date | None], tuple[Unit, ...]](tuple)
        for unit in self._units:
            for link in unit.successors:
                heir = self._linked(link)
                index[heir.code, heir.in_force_from] += (unit,)
        return dict(index)

    @cached_property
    def _by_parent(self) -> Mapping[str, Sequence[Unit]]:
        index = defaultdict(list)
        for unit in self._units:
            if unit.parent:
                index[unit.parent].append(unit)
        return dict(index)

    @cached_property
    def _names(self) -> Names:
        return Names((unit.code, unit.name, unit.division) for unit in self._units)
