"""Opening a draft."""

from dataclasses import replace
from datetime import date

from domain.nomination.basis import Basis, Commendation, Entry
from tests.builders import (
    APRIL,
    CASE,
    MOVEMENT,
    NOMINEE,
    OFFICER,
    OTHER,
    SECRETARY,
    opened,
    opened_in_movement,
    opening,
)
from tests.spec import Given, given_in

in_movement = {"movement": MOVEMENT, "occasion": "annual", "nominee_class": "individual"}


def test_a_nominating_officer_opens_a_draft_with_the_ladder_of_the_day():
    Given().when(opening()).then_in(CASE, opened)


def test_the_movements_criteria_of_the_day_are_pinned():
    Given().when(opening(**in_movement)).then_in(CASE, opened_in_movement)


def test_a_nomination_is_opened_once():
    given_in(CASE, opened).when(opening()).then_refused("already-open")


def test_only_a_nominating_officer_of_the_unit_opens():
    foreign = replace(SECRETARY, units=frozenset({"10532"}))
    Given().when(opening(hand=foreign)).then_refused("role-missing", "unit-foreign")


def test_the_paper_is_not_dated_tomorrow():
    ahead = replace(OFFICER, effective_on=date(2025, 12, 2))
    Given().when(opening(hand=ahead)).then_refused("dated-ahead")


def test_today_in_vietnam_has_begun_when_utc_is_still_yesterday():
    late = OFFICER.recorded_at.replace(hour=18)
    today = replace(OFFICER, effective_on=date(2025, 12, 2), recorded_at=late)
    assert Given().when(opening(hand=today)).changes


def test_an_award_for_persons_honours_no_household():
    household = replace(NOMINEE, kind="household")
    Given().when(opening(nominee=household)).then_refused("subject-not-honoured")


def test_unknown_occasion_and_class_are_both_named():
    wrong = opening(movement=MOVEMENT, occasion="weekly", nominee_class="friends")
    told = Given().when(wrong).then_refused("occasion-unknown", "class-unknown")
    named = [{"occasion": "weekly"}, {"nominee_class": "friends"}]
    assert named == [one.facts for one in told.refusals]


def test_an_occasion_is_open_on_its_first_and_its_last_day():
    only = replace(MOVEMENT.occasions[0], opens_on=APRIL, closes_on=APRIL)
    movement = replace(MOVEMENT, occasions=(only,))
    assert Given().when(opening(**{**in_movement, "movement": movement})).changes


def test_a_basis_may_be_initiatives_alone():
    basis = Basis(initiatives=(Entry("10531", 2025, "12/SK"),))
    Given().when(opening(basis=basis)).then_in(CASE, replace(opened, basis=basis))


def test_without_occasion_and_class_a_movement_says_nothing():
    Given().when(opening(movement=MOVEMENT)).then_refused("occasion-unknown", "class-unknown")


def test_an_occasion_gives_only_its_awards_in_its_time_to_its_classes():
    narrow = replace(MOVEMENT.occasions[0], awards=("bk-tinh",), closes_on=date(2025, 4, 10))
    movement = replace(MOVEMENT, occasions=(narrow,))
    wrong = {**in_movement, "movement": movement, "nominee_class": "ward-committee"}
    Given().when(opening(**wrong)).then_refused(
        "award-not-of-occasion", "outside-occasion", "kind-not-of-class"
    )


def test_a_case_that_builds_on_an_honour_says_of_which_kind_it_is():
    unsaid = Basis(builds_on=(OTHER,))
    Given().when(opening(basis=unsaid)).then_refused("commendation-unsaid")
    said = replace(unsaid, commendation=Commendation.MERIT)
    Given().when(opening(basis=said)).then_in(CASE, replace(opened, basis=said))
    moved = opening(basis=unsaid, **in_movement)
    assert Given().when(moved).changes
