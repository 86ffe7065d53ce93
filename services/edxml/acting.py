"""What was taken in is acted on: each package once, by the desk that takes the bus's messages."""

from collections.abc import Iterator
from dataclasses import replace

from domain.parking.events import Reason
from services.city_orders.desk import House
from services.edxml.gateway import Became, Entry, Received, Way
from services.edxml.incoming import Arrival, StatusSaid
from services.edxml.orders import (
    OUTCOME,
    Kept,
    Message,
    decision_order,
    is_decision,
    is_new,
    source_of,
    status_order,
)
from services.edxml.organs import Organs
from services.edxml.references import ours_among
from services.histories import Histories
from services.receiving import How, receive

WAYS = {How.DONE: Way.DONE, How.REPEATED: Way.REPEATED, How.PARKED: Way.PARKED}
NOTHING = Became(Way.NOTHING)
NO_DECISION = Became(Way.FOR_A_PERSON, reasons=("not-a-decision",))
CHANGES = Became(Way.FOR_A_PERSON, reasons=("changes-a-document",))


def act(received: Received, organs: Organs, house: House) -> Iterator[Entry]:
    """
    Act on everything that was taken and not acted on, in the order it came.

    What a package led to is written down after it is in the ledger. Whoever dies in between leaves
    it unread; the message is known by its id when it is acted on again.
    """
    with received.alone():
        for number, entry in received.unread():
            became = _became(Kept(number, entry), organs, house)
            received.note(entry.digest, became)
            yield replace(entry, became=became)


def _became(kept: Kept, organs: Organs, house: House) -> Became:
    read = _read(kept, organs, house)
    if isinstance(read, Became):
        return read
    outcome = receive(read.delivery, house, _lacks(read, house))
    codes = tuple(dict.fromkeys(one.code for one in outcome.reasons))
    return Became(WAYS[outcome.how], outcome.message, codes)


def _lacks(read: Message, house: House) -> tuple[Reason, ...]:
    """Return what is wanting; who sends is looked at beside it, so that all is said at once."""
    if not read.lacks or read.delivery.source in house.senders:
        return read.lacks
    stranger = (("source", read.delivery.source or ""),)
    return (*read.lacks, Reason("sender-unknown", "nobody registered it", stranger))


def _read(kept: Kept, organs: Organs, house: House) -> Message | Became:
    """Return the message a package is, or why it is none."""
    told = kept.entry.said
    if isinstance(told, StatusSaid):
        return status_order(kept, told, organs)
    if not isinstance(told, Arrival):
        return NOTHING
    papers = ours_among(told.answers, organs, Histories(house.ledger))
    if not (papers or _may_decide(told, house)):
        return NOTHING
    if not is_new(told):
        return CHANGES
    return decision_order(kept, told, organs, papers) if is_decision(told) else NO_DECISION


def _may_decide(told: Arrival, house: House) -> bool:
    """Say whether a document is a decision of an agency that is registered to tell outcomes."""
    sender = house.senders.get(source_of(told.organ_id))
    return is_decision(told) and sender is not None and OUTCOME in sender.types
