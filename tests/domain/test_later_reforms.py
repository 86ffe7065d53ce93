"""Reforms one after the other: none missed out makes a case another unit's, none is a dead end."""

from dataclasses import replace
from datetime import date

from domain.ladder import Act, Step
from domain.nomination.authority import CaseReassigned, CaseUnassigned
from domain.nomination.decide import NOMINATION
from domain.recorded import Dated
from domain.reform.commands import ReassignCase
from domain.reform.heirs import heir_of
from domain.units import Fate, Successor, Units
from tests.builders import APRIL, CASE, LADDER, hand, opened
from tests.reforms import FIRST, OPERATOR, REFORM, UNITS, folded, reform, unit
from tests.spec import given_in

END, NEXT = date(2025, 9, 30), date(2025, 10, 1)
ORDER = ReassignCase(CASE, OPERATOR, REFORM)
LATER = hand("operator", "operator", "VN", on=NEXT)
TAN_BINH, WARDS = "10532", ("10532", "10601")
divided = replace(opened, unit="10700")
untraced = replace(opened, unit="03988")


def second(*into):
    """Return a reform of October by which *into* carry on both wards that began in July."""
    old = [one for one in UNITS if not (one.code in WARDS and one.in_force_from)]
    links = tuple(Successor(code, NEXT) for code in into)
    for code in WARDS:
        new = unit(code, "ward", "31", FIRST)
        old.append(replace(new, in_force_to=END, fate=Fate.SUCCEEDED, successors=links))
    plan = reform([*old, *(unit(code, "ward", "31", NEXT) for code in into)], key="2025-10-01")
    return replace(plan, in_force_from=NEXT)


def given_by(plan, by, *facts):
    """Return the one fact that a reform gives a case."""
    (change,) = given_in(CASE, *facts).when(ReassignCase(CASE, by, plan)).changes
    return change.event


def test_a_code_that_two_units_bore_means_the_one_of_the_cases_day():
    """The ward 10532 of May 2025 went into that of July; a reform of October ends the latter."""
    late = replace(second(), units=Units(UNITS))

    assert "unit-merged" == heir_of(late, TAN_BINH, APRIL).rule
    assert "unit-stands" == heir_of(late, TAN_BINH, FIRST).rule


def test_a_reform_that_was_missed_out_is_followed_through():
    fact = given_by(second("10900"), LATER, opened)

    assert ("unit-merged", "10531", "10900") == (fact.rule, fact.from_proposer, fact.proposer)


def test_a_unit_that_became_another_alone_twice_was_renamed():
    kept = [one for one in UNITS if one.code not in {"10700", "10601"}]
    link = (Successor("10900", NEXT),)
    mid = replace(unit("10601", "ward", "31", FIRST), in_force_to=END, successors=link)
    new = unit("10900", "ward", "31", NEXT)
    plan = replace(second(), units=Units([*kept, replace(mid, fate=Fate.SUCCEEDED), new]))

    assert "unit-renamed" == heir_of(plan, "10600", APRIL).rule


def test_a_unit_that_was_merged_and_then_became_another_alone_was_merged():
    """Three wards went into 10532 in July; in October that one became 10900, 10601 stood."""
    mid = unit("10532", "ward", "31", FIRST)
    kept = [one for one in UNITS if one != mid]
    ends = replace(
        mid, in_force_to=END, fate=Fate.SUCCEEDED, successors=(Successor("10900", NEXT),)
    )
    plan = replace(second(), units=Units([*kept, ends, unit("10900", "ward", "31", NEXT)]))

    assert "unit-merged" == heir_of(plan, "10531", APRIL).rule


def test_a_second_reform_moves_what_the_first_moved():
    first = given_by(REFORM, OPERATOR, opened)
    fact = given_by(second("10900"), LATER, opened, Dated(first, FIRST))

    assert ("10532", "10900") == (fact.from_proposer, fact.proposer)


def test_what_waits_for_a_person_is_taken_up_by_a_later_reform():
    waits = given_by(REFORM, OPERATOR, divided)
    fact = given_by(second("10900"), LATER, divided, Dated(waits, FIRST))
    state = folded(NOMINATION, divided, Dated(waits, FIRST), Dated(fact, NEXT))

    assert isinstance(fact, CaseReassigned)
    assert ("10900", None) == (state.dossier.unit, state.dossier.undecided)


def test_what_waits_for_a_person_may_wait_by_the_later_reform_and_only_once():
    plan = second("10900", "10901")
    waits = given_by(REFORM, OPERATOR, divided)
    fact = given_by(plan, LATER, divided, Dated(waits, FIRST))
    moved = given_in(CASE, divided, Dated(waits, FIRST), Dated(fact, NEXT))

    assert isinstance(fact, CaseUnassigned)
    assert ("10900", "10901") == fact.candidates
    moved.when(ReassignCase(CASE, LATER, plan)).then_nothing()
    moved.when(ORDER).then_nothing()


def test_a_better_file_of_the_same_day_decides_what_the_first_left_open():
    waits = given_by(REFORM, OPERATOR, untraced)
    known = replace(unit("03988", "ward", "118", into=("04000",)), source="found since")
    plan = reform([one for one in UNITS if one.code != "03988"] + [known], key="2025-07-01-b")
    fact = given_by(plan, OPERATOR, untraced, Dated(waits, FIRST))

    assert ("unit-merged", "04000") == (fact.rule, fact.proposer)


def test_a_better_file_may_say_that_the_unit_stands_after_all():
    ladder = replace(LADDER, steps=(Step("decide", "central", Act.DECIDE, "leader", "VN"),))
    start = replace(opened, unit="VN", ladder=ladder)
    waits = given_by(REFORM, OPERATOR, untraced)
    lost = replace(waits, proposer="VN", candidates=())
    fact = given_by(reform(key="b"), OPERATOR, start, Dated(lost, FIRST))

    assert ("unit-stands", "VN") == (fact.rule, fact.proposer)
