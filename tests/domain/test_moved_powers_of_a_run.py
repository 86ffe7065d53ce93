"""A reform that moves powers, and what its run gives cases opened between its day and the run."""

from dataclasses import replace

import pytest

from domain.ladder import Act
from domain.nomination.authority import CaseUnassigned
from domain.nomination.events import NominationFiled
from domain.reform.commands import ReassignCase, ReorganiseUnits
from domain.reform.decide import moved
from domain.reform.meaning import digest_of
from domain.reform.plan import EVERY_AWARD, Transfer
from domain.reform.powers import (
    POWERS,
    POWERS_STREAM,
    evolve,
    known_again,
    plan_of,
    powers_of,
)
from domain.refusal import ImpossibleHistory
from domain.units import Units
from tests.builders import CASE, OPERATOR, opened
from tests.domain.test_new_cases_and_moved_powers import (
    DAY,
    DOWN,
    HANDED,
    LATER,
    OPENED_ON,
    ROUTE,
    STEPS,
    in_units,
    laid,
)
from tests.reforms import folded, reform
from tests.spec import given_in

PLAN = replace(
    reform(transfers={}, key="2025-08-01"),
    in_force_from=DAY,
    legal_basis="A decree",
    moves={("province", Act.DECIDE, "gk-tp"): Transfer("ward", "Decree of the move", False)},
    over="r",
)
START = replace(opened, unit="04000", ladder=ROUTE, opened_on=OPENED_ON)
RUN = ReassignCase(CASE, replace(OPERATOR, effective_on=OPENED_ON), PLAN)


def test_a_case_opened_after_the_day_and_before_the_run_is_moved_by_the_run_once():
    (fact,) = laid(given_in(CASE, START).when(RUN))

    assert (HANDED,) == fact.handed
    given_in(CASE, START, fact).when(RUN).then_nothing()


def test_powers_that_change_places_are_laid_once():
    both = {**PLAN.moves, ("ward", Act.DECIDE, "gk-tp"): Transfer("province", "back", False)}
    order = replace(in_units(RUN), reform=replace(PLAN, moves=both))
    (fact,) = laid(given_in(CASE, START).when(order))

    assert (HANDED,) == fact.handed
    given_in(CASE, START, fact).when(order).then_nothing()


def test_a_run_that_comes_after_that_of_a_later_reform_moves_what_that_left_and_undoes_nothing():
    (fact,) = laid(given_in(CASE, START).when(RUN))
    later = replace(fact, reform="2025-09-01", in_force_from=LATER)
    other = replace(later, handed=(replace(HANDED, step="review", from_level="district"),))

    given_in(CASE, START, later).when(RUN).then_nothing()
    assert (HANDED,) == laid(given_in(CASE, START, other).when(RUN))[0].handed


def test_a_run_that_comes_late_takes_no_power_back_and_looks_past_a_unit_that_changed():
    (fact,) = laid(given_in(CASE, START).when(RUN))
    back = replace(HANDED, from_level="ward", from_unit="04000", level="province", unit="14")
    later = replace(fact, reform="2025-09-01", in_force_from=LATER, handed=(back,))
    merged = replace(later, handed=(replace(back, from_level="province", from_unit="13"),))

    given_in(CASE, START, later).when(RUN).then_nothing()
    assert (HANDED,) == laid(given_in(CASE, START, merged).when(RUN))[0].handed


def test_a_reform_is_known_again_by_its_powers_over_the_units_it_left_as_they_were():
    told = powers_of(replace(PLAN, digest=digest_of(PLAN)))
    assert told is not None
    again = known_again(told, PLAN.units)

    assert again is not None
    assert (PLAN.moves, PLAN.units, told.digest) == (again.moves, again.units, again.digest)
    assert known_again(told, Units(PLAN.units.children("288", DAY))) is None


def test_a_run_for_a_reform_that_binds_no_new_case_leaves_one_alone():
    for regime in (None, "another regime"):
        order = replace(RUN, reform=replace(PLAN, over=regime))
        given_in(CASE, START).when(order).then_nothing()


def test_a_case_for_which_the_power_would_be_nobodys_waits_for_a_person():
    above = replace(START, unit="14", ladder=replace(ROUTE, steps=STEPS[1:]))
    for order, keeper in ((RUN, None), (in_units(RUN), "VN")):
        (one,) = given_in(CASE, above).when(order).changes

        assert isinstance(one.event, CaseUnassigned)
        assert ("level-unfilled", keeper) == (one.event.rule, one.event.decided_by)
        given_in(CASE, above, one.event).when(order).then_nothing()


def test_a_filed_case_goes_to_the_desk_with_a_whole_term():
    only = replace(START, ladder=replace(ROUTE, steps=STEPS[1:]))
    (fact,) = laid(given_in(CASE, only, NominationFiled("decide", None)).when(in_units(RUN)))

    assert ("14", "04000") == (fact.from_desk.unit, fact.desk.unit)
    assert fact.due_on is not None


def test_what_is_kept_of_a_reform_is_what_moved_and_over_which_regime():
    kept = powers_of(PLAN)
    assert kept is not None

    assert ("r", (DOWN,), ()) == (kept.regime, kept.powers, kept.abolished)
    assert PLAN.moves == plan_of(kept).moves
    assert powers_of(replace(PLAN, moves={})) is None
    assert powers_of(replace(PLAN, over=None)) is None


def test_what_is_kept_of_a_reform_that_ends_a_level_names_it():
    gone = powers_of(replace(PLAN, transfers=reform().transfers))
    assert gone is not None
    assert (("district",), reform().transfers) == (gone.abolished, plan_of(gone).transfers)
    assert {EVERY_AWARD, "gk-tp"} == {one.award for one in gone.powers}


def test_what_was_not_kept_by_an_earlier_version_is_kept_when_it_is_run_again():
    kept = powers_of(PLAN)
    assert kept is not None

    order = ReorganiseUnits(OPERATOR, PLAN)
    assert [(POWERS_STREAM, kept)] == [(one.stream, one.event) for one in moved(order, {})]
    assert [] == moved(order, {PLAN.key: kept})
    assert [] == moved(replace(order, reform=replace(PLAN, over=None)), {})
    found_since = replace(kept, powers=(replace(DOWN, source="found since", confirmed=True),))
    assert [] == moved(order, {PLAN.key: found_since})
    assert [] == moved(replace(order, says_powers=False), {})
    other = replace(kept, regime="another")
    assert {PLAN.key: kept} == folded(POWERS, other, kept)
    with pytest.raises(ImpossibleHistory):
        evolve({PLAN.key: kept}, kept)
