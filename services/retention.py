"""Erasing by itself whose records need not be kept any more: once, by the service."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.personal.commands import EraseByRetention
from domain.personal.rules import PERMANENT, PersonalRules
from domain.refusal import Refusal, Refused
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
        return date(self.today().year - self.rules.shortest, 1, 1)

    def readings_since(self) -> date | None:
        """Return the first day of which it is kept who read what, None where all are kept."""
        return self.rules.trail.first(self.today()) if self.rules.trail else None

    def today(self) -> date:
        """Return the day in Viet Nam."""
        return service_hand(self.clock, self.calendars).effective_on

    def over(
        self, person: UUID, cases: Iterable[UUID], reviews: Iterable[UUID], ledger: Ledger
    ) -> Order | date:
        """
        Return the order that erases a person with these cases; its id follows from the person.

        Where something keeps their records as things stand: the last day on which it surely does.
        """
        hand = service_hand(self.clock, self.calendars)
        command = EraseByRetention(person, hand, self.rules, tuple(cases), tuple(reviews))
        try:
            rehearse(command, None, ledger)
        except Refused as refused:
            return max(self.today(), *(_until(one) for one in refused.refusals))
        command_id = uuid5(RETENTION, str(person))
        return Order(command, command_id, command_id.hex)


def _until(one: Refusal) -> date:
    """Return the day that a refusal says that a record is to be kept, for others no day."""
    day = one.facts.get("until", date.min.isoformat())
    return date.max if day == PERMANENT else date.fromisoformat(day)
