"""Granting a delegation and ending it early."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from domain.access import (
    no_paper_is_older_than_what_it_builds_on,
    the_hand_has_the_role,
    the_hand_sits_in_the_unit,
    the_paper_is_not_dated_ahead,
    the_unit_has_not_ended,
)
from domain.change import Change
from domain.decider import demand
from domain.delegation import granting as rules
from domain.delegation.commands import DelegationOrder, EndDelegation, GrantDelegation
from domain.delegation.events import DelegationEnded, DelegationGranted, DelegationListed
from domain.delegation.levels import something_is_lent_at_the_level
from domain.delegation.state import Granted, State, list_of
from domain.paper import numbered
from domain.refusal import Kind, Refusal, Refused


def decide(cmd: DelegationOrder, state: State, stand: Mapping[UUID, State]) -> Sequence[Change]:
    """
    Return what an order changes; *stand* are the delegations listed in the unit so far.

    Raises:
        Refused: with every broken rule.
    """
    if isinstance(cmd, GrantDelegation):
        return grant(cmd, state, stand)
    return end(cmd, state)


def _it_is_granted_once(state: State) -> Refusal | None:
    """Refuse a delegation that exists."""
    if isinstance(state, Granted):
        return Refusal("already-granted", Kind.CONFLICT, "the delegation exists")
    return None


def grant(cmd: GrantDelegation, state: State, stand: Mapping[UUID, State]) -> Sequence[Change]:
    """Let somebody act in the place of the hand, and list it in the unit."""
    demand(
        _it_is_granted_once(state),
        the_hand_has_the_role(cmd.hand, cmd.scope.role),
        the_hand_sits_in_the_unit(cmd.hand, cmd.scope.unit),
        the_unit_has_not_ended(cmd.hand, cmd.scope.unit),
        the_paper_is_not_dated_ahead(cmd.hand),
        rules.nobody_lends_to_themselves(cmd),
        rules.the_capacity_can_be_lent(cmd.capacity),
        *rules.the_acts_are_known(cmd.scope),
        *something_is_lent_at_the_level(cmd),
        rules.the_delegation_has_days(cmd.begins_on, cmd.ends_on),
        rules.a_mandate_has_an_end(cmd),
        *numbered(cmd.basis.number),
        rules.the_document_was_there(cmd.hand, cmd.basis),
        rules.no_power_is_older_than_its_document(cmd.begins_on, cmd.basis),
        *rules.nobody_passes_power_on(cmd, rules.overlapping(cmd, stand)),
    )
    fact = DelegationGranted(
        cmd.hand.actor,
        cmd.delegate,
        cmd.scope,
        cmd.capacity,
        cmd.begins_on,
        cmd.ends_on,
        cmd.basis,
    )
    entry = DelegationListed(cmd.delegation)
    return [Change(cmd.delegation, fact), Change(list_of(cmd.scope.unit), entry)]


def end(cmd: EndDelegation, state: State) -> Sequence[Change]:
    """Take the power back."""
    if not isinstance(state, Granted):
        raise Refused(Refusal("delegation-unknown", Kind.UNKNOWN, "no such delegation"))
    demand(
        rules.the_hand_may_end_it(cmd.hand, state),
        the_paper_is_not_dated_ahead(cmd.hand),
        no_paper_is_older_than_what_it_builds_on(cmd.hand, state.granted_on),
        rules.it_ends_once(state),
        rules.it_ends_early(cmd, state.given),
        rules.no_power_is_taken_back_afterwards(cmd),
    )
    return [Change(cmd.delegation, DelegationEnded(cmd.since, cmd.reason))]
