"""Applying a reform of units: every open case gets its authority, in batches, once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from uuid import UUID, uuid5

from domain.access import VIETNAM
from domain.change import Change
from domain.council.events import ItemDropped
from domain.decider import demand
from domain.facts import Event
from domain.force import Forces
from domain.hand import Hand
from domain.nomination.authority import AuthorityEvent, CaseReassigned, CaseUnassigned
from domain.nomination.decide import NOMINATION
from domain.nomination.events import NominationOpened
from domain.nomination.reassigning import planned
from domain.nomination.state import Absent, State
from domain.reform.commands import ReassignCase, ReorganiseUnits
from domain.reform.decide import OPERATOR, REFORM, applicable
from domain.reform.plan import Reform
from services.batches import batches
from services.handle import Order, envelope, handle
from services.histories import Histories
from services.later_reforms import after_facts, later
from services.left_agendas import off_agendas, read_agendas
from services.orders import decide, stream_of
from services.ports import Append, Calendars, Clock, Conflict, Ledger
from services.reform_tally import Tally
from services.upkeep import Progress

OPENINGS = frozenset[type]({NominationOpened})
Decided = tuple[Order, Sequence[Change]]
Each = Callable[[UUID, AuthorityEvent], None]
"""Is told of each case that moves, or that a person has to choose for, as it is found."""


def untold(_case: UUID, _fact: AuthorityEvent) -> None:
    """Tell nobody."""


def hand_of(
    operator: str, reform: Reform, clock: Clock, calendars: Calendars, forces: Forces
) -> Hand:
    """
    Return the hand that applies a reform: on the reform's day, whenever it is written down.

    It knows the units: a power may go to a level that a case did not climb through before.
    """
    now = clock.now()
    today = max(reform.in_force_from, now.astimezone(VIETNAM).date())
    return Hand(
        actor=operator,
        roles=frozenset({OPERATOR}),
        units=frozenset(),
        effective_on=reform.in_force_from,
        received_at=now,
        recorded_at=now,
        calendar=calendars.around(today),
        forces=forces,
    )


def command_of(reform: Reform, case: UUID | None = None) -> UUID:
    """Return the id of the order that applies a reform, to the house or to one case."""
    return uuid5(reform.stream, str(case or "all"))


def order_of(reform: Reform, case: UUID, hand: Hand) -> Order:
    """Return the order that applies a reform to one case."""
    whole = str(command_of(reform))
    return Order(ReassignCase(case, hand, reform), command_of(reform, case), whole, causation=whole)


def rehearse(
    reform: Reform, hand: Hand, ledger: Ledger, progress: Progress, each: Each = untold
) -> Tally:
    """
    Return what a reform would do; nothing is written, and its day need not have come.

    *each* hears of every case in turn, so that a list of them need not be held.

    Raises:
        Refused: the hand may not, or it was applied from other data.
    """
    demand(*applicable(ReorganiseUnits(hand, reform), Histories(ledger).of(REFORM, reform.stream)))
    tally = Tally()
    for batch in batches(OPENINGS, "look", ledger, progress):
        past = Histories(ledger)
        states = past.each(NOMINATION, batch)
        tally.see(states.values())
        read_agendas(batch, past)
        for case, state in states.items():
            facts = _would(state, reform, hand, past)
            tally.note(facts)
            tally.off_agendas += _left(
                off_agendas([Change(case, one) for one in facts], hand, past)
            )
            for fact in facts:
                each(case, fact)
    return tally.close()


def _would(state: State, reform: Reform, hand: Hand, past: Histories) -> list[AuthorityEvent]:
    """Return what a case would get by a reform, and by later ones that were applied before it."""
    fact = None if isinstance(state, Absent) else planned(state, reform, hand)
    if not isinstance(fact, CaseReassigned):
        return [fact] if fact else []
    now = after_facts(state, [fact], hand)
    return [fact, *later(now, reform.in_force_from, hand, past)]


def apply(reform: Reform, hand: Hand, ledger: Ledger, progress: Progress) -> Tally:
    """
    Give every open case its authority; whoever was given one before, by this reform, keeps it.

    A run that is cut off is completed by running it again: each case is whole in one transaction,
    and one that was moved is left alone.

    Raises:
        Refused: the hand may not, the day has not come, or it was applied from other data.
        Conflict: a case moved on at every try; run it again.
    """
    whole = command_of(reform)
    handle(Order(ReorganiseUnits(hand, reform), whole, str(whole)), ledger)
    tally = Tally()
    for batch in batches(OPENINGS, "move", ledger, progress):
        _move(batch, reform, hand, ledger, tally)
    return tally.close()


def _move(cases: Sequence[UUID], reform: Reform, hand: Hand, ledger: Ledger, tally: Tally) -> None:
    """
    Move the cases of a batch in one transaction; one by one where another act was faster.

    A case that leaves an agenda is moved by itself, with the session and the key of its agenda.
    """
    past = Histories(ledger)
    tally.see(past.each(NOMINATION, cases).values())
    read_agendas(cases, past)
    orders = [order_of(reform, case, hand) for case in cases]
    found = [(one, decide(one.command, past)) for one in orders]
    appends = _at_once(found, past)
    try:
        _together(appends, orders[0], ledger)
    except Conflict:
        tally.retried += len(appends)
        _one_by_one(found, reform, ledger, tally)
    else:
        tally.note_each(one.events for one in appends)
        _one_by_one(filter(_leaves, found), reform, ledger, tally)


def _at_once(found: Iterable[Decided], past: Histories) -> list[Append]:
    """Return what is appended of the cases that are moved together."""
    return [one for done in found if not _leaves(done) for one in _append(*done, past)]


def _leaves(decided: Decided) -> bool:
    """Say whether a case leaves an agenda by what was decided."""
    return _left(decided[1]) > 0


def _one_by_one(found: Iterable[Decided], reform: Reform, ledger: Ledger, tally: Tally) -> None:
    """Move cases each by itself; those that leave an agenda are counted where that was done."""
    for order, changes in found:
        facts = _alone(order, reform, ledger)
        tally.note(facts)
        tally.off_agendas += _left(changes) if facts else 0


def _left(changes: Iterable[Change]) -> int:
    """Return how many cases leave an agenda."""
    return sum(isinstance(one.event, ItemDropped) for one in changes)


def _together(appends: Sequence[Append], first: Order, ledger: Ledger) -> None:
    if appends:
        ledger.append(appends, envelope(first, first.command.hand))


def _append(order: Order, changes: Sequence[Change], past: Histories) -> Iterator[Append]:
    """Yield what an order changes of its case, beside an envelope of its own."""
    facts = tuple(one.event for one in changes)
    if facts:
        case, beside = stream_of(order.command), envelope(order, order.command.hand)
        yield Append(case, past.version(case), facts, (beside,) * len(facts))


def _alone(order: Order, reform: Reform, ledger: Ledger) -> Sequence[Event]:
    """Carry an order out by itself, tried again when the case moves on; return what it wrote."""
    receipt = handle(order, ledger)
    if receipt.repeated:
        return ()
    facts = ledger.read(receipt.stream)[: receipt.version]
    return facts[max(at for at, one in enumerate(facts) if is_by(reform, one)) :]


def is_by(reform: Reform, fact: Event) -> bool:
    """Say whether a fact is what a reform gave a case."""
    return isinstance(fact, CaseReassigned | CaseUnassigned) and fact.reform == reform.key
