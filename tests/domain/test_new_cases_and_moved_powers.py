"""A power that a reform moved binds the cases that are opened from its day on (ADR 93)."""

from dataclasses import replace
from datetime import date

import pytest

from domain.ladder import Act, Step
from domain.lineage import Lineage
from domain.nomination.authority import CaseReassigned, Desk, StepHanded
from domain.nomination.choosing import ChooseRegime
from domain.nomination.commands import EndorseStep
from domain.nomination.decide import NOMINATION
from domain.nomination.events import NominationFiled, StepEndorsed, StepPassed
from domain.nomination.favour import RegimeChosen
from domain.nomination.laying import Way, after, moved_on
from domain.nomination.laying import laid as under_it
from domain.nomination.rerouting import Route
from domain.reform.events import Power, PowersMoved
from domain.reform.powers import POWERS_STREAM
from domain.units import Units
from tests.builders import CASE, LADDER, OFFICER, opened, opening
from tests.domain.test_favourable import NEWER, ORDER, at_appraisal
from tests.reforms import UNITS, folded
from tests.spec import Given, given_in

DAY, LATER, OPENED_ON = date(2025, 8, 1), date(2025, 9, 1), date(2025, 10, 1)
DOWN = Power("province", Act.DECIDE, "gk-tp", "ward", "Decree of the move", confirmed=False)
UP = replace(DOWN, level="ward", to="province", source="Decree of the way back")
STEPS = (
    Step("review", "ward", Act.REVIEW, "council-secretary", "04000"),
    Step("decide", "province", Act.DECIDE, "leader", "14", working_days=5, papers=("minutes",)),
)
ROUTE = replace(LADDER, regime="r", steps=STEPS)
HAND = replace(OFFICER, units=frozenset({"04000"}), effective_on=OPENED_ON)
CLERKS = frozenset({"council-secretary"})
ORDERED = opening(hand=HAND, unit="04000", ladder=ROUTE)
HANDED = StepHanded("decide", "province", "14", "ward", "04000", "power-moved")


def powers(*of, day=DAY, regime="r", key=None, gone=()):
    """Return what a reform moved."""
    return PowersMoved(key or day.isoformat(), day, regime, "A decree", "f" * 64, gone, of)


def known(*facts):
    """Start from what reforms moved."""
    return Given().and_in(POWERS_STREAM, *facts)


def laid(outcome):
    """Return what an order gave the case beside its own first fact."""
    return [one.event for one in outcome.changes if isinstance(one.event, CaseReassigned)]


def test_a_new_case_goes_where_the_power_went_and_says_by_which_reform():
    (fact,) = laid(known(powers(DOWN)).when(ORDERED))
    draft = Desk("draft", "04000", None, None)

    assert ("2025-08-01", DAY, "unit-stands") == (fact.reform, fact.in_force_from, fact.rule)
    assert "A decree | Decree of the move" == fact.reason
    assert ((HANDED,), (), None) == (fact.handed, fact.dropped, fact.due_on)
    assert ("04000", "04000", draft, draft) == (
        fact.from_proposer,
        fact.proposer,
        fact.from_desk,
        fact.desk,
    )


def test_the_step_keeps_its_term_and_papers_and_the_case_its_units_and_its_first_day():
    (fact,) = laid(known(powers(DOWN)).when(ORDERED))
    start = replace(opened, unit="04000", ladder=ROUTE, opened_on=OPENED_ON)
    file = folded(NOMINATION, start, fact).dossier
    (decide,) = file.ladder.steps[1:]
    assert replace(STEPS[1], level="ward", unit="04000") == decide
    assert (OPENED_ON, {"decide": (DAY, "2025-08-01")}) == (file.units_of, file.laid)


@pytest.mark.parametrize(
    "other",
    [
        powers(DOWN, day=date(2025, 10, 2)),  # not yet in force
        powers(DOWN, regime="an older one"),  # the regime of the case began later
        powers(replace(DOWN, award="bk-tinh")),
        powers(replace(DOWN, act=Act.VOTE)),
        powers(UP),
    ],
)
def test_what_does_not_bind_it_leaves_a_case_alone(other):
    for order in (ORDERED, in_units(ORDERED)):
        assert [] == laid(known(other).when(order))


def test_reforms_are_laid_one_on_the_other_by_their_days():
    first, back = powers(DOWN), powers(UP, day=LATER)
    for told in ((first, back), (back, first)):
        down, up = laid(known(*told).when(in_units(ORDERED)))

        assert ("2025-08-01", "2025-09-01") == (down.reform, up.reform)
        assert ("ward", "province") == (down.handed[0].level, up.handed[0].level)
    for told in ((powers(UP), powers(UP, day=LATER)), (powers(DOWN, regime="s"), powers(UP))):
        assert [] == laid(known(*told).when(in_units(ORDERED)))


def test_a_level_that_ended_under_a_regime_that_stays_takes_its_steps_with_it():
    steps = (STEPS[0], replace(STEPS[0], key="second", level="district", unit="118"), STEPS[1])
    ended = [replace(DOWN, level="district", award="", act=one, to=None) for one in Act]
    order = replace(ORDERED, ladder=replace(ROUTE, steps=steps))
    (fact,) = laid(known(powers(*ended, gone=("district",))).when(order))

    assert [("second", "level-abolished")] == [(one.step, one.rule) for one in fact.dropped]


def in_units(order, *more):
    """Return an order by a hand that knows the units of the country."""
    lineage = Lineage(Units((*UNITS, *more)))
    forces = replace(order.hand.forces, lineage=lineage)
    return replace(order, hand=replace(order.hand, forces=forces))


def test_the_unit_of_the_level_is_the_one_of_the_day_it_is_opened():
    to = replace(DOWN, to="central")
    (fact,) = laid(known(powers(to)).when(in_units(ORDERED)))

    assert ("central", "VN") == (fact.handed[0].level, fact.handed[0].unit)


def test_a_case_of_a_unit_for_which_the_power_would_be_nobodys_is_refused():
    above = replace(ORDERED, unit="14", ladder=replace(ROUTE, steps=STEPS[1:]))
    above = replace(above, hand=replace(HAND, units=frozenset({"14"})))

    for order in (above, in_units(above)):
        known(powers(DOWN)).when(order).then_refused("no-authority-there")


def test_who_judged_a_step_does_not_judge_another_that_fell_to_the_same_level():
    steps = (STEPS[0], replace(STEPS[0], key="again", level="province", unit="14"), STEPS[1])
    twice = replace(ROUTE, steps=steps)
    down = powers(replace(DOWN, act=Act.REVIEW))
    (fact,) = laid(known(down).when(replace(ORDERED, ladder=twice)))
    given = StepEndorsed("review", "secretary", "deserved")
    came = (NominationFiled("review", None), given, StepPassed("review", "again", None))
    case = given_in(CASE, replace(opened, unit="04000", ladder=twice), fact, *came)
    hers, his = (replace(HAND, actor=one, roles=CLERKS) for one in ("secretary", "another"))

    assert ["again"] == [one.step for one in fact.handed]
    refused = [case.when(EndorseStep(CASE, one, "again", "yes")).refusals for one in (hers, his)]
    assert [True, False] == ["endorsed-twice" in {one.code for one in of} for of in refused]


def test_a_newer_regime_that_stood_when_the_power_moved_goes_by_it_too():
    day = replace(ORDER.hand, effective_on=OPENED_ON)
    steps = tuple(replace(one, level="district") for one in ORDER.ladder.steps[-1:])
    told = powers(replace(DOWN, level="district", to="ward"), regime="newer")
    order = ChooseRegime(CASE, day, NEWER, ORDER.ladder, "less is asked")
    given = given_in(CASE, replace(opened, opened_on=OPENED_ON), *at_appraisal[1:])
    chosen, fact = (one.event for one in given.and_in(POWERS_STREAM, told).when(order).changes)

    assert isinstance(chosen, RegimeChosen)
    assert steps[-1].key == fact.handed[0].step
    assert "ward" == fact.handed[0].level


def test_under_a_newer_regime_a_case_of_before_goes_by_it_if_its_unit_stands():
    early = folded(NOMINATION, replace(opened, unit="04000", ladder=ROUTE))
    ended = folded(NOMINATION, replace(opened, unit="10531", ladder=ROUTE))
    by = in_units(ORDERED).hand

    assert (HANDED,) == under_it(early, powers(DOWN), by).handed
    assert under_it(ended, powers(DOWN), by) is None
    assert under_it(early, powers(DOWN), HAND) is None


def test_the_way_of_a_case_not_opened_yet_goes_on_under_what_moved_and_knows_by_which_reform():
    way, moved = Way("04000", OPENED_ON, ROUTE, ROUTE.steps), powers(DOWN)
    found = moved_on(way, moved, None)
    assert isinstance(found, Route)
    new = after(way, moved, found)

    assert ["04000", "04000"] == [one.unit for one in new.ladder.steps]
    assert new.ladder.steps == new.ahead
    assert {"decide": (DAY, "2025-08-01")} == new.laid
