"""Powers that moved and what they mean for a case that comes under a regime: read, laid, held."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.copies import replace
from domain.hand import Hand
from domain.ladder import Ladder, Step
from domain.nomination.authority import CaseReassigned, StepDropped, StepHanded
from domain.nomination.choosing import ChooseRegime
from domain.nomination.commands import NominationCommand, OpenNomination
from domain.nomination.events import NominationEvent
from domain.nomination.favourable import Waiting
from domain.nomination.handing import ahead
from domain.nomination.laying import Way, a_step_is_nobodys, after, laid, moved_on
from domain.nomination.receipt import recorded_on
from domain.nomination.rerouting import because
from domain.nomination.state import Running, State
from domain.reform.commands import ReassignCase
from domain.reform.heirs import NoHeir
from domain.reform.powers import POWERS, POWERS_STREAM, in_order, plan_of
from domain.refusal import Refused
from domain.units import Units
from services.histories import Histories
from services.later_reforms import after_facts, begun_since, later
from services.ports import Append
from services.ports import Ledger as Store

Pinning = OpenNomination | ChooseRegime
"""Orders that give a case the route of a regime."""


def with_moved_powers(
    command: NominationCommand, state: State, found: Sequence[NominationEvent], past: Histories
) -> Sequence[NominationEvent]:
    """
    Return what was *found*, and who is competent by the reforms that a case comes to late.

    Powers that moved are laid where a route is pinned (ADR 93). What reforms after the day of an
    opening gave other cases, it gets with the opening; what later reforms than the one that is
    applied gave, with that (ADR 100).

    Raises:
        Refused: a step of the case would be nobody's.
    """
    hand = command.hand
    if isinstance(command, ReassignCase):
        moved = any(isinstance(one, CaseReassigned) for one in found)
        since = command.reform.in_force_from
        more = later(after_facts(state, found, hand), since, hand, past) if moved else ()
        return [*found, *more]
    if not isinstance(command, Pinning):
        return found
    late = isinstance(command, OpenNomination)
    on = hand.effective_on if late else max(hand.effective_on, recorded_on(hand))
    now = [*found, *_laid(after_facts(state, found, hand), on, hand, past)]
    if late:
        now += later(after_facts(state, now, hand), on, hand, past)
    return now


def _laid(state: State, on: date, hand: Hand, past: Histories) -> Iterator[CaseReassigned]:
    """Lay what moved by a day over a case, the oldest reform first, each on what was left."""
    for powers in in_order(past.of(POWERS, POWERS_STREAM), on):
        if not isinstance(state, Running):
            return
        fact = laid(state, powers, hand)
        if isinstance(fact, NoHeir):
            raise Refused(a_step_is_nobodys(state.dossier.unit, state.dossier.units_of))
        if fact is not None:
            yield fact
            state = after_facts(state, [fact], hand)


@dataclass(frozen=True, slots=True)
class Moved:
    """What a reform moved in the route of a case that is not opened yet, and why."""

    reform: str
    in_force_from: date
    reason: str
    handed: tuple[StepHanded, ...]
    dropped: tuple[StepDropped, ...]


def route_of_a_new_case(
    ladder: Ladder, unit: str, on: date, units: Units | None, ledger: Store
) -> tuple[Ladder, Sequence[Moved]]:
    """
    Return the route of a case that a unit would open on a day, and what moved in it.

    Raises:
        Refused: a step would be nobody's.
    """
    way, told = Way(unit, on, ladder, ladder.steps), list[Moved]()
    for powers in in_order(Histories(ledger).of(POWERS, POWERS_STREAM), on):
        found = moved_on(way, powers, units)
        if isinstance(found, NoHeir):
            raise Refused(a_step_is_nobodys(unit, on))
        if found is not None:
            reason = because(way.ahead, plan_of(powers), ladder.award)
            steps = found.handed, found.dropped
            told.append(Moved(powers.reform, powers.in_force_from, reason, *steps))
            way = after(way, powers, found)
    return way.ladder, told


def way_ahead(
    case: Waiting, ladder: Ladder, step: Step, hand: Hand, past: Histories
) -> tuple[Step, ...]:
    """Return the steps that a case would have ahead at a step of a ladder, as powers moved."""
    dossier = replace(case.dossier, ladder=ladder, laid={})
    state: State = replace(case, dossier=dossier, step=step)
    on = max(hand.effective_on, recorded_on(hand))
    try:
        state = after_facts(state, list(_laid(state, on, hand, past)), hand)
    except Refused:
        return ladder.steps[ladder.steps.index(step) :]
    return ahead(state) if isinstance(state, Running) else ()


def powers_held(commands: Iterable[object], past: Histories) -> list[Append]:
    """
    Hold what was read of powers and reforms while a case comes under a regime.

    So none moves, and no reform is applied that the case would have to follow.
    """
    streams = {stream: None for one in commands for stream in _read_for(one)}
    return [Append(one, past.version(one), ()) for one in streams]


def _read_for(command: object) -> list[UUID]:
    """Return the streams of powers and reforms by which an order pins a route."""
    if not isinstance(command, Pinning):
        return []
    if isinstance(command, ChooseRegime):
        return [POWERS_STREAM]
    begun = begun_since(command.hand.effective_on, command.hand)
    return [POWERS_STREAM, *(one.stream for one in begun)]
