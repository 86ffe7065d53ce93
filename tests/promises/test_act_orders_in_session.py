"""
More orders of acts on ladders: councils that are called to a case, and confirmations asked for it.

At every place a council may be called, begin, count hands or hand out ballots, be called off and
end, by a secretary, by the nominator who sits in it and by a clerk; a duty of an enterprise may be
asked about, met, not met, and its paper may expire. Each walk goes to its end.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest

from domain.change import Change
from domain.council.commands import CallOffSession, CloseSession
from domain.force import Force, Forces
from domain.hearing.commands import RecordConfirmation
from domain.ladder import Ladder
from domain.nomination.state import AtStep, Granted, TurnedDown
from domain.nominee_kinds import ENTERPRISE
from services.histories import Histories
from services.orders import Command, decide
from tests.promises import hearing_faults as faults
from tests.promises.ladder_faults import OWN_CASE, STUCK, ended_in_session
from tests.promises.ladder_hearings import More, everybody_and
from tests.promises.ladder_orders import OPINIONS, Route
from tests.promises.ladder_sessions import (
    BINDS,
    COUNCILS,
    SECRETARY,
    TAX,
    by_confirmations,
    by_open_votes,
    by_secret_votes,
    in_session,
    of_enterprises,
)
from tests.promises.ladder_walk import Rules, Walk
from tests.promises.test_more_act_orders import LEFT_OUT, bare, called

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

R, V, A, C, P = OPINIONS
IDLE = Forces(chosen={"enterprise-duties-met": Force.OFF})
OPENLY, SECRETLY, CONFIRMED = (by_open_votes,), (by_secret_votes,), (by_confirmations,)
SAMPLE = [(OPENLY, ((V,),)), (CONFIRMED, ((),))]
VOTING: tuple[Route, ...] = (((V,), ()), ((R, V),), ((V, V),), ((), (V,)), ((A, V),), ((V,), (V,)))
HIGHER: list[tuple[tuple[More, ...], Route]] = [
    *((one, route) for one in (OPENLY, SECRETLY) for route in (((V,),), *VOTING)),
    *((CONFIRMED, route) for route in (((R,),), ((A,),), ((P,),), ((), ()), ((V,), (A,)))),
]


@cache
def walk(
    more: tuple[More, ...], route: Route, rules: Rules = decide, forces: Forces = BINDS
) -> Walk:
    """Return the walk over a ladder, to its end."""
    if by_confirmations in more:
        tries, ladder = of_enterprises(*more, forces=forces), of_duties(bare(route))
        return Walk(ladder, rules, LEFT_OUT, tries=tries).to_the_end()
    tries, beside = everybody_and(*more), in_session
    found = Walk(bare(route), rules, LEFT_OUT, tries=tries, given=COUNCILS, beside=beside)
    return found.to_the_end()


def of_duties(ladder: Ladder) -> Ladder:
    """Return a ladder of an award that asks whether an enterprise has met a duty."""
    return replace(ladder, confirmations=(TAX,), subjects=(*ladder.subjects, ENTERPRISE))


def unshown(found: Walk) -> bool:
    """Say whether a case was granted whose duty is not shown to be met."""
    granted = [found.states[at].dossier.hearing for at in found.places(Granted)]
    known = [one.confirmations.get(TAX) for one in granted]
    return any(one is None or one.expired or not one.given.fulfilled for one in known)


@pytest.mark.parametrize(
    ("more", "route"),
    [*SAMPLE, *(pytest.param(*one, marks=pytest.mark.drill) for one in HIGHER)],
    ids=called,
)
def test_no_order_of_acts_in_session_breaks_a_ladder(more, route):
    found = walk(more, route)
    assert [] == faults.of(found)
    assert by_confirmations not in more or not unshown(found)


def test_councils_take_a_case_on_and_turn_it_down():
    ends = [one for one in walk(OPENLY, ((V,),)).moves if ended_in_session(one)]
    assert {AtStep, TurnedDown} == {type(one.after) for one in ends}


def never(*kinds: type) -> Rules:
    """Return the rules of a house that takes no order of some kinds."""

    def rules(order: Command, past: Histories) -> Sequence[Change]:
        return [] if isinstance(order, kinds) else decide(order, past)

    return rules


@pytest.mark.parametrize(
    ("more", "kinds"),
    [(OPENLY, (CallOffSession, CloseSession)), (CONFIRMED, (RecordConfirmation,))],
    ids=["a session", "a confirmation"],
)
def test_a_house_in_which_something_never_ends_is_found(more, kinds):
    route = ((V,),) if more is OPENLY else ((),)
    assert STUCK in faults.of(walk(more, route, never(*kinds)))


def test_a_house_that_asks_for_no_confirmation_is_found():
    assert unshown(walk.__wrapped__(CONFIRMED, ((),), forces=IDLE))


def by_somebody_else(order: Command, past: Histories) -> Sequence[Change]:
    """Decide as a house that forgets who proposed when a session ends."""
    closes = isinstance(order, CloseSession)
    return decide(replace(order, hand=SECRETARY) if closes else order, past)


def test_a_session_that_lets_the_nominator_end_it_is_found():
    assert OWN_CASE in faults.of(walk(OPENLY, ((V,),), by_somebody_else))
