"""Holding a case while a procedure against its nominee is open, and letting it go on."""

from collections.abc import Sequence
from datetime import date

from domain.decider import demand
from domain.eligibility.look import Beside
from domain.hand import Hand
from domain.ladder import Step
from domain.nomination.access import (
    as_carried_on,
    judges,
    judges_on_the_way,
    keepers,
    stood_for,
    the_act_follows_what_it_builds_on,
)
from domain.nomination.commands import LiftHold, PutOnHold
from domain.nomination.duties import nobody_judges_their_own_case
from domain.nomination.events import NominationEvent
from domain.nomination.holding import LETTERS, CaseHeld, HoldLifted
from domain.nomination.running import resumed, stopped
from domain.nomination.state import AtStep, Dossier, Draft, Granted, InTransit, Opened, Returned
from domain.refusal import Kind, Refusal, listed

Held = Draft | AtStep | InTransit | Returned
DISCIPLINE = "discipline"
GROUNDS = frozenset(
    {DISCIPLINE, "investigation", "inspection", "complaint", "denunciation", "press"}
)


def the_ground_holds_a_case(ground: str) -> Refusal | None:
    """Refuse a ground outside those of Decree 152/2025 art. 4 (domain facts 3.7, 7.3.2)."""
    if ground in GROUNDS:
        return None
    facts = {"ground": ground, "allowed": listed(sorted(GROUNDS))}
    return Refusal("hold-ground-unknown", Kind.INVALID, "nobody holds a case for that", facts)


def the_reference_means_one_hold(cmd: PutOnHold, state: Held, beside: Beside) -> Refusal | None:
    """Refuse a reference known for another ground, or as of the case alone (house rule)."""
    known = known_as(cmd.reference, state, beside)
    if known <= {(cmd.ground, cmd.case_alone)}:
        return None
    facts = {"reference": cmd.reference, "ground": listed(sorted(ground for ground, _ in known))}
    return Refusal("held-otherwise", Kind.CONFLICT, "held otherwise under this reference", facts)


def known_as(reference: str, state: Held, beside: Beside) -> set[tuple[str, bool]]:
    """Return the grounds a reference is known for, each with whether it is of the case alone."""
    own, noted = state.dossier.holds.get(reference), beside.docket.holds.get(reference)
    mine = {(own.ground, own.case_alone)} if own else set()
    return mine | ({(noted.ground, False)} if noted else set())


def a_discipline_is_the_nominees(cmd: PutOnHold) -> Refusal | None:
    """Refuse a discipline as of one case alone: it is about a person (facts 3.7, 3.8)."""
    if not (cmd.case_alone and cmd.ground == DISCIPLINE):
        return None
    return Refusal("discipline-of-nominee", Kind.INVALID, "a discipline is not of one case alone")


def the_hold_is_lifted_where_it_was_noted(beside: Beside) -> Refusal | None:
    """Refuse to lift on one case what another is to let go: open, or with the complaint waiting."""
    if beside.noted_elsewhere is None:
        return None
    facts = {"nomination": str(beside.noted_elsewhere)}
    return Refusal("noted-elsewhere", Kind.CONFLICT, "it is lifted on another case", facts)


def the_case_is_held_so(cmd: LiftHold, state: Opened) -> Refusal | None:
    """Refuse to lift what is not there (house rule)."""
    if cmd.reference in state.dossier.holds:
        return None
    holds = state.dossier.holds.items()
    facts = {"open": listed(sorted(key for key, one in holds if one.ground not in LETTERS))}
    return Refusal("not-held", Kind.CONFLICT, "the case is not held under this reference", facts)


def the_discipline_has_ended(ended_on: date | None, hand: Hand) -> Refusal | None:
    """Refuse an end of a discipline after the date on the paper: until it is served, held."""
    if ended_on is None or ended_on <= hand.effective_on:
        return None
    facts = {"discipline_ended_on": ended_on.isoformat()}
    return Refusal("discipline-not-served", Kind.INVALID, "the discipline has not ended", facts)


def the_lifting_follows_the_hold(cmd: LiftHold, state: Opened) -> Refusal | None:
    """Refuse to lift a hold by a paper dated before it (house rule, ADR 17)."""
    since = state.dossier.held_on.get(cmd.reference)
    if since is None:
        return None
    return the_act_follows_what_it_builds_on(cmd.hand, state.dossier, since)


def the_end_of_a_discipline_is_said(cmd: LiftHold, state: Opened) -> Refusal | None:
    """Refuse to lift a discipline without its last day: achievements count from it (facts 3.8)."""
    held = state.dossier.holds.get(cmd.reference)
    if held is None or held.ground != DISCIPLINE or cmd.discipline_ended_on is not None:
        return None
    return Refusal("discipline-end-missing", Kind.INVALID, "say when the discipline ended")


def lifters(cmd: LiftHold, state: Opened, beside: Beside) -> tuple[Refusal | None, ...]:
    """
    Check the hand that lifts (house rule, ADR 43).

    What judges noted is lifted by judges of where it was noted, or of the case in hand, never by
    its proposers: else they would let their own nominee go on another draft. A discipline is for
    judges, whoever noted it.
    """
    noted_in = beside.noted_in or state.dossier
    at = noted_at(cmd.reference, noted_in, cmd.hand, state)
    held = state.dossier.holds.get(cmd.reference)
    if at is not None:
        theirs = (*judges(cmd.hand, noted_in, at), own_case(cmd.hand, state))
        return settlers(cmd.hand, state) if any(theirs) else theirs
    if isinstance(state, Held) and not (held and held.ground == DISCIPLINE):
        return hands(cmd.hand, state)
    return settlers(cmd.hand, state)


def noted_at(reference: str, noted_in: Dossier, hand: Hand, state: Opened) -> Step | None:
    """
    Return where judges noted a hold; once the case ended, with who stands there (ADR 113).

    A running case waits for the reform: who has it then lifts. Where the code of who noted the hold
    has gone to another unit, that is none of its judges, but who stands for it is (ADR 127).
    """
    at = noted_in.held_at.get(reference)
    if at is None:
        return None
    lineage = hand.forces.lineage
    since = lineage.last_borne(at.unit, noted_in.held_on.get(reference, noted_in.units_of))
    stays = isinstance(state, Held) and not lineage.is_another_now(
        at.unit, since, hand.effective_on
    )
    return at if stays else stood_for(at, since, hand)


def own_case(hand: Hand, state: Opened) -> Refusal | None:
    """Refuse who proposed the case in hand, whatever they judged of another."""
    return nobody_judges_their_own_case(hand, state.dossier)


def settlers(hand: Hand, state: Opened) -> tuple[Refusal | None, ...]:
    """
    Check that the hand judges the case where it is, or where it was when it ended (house rule).

    Who proposes a case neither settles a complaint about it nor says that a discipline is served;
    in a draft that is for any of its judges. Where the unit has ended with the case, it is for who
    stands in its place (`as_carried_on`).
    """
    return judges_on_the_way(hand, state.dossier, settling(hand, state))


def settling(hand: Hand, state: Opened) -> tuple[Step, ...]:
    """Return the steps at which the case is settled, with the units that judge there today."""
    at = None if isinstance(state, Draft | Granted) else state.step
    steps = (at,) if at else state.dossier.ladder.steps
    if isinstance(state, Held):
        return steps
    return tuple(as_carried_on(one, state.dossier, hand) for one in steps)


def hands(hand: Hand, state: Held) -> tuple[Refusal | None, ...]:
    """Check that the hand keeps the case: of one on its way, whoever is to receive it."""
    if isinstance(state, InTransit):
        return judges(hand, state.dossier, state.step)
    return keepers(hand, state)


def put_on_hold(cmd: PutOnHold, state: Held, beside: Beside) -> Sequence[NominationEvent]:
    """
    Hold the case, and with it the nominee unless it is about the case alone.

    The same ground under the same reference once more is nothing.
    """
    demand(
        *hands(cmd.hand, state),
        the_ground_holds_a_case(cmd.ground),
        the_reference_means_one_hold(cmd, state, beside),
        a_discipline_is_the_nominees(cmd),
    )
    if cmd.reference in state.dossier.holds:
        return []
    held = CaseHeld(cmd.ground, cmd.reference, cmd.detail, cmd.case_alone)
    return [held, *stopped(state, cmd.hand)]


def lift(
    cmd: LiftHold, state: Opened, beside: Beside, pending: Refusal | None
) -> Sequence[NominationEvent]:
    """
    Let the case, and its nominee, go on; *pending* is what the complaint behind it says.

    What was noted on a case holds the nominee after its end too, and is lifted there.
    """
    demand(
        pending,
        *lifters(cmd, state, beside),
        *not_to_be_lifted(cmd, state),
        the_hold_is_lifted_where_it_was_noted(beside),
    )
    return let_go(cmd, state)


def not_to_be_lifted(cmd: LiftHold, state: Opened) -> tuple[Refusal | None, ...]:
    """Hold the lifting against what the case says of the hold."""
    return (
        the_case_is_held_so(cmd, state),
        the_lifting_follows_the_hold(cmd, state),
        the_end_of_a_discipline_is_said(cmd, state),
        the_discipline_has_ended(cmd.discipline_ended_on, cmd.hand),
    )


def let_go(cmd: LiftHold, state: Opened) -> Sequence[NominationEvent]:
    """Return that a hold is gone, and its clock goes again where it waits."""
    lifted = HoldLifted(cmd.reference, cmd.outcome, cmd.discipline_ended_on)
    return [lifted, *resumed(state, cmd.reference, cmd.hand)]
