"""A log decided again, act by act, each on the histories of just before it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol
from uuid import UUID

from domain.access import behind
from domain.acting import ActingFor
from domain.change import Change
from domain.facts import CommandReceived, Event
from domain.hand import Hand
from domain.recorded import Dated
from domain.refusal import ImpossibleHistory, Refused
from services.acting import acting
from services.histories import Histories
from services.orders import Command, decide
from services.ports import Conflict
from services.receipts import receipt_stream
from services.redeciding import capacities
from services.redeciding.act import Act, Fact, acts
from services.redeciding.findings import Broken, Looked, broken
from services.redeciding.late import as_of_then
from services.redeciding.left import Left
from services.redeciding.means import Means, NotKnown, NotTold, hand_of
from services.redeciding.table import ROWS
from services.redeciding.told import Apart, ByOrder, Told

BROKEN_BEFORE = "a history that was broken before"
UNASKABLE = (ArithmeticError, AttributeError, Conflict, LookupError, TypeError, ValueError)
"""What rules raise over facts that no order of ours can have written."""
UNITS = "unit-foreign"


class Shelf(Protocol):
    """Where the facts so far are kept, by stream."""

    def read_many(self, streams: Sequence[UUID]) -> dict[UUID, Sequence[Dated[Event]]]:
        """Return the facts of each of *streams*."""
        ...

    def stream_at(self, position: int) -> UUID | None:
        """Return the stream of the fact at a position, None where none is kept of it."""
        ...

    def add(self, facts: Sequence[Fact]) -> None:
        """Keep more facts."""
        ...


def decided_again(
    facts: Iterable[Fact], shelf: Shelf, means: Means, seen: Looked
) -> Iterator[Broken]:
    """Yield what should not have been accepted, in the order of the log."""
    for act in acts(facts):
        found = list(Again(act, shelf, means, seen).broken())
        seen.acts += 1
        seen.facts += len(act.facts)
        seen.wrong += len(found)
        yield from found
        seen.note_what_rests(act)
        seen.reviews.note(act)
        shelf.add(act.facts)


class Again:
    """One act, decided again."""

    def __init__(self, act: Act, shelf: Shelf, means: Means, seen: Looked) -> None:
        self._act, self._shelf, self._means, self._seen = act, shelf, means, seen
        self._past, self._left = Histories(shelf), Left(act)
        self._first, self._orders = self._left.lead() or act.facts[0], list[Command]()

    def broken(self) -> Iterator[Broken]:
        """Yield what is wrong with the act; with its first order that was refused, all of it."""
        yield from self._of_one_hand()
        yield from self._without_units()
        yield from capacities.silent(self._first, self._seen)
        yield from self._receipts()
        while lead := self._left.lead():
            found = self._order_of(lead)
            yield from found or ()
            if found is None or found:
                return
        for one in self._left.rest():
            yield broken(one, "unfounded", "no order of this act writes it")
        hand = hand_of(self._first.envelope, self._means)
        yield from capacities.another(self._first, self._orders, hand, self._seen)
        self._seen.untold.update(self._left.untold)

    def _order_of(self, lead: Fact) -> list[Broken] | None:
        """Give the order that wrote a fact again; None where that cannot be done."""
        row = ROWS[type(lead.event)]
        if isinstance(row, ByOrder):
            return self._again(lead, row)
        if isinstance(row, Apart):
            self._seen.untold[row.why] += 1
            self._left.set_apart(lead, row)
        return []

    def _again(self, lead: Fact, row: ByOrder) -> list[Broken] | None:
        try:
            return self._given(lead, row)
        except NotTold as not_told:
            return self._untold(lead, not_told)
        except NotKnown as not_known:
            return [broken(lead, not_known.code, not_known.detail)]
        except ImpossibleHistory:
            return self._on_what_cannot_be(lead)
        except Refused as refused:
            return [broken(lead, one.code, one.detail) for one in refused.refusals]
        except UNASKABLE as err:
            return [broken(lead, "unfounded", f"no order can have written it: {err!r}")]

    def _untold(self, lead: Fact, not_told: NotTold) -> list[Broken]:
        """Count what is not told, and note a stream that rests on it."""
        self._seen.untold[not_told.why] += 1
        if not_told.taints:
            self._seen.tainted[lead.stream] = not_told.why
        self._left.give_up(lead)
        return []

    def _on_what_cannot_be(self, lead: Fact) -> list[Broken] | None:
        """Count an act on a history that cannot be; nothing told so far, it is the first sign."""
        self._seen.untold[BROKEN_BEFORE] += 1
        if self._seen.wrong:
            return None
        return [broken(lead, "unfounded", "no orders can have written what stands before it")]

    def _given(self, lead: Fact, row: ByOrder) -> list[Broken]:
        hand = hand_of(lead.envelope, self._means)
        seen, known = self._seen, (self._past, self._means, self._seen.untold)
        beside = self._shelf.stream_at, seen.unseen, seen.reviews
        command = row.make(Told(lead, self._act, hand, *known, *beside))
        changes = as_of_then(decide(command, self._past), lead, self._act, seen)
        self._orders.append(command)
        seen.unseen.update(row.unseen)
        seen.unseen[UNITS] += lead.envelope.units is None
        found = [*self._of_the_hand(command, lead), self._left.account(changes, lead)]
        if self._left.has(lead):
            found.append(broken(lead, "otherwise", "the order changes nothing, or not this"))
        self._take(changes, command.hand)
        return [one for one in found if one][:1]

    def _take(self, changes: Sequence[Change], hand: Hand) -> None:
        beside = self._act.envelope
        self._past.take(changes, hand.effective_on, behind(beside.actor, beside.delegation))

    def _of_the_hand(self, command: Command, lead: Fact) -> Iterator[Broken]:
        """Hold the hand of a delegate to what the delegation gives."""
        beside = lead.envelope
        if not isinstance(beside.delegation, ActingFor):
            return
        given = acting(command, self._past).hand
        if told_of(given) != (frozenset(beside.roles), beside.capacity, beside.delegation):
            yield broken(lead, "hand-differs", "the delegation gives another hand than was kept")

    def _of_one_hand(self) -> Iterator[Broken]:
        """See that all facts of an act stand beside one envelope, but for those brought in."""
        first = self._act.envelope
        for one in self._act.facts:
            if one.envelope != first and not isinstance(ROWS[type(one.event)], Apart):
                yield broken(one, "hand-differs", "its act was done by another hand")
                return

    def _without_units(self) -> Iterator[Broken]:
        """See that an act says the units of its hand, once the log has begun to say them."""
        first, seen = self._first, self._seen
        if self._act.envelope.units is not None:
            seen.units_since = seen.units_since or first.position
        elif seen.units_since and not isinstance(ROWS[type(first.event)], Apart):
            since = f"since position {seen.units_since} each act says the units of its hand"
            yield broken(first, "units-missing", since)

    def _receipts(self) -> Iterator[Broken]:
        """Hold a receipt to the act it tells of."""
        for one in self._act.facts:
            if isinstance(one.event, CommandReceived) and not self._is_receipt(one, one.event):
                yield broken(one, "receipt-differs", "it tells of another act")

    def _is_receipt(self, fact: Fact, receipt: CommandReceived) -> bool:
        own = fact.stream == receipt_stream(fact.envelope.command)
        mine = [one.version for one in self._act.facts if one.stream == receipt.stream]
        return own and (not mine or receipt.version == mine[-1])


def told_of(hand: Hand) -> tuple[frozenset[str], str | None, object]:
    """Return what an envelope keeps of the hand of a delegate."""
    return hand.roles, hand.capacity, hand.delegation
