"""Any powers that move, under any ladder: the way of a new case stays one that leads to its end."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.ladder import Act
from domain.lineage import Lineage
from domain.nomination.decide import NOMINATION
from domain.nomination.laying import laid
from domain.reform.events import Power, PowersMoved
from domain.units import Fate, Unit, Units
from tests.builders import opened
from tests.histories import ladders
from tests.reforms import FIRST, OPERATOR, folded

LEVELS = ("ward", "district", "province", "central")


def powers_of_new_cases(draw, ladder, gone):
    """Draw powers that move between levels, and for a level that ends where each act goes."""
    moves = [
        Power(level, act, "", draw(st.sampled_from(LEVELS)), "test", False)
        for level in LEVELS
        for act in draw(st.sets(st.sampled_from(Act), max_size=2))
    ]
    ended = [
        Power(gone, act, "", "central" if act is Act.DECIDE else None, "t", False) for act in Act
    ]
    powers = tuple(one for one in moves if gone not in {one.level, one.to}) + tuple(ended)
    return PowersMoved("r", FIRST, ladder.regime, "law", "f" * 64, (gone,), powers)


@st.composite
def new_cases(draw):
    """Draw a case opened on the day powers moved, in a unit of a level, and what moved."""
    ladder = draw(ladders())
    steps = tuple(replace(one, unit=one.level) for one in ladder.steps)
    ladder = replace(ladder, steps=steps)
    start = replace(opened, unit="ward", opened_on=FIRST, ladder=ladder)
    return start, powers_of_new_cases(draw, ladder, draw(st.sampled_from(LEVELS[1:3])))


@given(new_cases())
def test_a_new_case_climbs_in_order_through_units_of_its_levels_to_a_decision(story):
    start, powers = story
    state = folded(NOMINATION, start)
    units = Units(_tower())
    by = replace(OPERATOR, forces=replace(OPERATOR.forces, lineage=Lineage(units)))
    fact = laid(state, powers, by)
    after = folded(NOMINATION, start, *filter(None, [fact]))
    steps, was = after.dossier.ladder.steps, start.ladder.steps

    assert steps[-1].act is Act.DECIDE
    assert _keys(steps) == [key for key in _keys(was) if key in _keys(steps)]
    levels = _levels(steps)
    assert levels == [one.unit for one in steps]
    assert set(levels).isdisjoint(powers.abolished)
    assert laid(after, powers, by) is None
    assert _papers(steps) == _papers(_kept(was, fact.dropped if fact else ()))


def _kept(steps, dropped):
    lost = {one.step for one in dropped if one.rule == "level-abolished"}
    return [one for one in steps if one.key not in lost]


def _levels(steps):
    return [one.level for one in steps]


def _keys(steps):
    return [one.key for one in steps]


def _papers(steps):
    return {paper for one in steps for paper in one.papers}


def _tower():
    """Return a unit of each level, one above the other."""
    above = dict(pairwise(LEVELS))
    return [
        Unit(one, one, above.get(one), one, one, None, None, Fate.STANDING, (), "t", False)
        for one in LEVELS
    ]
