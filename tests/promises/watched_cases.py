"""Cases of which the service has something to say, and what it said of them in the log."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid5

from domain.hearing.events import ConfirmationExpired, ConsultationLapsed, PostingEnded
from domain.nomination.clock import CaseEscalated, ReminderIssued
from domain.nomination.events import DeadlineMissed, NominationEvent, NominationFiled
from infra.database_url import parse_database
from infra.ledger.ledger import StoreLedger, open_ledger
from infra.views.database import open_views
from projections.bookkeeping import prepare
from projections.catalogue import VIEWS
from projections.runner import catch_up
from services.ports import Append
from tests.builders import SPACE, opened
from tests.infra.clockwork import days_said
from tests.infra.test_passed_days import FRIDAY, LAST, START
from tests.projections.following import CLERK

FIRST, TOP = date(2025, 4, 10), date(2025, 7, 31)
EARLIEST = date(2025, 4, 29)


@dataclass(frozen=True, eq=False)
class Case:
    """A case, how it begins, and what has to be said of it: from which day on, and to which."""

    id: UUID
    facts: tuple[NominationEvent, ...]
    says: Mapping[str, tuple[date, date]]

    def due(self, days: Iterable[date]) -> set[str]:
        """Return what holds on one of some days."""
        return {key for key, (one, end) in self.says.items() if any(one <= d <= end for d in days)}


def of_a_term(number: int, many: int) -> Case:
    """Return a case whose term ends somewhere in the span; that it is near holds until then."""
    due = EARLIEST + (TOP - EARLIEST) * number // (many + 1)
    ends = {"near": due}
    says = {key: (day, ends.get(key, date.max)) for key, day in days_said(due).items()}
    facts = (opened, NominationFiled("ward-review", due))
    return Case(uuid5(SPACE, f"term {number} of {many}"), facts, says)


def of_a_hearing(number: int) -> Case:
    """Return a case with a question, a posting and a paper that have one last day."""
    over, entered = (LAST + timedelta(days=1), date.max), (FRIDAY, date.max)
    notes = {ConsultationLapsed: entered, PostingEnded: entered, ConfirmationExpired: over}
    says = {kind.__name__: days for kind, days in notes.items()}
    return Case(uuid5(SPACE, f"hearing {number}"), START, says)


def cases(many: int) -> list[Case]:
    """Return so many cases, one in five with a hearing."""
    hearings = many // 5
    terms = (of_a_term(number, many - hearings) for number in range(many - hearings))
    return [*terms, *map(of_a_hearing, range(hearings))]


def file_all(some: Sequence[Case], home: Path, url: str) -> None:
    """File the cases and let the views know them; what is said from here on is the service's."""
    engine = open_views(home, parse_database(url))
    with closing(open_ledger(url)) as ledger:
        for one in some:
            ledger.append([Append(one.id, 0, one.facts)], CLERK)
        prepare(VIEWS, engine)
        while catch_up(VIEWS, ledger, engine) < ledger.last_position():
            continue
    engine.dispose()


def said_of(ledger: StoreLedger, case: UUID) -> Counter[str]:
    """Count what the service said of a case."""
    told: Counter[str] = Counter()
    for event in ledger.read(case):
        match event:
            case ReminderIssued() | CaseEscalated():
                told[event.notice] += 1
            case DeadlineMissed():
                told["deadline-missed"] += 1
            case ConsultationLapsed() | PostingEnded() | ConfirmationExpired():
                told[type(event).__name__] += 1
    return told
