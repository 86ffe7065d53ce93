"""Appointing a council, more members, and ending a term: each by a paper of the unit's leader."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from uuid import UUID

from domain.access import (
    no_paper_is_older_than_what_it_builds_on,
    the_hand_has_the_role,
    the_hand_sits_in_the_unit,
    the_paper_is_not_dated_ahead,
    the_unit_has_not_ended,
)
from domain.change import Change
from domain.council.commands import AppointCouncil, AppointMembers, RelieveMember, TermCommand
from domain.council.events import CouncilAppointed, MemberRelieved, MembersAppointed
from domain.council.seat import Function, Seat
from domain.council.state import (
    Appointed,
    NotAppointed,
    State,
    council_of,
    is_full,
    is_same,
    serves,
)
from domain.decider import demand
from domain.hand import Hand
from domain.paper import signed_for
from domain.refusal import Kind, Refusal, Refused, about
from domain.register.claims import claimed, paper_key, the_number_is_free

SIGNING = "leader"
SORT = "decision"


def number_of(cmd: TermCommand, unit: str) -> str:
    """Return the key of the paper's number: an appointment is a decision of the unit."""
    return paper_key(SORT, unit, cmd.hand, cmd.number)


def the_paper_has_a_legal_basis(legal_basis: str) -> Refusal | None:
    """Refuse an appointment that names no law (as under every paper of the plan)."""
    if legal_basis.strip():
        return None
    return Refusal("legal-basis-missing", Kind.INVALID, "an appointment names its legal basis")


def somebody_is_appointed(seats: tuple[Seat, ...]) -> Refusal | None:
    """Refuse a paper that appoints nobody (house rule)."""
    if seats:
        return None
    return Refusal("list-empty", Kind.INVALID, "the paper appoints nobody")


def the_term_has_days(seat: Seat) -> Refusal | None:
    """Refuse a term that ends before it begins (house rule)."""
    if seat.until is None or seat.since <= seat.until:
        return None
    facts = {"from": seat.since.isoformat(), "to": seat.until.isoformat()}
    return Refusal("span-impossible", Kind.INVALID, "it ends before it begins", facts)


def only_substitutes_stand_in(seat: Seat) -> Refusal | None:
    """Refuse a full member who is to replace another (house rule)."""
    if seat.stands_in_for is None or not is_full(seat):
        return None
    return Refusal("not-a-substitute", Kind.INVALID, "only a substitute stands in for a member")


def overlap(one: Seat, other: Seat) -> bool:
    """Say whether two terms have a day in common."""
    return serves(one, other.since) or serves(other, one.since)


def nobody_sits_twice(seats: Iterable[Seat]) -> Iterator[Refusal]:
    """Refuse a second seat of one person on one day (house rule: one member, one vote)."""
    for one, other in combinations(seats, 2):
        if is_same(one.person, other.person) and overlap(one, other):
            facts = {"person": other.person}
            yield Refusal("seated-twice", Kind.CONFLICT, "has a seat on these days", facts)


def one_chair_at_a_time(seats: Iterable[Seat]) -> Iterator[Refusal]:
    """Refuse two chairs on one day (domain facts 8.4, one chair a council: not confirmed)."""
    chairs = [one for one in seats if one.function is Function.CHAIR]
    for one, other in combinations(chairs, 2):
        if overlap(one, other):
            facts = {"person": other.person}
            yield Refusal("chair-taken", Kind.CONFLICT, "another chairs on these days", facts)


def the_paper_follows_the_appointment(hand: Hand, council: Appointed) -> Refusal | None:
    """Refuse a paper older than the one that appointed the council (house rule, ADR 17)."""
    return no_paper_is_older_than_what_it_builds_on(hand, council.since)


def the_member_serves(cmd: RelieveMember, council: Appointed) -> Refusal | None:
    """Refuse to end a term that does not run on the last day (house rule)."""
    if any(is_same(one.person, cmd.person) for one in council.on(cmd.last_day)):
        return None
    facts = {"person": cmd.person, "last_day": cmd.last_day.isoformat()}
    return Refusal("not-seated", Kind.CONFLICT, "has no seat on that day", facts)


def sound(seats: tuple[Seat, ...], before: tuple[Seat, ...]) -> list[Refusal | None]:
    """Check new seats, each and beside those that stand."""
    alone = (the_term_has_days, only_substitutes_stand_in)
    each = (about("person", one.person, (rule(one) for rule in alone)) for one in seats)
    together = (*before, *seats)
    return [
        somebody_is_appointed(seats),
        *(refusal for found in each for refusal in found),
        *nobody_sits_twice(together),
        *one_chair_at_a_time(together),
    ]


def by_paper(cmd: TermCommand, unit: str, key: str, holder: UUID | None) -> list[Refusal | None]:
    """Check the paper itself; *holder* has the *key* of its number."""
    return [
        *signed_for(cmd.hand, SIGNING, unit, cmd.number),
        the_number_is_free(key, holder),
        the_paper_has_a_legal_basis(cmd.legal_basis),
    ]


def called_by(hand: Hand, role: str, unit: str) -> tuple[Refusal | None, ...]:
    """Check that a council is called by its secretary, while its unit stands."""
    return (
        the_hand_has_the_role(hand, role),
        the_hand_sits_in_the_unit(hand, unit),
        the_unit_has_not_ended(hand, unit),
        the_paper_is_not_dated_ahead(hand),
    )


def appointed(state: State) -> Appointed:
    """
    Return the council.

    Raises:
        Refused: there is none.
    """
    if isinstance(state, NotAppointed):
        raise Refused(Refusal("council-unknown", Kind.UNKNOWN, "no such council"))
    return state


def appoint(cmd: AppointCouncil, state: State, holder: UUID | None) -> list[Change]:
    """
    Appoint the council of a unit.

    Raises:
        Refused: with every broken rule.
    """
    exists = Refusal("council-exists", Kind.CONFLICT, "the unit has a council: appoint members")
    key = number_of(cmd, cmd.unit)
    demand(
        None if isinstance(state, NotAppointed) else exists,
        *by_paper(cmd, cmd.unit, key, holder),
        the_unit_has_not_ended(cmd.hand, cmd.unit),
        *sound(cmd.seats, ()),
    )
    dated, council = cmd.hand.effective_on, council_of(cmd.unit)
    fact = CouncilAppointed(cmd.unit, cmd.seats, cmd.number, dated, cmd.legal_basis)
    return [Change(council, fact), claimed(key, council)]


def appoint_more(cmd: AppointMembers, state: State, holder: UUID | None) -> list[Change]:
    """
    Appoint more members.

    Raises:
        Refused: with every broken rule.
    """
    council = appointed(state)
    key = number_of(cmd, council.unit)
    demand(
        *by_paper(cmd, council.unit, key, holder),
        the_unit_has_not_ended(cmd.hand, council.unit),
        the_paper_follows_the_appointment(cmd.hand, council),
        *sound(cmd.seats, council.seats),
    )
    fact = MembersAppointed(cmd.seats, cmd.number, cmd.hand.effective_on, cmd.legal_basis)
    return [Change(cmd.council, fact), claimed(key, cmd.council)]


def relieve(cmd: RelieveMember, state: State, holder: UUID | None) -> list[Change]:
    """
    End the term of a member.

    Raises:
        Refused: with every broken rule.
    """
    council = appointed(state)
    key = number_of(cmd, council.unit)
    demand(
        *by_paper(cmd, council.unit, key, holder),
        the_paper_follows_the_appointment(cmd.hand, council),
        the_member_serves(cmd, council),
    )
    dated = cmd.hand.effective_on
    fact = MemberRelieved(cmd.person, cmd.last_day, cmd.number, dated, cmd.legal_basis)
    return [Change(cmd.council, fact), claimed(key, cmd.council)]
