"""What is wrong with an order on a case by itself, wherever the case stands."""

from domain.capacity import Signed
from domain.nomination.commands import (
    AddEvidence,
    CaseCommand,
    PutOnHold,
    RecordVote,
    RefuseNomination,
    ReturnForSupplement,
    ScoreNomination,
)
from domain.nomination.holds import a_discipline_is_the_nominees, the_ground_holds_a_case
from domain.nomination.policies import (
    only_originals_and_certified_copies,
    the_ballots_add_up,
    the_points_are_marks,
    the_reason_is_coded,
)
from domain.nomination.returns import nothing_stands_twice
from domain.paper import in_a_capacity
from domain.refusal import Refusal


def wrong_with_the_order(cmd: CaseCommand) -> tuple[Refusal | None, ...]:
    """Return what of an order is wrong in whatever state of the case: its form, its own words."""
    signed = in_a_capacity(cmd.hand) if isinstance(cmd, Signed) else ()
    return (*signed, *_said(cmd))


def _said(cmd: CaseCommand) -> tuple[Refusal | None, ...]:
    match cmd:
        case RecordVote():
            return (the_ballots_add_up(cmd),)
        case ScoreNomination():
            return (the_points_are_marks(cmd),)
        case RefuseNomination():
            return (the_reason_is_coded(cmd.reason),)
        case ReturnForSupplement():
            return tuple(nothing_stands_twice(cmd.missing))
        case AddEvidence():
            return (only_originals_and_certified_copies(cmd.form),)
        case PutOnHold():
            return (the_ground_holds_a_case(cmd.ground), a_discipline_is_the_nominees(cmd))
    return ()
