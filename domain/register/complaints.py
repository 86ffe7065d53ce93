"""Complaints and denunciations about a granted honour: taken, looked into, and what they found."""

from domain.access import (
    no_paper_is_older_than_what_it_builds_on,
    the_hand_has_the_role,
    the_paper_is_not_dated_ahead,
)
from domain.audit.access import the_audit_is_of_one_of
from domain.change import Change
from domain.decider import demand
from domain.hand import Hand
from domain.hearing.access import no_ground_is_given
from domain.hearing.complain import AUDITOR, it_is_a_complaint, the_outcome_is_known
from domain.hearing.state import FOUNDED
from domain.nomination.duties import nobody_settles_what_they_entered
from domain.refusal import Kind, Refusal
from domain.register.commands import ReceiveHonourComplaint, SettleHonourComplaint
from domain.register.complaint_events import HonourComplaintReceived, HonourComplaintSettled
from domain.register.decide import CLERK, the_hand_is_of_the_authority
from domain.register.entries import Entered, entered
from domain.register.grounds import ANNULMENT, the_ground_is_of_the_act
from domain.register.state import Held, State


def by_the_authority(hand: Hand, state: Entered) -> tuple[Refusal | None, ...]:
    """Check that a clerk of the unit that granted, or carries it on, acts on a day since then."""
    entry = state.entry
    return (
        the_hand_has_the_role(hand, CLERK),
        the_hand_is_of_the_authority(hand, entry.granted_by, entry.granted_on),
        the_paper_is_not_dated_ahead(hand),
        the_paper_follows_the_grant(hand, state),
    )


def the_paper_follows_the_grant(hand: Hand, state: Entered) -> Refusal | None:
    """Refuse a paper about a granted honour that is dated before the grant (house rule, ADR 17)."""
    if hand.effective_on >= state.entry.granted_on:
        return None
    facts = {"dated": state.entry.granted_on.isoformat()}
    return Refusal("dated-before-decision", Kind.INVALID, "older than the decision", facts)


def the_reference_is_new(cmd: ReceiveHonourComplaint, state: Entered) -> Refusal | None:
    """Refuse a number that stood for another kind, or for a complaint that is settled."""
    known = state.complaints.get(cmd.reference)
    if known is None or (known.kind == cmd.kind and known.outcome is None):
        return None
    return Refusal("reference-taken", Kind.CONFLICT, "another complaint bears this number")


def the_complaint_waits(reference: str, state: Entered) -> Refusal | None:
    """Refuse to settle what was not received, or was settled (house rule)."""
    known = state.complaints.get(reference)
    if known is not None and known.outcome is None:
        return None
    facts = {"reference": reference}
    return Refusal("complaint-unknown", Kind.CONFLICT, "no such complaint waits", facts)


def another_hand_settles(cmd: SettleHonourComplaint, state: Entered) -> Refusal | None:
    """Refuse who entered a complaint to settle it (house rule, ADR 55)."""
    known = state.complaints.get(cmd.reference)
    entered_by = known.entered_by if known else frozenset()
    return nobody_settles_what_they_entered(cmd.reference, cmd.hand, entered_by)


def the_paper_follows_the_complaint(
    reference: str | None, hand: Hand, state: Entered
) -> Refusal | None:
    """Refuse a paper dated before the complaint came, or before its settlement (house: ADR 17)."""
    known = state.complaints.get(reference or "")
    return no_paper_is_older_than_what_it_builds_on(hand, known.last_on) if known else None


def the_ground_goes_with_the_outcome(outcome: str, ground: str | None) -> Refusal | None:
    """Refuse a founded complaint without a ground of annulment, and a ground of any other."""
    if outcome == FOUNDED:
        return the_ground_is_of_the_act(ground or "", ANNULMENT)
    return no_ground_is_given(ground)


def readers(hand: Hand, state: Entered) -> tuple[Refusal | None, ...]:
    """Check that the hand may read letters about an honour: who settles them, and its auditors."""
    if AUDITOR in hand.roles:
        return (the_audit_is_of_one_of(hand, [state.entry.granted_by]),)
    return by_the_authority(hand, state)


def receive(cmd: ReceiveHonourComplaint, state: State) -> list[Change]:
    """Enter a complaint; it holds nothing by itself, and the same one once more is nothing."""
    honour = entered(state)
    demand(
        *by_the_authority(cmd.hand, honour),
        it_is_a_complaint(cmd.kind),
        the_reference_is_new(cmd, honour),
    )
    if cmd.reference in honour.complaints:
        return []
    return [Change(cmd.honour, HonourComplaintReceived(cmd.kind, cmd.reference, cmd.content))]


def settle(cmd: SettleHonourComplaint, state: State) -> list[Change]:
    """Settle a complaint; one that is founded lets a paper annul the honour on its ground."""
    honour = entered(state)
    demand(
        *by_the_authority(cmd.hand, honour),
        the_complaint_waits(cmd.reference, honour),
        another_hand_settles(cmd, honour),
        the_paper_follows_the_complaint(cmd.reference, cmd.hand, honour),
        the_outcome_is_known(cmd.outcome),
        the_ground_goes_with_the_outcome(cmd.outcome, cmd.ground),
    )
    settled = HonourComplaintSettled(cmd.reference, cmd.outcome, cmd.ground, cmd.reason)
    return [Change(cmd.honour, settled)]


def is_founded(reference: str, ground: str, honour: Held) -> bool:
    """Say whether a complaint about an honour was found to be founded on a ground."""
    known = honour.complaints.get(reference)
    return known is not None and (known.outcome, known.ground) == (FOUNDED, ground)


def the_complaint_founds_it(reference: str | None, ground: str, honour: Held) -> Refusal | None:
    """Refuse to annul for a complaint that was not founded on that ground (house rule)."""
    if reference is None or is_founded(reference, ground, honour):
        return None
    facts = {"complaint": reference, "ground": ground}
    return Refusal("complaint-not-founded", Kind.CONFLICT, "it was not founded on that", facts)
