"""Dry runs of reforms, kept while they hold: who asks again does not pay for every case again."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from time import monotonic
from uuid import UUID

from domain.access import VIETNAM
from domain.hand import Hand
from domain.nomination.authority import AuthorityEvent
from domain.reform.plan import Reform
from services.ports import Ledger
from services.reform import rehearse
from services.reform_tally import Tally
from services.upkeep import quiet

MOST, MOST_CASES = 4, 200
LONG, RESTS = 1.0, 10
Would = tuple[UUID, AuthorityEvent]


@dataclass(frozen=True, slots=True)
class DryRun:
    """
    What a reform would do: all cases counted, the first 200 by name.

    Everything in the log up to `position` is in it.
    """

    position: int
    tally: Tally
    cases: Sequence[Would]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A run, and the moment until which it is told though the log has gone on."""

    run: DryRun
    rests_until: float


class DryRuns:
    """
    The last four dry runs, by the data of the reform and the day; one is made at a time.

    Rules and calendars are read once in a process, so that what is kept in one is of the same ones.
    A kept run is told while the log stands where it began. One that took a second or more is told
    for ten times as long as it took, too, with the position it is of: nobody keeps a large house
    busy with questions.
    """

    def __init__(self, seconds: Callable[[], float] = monotonic) -> None:
        """Keep nothing yet; *seconds* is a clock that never goes back."""
        self._seconds, self._one_at_a_time = seconds, Lock()
        self._kept: OrderedDict[tuple[str, date], _Kept] = OrderedDict()

    def of(self, reform: Reform, hand: Hand, ledger: Ledger) -> DryRun:
        """
        Return what a reform would do by a hand that applies it.

        Raises:
            Refused: the hand may not, or it was applied from other data.
        """
        key = reform.digest, hand.recorded_at.astimezone(VIETNAM).date()
        with self._one_at_a_time:
            kept = self._kept.get(key)
            if kept is None or not self._holds(kept, ledger):
                kept = self._kept[key] = self._made(reform, hand, ledger)
            self._kept.move_to_end(key)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return kept.run

    def _holds(self, kept: _Kept, ledger: Ledger) -> bool:
        """Say whether a run may be told again."""
        return kept.run.position == ledger.last_position() or self._seconds() < kept.rests_until

    def _made(self, reform: Reform, hand: Hand, ledger: Ledger) -> _Kept:
        """Try a reform on every case; the position is looked up before the first is read."""
        began, position, cases = self._seconds(), ledger.last_position(), list[Would]()

        def hear(case: UUID, fact: AuthorityEvent) -> None:
            if len(cases) < MOST_CASES:
                cases.append((case, fact))

        tally = rehearse(reform, hand, ledger, quiet, hear)
        over = self._seconds()
        rest = (over - began) * RESTS if over - began >= LONG else 0.0
        return _Kept(DryRun(position, tally, cases), over + rest)
