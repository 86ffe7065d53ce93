"""Terms that ran out, noted by the service itself: each once, whoever looks and however often."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.access import VIETNAM
from domain.hand import Hand
from domain.nomination.access import SERVICE
from domain.nomination.commands import NoteMissedDeadline
from domain.refusal import Refused
from services.handle import Order, handle
from services.ports import Clock, Conflict, Ledger

DEADLINES = uuid5(NAMESPACE_URL, "vinhdanh:deadlines")
ACTOR = "vinhdanh"


@dataclass(frozen=True, slots=True)
class Overdue:
    """A case that still waits at a step after the last day of its term."""

    nomination: UUID
    step: str
    due_on: date


def note_missed(found: Iterable[Overdue], ledger: Ledger, clock: Clock) -> set[Overdue]:
    """
    Note each term that ran out; return those that are noted now, by this call or before it.

    A case that moved on since it was *found* is left alone: the term did not run out there.
    """
    return {one for one in found if _noted(one, ledger, clock)}


def _noted(one: Overdue, ledger: Ledger, clock: Clock) -> bool:
    now = clock.now()
    today = now.astimezone(VIETNAM).date()
    hand = Hand(ACTOR, frozenset({SERVICE}), frozenset(), today, now, now)
    about = f"{one.nomination} {one.step} {one.due_on}"
    order = Order(
        NoteMissedDeadline(one.nomination, hand, one.step, one.due_on),
        uuid5(DEADLINES, about),
        uuid5(DEADLINES, about).hex,
        sha256(about.encode()).hexdigest(),
    )
    try:
        handle(order, ledger)
    except (Refused, Conflict):
        return False
    return True
