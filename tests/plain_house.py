"""The house that the tests of every room share: real stores, the rulebooks, a clock that stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from domain.facts import Event
from domain.hand import Hand
from domain.recorded import Envelope
from infra.ballot_boxes import BallotStore
from infra.bus.parking_database import ParkingStore
from infra.evidence.files import EvidenceFiles
from infra.ledger.ledger import StoreLedger
from infra.people.names import PeopleStore
from infra.rulebooks.calendars import OfficialCalendars
from infra.rulebooks.files import RulebookFiles
from infra.rulebooks.units_file import load_units
from services.handle import Order, handle
from services.ports import Append
from services.receipts import Receipt
from services.senders import Sender
from services.sight import Sight
from tests.builders import APRIL, NOON

UNITS = load_units()
RULEBOOKS = RulebookFiles(UNITS.at_level, units=UNITS)
CALENDARS = OfficialCalendars()
PAST = Envelope("somebody", ("clerk",), None, None, APRIL, NOON, NOON, UUID(int=1), "before")


def boxes() -> BallotStore:
    """Return boxes in memory."""
    return BallotStore(create_engine("sqlite://", poolclass=StaticPool))


class PowerCut(Exception):
    """The machine stops."""


@dataclass
class StandingClock:
    """A clock that shows one instant until it is set."""

    instant: datetime = NOON

    def now(self) -> datetime:
        """Return the instant."""
        return self.instant


@dataclass
class PlainHouse:
    """What the use cases need; what a room asks for besides, its own tests add."""

    ledger: StoreLedger
    people: PeopleStore
    evidence: EvidenceFiles
    parked: ParkingStore
    senders: Mapping[str, Sender] = field(default_factory=dict)
    ballots: BallotStore = field(default_factory=boxes)
    clock: StandingClock = field(default_factory=StandingClock)
    calendars: OfficialCalendars = CALENDARS
    rulebooks: RulebookFiles = RULEBOOKS

    def given(self, stream: UUID, *events: Event) -> None:
        """Let facts have happened."""
        expected = len(self.ledger.read(stream))
        self.ledger.append([Append(stream, expected, events)], PAST)

    def sight(self, hand: Hand) -> Sight:
        """Return what a hand that gives an order may know of; nothing was lent to it."""
        return Sight(hand, UNITS, lambda *_: (), self.people.name_of)

    def handle(self, order: Order) -> Receipt:
        """Carry an order out."""
        sight = self.sight(order.command.hand)
        return handle(order, self.ledger, self.people.keyed, sight)
