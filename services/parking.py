"""What was put aside: kept, corrected, swept. The content first, then the fact that names it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.access import VIETNAM
from domain.facts import Event
from domain.hand import Hand
from domain.nomination.access import SERVICE
from domain.parking.commands import ParkMessage
from domain.parking.events import MessageParked, ParkedMessageCorrected, Reason
from domain.parking.state import PARKED, NotParked, Settled, State, Waiting
from domain.refusal import Kind, Refusal, Refused
from services.deliveries import Delivery
from services.handle import Order
from services.histories import Histories
from services.house import House
from services.ports import Clock, Ledger
from services.receipts import Receipt
from services.stores import ParkedContents

PARKINGS = uuid5(NAMESPACE_URL, "vinhdanh:parkings")
BUS = "bus"
ABANDONED = timedelta(hours=1)
AT_ONCE = 500
LARGEST_KEPT = 8 << 20  # a content beyond that stays where it came from: a store is no dump


def put_aside(
    delivery: Delivery, message: UUID, reasons: tuple[Reason, ...], house: House
) -> Receipt:
    """
    Keep a message that could not be carried out, unless it is huge, and note it as a fact.

    Raises:
        Refused: another content was put aside under the same key.
    """
    if len(delivery.body) <= LARGEST_KEPT:
        house.parked.keep(message, delivery, house.clock.now())
    parked = MessageParked(
        source=delivery.source or "",
        type=delivery.type or "",
        digest=delivery.digest,
        size=len(delivery.body),
        place=delivery.place,
        reasons=reasons,
        envelope=delivery.envelope,
    )
    command = uuid5(PARKINGS, f"{message}\n{delivery.digest}")
    order = ParkMessage(message, bus_hand(delivery, house.clock), parked)
    return house.handle(Order(order, command, delivery.correlation or str(command)))


def bus_hand(delivery: Delivery, clock: Clock) -> Hand:
    """Return the hand of the service account under which the bus puts messages aside."""
    now = clock.now()
    today = now.astimezone(VIETNAM).date()
    return Hand(BUS, frozenset({SERVICE}), frozenset(), today, delivery.received_at, now)


def state_of(message: UUID, ledger: Ledger) -> State:
    """Return where a message stands."""
    return Histories(ledger).of(PARKED, message)


def reasons_of(message: UUID, ledger: Ledger) -> tuple[Reason, ...]:
    """Return why a message was put aside when it came."""
    facts = Histories(ledger).events(message)
    return next((one.reasons for one in facts if isinstance(one, MessageParked)), ())


def present(message: UUID, house: House) -> Delivery:
    """
    Return a waiting message as it would be tried now.

    Raises:
        Refused: it does not wait, or its content was erased.
    """
    state = state_of(message, house.ledger)
    digest = state.digest if isinstance(state, Waiting) else ""
    content = house.parked.load(message, digest)
    if content is None:
        raise Refused(Refusal("content-erased", Kind.CONFLICT, "the content is not kept any more"))
    return content


def keep_corrected(message: UUID, body: bytes, house: House) -> str:
    """Keep another content of a waiting message, before the fact; return its digest."""
    content = replace(present(message, house), body=body)
    house.parked.keep(message, content, house.clock.now())
    return sha256(body).hexdigest()


def sweep(
    parked: ParkedContents, ledger: Ledger, clock: Clock, older_than: timedelta = ABANDONED
) -> int:
    """
    Erase contents that nobody needs; return how many.

    Those are the ones no fact names, left by a crash between content and fact, and those of
    messages that were settled.
    """
    kept = parked.kept_before(clock.now() - older_than)
    idle = [one for some in _chunks(kept) for one in _idle(some, ledger)]
    for message, digest in idle:
        parked.forget(message, digest)
    return len(idle)


def _idle(kept: Sequence[tuple[UUID, str]], ledger: Ledger) -> Iterator[tuple[UUID, str]]:
    past = Histories(ledger)
    states = past.each(PARKED, list({message for message, _ in kept}))
    for message, digest in kept:
        waits = not isinstance(states[message], NotParked | Settled)
        if not (waits and digest in _named(past.events(message))):
            yield message, digest


def _named(facts: Sequence[Event]) -> set[str]:
    """Return the digests that the facts about a message name."""
    kinds = MessageParked | ParkedMessageCorrected
    return {fact.digest for fact in facts if isinstance(fact, kinds)}


def _chunks(kept: Sequence[tuple[UUID, str]]) -> Iterator[Sequence[tuple[UUID, str]]]:
    for start in range(0, len(kept), AT_ONCE):
        yield kept[start : start + AT_ONCE]
