"""The data of a house by which its acts are decided again: as they are set today."""

from datetime import date

from domain.force import Forces
from domain.ladder import Ladder
from domain.movement import Movement
from domain.reform.plan import Reform
from domain.rulebooks.regime import Regime
from domain.terms import Calendar
from domain.units import Units
from infra.calendar_override import official_calendars
from infra.calendars import OfficialCalendars
from infra.house import rulebooks_of
from infra.reform_files import reform_of_house, units_of_house
from infra.rulebook_files import RulebookFiles
from infra.settings import Settings


class HouseMeans:
    """The port Means, of the rulebooks under what the operator sets."""

    def __init__(self, books: RulebookFiles, calendars: OfficialCalendars, units: Units) -> None:
        self._books, self._calendars, self._units = books, calendars, units
        self._regimes = {one.key: one for one in books.regimes()}
        self._days: dict[date, Calendar] = {}

    def calendar(self, day: date) -> Calendar:
        """Return the days that count around a day."""
        if day not in self._days:
            self._days[day] = self._calendars.around(day)
        return self._days[day]

    def forces(self) -> Forces:
        """Return how hard each rule holds."""
        return self._books.forces()

    def ladder(self, award: str, unit: str, on: date) -> Ladder | None:
        """Return the route of an award on a day."""
        return self._books.ladder(award, unit, on)

    def movement(self, key: str) -> Movement | None:
        """Return a movement."""
        return self._books.movement(key)

    def regime(self, key: str) -> Regime | None:
        """Return a regime."""
        return self._regimes.get(key)

    def reform(self, key: str) -> Reform | None:
        """Return a reform of units."""
        return reform_of_house(key)

    def above(self, unit: str, since: date, on: date) -> frozenset[str]:
        """Return the units above one that granted on a day: of its day, and of those after it."""
        heirs = self._units.carrying_on(unit, since, max(on, since))
        then = self._units.above(unit, since)
        return then.union(*(self._units.above(heir.code, on) for heir in heirs))

    def papers(self) -> frozenset[str]:
        """Return the kinds of paper the rulebooks know."""
        return self._books.known_papers()


def means_of(settings: Settings) -> HouseMeans:
    """Return the data of a house; as wrong settings are told, so here."""
    units = units_of_house()
    books = rulebooks_of(settings, units)
    return HouseMeans(books, official_calendars(settings.calendar), units)
