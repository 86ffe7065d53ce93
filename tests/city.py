"""The city listens: facts in, messages out, with what is known kept under each key."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from domain.facts import Event
from domain.recorded import Recorded
from services.city_messages import CityMessage, Known, Record, key_of, outgoing, record, told

SOURCE = "/vinhdanh/30"
Heard = tuple[Recorded[Event], CityMessage]


def heard(log: Iterable[Recorded[Event]]) -> Iterator[Heard]:
    """Return every message with the fact it was said of, as an outbox would keep them."""
    known: dict[UUID, Known | None] = {}
    for fact in log:
        key = key_of(fact)
        known[key], said = told(known.get(key), fact)
        for message in said:
            yield fact, message


def sent(log: Iterable[Recorded[Event]]) -> list[Record]:
    """Return what goes to the broker, numbered from 1."""
    return [
        record(outgoing(message, fact), sequence, SOURCE)
        for sequence, (fact, message) in enumerate(heard(log), 1)
    ]
