"""The one way of a command: read, fold, decide, append."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar
from uuid import UUID

from domain.access import behind
from domain.acting import ActingFor
from domain.capacity import capacity_of
from domain.change import Change
from domain.facts import CommandReceived, Event
from domain.hand import Hand
from domain.recorded import Envelope
from domain.refusal import Refused, about
from services.acting import acting, delegation_of
from services.free_texts import the_texts_may_be_kept
from services.histories import Histories
from services.kin_held import kin_held
from services.moved_powers import powers_held
from services.names_asked import names_asked
from services.orders import Command, decide, stream_of
from services.personal import held_still
from services.ports import Append, Conflict, Ledger
from services.receipts import Asked, Keyed, Receipt, answered, receipt_stream
from services.sight import Sight, blind

T = TypeVar("T")
TRIES = 5


class Stale(Exception):
    """The caller expected another version; `version` is the one that stands."""

    def __init__(self, version: int) -> None:
        super().__init__(f"the version is {version}")
        self.version = version


@dataclass(frozen=True, slots=True)
class Order:
    """
    A command on its way, with what the caller said about it.

    `fingerprint` digests what was asked, None for an order without an idempotency key;
    `expected` is the version the caller saw, None when none was named. `then` are commands of the
    same hand that are carried out with the first or not at all, each on what those before it did.
    """

    command: Command
    id: UUID
    correlation: str
    fingerprint: str | None = None
    expected: int | None = None
    causation: str | None = None
    then: tuple[Command, ...] = ()

    def __post_init__(self) -> None:
        if any(one.hand != self.command.hand for one in self.then):
            raise ValueError("one order has one hand")

    def asked(self, keyed: Keyed) -> Asked | None:
        """Return what the order is known again by, None where it has no key."""
        said = self.fingerprint
        return None if said is None else Asked(self.id, lambda: said, keyed)


def handle(order: Order, ledger: Ledger, keyed: Keyed = str, sight: Sight | None = None) -> Receipt:
    """
    Carry an order out, once; *keyed* says what its receipt keeps of the digest of what was asked.

    What an order names beyond the *sight* of its giver is decided on as unknown; the service's own
    orders come without one.

    Raises:
        Refused: with every broken rule.
        Stale: the stream is at another version than the caller expected.
        Conflict: the histories moved on every time.
    """
    return _settled(partial(_once, order, ledger, keyed, sight), ledger)


def _settled(look: Callable[[Histories], T], ledger: Ledger) -> T:
    """
    Return what a look at the histories says, once they stood still for it.

    An order whose histories moved on meanwhile is decided again on the new ones, unless the
    caller named a version. So is one that was refused: what it was refused for may be its own
    effect, when the same order came twice at once, or no state that ever was.
    """
    last: Exception
    for _ in range(TRIES):
        past = Histories(ledger)
        try:
            return look(past)
        except Conflict as conflict:
            last = conflict
        except Refused as refused:
            if not past.moved_on(ledger.versions):
                raise
            last = refused
    raise last


def rehearse(
    command: Command,
    expected: int | None,
    ledger: Ledger,
    sight: Sight | None = None,
    asked: Asked | None = None,
) -> Receipt | None:
    """
    Let a new order pass that would be carried out as things stand; nothing is written.

    One that was carried out before, or is just now, under the key it is *asked* by has its receipt.

    Raises:
        Refused: with every broken rule.
        Stale: the stream is at another version than the caller expected.
    """

    def look(past: Histories) -> Receipt | None:
        if (kept := _answered([command], asked, past, ledger, sight)) is None:
            _compare(past.version(stream_of(command)), expected)
            if decide(command, past):
                the_texts_may_be_kept([command], names_asked([command], past, sight))
        return kept

    return _settled(look, ledger)


def _answered(
    commands: Sequence[Command],
    asked: Asked | None,
    past: Histories,
    ledger: Ledger,
    sight: Sight | None,
) -> Receipt | None:
    """
    Return the receipt of commands that were carried out; let a new one see what its giver may.

    It is read in one question with the first stream they change: who sees their effect there sees
    the receipt too.
    """
    receipt = [receipt_stream(asked.id)] if asked else []
    past.read([stream_of(commands[0]), *receipt])
    if asked and (kept := answered(asked, past, ledger)) is not None:
        return kept
    if sight is not None:
        blind(commands, past, sight)
    return None


def _compare(version: int, expected: int | None) -> None:
    """Hold a version against the one the caller saw; what does not exist is refused by rules."""
    if expected is not None and version not in {0, expected}:
        raise Stale(version)


def _once(
    order: Order, ledger: Ledger, keyed: Keyed, sight: Sight | None, past: Histories
) -> Receipt:
    """Try to carry an order out on the histories as they are now."""
    main, asked = stream_of(order.command), (order.command, *order.then)
    if (kept := _answered(asked, order.asked(keyed), past, ledger, sight)) is not None:
        return kept
    version = past.version(main)
    _compare(version, order.expected)
    by = acting(order.command, past).hand
    changes = _decided(order, by, past)
    if changes:
        the_texts_may_be_kept(asked, names_asked(asked, past, sight))
    version += sum(change.stream == main for change in changes)
    appends = _appends(order, changes, past, version, keyed)
    seen = [*_held(by, past), *powers_held(asked, past), *kin_held(asked, past)]
    beside = [*appends, *seen, *held_still(order.command, past)]
    position = ledger.append(beside, envelope(order, by)) if appends else ledger.last_position()
    return Receipt(main, version, position, repeated=not changes)


def _decided(order: Order, by: Hand, past: Histories) -> list[Change]:
    """Return what the commands of an order change, one after the other."""
    changes: list[Change] = []
    for number, command in enumerate((order.command, *order.then), start=1):
        try:
            found = decide(command, past)
        except Refused as refused:
            if not order.then:
                raise
            part = f"{number} {type(command).__name__}"
            raise Refused(*about("part", part, refused.refusals)) from None
        past.take(found, command.hand.effective_on, behind(command.hand.actor, by.delegation))
        changes += found
    return changes


def _appends(
    order: Order, changes: Sequence[Change], past: Histories, version: int, keyed: Keyed
) -> list[Append]:
    """Return the changes stream by stream, each after the version seen, and the receipt."""
    streams: dict[UUID, list[Event]] = {}
    for change in changes:
        streams.setdefault(change.stream, []).append(change.event)
    appends = [Append(one, past.version(one), tuple(facts)) for one, facts in streams.items()]
    if order.fingerprint is not None:
        receipt = CommandReceived(keyed(order.fingerprint), stream_of(order.command), version)
        appends.append(Append(receipt_stream(order.id), 0, (receipt,)))
    return appends


def _held(hand: Hand, past: Histories) -> list[Append]:
    """Hold the delegation of *hand* to what was read of it: nobody takes it back meanwhile."""
    used = delegation_of(hand)
    if used is None:
        return []
    return [Append(used, past.version(used), ())]


def envelope(order: Order, hand: Hand) -> Envelope:
    """Return what is known beside the facts of an order."""
    return Envelope(
        actor=hand.actor,
        roles=tuple(sorted(hand.roles)),
        capacity=capacity_of((order.command, *order.then), hand),
        delegation=hand.delegation if isinstance(hand.delegation, ActingFor) else None,
        effective_on=hand.effective_on,
        received_at=hand.received_at,
        recorded_at=hand.recorded_at,
        command=order.id,
        correlation=order.correlation,
        causation=order.causation,
        units=tuple(sorted(hand.units)),
    )
