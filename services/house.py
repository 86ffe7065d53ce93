"""The house as those who give it orders meet it: its parts, and the way in."""

from collections.abc import Mapping
from typing import Protocol

from domain.hand import Hand
from services.box_ports import BallotBoxes
from services.handle import Order
from services.ports import Archive, Calendars, Clock, Rulebooks
from services.receipts import Receipt
from services.senders import Sender
from services.sight import Sight
from services.stores import Evidence, ParkedContents, People


class House(Protocol):
    """The parts that the use cases share; what only HTTP asks for, the API adds."""

    @property
    def ledger(self) -> Archive:
        """Return the log of facts."""
        ...

    @property
    def clock(self) -> Clock:
        """Return the time of day."""
        ...

    @property
    def calendars(self) -> Calendars:
        """Return the official calendar."""
        ...

    @property
    def rulebooks(self) -> Rulebooks:
        """Return awards and movements."""
        ...

    @property
    def people(self) -> People:
        """Return the erasable store of names."""
        ...

    @property
    def evidence(self) -> Evidence:
        """Return the store of evidence files."""
        ...

    @property
    def parked(self) -> ParkedContents:
        """Return the store of what messages that were put aside held."""
        ...

    @property
    def ballots(self) -> BallotBoxes:
        """Return the boxes of secret votes."""
        ...

    @property
    def senders(self) -> Mapping[str, Sender]:
        """Return who may send orders over the bus, by source."""
        ...

    def sight(self, hand: Hand) -> Sight:
        """Return what a hand that gives an order may know of."""
        ...

    def handle(self, order: Order) -> Receipt:
        """Carry an order out, once."""
        ...
