"""
Ladders of one to four levels, every order of acts: nobody approves their own, nobody is stuck.

Each walk goes on until no order by anybody leads to anything new, so it is as deep as it gets:
every row of twelve acts is in it, and every longer one. The default suite takes a spread of the
ladders, the drill all of them. A step of publishing is left only after a posting whose days have
passed (ADR 42), so time goes on where a case is posted.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import get_args

import pytest

from domain.change import Change
from domain.nomination.commands import EndorseStep, OpenNomination, SupplementNomination
from domain.nomination.events import NominationSupplemented, StepPassed
from domain.nomination.state import State
from services.histories import Histories
from services.orders import Command, decide
from tests.promises import ladder_faults as faults
from tests.promises.ladder_orders import (
    ONE,
    OPINIONS,
    Route,
    ladder_of,
    officers,
    routes,
)
from tests.promises.ladder_walk import BESIDE_THE_WAY, Walk, placed

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

R, V, A, C, P = ((one,) for one in OPINIONS)
SPREAD: tuple[Route, ...] = (((),), (R,), (V, R), ((), A), (P, C, ()), (C, V, (), P))
ALL: tuple[Route, ...] = (*routes(1, 3), *routes(2, 1), *routes(3, 1), *routes(4, 1))
DEEPEST = 12
PLANTED = ladder_of((R, ()))


def named(route: Route) -> str:
    """Return how a route is called in the names of tests."""
    return " up ".join("-".join(act.value for act in acts) or "none" for acts in route)


@cache
def walked(route: Route) -> Walk:
    """Return the walk over a ladder by the rules of the house, to the end."""
    return Walk(ladder_of(route)).to_the_end()


@pytest.mark.parametrize("route", SPREAD, ids=named)
def test_no_order_of_acts_breaks_a_ladder(route):
    assert [] == faults.of(walked(route))


@pytest.mark.drill
@pytest.mark.parametrize("route", ALL, ids=named)
def test_no_order_of_acts_breaks_any_ladder(route):
    assert [] == faults.of(Walk(ladder_of(route)).to_the_end())


def test_the_walks_go_deeper_than_twelve_acts():
    walk = walked((V, R))
    assert DEEPEST < max(walk.steps.values())
    assert set(get_args(State)) == {type(case) for case in walk.states.values()}


@pytest.mark.parametrize(
    "kept",
    [{"readings", "achievement"}, {"scores"}, {"missed"}, {"papers", "known", "forms"}],
    ids=min,
)
def test_what_is_left_out_decides_nothing(kept):
    """To tell cases apart by wordings, points, the clock or names of papers finds no new way."""
    coarse = walked(((),))
    fine = Walk(coarse.ladder, left_out=BESIDE_THE_WAY - kept).to_the_end()
    assert len(coarse.states) < len(fine.states)
    told = {here: placed(case, BESIDE_THE_WAY, here[-1]) for here, case in fine.states.items()}
    assert set(coarse.states) == set(told.values())
    assert coarse.ways == {(told[here], told[there]) for here, there in fine.ways}


def by_somebody_else(order: Command, past: Histories) -> Sequence[Change]:
    """Decide as a house that forgets who nominated: as though a stranger had given the order."""
    if isinstance(order, OpenNomination):
        return decide(order, past)
    return decide(replace(order, hand=replace(order.hand, actor=ONE.actor)), past)


def agreeing_alone(order: Command, past: Histories) -> Sequence[Change]:
    """Decide as a house that counts every agreement, whoever gave it before."""
    if isinstance(order, EndorseStep):
        one, other = officers(order.step)
        hand = other if order.hand == one else one
        return decide(replace(order, hand=hand), past)
    return decide(order, past)


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
    ("rules", "found"),
    [
        (by_somebody_else, [faults.OWN_CASE]),
        (agreeing_alone, [faults.TWICE]),
        (two_steps_at_once, [faults.SKIPPED]),
        (back_to_the_start, [faults.ELSEWHERE]),
        (nothing_is_brought_again, [faults.STUCK, faults.NO_WAY_BACK]),
    ],
)
def test_a_wrong_rule_is_found(rules, found):
    told = faults.of(Walk(PLANTED, rules).to_the_end())
    assert set(found) <= set(told)
