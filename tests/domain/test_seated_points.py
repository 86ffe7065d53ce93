"""Points are of those who have a seat in the council that votes, and weigh what the seat weighs."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.council.merit import AgendaScored, Mark
from domain.council.seat import Function, Seat
from domain.facts import Event
from domain.movement import EvaluatorWeight
from domain.nomination.commands import RefuseNomination, ScoreNomination
from domain.nomination.events import EvaluatorScored
from domain.submission.commands import AnswerSubmission, RefuseItem
from tests import builders as b
from tests import council as c
from tests.spec import given_in

ROLES = {"council-chair": 2, "council-member": 1, "appraiser": 1}
SCORING = tuple(EvaluatorWeight(role, Decimal(n), "house", False) for role, n in ROLES.items())
CAMPAIGN = replace(b.CAMPAIGN, scoring=SCORING)
ARRIVED = (replace(b.opened, campaign=CAMPAIGN), *c.arrived[1:])
BARE = given_in(b.CASE, *ARRIVED)
VICE = Seat("vice", Function.VICE_CHAIR, c.JANUARY)
SEATED = BARE.and_in(c.COUNCIL, c.appointed(*c.seats(3, c.SUBSTITUTE, VICE)))


def points(who: str, role: str) -> ScoreNomination:
    return ScoreNomination(b.CASE, b.hand(who, role, b.DISTRICT), "district-vote", Decimal(90))


@pytest.mark.parametrize(
    ("who", "role", "weight"),
    [
        ("MEMBER-1", "council-member", 2),
        ("member-2", "council-chair", 1),
        ("sub", "council-chair", 1),
        ("vice", "council-member", 1),
    ],
)
def test_points_weigh_what_the_seat_weighs_whatever_the_token_says(who, role, weight):
    told = EvaluatorScored("district-vote", who, Decimal(90), Decimal(weight))
    SEATED.when(points(who, role)).then_in(b.CASE, told)


@pytest.mark.parametrize("role", ROLES)
def test_a_stranger_gives_no_points_where_a_council_votes(role):
    SEATED.when(points("stranger", role)).then_refused("not-an-evaluator")
    told = EvaluatorScored("district-vote", "stranger", Decimal(90), Decimal(ROLES[role]))
    BARE.when(points("stranger", role)).then_in(b.CASE, told)


def test_an_appraiser_of_a_unit_with_a_council_still_gives_points_before_it_votes():
    before = given_in(b.CASE, *ARRIVED[:-2]).and_in(c.COUNCIL, c.appointed(*c.seats(3)))
    order = replace(points("appraiser", "appraiser"), step="district-appraisal")
    told = EvaluatorScored("district-appraisal", "appraiser", Decimal(90), Decimal(1))
    before.when(order).then_in(b.CASE, told)
    chair = replace(points("stranger", "council-chair"), step="district-appraisal")
    before.when(chair).then_refused("not-an-evaluator")


def test_points_of_strangers_that_were_given_before_do_not_rank():
    scored = [
        EvaluatorScored("district-vote", who, Decimal(n), Decimal(1))
        for who, n in (("member-2", 80), ("stranger", 10))
    ]
    facts: tuple[Event, ...] = (c.convened(3), c.begun(1, 2), *c.took(1), c.ROLLED)
    given = c.waiting(*facts).and_in(b.CASE, *ARRIVED, *scored)
    told = given.when(c.closing(*c.cast(range(1, 2))))
    (kept,) = (one.event for one in told.changes if isinstance(one.event, AgendaScored))
    assert kept.marks == (Mark(b.CASE, Decimal(80), Decimal(1)),)


def test_nobody_refuses_a_case_for_a_vote_that_was_not_held():
    order = RefuseNomination(b.CASE, b.VOTES, "district-vote", "vote-lost", "not carried")
    (why,) = BARE.when(order).then_refused("reason-unknown").refusals
    assert "vote-lost" not in why.facts["allowed"]
    sent = given_in(b.CASE, *b.at_submit, b.up).and_in(b.PAPER, b.sent)
    item = RefuseItem(b.CASE, "vote-lost", "not carried")
    sent.when(AnswerSubmission(b.PAPER, b.APPRAISER, (item,))).then_refused("reason-unknown")
