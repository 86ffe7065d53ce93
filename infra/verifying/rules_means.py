"""The data of a house by which its acts are decided again: as they are set today."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from domain.force import Forces
from domain.ladder import Ladder
from domain.movement import Movement
from domain.personal.rules import PersonalRules
from domain.reform.plan import Reform
from domain.rulebooks.regime import Regime
from domain.terms import Calendar
from domain.units import Units
from infra.rulebooks.as_set import rulebooks_of
from infra.rulebooks.calendar_override import official_calendars
from infra.rulebooks.calendars import OfficialCalendars
from infra.rulebooks.files import RulebookFiles
from infra.rulebooks.reform_files import reform_of_house, units_of_house
from infra.settings import Settings
from infra.verifying.known_routes import KnownRoutes
from services.redeciding.means import Route


class HouseMeans:
    """The port Means, of the rulebooks under what the operator sets."""

    def __init__(
        self,
        books: RulebookFiles,
        calendars: OfficialCalendars,
        units: Units,
        older: Iterable[Path] = (),
    ) -> None:
        self._books, self._calendars, self._units = books, calendars, units
        self._routes = KnownRoutes(books, units, older)
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

    def route(self, pinned: Ladder, unit: str, on: date) -> Route | None:
        """Return the route as its rulebook gives it."""
        return self._routes.route(pinned, unit, on)

    def has_been(self, book: str, name: str, digest: str) -> bool:
        """Say whether a file of a book bore a digest in any known version."""
        return self._routes.has_been(book, name, digest)

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

    def personal(self) -> PersonalRules:
        """Return the rules of personal data."""
        return self._books.personal()


def means_of(settings: Settings, older: Iterable[Path] = ()) -> HouseMeans:
    """
    Return the data of a house, and of *older* rulebooks; as wrong settings are told, so here.

    Raises:
        CannotOpen: a folder of older rulebooks cannot be read.
    """
    units = units_of_house()
    books = rulebooks_of(settings, units)
    return HouseMeans(books, official_calendars(settings.calendar), units, older)
