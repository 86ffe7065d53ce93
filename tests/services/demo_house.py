"""A house for the demo ward's story: real stores, a clock that stands, and a plug to pull."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import create_engine

from infra.calendars import OfficialCalendars
from infra.evidence_files import EvidenceFiles
from infra.ledger import StoreLedger, open_ledger
from infra.people import PeopleStore
from infra.rulebook_files import RulebookFiles
from infra.units_file import load_units
from services.handle import Order, handle
from services.receipts import Receipt

TODAY = datetime(2026, 11, 24, 3, tzinfo=UTC)
RULEBOOKS = RulebookFiles(load_units().at_level)
CALENDARS = OfficialCalendars()


class PowerCut(Exception):
    """The machine stops."""


@dataclass
class StandingClock:
    """A clock that shows one instant."""

    instant: datetime

    def now(self) -> datetime:
        """Return the instant."""
        return self.instant


@dataclass
class DemoHouse:
    """What the story needs; the power goes before the order number `cut_at`."""

    ledger: StoreLedger
    people: PeopleStore
    evidence: EvidenceFiles
    clock: StandingClock = field(default_factory=lambda: StandingClock(TODAY))
    cut_at: int | None = None
    rulebooks: RulebookFiles = RULEBOOKS
    calendars: OfficialCalendars = CALENDARS
    orders: int = 0

    def handle(self, order: Order) -> Receipt:
        """Carry an order out, unless the power goes."""
        if self.orders == self.cut_at:
            raise PowerCut
        self.orders += 1
        return handle(order, self.ledger)


@contextmanager
def demo_house(folder: Path) -> Iterator[DemoHouse]:
    """Lend an empty house."""
    engine = create_engine(f"sqlite:///{folder}/people.db")
    with closing(open_ledger("memory:")) as ledger:
        yield DemoHouse(ledger, PeopleStore(engine), EvidenceFiles(folder / "evidence", 1 << 20))
    engine.dispose()
