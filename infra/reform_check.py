"""Cases entered late that a reform of before would still move: what their openings did not get."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from domain.hand import Hand
from domain.nomination.decide import NOMINATION
from domain.nomination.state import Running
from domain.reform.decide import OPERATOR
from domain.reform.events import UnitsReorganised
from infra.ledger_check import SHOWN, Late, Reading
from services.histories import Histories
from services.later_reforms import applied_since, later
from services.upkeep import Finding

if TYPE_CHECKING:
    from infra.house import System

PAGE = 200
ABOUT = "late cases"


def left_behind(reading: Reading, system: "System") -> Finding:
    """Tell open cases dated before a reform that was applied, which nobody gave what it gives."""
    found = [one for one in reading.entered_late if one.case in reading.running]
    spanned = [one for one in found if any(spans(one, each) for each in reading.applied)]
    told = list(_left(spanned, reading.applied, system))
    if not told:
        seen = f"{len(spanned)} dated before a reform and entered after its day go by it"
        return Finding(ABOUT, ok=True, seen=seen)
    keys = ", ".join(sorted({key for _, keys in told for key in keys}))
    cases = ", ".join(str(case) for case, _ in told[:SHOWN])
    seen = f"{len(told)} wait for another run of {keys}: {cases}"
    return Finding(ABOUT, ok=True, seen=f"{seen}; vinhdanh reform NAME|FILE", warns=True)


def spans(one: Late, applied: UnitsReorganised) -> bool:
    """Say whether a case was dated before a reform and entered on its day or later."""
    return one.opened_on < applied.in_force_from <= one.recorded_on


def _left(
    cases: Sequence[Late], applied: Sequence[UnitsReorganised], system: "System"
) -> Iterator[tuple[UUID, list[str]]]:
    """Yield the cases that a reform would still move, and those of which nobody here can say it."""
    hand = _hand(system)
    for first in range(0, len(cases), PAGE):
        past = Histories(system.ledger)
        states = past.each(NOMINATION, [one.case for one in cases[first : first + PAGE]])
        for case, state in states.items():
            if isinstance(state, Running):
                since = state.dossier.units_of
                keys = [one.reform for one in later(state, since, hand, past)]
                keys += _strange(since, applied, hand, past)
                if keys and not state.dossier.undecided:
                    yield case, keys


def _strange(
    since: date, applied: Sequence[UnitsReorganised], hand: Hand, past: Histories
) -> list[str]:
    """Return the reforms after a day that were applied and that nobody here knows."""
    known = {one.key for one in applied_since(since, hand, past)}
    after = (one.reform for one in applied if one.in_force_from > since)
    return [key for key in after if key not in known]


def _hand(system: "System") -> Hand:
    """Return a hand that only looks."""
    now, none = system.clock.now(), frozenset[str]()
    forces = system.rulebooks.forces()
    day = now.date()
    calendar = system.calendars.around(day)
    roles = frozenset({OPERATOR})
    return Hand("doctor", roles, none, day, now, now, calendar=calendar, forces=forces)
