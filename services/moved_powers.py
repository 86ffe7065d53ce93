"""Powers that moved and what they mean for a case that comes under a regime: read, laid, held."""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from domain.access import behind
from domain.copies import replace
from domain.decider import onward
from domain.hand import Hand
from domain.ladder import Ladder, Step
from domain.nomination.authority import CaseReassigned
from domain.nomination.choosing import ChooseRegime
from domain.nomination.commands import NominationCommand, OpenNomination
from domain.nomination.decide import NOMINATION
from domain.nomination.events import NominationEvent, NominationOpened, Nominee
from domain.nomination.favourable import Waiting
from domain.nomination.handing import ahead
from domain.nomination.laying import a_step_is_nobodys, laid
from domain.nomination.state import Draft, Running, State, opened
from domain.recorded import Dated
from domain.reform.heirs import NoHeir
from domain.reform.powers import POWERS, POWERS_STREAM, Known, in_order
from domain.refusal import Refused
from services.histories import Histories
from services.ports import Append
from services.ports import Ledger as Store

Pinning = OpenNomination | ChooseRegime
"""Orders that give a case the route of a regime."""


def with_moved_powers(
    command: NominationCommand, state: State, found: Sequence[NominationEvent], past: Histories
) -> Sequence[NominationEvent]:
    """
    Return what was *found*, and who is competent by the powers that moved, where it pins a route.

    Raises:
        Refused: a step of the case would be nobody's.
    """
    if not isinstance(command, Pinning):
        return found
    known, hand = past.of(POWERS, POWERS_STREAM), command.hand
    return [*found, *_laid(_after(state, found, hand), known, hand)] if known else found


def _laid(state: State, known: Known, hand: Hand) -> Iterator[CaseReassigned]:
    """Lay what moved over a case, the oldest reform first, each on what those before it left."""
    for powers in in_order(known, hand.effective_on):
        if not isinstance(state, Running):
            return
        fact = laid(state, powers, hand)
        if isinstance(fact, NoHeir):
            raise Refused(a_step_is_nobodys(state.dossier))
        if fact is not None:
            yield fact
            state = _after(state, [fact], hand)


def route_of_a_new_case(
    ladder: Ladder, unit: str, hand: Hand, ledger: Store
) -> tuple[Ladder, Sequence[CaseReassigned]]:
    """
    Return the route of a case that a unit would open on the day of a hand, and what moved in it.

    Raises:
        Refused: a step would be nobody's.
    """
    known, nobody = Histories(ledger).of(POWERS, POWERS_STREAM), Nominee(UUID(int=0), "", unit)
    start = NominationOpened(nobody, "", unit, hand.effective_on, "", ladder, None)
    draft = Draft(opened(start))
    facts = list(_laid(draft, known, hand))
    now = _after(draft, facts, hand)
    return (now.dossier.ladder if isinstance(now, Draft) else ladder), facts


def way_ahead(
    case: Waiting, ladder: Ladder, step: Step, hand: Hand, past: Histories
) -> tuple[Step, ...]:
    """Return the steps that a case would have ahead at a step of a ladder, as powers moved."""
    dossier = replace(case.dossier, ladder=ladder, laid=frozenset())
    state: State = replace(case, dossier=dossier, step=step)
    try:
        state = _after(state, list(_laid(state, past.of(POWERS, POWERS_STREAM), hand)), hand)
    except Refused:
        return ladder.steps[ladder.steps.index(step) :]
    return ahead(state) if isinstance(state, Running) else ()


def _after(state: State, facts: Iterable[NominationEvent], hand: Hand) -> State:
    """Return a case after facts of a hand."""
    by = behind(hand.actor, hand.delegation)
    return onward(NOMINATION, state, [Dated(one, hand.effective_on, by) for one in facts])


def powers_held(commands: Iterable[object], past: Histories) -> list[Append]:
    """Hold what was read of the powers, so that none moves while a case comes under a regime."""
    if not any(isinstance(one, Pinning) for one in commands):
        return []
    return [Append(POWERS_STREAM, past.version(POWERS_STREAM), ())]
