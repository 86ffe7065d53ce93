"""A house that takes messages in: real stores, senders who may do much, a clock that stands."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import TypeVar

from sqlalchemy import create_engine

from domain.parking.events import Place
from infra.bus.parking_database import ParkingStore
from infra.database_url import parse_database
from infra.evidence.files import EvidenceFiles
from infra.ledger.ledger import StoreLedger
from infra.people.names import PeopleStore
from services.city_orders.language import FORMS
from services.deliveries import Delivery
from services.receiving import How, Outcome
from services.senders import Sender
from tests.builders import DISTRICT, NOMINEE, NOON, PROVINCE, WARD
from tests.plain_house import PlainHouse

E = TypeVar("E")
ROLES = "nominating-officer council-secretary leader appraiser clerk consulted-agency"
KEEPER = "directory-keeper"
CITY, STRANGER, CLERKS = "urn:city", "urn:stranger", "urn:clerks"
ORDER = "vn.vinhdanh.order"
NOMINATION, OPINION = f"{ORDER}.nomination.file.v1", f"{ORDER}.opinion.give.v1"
OUTCOME, BOOKING = f"{ORDER}.outcome.tell.v1", f"{ORDER}.paper.book.v1"
STATUS = f"{ORDER}.status.tell.v1"
UNIT, POST = f"{ORDER}.unit.announce.v1", f"{ORDER}.post.announce.v1"
SENDERS = {
    CITY: Sender(
        CITY,
        "city-system",
        frozenset({*ROLES.split(), KEEPER}),
        frozenset({WARD, DISTRICT, PROVINCE, "VN"}),
        frozenset(FORMS),
        "TM",
    ),
    CLERKS: Sender(
        CLERKS, "document-system", frozenset({"clerk"}), frozenset({DISTRICT}), frozenset({BOOKING})
    ),
}
DONE: tuple[How, list[str]] = (How.DONE, [])
PDF = b"%PDF-1.7 a paper of the city"
NOMINEE_TOLD = {"ref": str(NOMINEE.ref), "kind": "person", "unit": WARD}
AT_ONCE = timedelta(days=-1)
"""An age that whatever is kept has reached."""
NUMBERS = count(1)


@dataclass
class IntakeHouse(PlainHouse):
    """What taking in messages needs, with papers to point at."""

    senders: Mapping[str, Sender] = field(default_factory=lambda: SENDERS)

    def keeps(self, content: bytes = PDF) -> str:
        """Put a paper into the store of evidence; return its digest."""
        return self.evidence.put(BytesIO(content), "application/pdf").sha256


@contextmanager
def intake_house(folder: Path, ledger: StoreLedger, url: str = "memory:") -> Iterator[IntakeHouse]:
    """Lend a house over a ledger; what is put aside is kept beside it."""
    aside = url if url.startswith("postgres") else f"sqlite:///{folder}/parking.db"
    engine = create_engine(parse_database(aside))
    evidence = EvidenceFiles(folder / "evidence", 1 << 20)
    yield IntakeHouse(ledger, PeopleStore(engine), evidence, ParkingStore(engine))
    engine.dispose()


def delivery(
    kind: str | None, body: object, key: str | None = None, source: str | None = CITY, **more: bytes
) -> Delivery:
    """Return a message as the bus brings it; *more* are headers, those of None are left out."""
    number = next(NUMBERS)
    said = {
        "ce_specversion": "1.0",
        "ce_id": key or f"message-{number}",
        "ce_source": source,
        "ce_type": kind,
        "content-type": "application/json",
    }
    headers = {name: text.encode() for name, text in said.items() if text is not None}
    headers |= {name.replace("__", "-"): value for name, value in more.items()}
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Delivery(tuple(headers.items()), content, Place("vinhdanh.orders", 0, number), NOON)


def facts(house: IntakeHouse, kind: type[E]) -> list[E]:
    """Return the facts of one kind in the whole log."""
    log = house.ledger.since(0, 10_000)
    return [fact.event for fact in log if isinstance(fact.event, kind)]


def codes(outcome: Outcome) -> list[str]:
    """Return why a message was put aside."""
    return [reason.code for reason in outcome.reasons]


def about(outcome: Outcome, name: str) -> list[str]:
    """Return what the reasons say under one name."""
    return [dict(reason.about)[name] for reason in outcome.reasons]


def told(outcome: Outcome) -> tuple[How, list[str]]:
    """Return what became of a message, and why."""
    return outcome.how, codes(outcome)
