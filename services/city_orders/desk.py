"""The desk at which a message becomes an order: whose hand, which day, which stores."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from domain.hand import Hand
from services.house import House
from services.orders import Command
from services.senders import Sender

__all__ = ["Asked", "Desk", "House"]


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
            forces=self.house.rulebooks.forces(),
        )

    def hand_of(self, unit: str, day: date) -> Hand:
        """Return the sender's hand in one of its units alone; in none when it is not its own."""
        return replace(self.hand(day), units=self.sender.units & {unit})
