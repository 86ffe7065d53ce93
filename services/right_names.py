"""The right name that a correction brings: kept aside before the fact, taken over after it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from domain.facts import CommandReceived
from domain.personal.events import PersonRequestCarriedOut
from domain.personal.rules import CORRECTION
from domain.personal.state import person_stream
from domain.refusal import Refused
from services.handle import Stale
from services.histories import Histories
from services.personal_data import Pending
from services.ports import Conflict, Ledger
from services.receipts import Receipt, receipt_stream
from services.stores import Name, People


@dataclass(frozen=True, slots=True)
class RightName:
    """A right name of a subject of a kind, and what it waits for."""

    pending: Pending
    kind: str
    name: Name


def with_right_name(
    right: RightName, people: People, give: Callable[[], Receipt], ledger: Ledger
) -> Receipt:
    """
    Keep a right name aside, and have the correction that it comes with carried out.

    Whatever stops us after the fact, the name is there and `names_put_right` finds it; one whose
    correction is refused is taken away.
    """
    pending = right.pending
    if not ledger.read(receipt_stream(pending.command)):
        people.set_aside(pending, right.kind, right.name)
    try:
        return give()
    except (Conflict, Refused, Stale):
        people.drop(pending)
        raise


def names_put_right(ref: UUID, past: Histories, people: People) -> None:
    """
    Let the right name of a person stand that the facts tell of, and take others away.

    Not where they say so anew since: an order that is sent again undoes no later correction.
    """
    facts = enumerate(past.events(person_stream(ref)), 1)
    last = max((at for at, one in facts if _puts_right(one)), default=0)
    for one in people.pending(ref):
        told = list(past.events(receipt_stream(one.command)))
        if told == [CommandReceived(one.fingerprint, person_stream(ref), last)]:
            people.take_over(one)
        elif told or one.abandoned:
            people.drop(one)


def _puts_right(fact: object) -> bool:
    return isinstance(fact, PersonRequestCarriedOut) and fact.kind == CORRECTION
