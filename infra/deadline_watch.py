"""Looks now and then for terms of which something has to be said, and has it said."""

from collections.abc import Callable
from uuid import UUID

import structlog
from sqlalchemy import Engine

from domain.refusal import Refused
from infra.watch_loop import WatchLoop
from projections.passing_days import passed_before
from projections.running_terms import ending_by
from services.deadlines import (
    RunningTerm,
    Timetable,
    last_day_asked,
    say_what_is_due,
    service_hand,
)
from services.passed_days import PassedDay, note_what_has_passed
from services.ports import Clock, Ledger

EVERY = 600.0
Told = tuple[UUID, tuple[str, ...]]
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class DeadlineWatch(WatchLoop):
    """
    A thread that looks every so many seconds, the first time after as many.

    It remembers nothing but what it was refused at its last look, to log that once: what was said
    stands in the ledger.
    The timetable is asked for at each look, for it takes a while to read and most processes end
    before the first one.
    """

    def __init__(
        self,
        ledger: Ledger,
        engine: Engine,
        clock: Clock,
        timetable: Callable[[], Timetable],
        every: float = EVERY,
    ) -> None:
        super().__init__("deadlines", every)
        self._ledger, self._engine, self._clock = ledger, engine, clock
        self._timetable = timetable
        self._refused: set[Told] = set()
        self._told: set[Told] = set()

    def look(self) -> int:
        """Have said what has to be said by now; return how many facts that made."""
        timetable = self._timetable()
        last = last_day_asked(timetable, self._clock)
        with self._engine.connect() as tx:
            rows = tx.execute(ending_by(last)).all()
        found = [RunningTerm(case, step, due, frozenset(told)) for case, step, due, told in rows]
        self._told = set()
        said = say_what_is_due(found, timetable, self._ledger, self._clock, self._tell)
        said += self._note(timetable)
        self._refused = self._told
        return said

    def _note(self, timetable: Timetable) -> int:
        """Have noted what has passed by itself."""
        today = service_hand(self._clock, timetable.calendars).effective_on
        with self._engine.connect() as tx:
            passed = [PassedDay(*row) for row in tx.execute(passed_before(today)).all()]
        return note_what_has_passed(passed, timetable, self._ledger, self._clock, self._tell)

    def _tell(self, case: UUID, refused: Refused) -> None:
        """Log, once, that the service was refused something on a case."""
        codes = tuple(one.code for one in refused.refusals)
        fresh = (case, codes) not in self._refused | self._told
        self._told.add((case, codes))
        if fresh:
            log.warning("deadlines.refused", case=str(case), codes=codes)

    def _turn(self) -> None:
        if said := self.look():
            log.info("deadlines.noted", facts=said)
