"""The one way of a message: carried out once, or put aside with everything that is wrong."""

from dataclasses import dataclass
from enum import Enum
from functools import partial
from uuid import UUID, uuid5

from domain.decider import demand
from domain.parking.events import Reason
from domain.parking.state import PARKED, NotParked
from domain.refusal import ImpossibleHistory, Kind, Refusal, Refused
from services.city_orders.desk import Desk
from services.city_orders.language import FORMS, unknown
from services.deliveries import Delivery
from services.envelopes import flaws
from services.handle import Order, Stale
from services.histories import Histories
from services.house import House
from services.parking import put_aside, reasons_of
from services.receipts import Asked, Receipt, made
from services.senders import Sender

MOST_REASONS = 50
REUSED = "key-reused"
# What our own code raises when it meets a content nobody thought of. Stores that are down, full or
# unreachable raise none of these: that is not the message's fault, and the caller tries again.
DEFECTS = (
    ArithmeticError,
    AttributeError,
    ImpossibleHistory,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


class How(Enum):
    """What became of a message."""

    DONE = "done"
    REPEATED = "repeated"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    What became of a message: its receipt, or under which key it was put aside and why.

    `broke` is the error of our own code, where that is the reason.
    """

    how: How
    receipt: Receipt | None = None
    message: UUID | None = None
    reasons: tuple[Reason, ...] = ()
    broke: Exception | None = None


@dataclass(frozen=True, slots=True)
class NotDone:
    """A message was not carried out, and why."""

    reasons: tuple[Reason, ...]
    broke: Exception | None = None


def receive(delivery: Delivery, house: House, lacks: tuple[Reason, ...] = ()) -> Outcome:
    """
    Take a message in: carry it out, know it again, or put it aside.

    One that *lacks* something, as whoever brings it knows, is put aside for that and not tried.
    One whose like was put aside is tried when its envelope is another: its sender put that right.
    Never raises for anything a sender can do. What it raises says that a store of ours does not
    work, or that others wrote the same histories each time: do not commit, and try again.
    """
    known = Histories(house.ledger).of(PARKED, delivery.key)
    if isinstance(known, NotParked):
        message = delivery.key
    elif known.came != delivery.digest:
        return _beside(delivery, NotDone((_reused(),)), house)
    elif known.envelope in {None, delivery.envelope}:
        reasons = reasons_of(delivery.key, house.ledger)
        return Outcome(How.REPEATED, message=delivery.key, reasons=reasons)
    else:
        message = uuid5(delivery.key, delivery.envelope)
    tried = NotDone(lacks) if lacks else attempt(delivery, house)
    if isinstance(tried, NotDone):
        return _aside(delivery, message, tried, house)
    return Outcome(How.REPEATED if tried.repeated else How.DONE, tried)


def attempt(delivery: Delivery, house: House) -> Receipt | NotDone:
    """Carry a message out, or say why not."""
    try:
        return _once(delivery, house)
    except Refused as refused:
        return NotDone(tuple(map(_reason, refused.refusals[:MOST_REASONS])))
    except Stale as stale:
        about = (("version", str(stale.version)),)
        return NotDone((Reason("version-stale", "the case has moved on", about),))
    except DEFECTS as err:
        about = (("error", type(err).__name__),)
        return NotDone((Reason("defect", "our own code broke on the message", about),), err)


def _once(delivery: Delivery, house: House) -> Receipt:
    """Carry a message out; one that was carried out before is known by its receipt."""
    asked = Asked(delivery.command, lambda: delivery.fingerprint, house.people.keyed)
    order = made(partial(order_of, delivery, house), asked, house.ledger)
    return order if isinstance(order, Receipt) else house.handle(order)


def order_of(delivery: Delivery, house: House) -> Order:
    """
    Return the order that a message is.

    Raises:
        Refused: with everything that is wrong with its envelope, then its sender and type, then its
            content, then the rules that building it breaks.
    """
    demand(*flaws(delivery.headers, delivery.body))
    sender, kind = _admitted(delivery, house)
    desk = Desk(house, sender, delivery.command, delivery.received_at)
    asked = FORMS[kind].asked(delivery.body, desk)
    first, *then = asked.commands
    return Order(
        first,
        delivery.command,
        delivery.correlation or str(delivery.command),
        delivery.fingerprint,
        asked.seen_version,
        f"{delivery.source} {delivery.id}",
        tuple(then),
    )


def _admitted(delivery: Delivery, house: House) -> tuple[Sender, str]:
    """Return who sends, and the type of the message, which that sender may send."""
    sender, kind = house.senders.get(delivery.source or ""), delivery.type or ""
    if sender is None:
        facts = {"source": delivery.source or ""}
        stranger = Refusal("sender-unknown", Kind.FORBIDDEN, "nobody registered it", facts)
        raise Refused(*(one for one in (stranger, unknown(kind)) if one))
    demand(unknown(kind))
    demand(the_sender_may_send_it(sender, kind))
    return sender, kind


def the_sender_may_send_it(sender: Sender, kind: str) -> Refusal | None:
    """Refuse a type the registration of the sender does not name."""
    if kind in sender.types:
        return None
    return Refusal("type-not-allowed", Kind.FORBIDDEN, "not for this sender", {"type": kind})


def _aside(delivery: Delivery, message: UUID, why: NotDone, house: House) -> Outcome:
    """Put a message aside; an order's id that was used before puts it beside what has it."""
    if any(one.code == REUSED for one in why.reasons):
        return _beside(delivery, why, house)
    try:
        return _kept(delivery, message, why, house)
    except Refused:  # another content was put aside under the id just now
        return _beside(delivery, NotDone((_reused(),)), house)


def _beside(delivery: Delivery, why: NotDone, house: House) -> Outcome:
    """Put another content under a used id beside the first, not in its place."""
    return _kept(delivery, uuid5(delivery.key, delivery.digest), why, house)


def _kept(delivery: Delivery, message: UUID, why: NotDone, house: House) -> Outcome:
    receipt = put_aside(delivery, message, why.reasons, house)
    how = How.REPEATED if receipt.repeated else How.PARKED
    return Outcome(how, message=message, reasons=why.reasons, broke=why.broke)


def _reason(refusal: Refusal) -> Reason:
    return Reason(refusal.code, refusal.detail, tuple(sorted(refusal.facts.items())))


def _reused() -> Reason:
    return Reason(REUSED, "the id came with another content before")
