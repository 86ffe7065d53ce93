"""Erasing by itself whose records need not be kept any more: once, by the service."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.personal.commands import EraseByRetention
from domain.personal.rules import PersonalRules
from domain.refusal import Refused
from services.deadlines import service_hand
from services.handle import Order, rehearse
from services.ports import Calendars, Clock, Ledger

RETENTION = uuid5(NAMESPACE_URL, "vinhdanh:retention")


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long records are kept, and the days that count."""

    rules: PersonalRules
    calendars: Calendars
    clock: Clock

    def before(self) -> date | None:
        """Return the day before which a last act has to be for any class to be over, if any."""
        if self.rules.shortest is None:
            return None
        today = service_hand(self.clock, self.calendars).effective_on
        return date(today.year - self.rules.shortest, 1, 1)

    def order(self, person: UUID, cases: Iterable[UUID]) -> Order:
        """Return the order that erases a person; its id follows from the person."""
        hand = service_hand(self.clock, self.calendars)
        command = EraseByRetention(person, hand, self.rules, tuple(cases))
        command_id = uuid5(RETENTION, str(person))
        return Order(command, command_id, command_id.hex)


def over(
    found: Mapping[UUID, Iterable[UUID]], keeping: Keeping, ledger: Ledger
) -> Mapping[UUID, Order]:
    """Return the orders of those *found* with their cases who would be erased as things stand."""
    orders = {person: keeping.order(person, cases) for person, cases in found.items()}
    return {person: one for person, one in orders.items() if _would_be_done(one, ledger)}


def _would_be_done(order: Order, ledger: Ledger) -> bool:
    try:
        rehearse(order.command, None, ledger)
    except Refused:
        return False
    return True
