"""Cases of a nominee of the same name: compared where names are kept, told by the case alone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.lineage import Lineage
from domain.nomination.commands import OpenNomination
from domain.nomination.decide import NOMINATION
from domain.nomination.events import Nominee
from domain.nomination.state import Absent, AtStep, Dossier, Draft, InTransit, Opened, Returned
from domain.register.docket import DOCKET, docket_stream
from domain.register.record import RECORD, record_stream
from services.histories import Histories
from services.stores import People


@dataclass(frozen=True, slots=True)
class Title:
    """A title of a year that a unit asks for a nominee, and the day its case was opened on."""

    nominee: Nominee
    award: str
    year: int
    opened_on: date
    proposer: str


@dataclass(frozen=True, slots=True)
class Names:
    """Where names are kept and compared, and which units are one on a day."""

    people: People
    lineage: Lineage
    on: date

    def units_of(self, nominee: Nominee, known_on: date) -> frozenset[str]:
        """Return the codes of a nominee's unit: its own, its heir's, and of those merged in it."""
        heir = self.lineage.heir(nominee.unit, known_on, max(known_on, self.on)) or nominee.unit
        return frozenset({nominee.unit, heir, *self.lineage.forerunners(heir, self.on)})

    def like(self, nominee: Nominee, known_on: date, proposer: str) -> tuple[UUID, ...]:
        """Return the other nominees of one name and kind in any of its units."""
        units = self._asked_by(proposer, nominee, known_on)
        found = (one for unit in units for one in self.people.namesakes(nominee.ref, unit))
        return tuple(dict.fromkeys(found))

    def called(
        self, name: str, nominee: Nominee, known_on: date, proposer: str
    ) -> tuple[UUID, ...]:
        """Return the others of a kind and its units who have a name."""
        units = self._asked_by(proposer, nominee, known_on)
        found = (one for unit in units for one in self.people.called(nominee.kind, name, unit))
        return tuple(one for one in dict.fromkeys(found) if one != nominee.ref)

    def _asked_by(self, proposer: str, nominee: Nominee, known_on: date) -> list[str]:
        """
        Return the units whose names are compared; of none where another unit than these proposes.

        Whoever proposed people of any unit could else ask whether one of a name has a case there.
        """
        units = self.units_of(nominee, known_on)
        return sorted(units) if proposer in units else []


def namesakes_of(nomination: UUID, case: Opened, names: Names, past: Histories) -> tuple[UUID, ...]:
    """Return the cases of other nominees of the same kind, unit and name, by id."""
    mine, opened_on = case.dossier.nominee, case.dossier.opened_on
    units = names.units_of(mine, opened_on)
    dockets = [docket_stream(ref) for ref in names.like(mine, opened_on, case.dossier.unit)]
    past.read(dockets)
    cases = {one for stream in dockets for one in past.of(DOCKET, stream).cases}
    known = past.each(NOMINATION, sorted(cases - {nomination}))
    return tuple(one for one, other in known.items() if of_unit(other, units))


def of_unit(case: Opened | Absent, units: Collection[str]) -> bool:
    """Say whether a case is about somebody of one of the units."""
    return not isinstance(case, Absent) and case.dossier.nominee.unit in units


def met_when_filed(nomination: UUID, names: Names, past: Histories) -> tuple[UUID, ...]:
    """Return the cases that a draft meets when it is filed: of its title, for one of its name."""
    case = past.of(NOMINATION, nomination)
    title = None if isinstance(case, Absent) else title_of(case.dossier)
    return (
        met(names.like(title.nominee, title.opened_on, title.proposer), title, past)
        if title
        else ()
    )


def met_when_opened(order: OpenNomination, people: People, past: Histories) -> tuple[UUID, ...]:
    """Return the cases that one meets which is opened and filed by one order."""
    hand, basis = order.hand, order.basis
    if not order.ladder.yearly:
        return ()
    on = hand.effective_on
    year = (basis.year if basis else None) or on.year
    names = Names(people, hand.forces.lineage, on)
    title = Title(order.nominee, order.ladder.award, year, on, order.unit)
    return met(names.like(order.nominee, on, order.unit), title, past)


def met_when_named(nomination: UUID, name: str, names: Names, past: Histories) -> tuple[UUID, ...]:
    """Return the cases that one meets by a name that is entered; a draft meets them when filed."""
    case = past.of(NOMINATION, nomination)
    title = None if isinstance(case, Absent | Draft) else title_of(case.dossier)
    if title is None:
        return ()
    return met(names.called(name, title.nominee, title.opened_on, title.proposer), title, past)


def title_of(file: Dossier) -> Title | None:
    """Return the title of a year that a case asks for, None where it asks for none."""
    if not file.ladder.yearly:
        return None
    return Title(file.nominee, file.ladder.award, file.year, file.opened_on, file.unit)


def met(refs: Sequence[UUID], title: Title, past: Histories) -> tuple[UUID, ...]:
    """
    Return the cases by which any of *refs* hold or ask for a title of the same year.

    A draft asks for nothing yet: it meets this case when it is filed itself. Of who holds the title
    by a paper, one of their cases is told.
    """
    past.read([*map(docket_stream, refs), *map(record_stream, refs)])
    return tuple(one for ref in refs for one in _rivals(ref, title, past))


def _rivals(ref: UUID, title: Title, past: Histories) -> list[UUID]:
    """Return the cases by which a nominee asks for a title, else the one by which they hold it."""
    cases = past.each(NOMINATION, sorted(past.of(DOCKET, docket_stream(ref)).cases))
    of_it = [one for one, case in cases.items() if _is_for(case, title)]
    asking = [one for one in of_it if isinstance(cases[one], AtStep | InTransit | Returned)]
    holds = title.year in past.of(RECORD, record_stream(ref)).years_of(title.award)
    return asking or ([*of_it, *cases][:1] if holds else [])


def _is_for(case: Opened | Absent, title: Title) -> bool:
    """Say whether a case is for a title; a draft or an ended one too."""
    other = None if isinstance(case, Absent) else title_of(case.dossier)
    return other is not None and (other.award, other.year) == (title.award, title.year)
