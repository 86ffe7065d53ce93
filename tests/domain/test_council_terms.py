"""A council is appointed by paper, its members have terms, and nobody sits twice."""

from dataclasses import replace
from datetime import date

import pytest

from domain.council.commands import AppointCouncil, AppointMembers, RelieveMember
from domain.council.events import CouncilAppointed, MemberRelieved, MembersAppointed
from domain.council.seat import Function, Seat
from domain.council.state import COUNCIL as FOLD
from domain.register.claims import claim_stream, claimed, number_key
from tests.builders import APRIL, DISTRICT, LEADER, VOTES, hand
from tests.builders import PAPER as APRIL_PAPER
from tests.council import BASIS, COUNCIL, JANUARY, SUBSTITUTE, after, appointed, seats
from tests.impossible import cannot_follow
from tests.spec import given_in

NOTHING = given_in(COUNCIL)
STANDING = given_in(COUNCIL, appointed(*seats(3)))
NEW = Seat("new", Function.MEMBER, APRIL)
KEY = number_key("decision", DISTRICT, 2025, "7/QĐ")


def appoint(*found, by=LEADER, number="7/QĐ", basis=BASIS):
    return AppointCouncil(by, DISTRICT, found, number, basis)


def more(*found, by=LEADER):
    return AppointMembers(COUNCIL, by, found, "7/QĐ", BASIS)


def relieve(person="member-2", last_day=APRIL, by=LEADER):
    return RelieveMember(COUNCIL, by, person, last_day, "7/QĐ", BASIS)


def test_a_leader_appoints_a_council_by_a_numbered_paper():
    fact = CouncilAppointed(DISTRICT, seats(3), "7/QĐ", APRIL, BASIS)
    NOTHING.when(appoint(*seats(3))).then(fact, claimed(KEY, COUNCIL).event)


def test_everything_wrong_with_an_appointment_is_told_at_once():
    twice = Seat("member-1", Function.CHAIR, APRIL, JANUARY, stands_in_for="member-2")
    outcome = NOTHING.when(
        appoint(*seats(1), twice, by=replace(VOTES, capacity=None), number="", basis=" ")
    )
    outcome.then_refused(
        "role-missing",
        "capacity-missing",
        "number-missing",
        "legal-basis-missing",
        "span-impossible",
        "not-a-substitute",
        "seated-twice",
        "chair-taken",
    )


def test_a_paper_that_appoints_nobody_is_refused():
    NOTHING.when(appoint()).then_refused("list-empty")


def test_a_unit_has_one_council():
    STANDING.when(appoint(*seats(3))).then_refused("council-exists")


def test_the_number_is_one_of_the_units_decisions():
    taken = NOTHING.and_in(claim_stream(KEY), claimed(KEY, COUNCIL).event)
    (refusal,) = taken.when(appoint(*seats(3))).then_refused("number-taken").refusals
    assert {"number": "7/QĐ", "holder": str(COUNCIL)} == refusal.facts


def test_the_number_of_a_later_paper_is_one_of_the_units_decisions_too():
    taken = STANDING.and_in(claim_stream(KEY), claimed(KEY, APRIL_PAPER).event)
    for order in (more(NEW), relieve()):
        (refusal,) = taken.when(order).then_refused("number-taken").refusals
        assert {"number": "7/QĐ", "holder": str(APRIL_PAPER)} == refusal.facts
        STANDING.when(order).then_in(claim_stream(KEY), claimed(KEY, COUNCIL).event)
    stranger = hand("stranger", "clerk", "30")
    for order in (more(NEW, by=stranger), relieve(by=stranger)):
        STANDING.when(order).then_refused("role-missing", "unit-foreign")


def test_a_term_of_a_day_and_a_paper_of_the_day_of_the_appointment_are_well():
    of_a_day = replace(NEW, until=NEW.since)
    on_the_day = replace(LEADER, effective_on=JANUARY)
    assert STANDING.when(more(of_a_day, by=on_the_day)).changes


def test_later_papers_appoint_more_and_relieve():
    STANDING.when(more(NEW, SUBSTITUTE)).then_in(
        COUNCIL, MembersAppointed((NEW, SUBSTITUTE), "7/QĐ", APRIL, BASIS)
    )
    STANDING.when(relieve()).then_in(
        COUNCIL, MemberRelieved("member-2", APRIL, "7/QĐ", APRIL, BASIS)
    )


def test_a_later_paper_is_not_older_than_the_first():
    early = replace(LEADER, effective_on=date(2024, 12, 31))
    STANDING.when(more(NEW, by=early)).then_refused("dated-before-earlier-act")
    STANDING.when(relieve(by=early)).then_refused("dated-before-earlier-act")


@pytest.mark.parametrize("who", ["member-9", "MEMBER-2 X"])
def test_only_who_sits_is_relieved(who):
    STANDING.when(relieve(who)).then_refused("not-seated")


def test_a_relieved_member_sits_until_the_last_day_and_may_come_back_later():
    gone = MemberRelieved("Member-2", APRIL, "7/QĐ", APRIL, BASIS)
    state = after(FOLD, appointed(*seats(3)), gone)
    assert (3, 2) == (len(state.on(APRIL)), len(state.on(date(2025, 4, 16))))
    left = given_in(COUNCIL, appointed(*seats(3)), gone)
    back = Seat("member-2", Function.MEMBER, date(2025, 4, 16))
    left.when(more(back)).then_in(COUNCIL, MembersAppointed((back,), "7/QĐ", APRIL, BASIS))
    left.when(more(replace(back, since=APRIL))).then_refused("seated-twice")


def test_one_chair_follows_another():
    later = Seat("new", Function.CHAIR, date(2025, 4, 16))
    gone = MemberRelieved("member-1", APRIL, "2/QĐ", APRIL, BASIS)
    left = given_in(COUNCIL, appointed(*seats(2)), gone)
    left.when(more(later)).then_in(COUNCIL, MembersAppointed((later,), "7/QĐ", APRIL, BASIS))


def test_the_first_chair_keeps_the_chair():
    chair = Seat("new", Function.CHAIR, APRIL)
    STANDING.when(more(chair)).then_refused("chair-taken")


@pytest.mark.parametrize("order", [more(NEW), relieve()])
def test_an_unknown_council_is_unknown(order):
    NOTHING.when(order).then_refused("council-unknown")


@pytest.mark.parametrize(
    "facts",
    [(appointed(NEW), appointed(NEW)), (MembersAppointed((NEW,), "7/QĐ", APRIL, BASIS),)],
)
def test_impossible_terms_are_defects(facts):
    cannot_follow(FOLD, *facts)
