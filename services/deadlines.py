"""What the service says of terms by itself: each once, whoever looks and however often."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.access import VIETNAM
from domain.hand import Hand
from domain.nomination.access import SERVICE
from domain.nomination.clock_orders import IssueNotice, NoteMissedDeadline
from domain.refusal import Refused
from domain.terms import Notice, TermRules
from services.handle import Order, handle
from services.orders import stream_of
from services.ports import Calendars, Clock, Conflict, Ledger

Tell = Callable[[UUID, Refused], None]
"""Who is told that an order of the service on a case was refused."""
DEADLINES = uuid5(NAMESPACE_URL, "vinhdanh:deadlines")
ACTOR = "vinhdanh"
RAN_OUT = "deadline-missed"


@dataclass(frozen=True, slots=True)
class RunningTerm:
    """The term of a case that waits at a step, and what was said of it."""

    nomination: UUID
    step: str
    due_on: date
    told: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Timetable:
    """The days that count, and what is to be said of terms when."""

    calendars: Calendars
    rules: TermRules


def service_hand(clock: Clock, calendars: Calendars) -> Hand:
    """Return the hand of the service itself, with today's date in Viet Nam."""
    now = clock.now()
    today = now.astimezone(VIETNAM).date()
    nowhere: frozenset[str] = frozenset()
    return Hand(
        actor=ACTOR,
        roles=frozenset({SERVICE}),
        units=nowhere,
        effective_on=today,
        received_at=now,
        recorded_at=now,
        calendar=calendars.around(today),
    )


def last_day_asked(timetable: Timetable, clock: Clock) -> date:
    """Return the last day of a term of which something may have to be said now."""
    hand = service_hand(clock, timetable.calendars)
    return timetable.rules.latest(hand.effective_on, hand.calendar)


def say_what_is_due(
    found: Iterable[RunningTerm],
    timetable: Timetable,
    ledger: Ledger,
    clock: Clock,
    tell: Tell,
) -> int:
    """
    Say of each term what has to be said by now and was not; return how many facts that made.

    The case itself knows what was said of the term that runs, so a look that is repeated, that runs
    beside another or that is of an older view adds nothing; of a case that moved on, the refusal is
    told and the others go on.
    """
    hand = service_hand(clock, timetable.calendars)
    orders = (order for one in found for order in _orders(one, timetable.rules, hand))
    return sum(carried_out(order, ledger, tell) for order in orders)


def _orders(one: RunningTerm, rules: TermRules, hand: Hand) -> Iterator[Order]:
    today, calendar = hand.effective_on, hand.calendar
    if one.due_on < today and RAN_OUT not in one.told:
        command = NoteMissedDeadline(one.nomination, hand, one.step, one.due_on)
        yield _order(command, RAN_OUT)
    for notice in that_hold(rules.come(one.due_on, today, calendar), one.due_on, today):
        if notice.key not in one.told:
            yield _order(
                IssueNotice(one.nomination, hand, one.step, one.due_on, notice), notice.key
            )


def that_hold(come: Iterable[Notice], due_on: date, today: date) -> Iterable[Notice]:
    """Return the notices that hold now, the latest of each act: what a late look missed is over."""
    now = [one for one in come if one.working_days >= 0 or today <= due_on]
    return {one.act: one for one in sorted(now, key=lambda one: one.working_days)}.values()


def _order(command: NoteMissedDeadline | IssueNotice, about: str) -> Order:
    """Return an order whose id follows from case, step, last day and what is said."""
    command_id = uuid5(DEADLINES, f"{command.nomination} {command.step} {command.due_on} {about}")
    return Order(command, command_id, command_id.hex)


def carried_out(order: Order, ledger: Ledger, tell: Tell) -> bool:
    """Carry an order of the service out; False where that is done, or cannot be now."""
    try:
        return not handle(order, ledger).repeated
    except Refused as refused:
        tell(stream_of(order.command), refused)
    except Conflict:
        pass
    return False
