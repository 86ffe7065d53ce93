"""Cases entered late that a reform of before would still move: what their openings did not get."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from domain.access import VIETNAM
from domain.force import Forces
from domain.hand import Hand
from domain.nomination.decide import NOMINATION
from domain.nomination.state import Dossier, Running
from domain.reform.decide import OPERATOR
from domain.reform.events import UnitsReorganised
from infra.ledger.check import SHOWN, Late, Reading
from services.histories import Histories
from services.later_reforms import applied_since, later
from services.ports import Calendars, Clock, Ledger
from services.upkeep import Finding

PAGE = 200
ABOUT = "late cases"


def left_behind(reading: Reading, ledger: Ledger, hand: Hand) -> Finding:
    """
    Tell open cases dated before a reform that was applied, which did not get what it gives.

    Of a reform that is not kept here, and that changed units, only a run of its file can say it.
    """
    spanned = [one.case for one in reading.entered_late if is_open_across(one, reading)]
    told = list(_left(spanned, reading.applied, ledger, hand))
    if told:
        return _told(told)
    seen = f"{len(spanned)} dated before a reform and entered after its day go by it"
    return Finding(ABOUT, ok=True, seen=seen)


def _told(told: Sequence[tuple[UUID, Sequence[str]]]) -> Finding:
    """Name reforms and some cases."""
    keys = ", ".join(sorted({key for _, keys in told for key in keys}))
    cases = ", ".join(str(case) for case, _ in told[:SHOWN])
    seen = f"{len(told)} may have to go by {keys}: {cases}; run it again, vinhdanh reform NAME|FILE"
    return Finding(ABOUT, ok=True, seen=seen, warns=True)


def is_open_across(one: Late, reading: Reading) -> bool:
    """Say whether a case runs and was entered across the day of a reform that was applied."""
    return one.case in reading.running and any(spans(each, one) for each in reading.applied)


def spans(applied: UnitsReorganised, one: Late) -> bool:
    """Say whether a case was dated before a reform and entered on its day or later."""
    return one.opened_on < applied.in_force_from <= one.recorded_on


def _left(
    cases: Sequence[UUID], applied: Sequence[UnitsReorganised], ledger: Ledger, hand: Hand
) -> Iterator[tuple[UUID, Sequence[str]]]:
    """Yield the cases that a reform would move, or of which nobody here can say it; and which."""
    for first in range(0, len(cases), PAGE):
        past = Histories(ledger)
        for case, state in past.each(NOMINATION, cases[first : first + PAGE]).items():
            if isinstance(state, Running) and state.dossier.undecided is None:
                since = state.dossier.units_of
                moving = (one.reform for one in later(state, since, hand, past))
                if keys := [*moving, *_strange(state.dossier, applied, hand, past)]:
                    yield case, keys


def _strange(
    file: Dossier, applied: Sequence[UnitsReorganised], hand: Hand, past: Histories
) -> Sequence[str]:
    """Return the reforms since a case that were applied and that nobody here knows."""
    known = {one.key for one in applied_since(file.units_of, hand, past)}
    after = (one.reform for one in applied if one.in_force_from > file.units_of)
    return [key for key in after if key not in known]


def looking(clock: Clock, calendars: Calendars, forces: Forces) -> Hand:
    """Return a hand that only looks, as an operator would see things now."""
    now, roles = clock.now(), frozenset({OPERATOR})
    day, nowhere = now.astimezone(VIETNAM).date(), frozenset[str]()
    around = calendars.around(day)
    return Hand("doctor", roles, nowhere, day, now, now, calendar=around, forces=forces)
