"""Confirmations of an enterprise: that taxes, social insurance and the environment are in order."""

from datetime import date

from domain.decider import demand
from domain.hand import Hand
from domain.hearing.commands import (
    NoteExpiredConfirmation,
    RecordConfirmation,
    RequestConfirmation,
)
from domain.hearing.events import (
    ConfirmationExpired,
    ConfirmationGiven,
    ConfirmationRequested,
)
from domain.hearing.required import CONFIRMATIONS
from domain.hearing.state import Confirmation
from domain.nomination.access import SERVICE, dates, keepers
from domain.nomination.state import AtStep, Dossier, Draft, Returned
from domain.nominee_kinds import ENTERPRISE
from domain.paper import numbered
from domain.refusal import Kind, Refusal, listed

Kept = Draft | AtStep | Returned


def the_nominee_is_an_enterprise(dossier: Dossier) -> Refusal | None:
    """Refuse confirmations about another kind of nominee (domain facts 6.14: not confirmed)."""
    if dossier.nominee.kind == ENTERPRISE:
        return None
    return Refusal("not-an-enterprise", Kind.INVALID, "the nominee is no enterprise")


def the_confirmation_is_known(kind: str) -> Refusal | None:
    """Refuse a confirmation of another duty than tax, insurance or environment (facts 6.14)."""
    if kind in CONFIRMATIONS:
        return None
    facts = {"kind": kind, "allowed": listed(CONFIRMATIONS)}
    return Refusal("confirmation-unknown", Kind.INVALID, "no such confirmation", facts)


def the_days_are_in_order(cmd: RecordConfirmation) -> Refusal | None:
    """Refuse a period that ends before it begins, or a paper of the day after its entry."""
    ends = cmd.valid_until or cmd.dated
    if cmd.covers_from <= cmd.covers_to and cmd.dated <= min(ends, cmd.hand.effective_on):
        return None
    return Refusal("period-impossible", Kind.INVALID, "the days of the paper cannot be")


def it_was_given(known: Confirmation | None) -> Refusal | None:
    """Refuse to note as expired what no authority gave."""
    if known is not None:
        return None
    return Refusal("confirmation-not-given", Kind.CONFLICT, "it was not given")


def it_has_a_last_day(known: Confirmation | None) -> Refusal | None:
    """Refuse to note as expired a paper that states no last day."""
    if known is None or known.given.valid_until is not None:
        return None
    return Refusal("confirmation-without-end", Kind.CONFLICT, "its paper states no last day")


def it_is_noted_once(known: Confirmation | None) -> Refusal | None:
    """Refuse to note as expired what was noted so."""
    if known is None or not known.expired:
        return None
    return Refusal("confirmation-noted-expired", Kind.CONFLICT, "it was noted as expired before")


def its_last_day_has_passed(last: date, hand: Hand) -> Refusal | None:
    """Refuse to call a paper expired on its last day or before (house rule)."""
    if hand.effective_on > last:
        return None
    facts = {"valid_until": last.isoformat()}
    return Refusal("not-expired", Kind.CONFLICT, "it holds on that day", facts)


def request(cmd: RequestConfirmation, state: Kept) -> list[ConfirmationRequested]:
    """Note that an authority was asked."""
    demand(
        *keepers(cmd.hand, state),
        the_nominee_is_an_enterprise(state.dossier),
        the_confirmation_is_known(cmd.kind),
    )
    return [ConfirmationRequested(cmd.kind, cmd.agency)]


def record(cmd: RecordConfirmation, state: Kept) -> list[ConfirmationGiven]:
    """Enter what an authority confirmed; a later paper of a kind takes the place of the first."""
    demand(
        *keepers(cmd.hand, state),
        the_nominee_is_an_enterprise(state.dossier),
        the_confirmation_is_known(cmd.kind),
        *numbered(cmd.number),
        the_days_are_in_order(cmd),
    )
    given = ConfirmationGiven(
        kind=cmd.kind,
        agency=cmd.agency,
        number=cmd.number,
        dated=cmd.dated,
        covers_from=cmd.covers_from,
        covers_to=cmd.covers_to,
        fulfilled=cmd.fulfilled,
        valid_until=cmd.valid_until,
    )
    known = state.dossier.hearing.confirmations.get(cmd.kind)
    return [] if known == Confirmation(given) else [given]


def expire(cmd: NoteExpiredConfirmation, state: Kept) -> list[ConfirmationExpired]:
    """Note that a confirmation may no longer be relied on; the service itself may do so too."""
    known = state.dossier.hearing.confirmations.get(cmd.kind)
    last = known.given.valid_until if known else None
    by_service = SERVICE in cmd.hand.roles
    demand(
        *(dates(cmd.hand, state.dossier) if by_service else keepers(cmd.hand, state)),
        the_confirmation_is_known(cmd.kind),
        it_was_given(known),
        it_has_a_last_day(known),
        it_is_noted_once(known),
        its_last_day_has_passed(last, cmd.hand) if last else None,
    )
    return [ConfirmationExpired(cmd.kind, last)] if last else []
