"""A house for the demo ward's story: real stores, a clock that stands, and a plug to pull."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import create_engine

from infra.bus.parking_database import ParkingStore
from infra.evidence.files import EvidenceFiles
from infra.ledger.ledger import open_ledger
from infra.people.names import PeopleStore
from services.handle import Order
from services.receipts import Receipt
from tests.plain_house import PlainHouse, PowerCut, StandingClock

TODAY = datetime(2026, 11, 24, 3, tzinfo=UTC)


@dataclass
class DemoHouse(PlainHouse):
    """What the story needs; the power goes before the order number `cut_at`."""

    clock: StandingClock = field(default_factory=lambda: StandingClock(TODAY))
    cut_at: int | None = None
    orders: int = 0

    def handle(self, order: Order) -> Receipt:
        """Carry an order out, unless the power goes."""
        if self.orders == self.cut_at:
            raise PowerCut
        self.orders += 1
        return super().handle(order)


@contextmanager
def demo_house(folder: Path) -> Iterator[DemoHouse]:
    """Lend an empty house."""
    engine = create_engine(f"sqlite:///{folder}/people.db")
    with closing(open_ledger("memory:")) as ledger:
        evidence = EvidenceFiles(folder / "evidence", 1 << 20)
        yield DemoHouse(ledger, PeopleStore(engine), evidence, ParkingStore(engine))
    engine.dispose()
