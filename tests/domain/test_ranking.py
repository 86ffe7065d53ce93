"""Nominations in order: by points, by one rule for equal ones at a time, else by a person."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid5

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.council.events import ItemDropped, ItemVoted
from domain.council.merit import Mark
from domain.council.ranking import DECISION, Line, Place, merits, ranking
from domain.council.rule import TieRule
from domain.council.session import Meeting
from domain.council.standing import Standing, stands
from tests import builders as b
from tests import council as c

AWARD = c.item().award
TIES = tuple(
    TieRule(key, key, key, "house", confirmed=False)
    for key in ("direct-work-first", "hardship-area-first", "more-ballots-first")
)
ONE, TWO, THREE, FOUR = CASES = tuple(uuid5(b.SPACE, f"ranked {n}") for n in range(4))


def mark(nomination: UUID, points: str, weight: str = "1") -> Mark:
    """Return the points of a nomination by one evaluator of that weight."""
    return Mark(nomination, Decimal(points) * Decimal(weight), Decimal(weight))


def meeting(cases: Sequence[UUID] = CASES, **standing: Any) -> Meeting:
    """Return a session on some nominations of one award."""
    items = {one: c.item(case=one) for one in cases}
    known = replace(Standing(TIES), **standing)
    return Meeting(
        c.COUNCIL, b.DISTRICT, b.APRIL, c.seats(3), items, dict.fromkeys(items, ()), known
    )


def told(lines: Sequence[Line]) -> list[tuple]:
    """Return of each line what people look for."""
    return [(one.nomination, one.rank, one.shared, one.settled_by) for one in lines]


def test_points_come_first_and_nobody_is_rounded_into_a_tie():
    third = Mark(ONE, Decimal(250), Decimal(3))
    close = mark(TWO, "83.33")
    found = ranking(meeting(), (close, third))
    assert told(found)[:2] == [(ONE, 1, False, None), (TWO, 2, False, None)]
    assert found[0].points == Fraction(250, 3)
    assert told(found)[2:] == [(one, None, False, None) for one in sorted((THREE, FOUR))]


def test_equal_points_are_parted_by_the_first_rule_that_can():
    priorities = frozenset({(TWO, TIES[1].key), (THREE, TIES[0].key)})
    found = ranking(meeting(priorities=priorities), [mark(one, "90") for one in CASES[:3]])
    assert told(found)[:3] == [
        (THREE, 1, False, TIES[0].key),
        (TWO, 2, False, TIES[0].key),
        (ONE, 3, False, TIES[1].key),
    ]


def test_the_order_of_the_rules_is_the_data_s():
    priorities = frozenset({(TWO, TIES[1].key), (THREE, TIES[0].key)})
    turned = meeting(priorities=priorities, ties=TIES[1::-1])
    assert ranking(turned, [mark(one, "90") for one in CASES[:3]])[0].nomination == TWO
    nothing = meeting(priorities=priorities, ties=())
    assert {1} == {one.rank for one in ranking(nothing, [mark(one, "90") for one in CASES])}


def test_equal_ones_share_a_rank_until_a_person_decides_on_all_of_them():
    marks = [mark(ONE, "80"), mark(TWO, "90"), mark(THREE, "90"), mark(FOUR, "90")]
    shared = ranking(meeting(), marks)
    assert [1, 1, 1, 4] == [one.rank for one in shared]
    assert [True] * 3 + [False] == [one.shared for one in shared]
    part = ranking(meeting(orders=((TWO, THREE),)), marks)
    assert part == shared
    cut = ranking(meeting(orders=((TWO, THREE, FOUR), (FOUR, TWO, THREE))), marks)
    assert told(cut) == [
        (FOUR, 1, False, DECISION),
        (TWO, 2, False, DECISION),
        (THREE, 3, False, DECISION),
        (ONE, 4, False, None),
    ]


def voted(nomination: UUID, in_favour: int, *, carried: bool = True) -> ItemVoted:
    """Return that so many of ten agreed."""
    return ItemVoted(nomination, "district-vote", 10, in_favour, 0, 0, 9, carried)


def test_more_ballots_part_equal_points_once_they_are_counted():
    now = stands(stands(Standing(TIES), voted(ONE, 9)), voted(TWO, 10))
    found = ranking(replace(meeting(), standing=now), [mark(ONE, "90"), mark(TWO, "90")])
    assert told(found)[:2] == [(TWO, 1, False, TIES[2].key), (ONE, 2, False, TIES[2].key)]


def places(lines: Sequence[Line]) -> list[Place | None]:
    """Return who has a place, in order."""
    return [one.place for one in lines]


def test_places_go_as_far_as_there_are_any():
    marks = [mark(one, points) for one, points in zip(CASES, ("95", "90", "90", "80"), strict=True)]
    within, beyond, undecided = Place.WITHIN, Place.BEYOND, Place.UNDECIDED
    expected = {
        0: [beyond] * 4,
        1: [within, beyond, beyond, beyond],
        2: [within, undecided, undecided, beyond],
        3: [within, within, within, beyond],
        4: [within] * 4,
    }
    for free, who in expected.items():
        assert who == places(ranking(meeting(places={AWARD: free}), marks))
    assert [None] * 4 == places(ranking(meeting(), marks))


def test_who_is_voted_down_or_dropped_takes_no_place():
    marks = [mark(one, points) for one, points in zip(CASES, ("95", "90", "85", "80"), strict=True)]
    now = stands(Standing(TIES, {AWARD: 1}), voted(ONE, 2, carried=False))
    now = stands(stands(now, ItemDropped(TWO, "case-moved-on")), voted(THREE, 9))
    found = ranking(replace(meeting(), standing=now), marks)
    assert [None, None, Place.WITHIN, Place.BEYOND] == places(found)


MARKS = st.lists(
    st.builds(
        lambda case, points, weight: mark(case, str(points), str(weight)),
        st.sampled_from(tuple(uuid5(b.SPACE, f"any {n}") for n in range(12))),
        st.integers(0, 4).map(lambda n: n * 25),
        st.sampled_from(("0.5", "1", "3")),
    ),
    unique_by=lambda one: one.nomination,
    min_size=1,
)
NOTED = st.frozensets(st.tuples(st.integers(0, 11), st.sampled_from([one.key for one in TIES[:2]])))


@settings(max_examples=300, deadline=None)
@given(MARKS, NOTED, st.integers(0, 12), st.randoms(use_true_random=False))
def test_any_ranking_is_of_the_nominations_not_of_their_order(marks, noted, free, rng):
    cases = [one.nomination for one in marks]
    priorities = frozenset((cases[at % len(cases)], rule) for at, rule in noted)
    known: dict[str, Any] = {"priorities": priorities, "places": {AWARD: free}}
    found = ranking(meeting(cases, **known), marks)
    shuffled = rng.sample(cases, len(cases))
    assert found == ranking(meeting(shuffled, **known), rng.sample(marks, len(marks)))
    holds(found, meeting(cases, **known), marks, free)


def holds(found: Sequence[Line], of: Meeting, marks: Sequence[Mark], free: int) -> None:
    """Check ranks against a count: whoever is better is before, and only equals share a rank."""
    worth = {one.nomination: merits(one, of.standing) for one in marks}
    for one in found:
        better = sum(worth[other] > worth[one.nomination] for other in worth)
        equal = sum(worth[other] == worth[one.nomination] for other in worth)
        assert (one.rank, one.shared) == (1 + better, equal > 1)
        sure, out = better + equal <= free, better >= free
        assert one.place is (Place.WITHIN if sure else Place.BEYOND if out else Place.UNDECIDED)


@settings(max_examples=100, deadline=None)
@given(MARKS, st.randoms(use_true_random=False))
def test_a_decision_on_all_parts_every_tie_and_nothing_else(marks, rng):
    cases = [one.nomination for one in marks]
    order = tuple(rng.sample(cases, len(cases)))
    found = ranking(meeting(cases, orders=(order,)), marks)
    assert [one.rank for one in found] == [*range(1, len(cases) + 1)]
    points = [one.points or 0 for one in found]
    assert points == sorted(points, reverse=True)
