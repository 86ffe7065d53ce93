"""Complaints and denunciations (khiếu nại, tố cáo): each holds the case until it is settled."""

from collections.abc import Sequence

from domain.audit.access import the_audit_is_of_one_of
from domain.decider import demand
from domain.eligibility.look import Beside
from domain.hand import Hand
from domain.hearing.access import no_ground_is_given, the_ground_is_coded
from domain.hearing.commands import ReceiveComplaint, SettleComplaint
from domain.hearing.events import ComplaintReceived, ComplaintSettled
from domain.hearing.state import FOUNDED
from domain.nomination import holds
from domain.nomination.commands import LiftHold, PutOnHold
from domain.nomination.duties import (
    nobody_judges_their_own_case,
    nobody_settles_what_they_entered,
)
from domain.nomination.events import NominationEvent
from domain.nomination.holding import LETTERS
from domain.nomination.state import Dossier, Opened
from domain.refusal import Kind, Refusal, listed

AUDITOR = "auditor"
NOBODY: frozenset[str] = frozenset()
OUTCOMES = frozenset({"unfounded", FOUNDED, "withdrawn"})


def it_is_a_complaint(kind: str) -> Refusal | None:
    """Refuse what is neither complaint nor denunciation (Decree 152/2025 art. 4; facts 7.3.2)."""
    if kind in LETTERS:
        return None
    facts = {"kind": kind, "allowed": listed(sorted(LETTERS))}
    return Refusal("complaint-kind-unknown", Kind.INVALID, "a complaint or a denunciation", facts)


def the_reference_is_new(cmd: ReceiveComplaint, dossier: Dossier) -> Refusal | None:
    """Refuse a number that stood for another kind, or for one that is settled (house rule)."""
    known = dossier.hearing.complaints.get(cmd.reference)
    if known is None or (known.kind == cmd.kind and cmd.reference in dossier.hearing.pending):
        return None
    return Refusal("reference-taken", Kind.CONFLICT, "another complaint bears this number")


def the_complaint_waits(reference: str, dossier: Dossier) -> Refusal | None:
    """Refuse to settle what was not received, or was settled (house rule)."""
    if reference in dossier.hearing.pending:
        return None
    facts = {"reference": reference}
    return Refusal("complaint-unknown", Kind.CONFLICT, "no such complaint waits", facts)


def the_outcome_is_known(outcome: str) -> Refusal | None:
    """Refuse an outcome other than unfounded, founded or withdrawn (house rule)."""
    if outcome in OUTCOMES:
        return None
    facts = {"outcome": outcome, "allowed": listed(sorted(OUTCOMES))}
    return Refusal("outcome-unknown", Kind.INVALID, "no such outcome", facts)


def the_ground_fits(cmd: SettleComplaint) -> Refusal | None:
    """Refuse a founded complaint without a ground of the list, and a ground of any other."""
    if cmd.outcome == FOUNDED:
        return the_ground_is_coded(cmd.ground)
    return no_ground_is_given(cmd.ground)


def the_complaint_is_settled_first(cmd: LiftHold, dossier: Dossier) -> Refusal | None:
    """Refuse to lift the hold of a complaint that is not settled (facts 3.7, 7.3.2)."""
    if cmd.reference not in dossier.hearing.pending:
        return None
    return Refusal("complaint-pending", Kind.CONFLICT, "it is lifted by its settlement")


def readers(hand: Hand, state: Opened) -> tuple[Refusal | None, ...]:
    """
    Check that the hand may read letters against a case: who settles them, and its auditors.

    Who proposed the case never may: a letter may be about them (house rule, ADR 12; what tells of
    violations of law is sensitive, facts 13.9).
    """
    if AUDITOR in hand.roles:
        on_the_way = (state.dossier.unit, *(one.unit for one in state.dossier.ladder.steps))
        own = nobody_judges_their_own_case(hand, state.dossier)
        return (own, the_audit_is_of_one_of(hand, on_the_way))
    return holds.settlers(hand, state)


def receive(cmd: ReceiveComplaint, state: holds.Held, beside: Beside) -> Sequence[NominationEvent]:
    """Enter a complaint and hold the case; the same one once more is nothing."""
    hold = PutOnHold(cmd.nomination, cmd.hand, cmd.kind, cmd.reference, cmd.kind)
    wrong, taken = it_is_a_complaint(cmd.kind), the_reference_is_new(cmd, state.dossier)
    demand(
        wrong,
        taken,
        *holds.hands(cmd.hand, state),
        None if wrong or taken else holds.the_reference_means_one_hold(hold, state, beside),
    )
    held = holds.put_on_hold(hold, state, beside)
    if cmd.reference in state.dossier.hearing.pending:
        return []
    return [ComplaintReceived(cmd.kind, cmd.reference, cmd.content), *held]


def settle(cmd: SettleComplaint, state: Opened) -> Sequence[NominationEvent]:
    """
    Settle a complaint and lift its hold, also when the case has ended: the nominee is held by it.

    A founded one leaves a running case to return or refuse.
    """
    lifting = LiftHold(cmd.nomination, cmd.hand, cmd.reference, f"{cmd.outcome}: {cmd.reason}")
    demand(
        *holds.settlers(cmd.hand, state),
        the_complaint_waits(cmd.reference, state.dossier),
        nobody_settles_what_they_entered(
            cmd.reference, cmd.hand, state.dossier.hearing.entered_by.get(cmd.reference, NOBODY)
        ),
        holds.the_lifting_follows_the_hold(lifting, state),
        the_outcome_is_known(cmd.outcome),
        the_ground_fits(cmd),
    )
    settled = ComplaintSettled(cmd.reference, cmd.outcome, cmd.ground, cmd.reason)
    return [settled, *holds.let_go(lifting, state)]
