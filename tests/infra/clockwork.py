"""A house of clocks for the drills: a ledger on a disk, the inbox beside it, a clock one sets."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

from domain.nomination.clock import CaseEscalated, ReminderIssued
from domain.nomination.events import DeadlineMissed
from domain.refusal import Refused
from infra.deadline_watch import DeadlineWatch
from infra.ledger.ledger import StoreLedger, open_ledger
from infra.rulebooks.calendars import OfficialCalendars
from infra.rulebooks.shelf import load
from infra.views.database import open_views
from projections import inbox, passing_days, reminders
from projections.bookkeeping import prepare
from projections.runner import catch_up
from services.deadlines import Timetable


def unheard(case: UUID, refused: Refused) -> None:
    """Hear of a refusal that a test says nothing about."""


VIEWS = (inbox.view, reminders.view, passing_days.view)
TIMETABLE = Timetable(OfficialCalendars(), load().lists.terms.says)
MORNING = time(2, tzinfo=UTC)


@dataclass
class SetClock:
    """A clock that shows what it was set to."""

    at: datetime

    def now(self) -> datetime:
        """Return the instant."""
        return self.at

    def jump(self, day: date) -> None:
        """Show the morning of a day, in Viet Nam."""
        self.at = datetime.combine(day, MORNING)


@dataclass
class Clockwork:
    """One life of the house: what it opened, and how it looks."""

    ledger: StoreLedger
    watch: DeadlineWatch
    folded: Iterator[None]

    def look(self, *, behind: bool = False) -> int:
        """Let the watch look, at views that followed what there is or are *behind* it."""
        if not behind:
            next(self.folded)
        return self.watch.look()


@contextmanager
def life(home: Path, clock: SetClock) -> Iterator[Clockwork]:
    """Open the house; at the end of the block nothing of it is left in memory."""
    engine = open_views(home, "sqlite://")
    try:
        prepare(VIEWS, engine)
        with closing(open_ledger(f"sqlite:///{home}/ledger.db")) as ledger:

            def folding() -> Iterator[None]:
                while True:
                    while catch_up(VIEWS, ledger, engine) < ledger.last_position():
                        continue
                    yield

            watch = DeadlineWatch(ledger, engine, clock, lambda: TIMETABLE)
            yield Clockwork(ledger, watch, folding())
    finally:
        engine.dispose()


def said(ledger: StoreLedger, case: UUID) -> Counter[tuple[str, date]]:
    """Count what the service said of a case, by what it was and the last day of the term."""
    told: Counter[tuple[str, date]] = Counter()
    for event in ledger.read(case):
        if isinstance(event, ReminderIssued | CaseEscalated):
            told[event.notice, event.due_on] += 1
        elif isinstance(event, DeadlineMissed):
            told["deadline-missed", event.due_on] += 1
    return told


def days_said(due: date) -> dict[str, date]:
    """Return the first day on which each thing has to be said of a term."""
    calendar = TIMETABLE.calendars.around(due)
    days = {one.key: one.comes_on(due, calendar) for one in TIMETABLE.rules.notices}
    return {**days, "deadline-missed": due + timedelta(days=1)}
