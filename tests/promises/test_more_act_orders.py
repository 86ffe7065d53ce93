"""
More orders of acts on ladders: two opinions on a level, delegates, agencies asked, complaints.

Beside what `test_every_act_order` tries, at every place: deputies act for officers and for the
nominator, an agency is asked and answers, objects or keeps silent, a complaint arrives and is
settled. What concerns the file alone is left to the plain walks. The default suite takes a few
ladders, the drill all of one level, and a spread of two to four.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from types import UnionType

import pytest

from domain.change import Change
from domain.hearing.events import ComplaintEvent, ConsultationEvent
from domain.ladder import Ladder
from domain.nomination import commands as c
from domain.nomination import duties
from domain.nomination.holding import HoldEvent
from domain.nomination.state import AtStep, Returned, State, TurnedDown, Withdrawn
from domain.register.events import NomineeHeld, NomineeReleased
from services.histories import Histories
from services.orders import Command, decide
from tests.promises import hearing_faults as faults
from tests.promises.ladder_agreements import who_agreed
from tests.promises.ladder_faults import TWICE
from tests.promises.ladder_hearings import (
    More,
    by_agencies,
    by_complaints,
    by_delegates,
    everybody_and,
)
from tests.promises.ladder_orders import OPINIONS, Route, ladder_of, routes
from tests.promises.ladder_places import BESIDE_THE_WAY, Place, placed, sorts
from tests.promises.ladder_walk import Folded, Rules, Walk
from tests.promises.ladder_ways import Move
from tests.promises.test_every_act_order import named

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

R, V, A, C, P = OPINIONS
LEFT_OUT = BESIDE_THE_WAY | {"asked_on"}
WHO = frozenset({"agreements", "endorsed_by"})
SAMPLE: tuple[tuple[tuple[More, ...], Route], ...] = (
    ((), ((A, R), (V,))),
    ((by_delegates,), ((R, V),)),
    ((by_delegates,), ((), ())),
    ((by_agencies,), ((A,),)),
    ((by_complaints,), ((),)),
)
OPEN = (HoldEvent, ComplaintEvent, NomineeHeld, NomineeReleased)
FIRST = 5
EACH = ((by_delegates,), (by_agencies,), (by_complaints,))
FINE: tuple[Route, ...] = (((R,),), ((R, V),), ((), (A,)), ((), (), ()))
HIGH: tuple[Route, ...] = (
    ((R, V), (A,)),
    ((A, R), (V, V)),
    ((P,), (C, R)),
    ((R, R), (), (A, V)),
    ((V,), (R, A), (C,)),
    ((R, V), (), (), (A, R)),
)


def told(one: More) -> str:
    """Return how what is tried beside the way is called."""
    return one.__name__.removeprefix("by_")


def called(one: object) -> str:
    """Return how a part of a test is called in its name."""
    if isinstance(one, tuple) and all(callable(each) for each in one):
        return " and ".join(map(told, one)) or "two opinions"
    return named(one) if isinstance(one, tuple) else str(one)


def bare(route: Route) -> Ladder:
    """Return a ladder that asks for no paper."""
    return replace(ladder_of(route), papers=())


@cache
def walk(
    more: tuple[More, ...], route: Route, rules: Rules = decide, most: int | None = None
) -> Walk:
    """
    Return the walk over a ladder that asks for no paper, with what is tried beside the way.

    It goes to the end, or *most* acts deep. Where delegates act, it tells apart who agreed.
    """
    counts = who_agreed if by_delegates in more else sorts
    tries = everybody_and(*more)
    return Walk(bare(route), rules, LEFT_OUT, tries=tries, counts=counts).to_the_end(most)


@pytest.mark.parametrize(("more", "route"), SAMPLE, ids=called)
def test_no_order_of_more_acts_breaks_a_ladder(more, route):
    assert [] == faults.of(walk(more, route))


def is_all_that_counts(counts: Callable[[State], Place], route: Route) -> bool:
    """
    Say whether *counts* loses nothing of who agreed, where delegates act.

    Wherever all of that is told apart, the same orders of the same hands lead the same ways as from
    the one place that stands for it.
    """
    tries = everybody_and(by_delegates)
    fine = Walk(bare(route), left_out=LEFT_OUT - WHO, tries=tries).to_the_end()
    coarse = Walk(bare(route), left_out=LEFT_OUT, tries=tries, counts=counts).to_the_end()
    return loses_nothing(fine, coarse)


def loses_nothing(fine: Walk, coarse: Walk) -> bool:
    """Say whether the same orders lead the same ways where less is told apart."""
    kept = coarse.left_out, coarse.counts
    told = {at: placed(one, kept[0], at[-1], kept[1]) for at, one in fine.states.items()}
    assert len(coarse.states) < len(fine.states)
    assert set(coarse.states) == set(told.values())
    itself = {at: at for at in coarse.states}
    return all(
        ways(found, told) == ways(coarse.ways[told[at]], itself) for at, found in fine.ways.items()
    )


def ways(moves: Sequence[Move], told: Mapping[Place, Place]) -> set[tuple[object, ...]]:
    """Return where moves lead, by which sort of order and whose hand."""
    return {
        (told[one.there], type(one.order), hand.actor, hand.delegation)
        for one in moves
        for hand in (one.order.hand,)
    }


@pytest.mark.parametrize(
    "route",
    [((), ()), *(pytest.param(one, marks=pytest.mark.drill) for one in FINE)],
    ids=named,
)
def test_of_passed_steps_it_is_enough_to_know_who_agreed_that_may_come_again(route):
    assert is_all_that_counts(who_agreed, route)


def test_to_forget_who_agreed_is_seen():
    assert not is_all_that_counts(sorts, ((), ()))


@pytest.mark.drill
@pytest.mark.parametrize("route", tuple(routes(1, 2)), ids=named)
@pytest.mark.parametrize("more", EACH, ids=called)
def test_no_order_of_more_acts_breaks_any_ladder_of_one_level(more, route):
    assert [] == faults.of(walk(more, route))


@pytest.mark.drill
@pytest.mark.parametrize("route", HIGH, ids=named)
@pytest.mark.parametrize("more", EACH, ids=called)
def test_no_order_of_more_acts_breaks_a_higher_ladder(more, route):
    assert [] == faults.of(walk(more, route))


def test_a_draft_against_which_a_complaint_was_founded_is_sent_back_or_refused_once_handed_in():
    found = walk((by_complaints,), ((),))
    drafts = faults.found_against_drafts(found)
    assert {AtStep, Withdrawn} == ahead_of(drafts, found)
    handed_in = {at for at in found.places(AtStep) if found.states[at].dossier.hearing.against}
    assert handed_in
    assert {Returned, TurnedDown, Withdrawn} == ahead_of(handed_in, found)


def ahead_of(places: set[Place], found: Walk) -> set[type]:
    """Return as what cases go on from some places."""
    return {type(found.states[move.there]) for at in places for move in found.ways[at]}


def blind_to(*kinds: type | UnionType) -> Rules:
    """Return the rules of a house that takes a case on as though some facts were not there."""

    def rules(order: Command, past: Histories) -> Sequence[Change]:
        if not isinstance(order, c.EndorseStep | c.RecordVote | c.AppraiseCase):
            return decide(order, past)
        assert isinstance(past, Folded)
        facts = {
            stream: tuple(one for one in told if not isinstance(one.event, kinds))
            for stream, told in past.facts.items()
        }
        return decide(order, Folded(facts))

    return rules


@pytest.mark.parametrize(
    ("more", "kinds", "found"),
    [
        (by_complaints, OPEN, faults.HELD),
        (by_agencies, (ConsultationEvent,), faults.UNHEARD),
    ],
    ids=["a hold", "a question"],
)
def test_a_house_that_forgets_what_is_open_is_found(more, kinds, found):
    assert found in faults.of(walk((more,), ((V,),), blind_to(*kinds), FIRST))


def test_a_rule_that_forgets_the_delegator_is_found(monkeypatch):
    monkeypatch.setattr(duties, "persons_behind", lambda hand: frozenset({hand.actor}))
    assert {faults.BY_ANOTHER, TWICE} <= {*faults.of(walk((by_delegates,), ((R,),), most=FIRST))}
