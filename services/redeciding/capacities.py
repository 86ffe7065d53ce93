"""Whether an act says in what capacity it was done, and whether its hand had that capacity."""

from collections.abc import Iterator, Sequence

from domain.acting import ActingFor
from domain.capacity import OFFICE, capacity_of
from domain.hand import Hand
from domain.nomination.access import SERVICE
from domain.unsaid import NOT_RECORDED
from services.orders import Command
from services.redeciding.act import Fact
from services.redeciding.findings import Broken, Looked, broken

SINCE = frozenset({OFFICE, SERVICE})
"""What no envelope said before each act kept its capacity."""


def silent(first: Fact, seen: Looked) -> Iterator[Broken]:
    """See that an act says its capacity, once the log has begun to say it of each."""
    kept = first.envelope.capacity
    if kept in SINCE:
        seen.capacity_since = seen.capacity_since or first.position
    if seen.capacity_since and kept is None:
        since = f"since position {seen.capacity_since} each act says in what capacity"
        yield broken(first, "capacity-differs", since)


def another(first: Fact, orders: Sequence[Command], hand: Hand, seen: Looked) -> Iterator[Broken]:
    """Hold the capacity of an act of one's own to its orders; the form of a lent one is as lent."""
    kept = first.envelope.capacity
    if not seen.capacity_since or isinstance(first.envelope.delegation, ActingFor):
        return
    own = capacity_of(orders, hand) or NOT_RECORDED
    if kept != own:
        yield broken(first, "capacity-differs", f"the act is done as {own}, not as {kept}")
