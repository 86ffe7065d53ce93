"""
Ladders of one to four levels, every order of acts: nobody approves their own, nobody is stuck.

Each walk goes on until no order by anybody leads to anything new, so it is as deep as it gets:
every row of twelve acts is in it, and every longer one. The default suite takes ladders of up to
three levels, `make drill-daily` one of four, the drill all there are. A step of publishing is left
only after a posting whose days have passed (ADR 42), so time goes on where a case is posted.

What an order leads to is decided once for all ladders that look the same from where the case is:
`ladder_sight` holds the rules to that look, and each ladder is gone to its end all the same.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import get_args

import pytest

from domain.change import Change
from domain.ladder import Act, Ladder
from domain.nomination.commands import EndorseStep, OpenNomination, SupplementNomination
from domain.nomination.decide import NOMINATION
from domain.nomination.events import NominationSupplemented, StepEndorsed, StepPassed
from domain.nomination.state import AtStep, State
from services.histories import Histories
from services.orders import Command, decide
from tests.builders import CASE
from tests.promises import ladder_faults as faults
from tests.promises.ladder_orders import (
    ONE,
    OPINIONS,
    Route,
    ladder_of,
    routes,
)
from tests.promises.ladder_places import BESIDE_THE_WAY, DAYS, WHO_AND_WHERE, placed
from tests.promises.ladder_sight import SeenTooFar
from tests.promises.ladder_walk import Walk
from tests.promises.ladder_ways import Known, Move

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

R, V, A, C, P = ((one,) for one in OPINIONS)
SPREAD: tuple[Route, ...] = (((),), (R,), (V, R), ((), A, ()))
HIGHEST: Route = ((), (), C, P)
ALL: tuple[Route, ...] = (*routes(1, 3), *routes(2, 1), *routes(3, 1), *routes(4, 1))
SHAPES = tuple(dict.fromkeys(tuple(map(len, route)) for route in ALL))
"""How many opinions each level gives: ladders of one shape name their steps alike."""
LADDERS = 156 + 36 + 216 + 1_296
DEEPEST, FIRST, SHORT = 12, 8, 4
PLANTED = ladder_of((R, ()))


def named(route: Route) -> str:
    """Return how a route is called in the names of tests."""
    return " up ".join("-".join(act.value for act in acts) or "none" for acts in route)


DECIDED = Known()


@cache
def walked(route: Route) -> Walk:
    """Return the walk over a ladder by the rules of the house, to the end."""
    return Walk(ladder_of(route), known=DECIDED).to_the_end()


@pytest.mark.parametrize(
    "route",
    [*SPREAD, pytest.param(HIGHEST, marks=pytest.mark.daily)],
    ids=named,
)
def test_no_order_of_acts_breaks_a_ladder(route):
    assert [] == faults.of(walked(route))


def of_shape(shape: tuple[int, ...]) -> list[Route]:
    """Return all ladders of a shape."""
    return [route for route in ALL if tuple(map(len, route)) == shape]


@pytest.mark.drill
@pytest.mark.timeout(14_400)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: " up ".join(map(str, shape)))
def test_no_order_of_acts_breaks_any_ladder(shape):
    """What was decided is of use to the ladders of a shape alone, and is let go after them."""
    known = Known()
    walks = ((one, Walk(ladder_of(one), known=known).to_the_end()) for one in of_shape(shape))
    assert {} == {named(one): wrong for one, walk in walks if (wrong := faults.of(walk))}


def test_the_drill_takes_every_ladder():
    assert LADDERS == len(set(ALL)) == sum(len(of_shape(one)) for one in SHAPES)


def test_the_walks_go_deeper_than_twelve_acts():
    walk = walked((V, R))
    assert DEEPEST < max(walk.steps.values())
    assert set(get_args(State)) == {type(case) for case in walk.states.values()}


@pytest.mark.parametrize(
    ("route", "kept"),
    [
        pytest.param(((),), {"readings", "achievement"}, marks=pytest.mark.daily),
        pytest.param(((),), {"scores"}, marks=pytest.mark.daily),
        (((),), {"missed"}),
        (((),), {"papers", "known", "forms"}),
        ((R,), WHO_AND_WHERE),
        pytest.param(
            (P,),
            {"posted", "came_on", "heard_on", "last_on", "since", "until"},
            marks=pytest.mark.daily,
        ),
        pytest.param((P,), DAYS | {"posted"}, marks=pytest.mark.drill),
    ],
    ids=lambda one: min(one, default="") if isinstance(one, set | frozenset) else named(one),
)
def test_what_is_left_out_decides_nothing(route, kept):
    """To tell cases apart by wordings, days, or which officer it was finds no new way."""
    coarse = walked(route)
    fine = Walk(ladder_of(route), left_out=BESIDE_THE_WAY - kept).to_the_end()
    assert len(coarse.states) < len(fine.states)
    told = {here: placed(case, BESIDE_THE_WAY, here[-1]) for here, case in fine.states.items()}
    assert set(coarse.states) == set(told.values())
    assert coarse.pairs == {(told[here], told[there]) for here, there in fine.pairs}


def test_what_is_known_of_other_ladders_is_what_would_be_decided():
    known = Known()
    other = Walk(ladder_of((V,)), known=known).to_the_end(FIRST)
    shared, alone = Walk(ladder_of((A,)), known=known), Walk(ladder_of((A,)))
    assert shared.to_the_end(FIRST).pairs == alone.to_the_end(FIRST).pairs
    assert len(known.ways) < len(other.ways) + len(alone.ways)


def by_what_was_before(order: Command, past: Histories) -> Sequence[Change]:
    """Decide as a house that asks what a passed step was."""
    case = past.of(NOMINATION, CASE)
    before = case.dossier.ladder.before(case.step.key) if isinstance(case, AtStep) else ()
    return [] if Act.PUBLISH in {one.act for one in before} else decide(order, past)


def test_a_rule_that_looks_at_more_of_the_ladder_is_told():
    with pytest.raises(SeenTooFar):
        Walk(PLANTED, by_what_was_before, known=Known()).to_the_end()


def test_a_fault_that_is_judged_by_more_of_the_ladder_is_told(monkeypatch):
    def by_all_of_it(_: Move, ladder: Ladder) -> bool:
        return Act.REVIEW in {one.act for one in ladder.steps}

    walk = Walk(PLANTED, known=Known()).to_the_end(FIRST)
    monkeypatch.setattr(faults, "climbs_by_the_way", by_all_of_it)
    with pytest.raises(SeenTooFar):
        faults.of(walk)


def by_somebody_else(order: Command, past: Histories) -> Sequence[Change]:
    """Decide as a house that forgets who nominated: as though a stranger had given the order."""
    if isinstance(order, OpenNomination):
        return decide(order, past)
    return decide(replace(order, hand=replace(order.hand, actor=ONE.actor)), past)


def agreeing_alone(order: Command, past: Histories) -> Sequence[Change]:
    """Decide as a house that counts every agreement, whoever gave it before."""
    if not isinstance(order, EndorseStep):
        return decide(order, past)
    told, actor = replace(order.hand, actor=f"{order.hand.actor} again"), order.hand.actor
    return [
        one._replace(event=replace(one.event, officer=actor))
        if isinstance(one.event, StepEndorsed)
        else one
        for one in decide(replace(order, hand=told), past)
    ]


def two_steps_at_once(order: Command, past: Histories) -> Sequence[Change]:
    """Decide as a house that takes a passed case past the next step as well."""
    beyond = {below.key: above.key for below, above in pairwise(PLANTED.steps)}
    return [
        one._replace(event=replace(one.event, next_step=beyond[one.event.next_step]))
        if isinstance(one.event, StepPassed) and one.event.next_step in beyond
        else one
        for one in decide(order, past)
    ]


def back_to_the_start(order: Command, past: Histories) -> Sequence[Change]:
    """Decide as a house that sends what was supplemented to the first step again."""
    return [
        one._replace(event=replace(one.event, step=PLANTED.first.key))
        if isinstance(one.event, NominationSupplemented)
        else one
        for one in decide(order, past)
    ]


def nothing_is_brought_again(order: Command, past: Histories) -> Sequence[Change]:
    """Decide as a house that takes no supplement."""
    return [] if isinstance(order, SupplementNomination) else decide(order, past)


@pytest.mark.parametrize(
    ("rules", "found", "most"),
    [
        (by_somebody_else, [faults.OWN_CASE], FIRST),
        (agreeing_alone, [faults.TWICE], FIRST),
        (two_steps_at_once, [faults.SKIPPED], FIRST),
        (back_to_the_start, [faults.ELSEWHERE], FIRST),
        (nothing_is_brought_again, [faults.STUCK, faults.NO_WAY_BACK], None),
    ],
)
def test_a_wrong_rule_is_found(rules, found, most):
    """What one act does wrong shows within the first; that a way is closed, only at the end."""
    told = faults.of(Walk(PLANTED, rules).to_the_end(most))
    assert set(found) <= set(told)


def test_a_wrong_rule_is_found_on_each_ladder_that_shares_what_it_decided():
    known = Known()
    ladders = (ladder_of((R, (), above)) for above in (V, A))
    first, other = (Walk(one, by_somebody_else, known=known).to_the_end(SHORT) for one in ladders)
    assert faults.OWN_CASE in faults.of(first)
    judged = len(known.wrong)
    assert faults.OWN_CASE in faults.of(other)
    assert len(known.wrong) - judged < len(other.ways)
