"""What reforms gave other cases, and a case that comes late gets with its own order (ADR 100)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from domain.access import behind
from domain.decider import onward
from domain.hand import Hand
from domain.nomination.authority import AuthorityEvent
from domain.nomination.decide import NOMINATION
from domain.nomination.events import NominationEvent
from domain.nomination.reassigning import planned
from domain.nomination.receipt import recorded_on
from domain.nomination.state import Absent, State
from domain.recorded import Dated
from domain.reform.decide import REFORM
from domain.reform.events import UnitsReorganised
from domain.reform.plan import Reform
from domain.reform.powers import POWERS, POWERS_STREAM, in_order, known_again
from services.histories import Histories


def later(state: State, since: date, hand: Hand, past: Histories) -> Iterator[AuthorityEvent]:
    """
    Yield what each reform that was applied here gives a case, of those that begin after a day.

    The oldest comes first, each on what those before it left, as their runs would have given it.
    """
    for plan in applied_since(since, hand, past):
        fact = None if isinstance(state, Absent) else planned(state, plan, hand)
        if fact is not None:
            yield fact
            state = after_facts(state, [fact], hand)


def begun_since(since: date, hand: Hand) -> Sequence[Reform]:
    """Return the reforms of the house that begin after a day, by the day an order is recorded."""
    return hand.forces.lineage.reforms(since, recorded_on(hand))


def applied_since(since: date, hand: Hand, past: Histories) -> list[Reform]:
    """
    Return the reforms that begin after a day and were applied here, the oldest first.

    One from a file that the house does not keep is known again by the powers it moved. Where it
    changed units that nobody here knows, it is left out: no rule says what it means.
    """
    here = begun_since(since, hand)
    past.read([one.stream for one in here])
    found = [one for one in here if is_the_one(one, past.of(REFORM, one.stream))]
    others = known_by_powers(since, hand, past)
    names = {one.key for one in here}
    found += [one for one in others if one.key not in names]
    return sorted(found, key=lambda one: (one.in_force_from, one.key))


def known_by_powers(since: date, hand: Hand, past: Histories) -> list[Reform]:
    """Return the reforms after a day that changed no unit but those known, by what they moved."""
    units = hand.forces.lineage.units
    moved = in_order(past.of(POWERS, POWERS_STREAM), recorded_on(hand)) if units else []
    plans = (known_again(one, units) for one in moved if units and since < one.in_force_from)
    return [one for one in plans if one]


def is_the_one(plan: Reform, applied: UnitsReorganised | None) -> bool:
    """Say whether a reform was applied, and of the data that the house has under its name."""
    return applied is not None and applied.digest in {plan.digest, *plan.known_as}


def after_facts(state: State, facts: Iterable[NominationEvent], hand: Hand) -> State:
    """Return a case after facts of a hand."""
    by = behind(hand.actor, hand.delegation)
    return onward(NOMINATION, state, [Dated(one, hand.effective_on, by) for one in facts])
