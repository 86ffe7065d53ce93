"""The desk at which a message becomes an order: whose hand, which day, which stores."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from domain.hand import Hand
from services.handle import Order
from services.orders import Command
from services.ports import Calendars, Clock, Ledger, Rulebooks
from services.receipts import Receipt
from services.senders import Sender
from services.stores import Evidence, ParkedContents


class House(Protocol):
    """What taking in messages needs of the house."""

    @property
    def ledger(self) -> Ledger:
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
    def evidence(self) -> Evidence:
        """Return the store of evidence files."""
        ...

    @property
    def parked(self) -> ParkedContents:
        """Return the store of what was put aside."""
        ...

    @property
    def senders(self) -> Mapping[str, Sender]:
        """Return who may send, by source."""
        ...

    def handle(self, order: Order) -> Receipt:
        """Carry an order out, once."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """What a message asks: commands to be carried out as one, and the version it was written on."""

    commands: tuple[Command, ...]
    seen_version: int | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """One message on its way: the id of its order, its sender, and the house."""

    house: House
    sender: Sender
    command: UUID
    received_at: datetime

    def hand(self, day: date) -> Hand:
        """Return the sender's hand, for a paper of that day."""
        sender = self.sender
        return Hand(
            actor=sender.actor,
            roles=sender.roles,
            units=sender.units,
            effective_on=day,
            received_at=self.received_at,
            recorded_at=self.house.clock.now(),
            capacity=sender.capacity,
            calendar=self.house.calendars.around(day),
        )

    def hand_of(self, unit: str, day: date) -> Hand:
        """Return the sender's hand in one of its units alone; in none when it is not its own."""
        return replace(self.hand(day), units=self.sender.units & {unit})
