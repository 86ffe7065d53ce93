"""
Councils that are called to a case about which somebody complains, an agency is asked, or a duty.

Each walk goes to its end. What stands in the way of a case when its session ends keeps the count;
what sends the case back lets it go (ADR 119). The default suite takes people who each act in one
office; the drill takes everybody.
"""

from collections.abc import Sequence
from functools import cache

import pytest

from domain.change import Change
from domain.council.session import SESSION, Over
from domain.nomination.commands import RecordVote, ReturnForSupplement
from domain.nomination.state import AtStep, TurnedDown
from domain.register.events import KeyReleased
from services.histories import Histories
from services.orders import Command, decide
from tests.promises import hearing_faults as faults
from tests.promises.ladder_faults import STUCK
from tests.promises.ladder_hearings import More, by_agencies, by_complaints, everybody_and
from tests.promises.ladder_orders import OPINIONS, Route
from tests.promises.ladder_sessions import (
    COUNCILS,
    SESSIONS,
    by_confirmations,
    by_open_votes,
    by_secret_votes,
    each_in_their_office,
    in_session,
    of_enterprises,
)
from tests.promises.ladder_walk import Folded, Rules, Tries, Walk
from tests.promises.test_act_orders_in_session import of_duties, unshown
from tests.promises.test_more_act_orders import LEFT_OUT, bare, called

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

R, V, *_ = OPINIONS
ONCE: Route = ((V,),)
COMPLAINED, ASKED = (by_open_votes, by_complaints), (by_open_votes, by_agencies)
CONFIRMED = (by_open_votes, by_confirmations)
IN_SECRET = ((by_secret_votes, by_complaints), (by_secret_votes, by_agencies))
EVERYBODY: list[tuple[tuple[More, ...], Route]] = [
    *((more, ONCE) for more in (COMPLAINED, ASKED, *IN_SECRET)),
    *((more, route) for more in (COMPLAINED, ASKED) for route in (((R, V),), ((), (V,)))),
]


@cache
def short(more: tuple[More, ...] = COMPLAINED, rules: Rules = decide) -> Walk:
    """Return the walk over a ladder with one vote, of people who each act in one office."""
    return walk(more, ONCE, rules, each_in_their_office(*more))


def walk(more: tuple[More, ...], route: Route, rules: Rules, tries: Tries) -> Walk:
    """Return the walk over a ladder whose councils may be called, to its end."""
    ladder = of_duties(bare(route)) if by_confirmations in more else bare(route)
    found = Walk(ladder, rules, LEFT_OUT, tries=tries, given=COUNCILS, beside=in_session)
    return found.to_the_end()


def test_no_complaint_about_a_case_in_session_leaves_it_stuck():
    assert [] == faults.of(short())


@pytest.mark.drill
@pytest.mark.parametrize(("more", "route"), EVERYBODY, ids=called)
def test_nothing_that_is_heard_of_a_case_in_session_breaks_a_ladder(more, route):
    assert [] == faults.of(walk(more, route, decide, everybody_and(*more)))


@pytest.mark.drill
def test_no_confirmation_of_a_duty_breaks_a_ladder_in_session():
    found = walk(CONFIRMED, ONCE, decide, of_enterprises(*CONFIRMED))
    assert [] == faults.of(found)
    assert not unshown(found)


def test_a_kept_count_takes_the_case_on_or_turns_it_down():
    found = short()
    entered = [
        one
        for at, moves in found.ways.items()
        for one in moves
        if isinstance(one.order, RecordVote) and counted_before(Folded(found.facts[at]))
    ]
    assert {AtStep, TurnedDown} == {type(one.after) for one in entered}


def counted_before(past: Histories) -> bool:
    """Say whether a session that is over counted votes without effect."""
    over = [one for one in past.each(SESSION, list(SESSIONS)).values() if isinstance(one, Over)]
    return any(vote.held for one in over for vote in one.meeting.standing.results.values())


def that_keeps_counts(order: Command, past: Histories) -> Sequence[Change]:
    """Decide as a house that sends a case back and leaves its count with the session."""
    told = decide(order, past)
    if not isinstance(order, ReturnForSupplement):
        return told
    return [one for one in told if not isinstance(one.event, KeyReleased)]


def test_a_house_that_binds_a_case_to_the_vote_on_its_earlier_file_is_found():
    assert [STUCK] == faults.of(short(rules=that_keeps_counts))
