"""What follows the successors of units after a reform, and who carried whom on (ADR 43)."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date

from domain.reform.plan import Reform
from domain.units import Unit, Units

Reforms = Callable[[date, date], Sequence[Reform]]
"""The reforms that begin after a day, up to another, the oldest first."""


def none_known(_after: date, _until: date) -> Sequence[Reform]:
    """Return none."""
    return ()


@dataclass(frozen=True, slots=True)
class Following:
    """
    Whether one kind of thing `key` goes on with the unit that carries another on, and its source.

    `key` is places, titles or register. It is said of a unit that one other carries on, alone or
    merged with others; of a divided one a person decides, whatever this says.
    """

    key: str
    follows: bool
    vi: str
    en: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Successions:
    """The form of succession.toml."""

    successions: tuple[Following, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """
    Who carried whom on, by the units of the country, and what follows; None knows nobody.

    `reforms` are those of the house, by which cases that name units of before go on.
    """

    units: Units | None = field(default=None, repr=False)
    follows: frozenset[str] = frozenset()
    reforms: Reforms = field(default=none_known, repr=False)

    def forerunners(self, code: str, on: date) -> tuple[str, ...]:
        """Return the codes of the units that the one of a day carries on alone, the last first."""
        if self.units is None:
            return ()
        return tuple(dict.fromkeys(one.code for one in _before(self.units, code, on)))

    def stood(self, code: str, year: int) -> date | None:
        """Return a day of a year on which a unit bore *code*, its last where one did then."""
        days = date(year, 12, 31), date(year, 1, 1)
        return next((on for on in days if self.units and self.units.unit(code, on)), None)

    def kin(self, code: str, year: int) -> tuple[str, ...]:
        """Return the codes that the book of a unit may go by too: of its heir, of those merged."""
        on = self.stood(code, year)
        unit = self.units.unit(code, on) if self.units and on else None
        found = _merged(self.units, unit) if self.units and unit else ()
        return tuple(one for one in dict.fromkeys(found) if one != code)

    def level(self, code: str, on: date) -> str | None:
        """Return the level of the unit that bore *code* on a day, None where none is known."""
        unit = self.units.unit(code, on) if self.units else None
        return unit.level if unit else None

    def carrying_on(self, code: str, known_on: date, on: date) -> frozenset[str]:
        """Return the codes under which the unit of a day goes on by another; its own if unknown."""
        heirs = self.units.carrying_on(code, known_on, max(known_on, on)) if self.units else ()
        return frozenset(one.code for one in heirs) or frozenset({code})

    def rank(self, level: str) -> int | None:
        """Return how many levels stand below one in the data, None for a level they do not know."""
        known = self.units.every_level() if self.units else ()
        return next((number for number, one in enumerate(known) if one.key == level), None)

    def heir(self, code: str, known_on: date, on: date) -> str | None:
        """Return the one unit that carries on, on a day, the one that bore *code*; else None."""
        if self.units is None:
            return None
        heirs = self.units.carrying_on(code, known_on, on)
        return heirs[0].code if len(heirs) == 1 else None

    def has_ended(self, code: str, on: date) -> bool:
        """Say whether the unit of a code ended before a day, and none bears the code since."""
        return self.units is not None and self.units.has_ended(code, on)

    def last_borne(self, code: str, on: date) -> date:
        """Return a day, else the last before it on which a unit bore *code*, if any did."""
        if self.units is None or self.units.unit(code, on):
            return on
        ends = (one.in_force_to for one in self.units.bearers(code))
        return max((end for end in ends if end and end < on), default=on)

    def standing_for(self, code: str, known_on: date, on: date) -> tuple[str, ...]:
        """
        Return who stands on a day for the unit that bore *code* on another, the nearest first.

        That is the unit itself or the one that carries it on; of one that ended otherwise those
        above it: the heir of the nearest that has one, and the units above that heir. A divided
        unit has several heirs, and none of them alone, but for the part that bears its code again:
        by the code it reads what the old one left. None where the unit is not known.

        Source:
            House rule (ADR 113); no public source says who answers for a unit without successor.
        """
        unit, last = code, max(known_on, on)
        if heir := self.heir(code, known_on, last):
            return (heir,)
        while unit and self.units and (old := self.units.unit(unit, known_on)):
            if near := _nearest(self.units, unit, known_on, last):
                return near, *_upward(self.units, near, last)
            unit = old.parent or ""
        return ()

    def is_another_now(self, code: str, known_on: date, on: date) -> bool:
        """Say whether a unit that does not stand for the one that bore *code* bears it on a day."""
        standing = self.standing_for(code, known_on, on)
        return code not in standing[:1] and bool(standing) and not self.has_ended(code, on)

    def acting_for(self, code: str, known_on: date, on: date, mine: AbstractSet[str]) -> str:
        """
        Return the unit as which a hand of the units *mine* acts for the one that bore *code*.

        A hand of the old unit goes on as before, unless its code has gone to another since; to all
        others it is the nearest that stands, the old unit where none is known (ADR 113).
        """
        if code in mine and not self.is_another_now(code, known_on, on):
            return code
        return next(iter(self.standing_for(code, known_on, on)), code)


def _nearest(units: Units, code: str, known_on: date, on: date) -> str | None:
    """Return the one heir of a unit, of several the part that bears its code again; else None."""
    heirs = [one.code for one in units.carrying_on(code, known_on, on)]
    if len(heirs) == 1:
        return heirs[0]
    return code if code in heirs else None


def _upward(units: Units, code: str, on: date) -> Iterator[str]:
    """Yield the codes of the units above one on a day, the nearest first."""
    unit = units.unit(code, on)
    while unit and unit.parent:
        yield unit.parent
        unit = units.unit(unit.parent, on)


def _before(units: Units, code: str, on: date) -> Iterator[Unit]:
    for one in units.forerunners(code, on):
        if len(one.successors) == 1:
            yield one
            yield from _before(units, one.code, one.in_force_to or on)


def _merged(units: Units, unit: Unit) -> Iterator[str]:
    """Yield the codes of a unit's one heir, of those it carries on, and of those *unit* does."""
    for heir in unit.successors if len(unit.successors) == 1 else ():
        yield heir.code
        yield from (one.code for one in units.forerunners(heir.code, heir.since))
    yield from (one.code for one in units.forerunners_of(unit))
