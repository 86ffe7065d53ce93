"""Cases of a nominee of the same name: compared where names are kept, told by the case alone."""

from uuid import UUID

from domain.nomination.decide import NOMINATION
from domain.nomination.state import Absent, Opened
from domain.register.docket import DOCKET, docket_stream
from services.histories import Histories
from services.stores import People


def namesakes_of(
    nomination: UUID, case: Opened, people: People, past: Histories
) -> tuple[UUID, ...]:
    """Return the cases of other nominees of the same kind, unit and name, by id."""
    mine = case.dossier.nominee
    dockets = [docket_stream(ref) for ref in people.namesakes(mine.ref, mine.unit)]
    past.read(dockets)
    cases = {one for stream in dockets for one in past.of(DOCKET, stream).cases}
    known = past.each(NOMINATION, sorted(cases - {nomination}))
    return tuple(one for one, other in known.items() if of_unit(other, mine.unit))


def of_unit(case: Opened | Absent, unit: str) -> bool:
    """Say whether a case is about somebody of a unit."""
    return not isinstance(case, Absent) and case.dossier.nominee.unit == unit
