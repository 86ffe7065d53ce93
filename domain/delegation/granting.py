"""The rules of lending power and of taking it back, each a function with its source."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from uuid import UUID

from domain.access import person
from domain.delegation.commands import EndDelegation, GrantDelegation
from domain.delegation.events import Basis, DelegationGranted, Scope
from domain.delegation.state import Granted, State
from domain.hand import Hand
from domain.refusal import Kind, Refusal, listed

LENT = frozenset({"KT", "TL", "TUQ", "Q"})
WITH_AN_END = frozenset({"TUQ"})
HEAD = "leader"
ACTS = frozenset(
    {
        "agency-opinion",
        "annulment",
        "answer",
        "appraisal",
        "assessment",
        "complaint",
        "complaint-settlement",
        "confirmation-expiry",
        "confirmation-record",
        "confirmation-request",
        "consultation",
        "consultation-lapse",
        "consultation-withdrawal",
        "correction",
        "decision",
        "decision-correction",
        "endorsement",
        "evidence",
        "evidence-withdrawal",
        "filing",
        "hold",
        "hold-lifting",
        "judgement",
        "naming",
        "objection",
        "objection-settlement",
        "opening",
        "posting",
        "posting-end",
        "priority",
        "refusal",
        "regime",
        "restoration",
        "return",
        "submission",
        "supplement",
        "title",
        "title-confirmation",
        "title-rejection",
        "vote",
        "withdrawal",
    }
)
A_DAY = timedelta(days=1)


def nobody_lends_to_themselves(cmd: GrantDelegation) -> Refusal | None:
    """Refuse a delegate who is the delegator, however written (house rule, ADR 35)."""
    if person(cmd.delegate) != person(cmd.hand.actor):
        return None
    return Refusal("delegation-to-oneself", Kind.INVALID, "nobody acts in their own place")


def the_capacity_can_be_lent(capacity: str) -> Refusal | None:
    """Refuse TM, which is for the collective (Decree 30/2020, signing forms: not confirmed)."""
    if capacity in LENT:
        return None
    facts = {"capacity": capacity, "allowed": listed(sorted(LENT))}
    return Refusal("capacity-not-lent", Kind.INVALID, "no delegate signs so", facts)


def the_acts_are_known(scope: Scope) -> Iterator[Refusal]:
    """Refuse acts outside the list: points and ballots of members are given in person alone."""
    for act in sorted({*scope.acts} - ACTS):
        facts = {"act": act, "allowed": listed(sorted(ACTS))}
        yield Refusal("act-not-lent", Kind.INVALID, "no such act can be lent", facts)


def the_delegation_has_days(begins_on: date, ends_on: date | None) -> Refusal | None:
    """Refuse an end before the beginning (ADR 41)."""
    if ends_on is None or begins_on <= ends_on:
        return None
    facts = {"from": begins_on.isoformat(), "to": ends_on.isoformat()}
    return Refusal("span-impossible", Kind.INVALID, "it ends before it begins", facts)


def a_mandate_has_an_end(cmd: GrantDelegation) -> Refusal | None:
    """Refuse TUQ without a last day (Decree 30/2020, signing forms: not confirmed)."""
    if cmd.ends_on is not None or cmd.capacity not in WITH_AN_END:
        return None
    facts = {"capacity": cmd.capacity}
    return Refusal("delegation-without-end", Kind.INVALID, "this form needs a last day", facts)


def no_power_is_older_than_its_document(begins_on: date, basis: Basis) -> Refusal | None:
    """Refuse power from a day before the document that gives it (house rule, ADR 17)."""
    if begins_on >= basis.dated:
        return None
    facts = {"from": begins_on.isoformat(), "dated": basis.dated.isoformat()}
    return Refusal("dated-before-basis", Kind.INVALID, "older than its document", facts)


def the_document_was_there(hand: Hand, basis: Basis) -> Refusal | None:
    """Refuse a document dated after the act that rests on it (house rule, ADR 17)."""
    if basis.dated <= hand.effective_on:
        return None
    facts = {"dated": basis.dated.isoformat(), "effective_on": hand.effective_on.isoformat()}
    return Refusal("basis-dated-ahead", Kind.INVALID, "the document is of a later day", facts)


def last_day(one: Granted) -> date:
    """Return the last day on which a delegation has power, the last there is where none is set."""
    end = one.given.ends_on or date.max
    return min(end, one.ended - A_DAY) if one.ended else end


def share(one: Iterable[str | None], other: Iterable[str | None]) -> bool:
    """Say whether two lists have something in common; one that names nothing names all."""
    left, right = ({*names} - {None} for names in (one, other))
    return not left or not right or bool(left & right)


def meet(one: Scope, other: Scope) -> bool:
    """Say whether an act can fall under both scopes."""
    pairs = (
        (one.acts, other.acts),
        (one.awards, other.awards),
        ([one.level], [other.level]),
        ([one.movement], [other.movement]),
    )
    same = (one.unit, one.role) == (other.unit, other.role)
    return same and all(share(left, right) for left, right in pairs)


def share_a_day(cmd: GrantDelegation, one: Granted) -> bool:
    """Say whether both have power on one day."""
    begins_before = one.given.begins_on <= (cmd.ends_on or date.max)
    return begins_before and max(cmd.begins_on, one.given.begins_on) <= last_day(one)


def overlapping(
    cmd: GrantDelegation, stand: Mapping[UUID, State]
) -> Iterator[tuple[UUID, Granted]]:
    """Return the delegations of the same power on a same day."""
    for delegation, one in stand.items():
        if isinstance(one, Granted) and meet(cmd.scope, one.given.scope) and share_a_day(cmd, one):
            yield delegation, one


def closes_a_loop(cmd: GrantDelegation, given: DelegationGranted) -> bool:
    """Say whether the delegate already lends the same power to the delegator."""
    there_and_back = (person(cmd.delegate), person(cmd.hand.actor))
    return there_and_back == (person(given.delegator), person(given.delegate))


def makes_a_chain(cmd: GrantDelegation, given: DelegationGranted) -> bool:
    """Say whether one delegate would be the other's delegator: the power would be lent twice."""
    passed_on = person(given.delegate) == person(cmd.hand.actor)
    return passed_on or person(given.delegator) == person(cmd.delegate)


def nobody_passes_power_on(
    cmd: GrantDelegation, beside: Iterable[tuple[UUID, Granted]]
) -> Iterator[Refusal]:
    """Refuse a loop, and a chain in either order (Decree 30/2020, signing forms: not confirmed)."""
    for delegation, one in beside:
        facts = {"delegation": str(delegation)}
        if closes_a_loop(cmd, one.given):
            yield Refusal("delegation-looped", Kind.CONFLICT, "the power would come back", facts)
        elif makes_a_chain(cmd, one.given):
            yield Refusal("delegation-chained", Kind.CONFLICT, "lent power is not lent on", facts)


def lent_on(state: Granted) -> date:
    """Return the day on which the unit of a delegation bore its code: that of its paper."""
    return state.granted_on or state.given.begins_on


def unit_of_the_head(state: Granted, hand: Hand) -> str:
    """Return the unit whose head ends a delegation: its own, or who stands for one that ended."""
    given = state.given.scope.unit, lent_on(state), hand.effective_on, hand.units
    return hand.forces.lineage.acting_for(*given)


def leads(hand: Hand, unit: str) -> bool:
    """Say whether a hand is of the head of a unit."""
    return HEAD in hand.roles and unit in hand.units


def the_hand_may_end_it(hand: Hand, state: Granted) -> Refusal | None:
    """Refuse everybody but the delegator and the head of the unit (house rule, ADR 41, ADR 124)."""
    unit = unit_of_the_head(state, hand)
    if leads(hand, unit) or person(hand.actor) == person(state.given.delegator):
        return None
    facts = {"unit": unit, "role": HEAD}
    return Refusal("not-the-delegator", Kind.FORBIDDEN, "only delegator and head end it", facts)


def it_ends_once(state: Granted) -> Refusal | None:
    """Refuse to take back what was taken back (ADR 41)."""
    if state.ended is None:
        return None
    facts = {"since": state.ended.isoformat()}
    return Refusal("already-ended", Kind.CONFLICT, "the power was taken back", facts)


def it_ends_early(cmd: EndDelegation, given: DelegationGranted) -> Refusal | None:
    """Refuse an end after the last day, when there is nothing to take back (ADR 41)."""
    if given.ends_on is None or cmd.since <= given.ends_on:
        return None
    facts = {"since": cmd.since.isoformat(), "ends_on": given.ends_on.isoformat()}
    return Refusal("ends-by-itself", Kind.INVALID, "it is over on that day", facts)


def no_power_is_taken_back_afterwards(cmd: EndDelegation) -> Refusal | None:
    """Refuse an end before the day of the paper that says so: what was done stands (ADR 17)."""
    if cmd.since >= cmd.hand.effective_on:
        return None
    facts = {"since": cmd.since.isoformat(), "effective_on": cmd.hand.effective_on.isoformat()}
    return Refusal("ended-afterwards", Kind.INVALID, "the end is before its paper", facts)
