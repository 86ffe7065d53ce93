"""What holds a nominee holds all their cases, in every ward, open and new; lifting frees all."""

from dataclasses import replace
from datetime import date

import pytest

from domain.hearing.commands import SettleComplaint
from domain.hearing.events import ComplaintReceived, ComplaintSettled
from domain.nomination.basis import Basis
from domain.nomination.clock import TermStopped
from domain.nomination.commands import EndorseStep, FileNomination, LiftHold, PutOnHold
from domain.nomination.events import NominationWithdrawn, ReturnedForSupplement
from domain.nomination.holding import CaseHeld, HoldLifted
from domain.register.docket import DOCKET, docket_stream
from domain.register.events import CaseEnrolled, NomineeHeld, NomineeReleased
from domain.terms import ClockRule, Restart
from tests.builders import (
    APRIL,
    CASE,
    LADDER,
    NOMINEE,
    OFFICER,
    OTHER,
    PAPER,
    REMARK,
    SECRETARY,
    at_submit,
    filed,
    opened,
    opening,
    report,
)
from tests.impossible import cannot_follow
from tests.reforms import folded
from tests.spec import Given, given_in

DOCKETED = docket_stream(NOMINEE.ref)
held = CaseHeld("complaint", "12/KN", "about the figures")
received = ComplaintReceived("complaint", "12/KN", OTHER)
noted = NomineeHeld("complaint", "12/KN", "about the figures", CASE)
joined, other_joined = CaseEnrolled(CASE), CaseEnrolled(OTHER)
AT_REVIEW = (opened, report, filed)
HOLD = PutOnHold(CASE, SECRETARY, "complaint", "12/KN", "about the figures")
LIFT = LiftHold(CASE, SECRETARY, "12/KN", "unfounded")
AGREE = EndorseStep(CASE, SECRETARY, "ward-review", "deserved")


def two(*of_other, docket=(joined, other_joined)) -> Given:
    """Return two cases of one nominee, one of them under review, and their docket."""
    return given_in(CASE, *AT_REVIEW).and_in(OTHER, *of_other).and_in(DOCKETED, *docket)


@pytest.mark.parametrize("facts", [(opened,), AT_REVIEW, at_submit])
def test_a_hold_noted_on_one_case_holds_every_open_one(facts):
    outcome = two(*facts).when(HOLD)
    outcome.then_in(CASE, held).then_in(DOCKETED, noted).then_in(OTHER, held)


def test_an_ended_case_is_left_as_it_ended():
    two(opened, NominationWithdrawn("moved")).when(HOLD).then_in(OTHER)


def test_a_hold_of_the_case_alone_holds_no_other():
    alone = replace(held, case_alone=True)
    outcome = two(opened).when(replace(HOLD, case_alone=True))
    outcome.then_in(CASE, alone).then_in(DOCKETED).then_in(OTHER)
    case = given_in(CASE, *AT_REVIEW, alone)
    case.when(AGREE).then_refused("case-held")
    case.when(HOLD).then_refused("held-otherwise")
    case.when(LIFT).then(HoldLifted("12/KN", "unfounded", None))


def test_a_discipline_is_never_of_one_case_alone():
    order = replace(HOLD, ground="discipline", case_alone=True)
    two(opened).when(order).then_refused("discipline-of-nominee")


def test_a_new_case_of_a_held_nominee_is_held_from_its_opening():
    held_nominee = given_in(OTHER, opened, held).and_in(
        DOCKETED, other_joined, replace(noted, nomination=OTHER)
    )
    outcome = held_nominee.when(opening())
    outcome.then_in(DOCKETED, joined).then_in(CASE, opened, held)


def test_a_case_no_docket_knows_meets_the_hold_all_the_same_and_joins_with_the_next_act():
    docket = other_joined, replace(noted, nomination=OTHER)
    draft = given_in(CASE, opened, report).and_in(DOCKETED, *docket)
    draft.when(FileNomination(CASE, OFFICER)).then_refused("case-held")
    known = given_in(CASE, opened, report).and_in(DOCKETED, other_joined)
    known.when(FileNomination(CASE, OFFICER)).then_in(DOCKETED, joined)
    known.when(replace(HOLD, hand=OFFICER)).then_in(DOCKETED, joined, noted)


def test_a_case_no_docket_knows_joins_and_stops_its_clock_when_the_hold_is_noted_on_it():
    """`vinhdanh doctor` names such cases; noted under the same reference, one hold stays one."""
    rule = ClockRule(Restart.ON, on_hold=True, source="a rule", confirmed=True)
    facts = (replace(opened, ladder=replace(LADDER, clock=rule)), report, filed)
    docket = other_joined, replace(noted, nomination=OTHER)
    outcome = given_in(CASE, *facts).and_in(DOCKETED, *docket).when(HOLD)
    outcome.then_in(CASE, held, TermStopped("ward-review", 0)).then_in(DOCKETED, joined)


def test_lifting_frees_all():
    lifted = HoldLifted("12/KN", "unfounded", None)
    case = given_in(CASE, *AT_REVIEW, held).and_in(OTHER, opened, held)
    outcome = case.and_in(DOCKETED, joined, other_joined, noted).when(LIFT)
    outcome.then_in(CASE, lifted).then_in(OTHER, lifted)
    outcome.then_in(DOCKETED, NomineeReleased("12/KN", None))


def test_a_case_held_for_itself_under_the_same_paper_is_not_freed_with_the_nominee():
    alone = replace(held, case_alone=True)
    case = given_in(CASE, *AT_REVIEW, held).and_in(OTHER, opened, alone)
    case.and_in(DOCKETED, joined, other_joined, noted).when(LIFT).then_in(OTHER)


@pytest.mark.parametrize(("ends", "code"), [((), ["noted-elsewhere"]), ((True,), [])])
def test_a_hold_is_lifted_where_it_was_noted_as_long_as_that_case_is_open(ends, code):
    ended = [NominationWithdrawn("moved") for _ in ends]
    case = given_in(CASE, *AT_REVIEW, held).and_in(OTHER, opened, held, *ended)
    elsewhere = replace(noted, nomination=OTHER)
    outcome = case.and_in(DOCKETED, joined, other_joined, elsewhere).when(LIFT)
    assert code == [one.code for one in outcome.refusals]


def test_a_reference_stands_for_one_ground_over_all_cases():
    elsewhere = replace(noted, nomination=OTHER)
    case = two(opened, held, docket=(joined, other_joined, elsewhere))
    case.when(replace(HOLD, ground="press")).then_refused("held-otherwise")
    case.when(HOLD).then(held)


@pytest.mark.parametrize(("since", "goes"), [(date(2025, 3, 1), True), (date(2025, 1, 1), False)])
def test_a_discipline_told_of_on_another_case_counts_for_this_one(since, goes):
    free = NomineeReleased("12/KN", date(2025, 2, 1))
    draft = given_in(CASE, replace(opened, basis=Basis(since=since)), report)
    outcome = draft.and_in(DOCKETED, joined, noted, free).when(FileNomination(CASE, OFFICER))
    assert goes == bool(outcome.changes)


@pytest.mark.parametrize(
    "facts",
    [
        (joined, joined),
        (joined, noted, noted),
        (joined, NomineeReleased("12/KN", APRIL)),
        (joined, noted, NomineeReleased("12/KN", None), NomineeReleased("12/KN", None)),
    ],
)
def test_a_docket_that_cannot_be_is_a_defect(facts):
    cannot_follow(DOCKET, *facts)


def test_the_latest_discipline_counts_over_the_docket():
    again = replace(noted, reference="13/KN")
    free = NomineeReleased("12/KN", APRIL), NomineeReleased("13/KN", date(2025, 1, 1))
    assert APRIL == folded(DOCKET, joined, noted, again, *free).disciplined_until
    assert PAPER not in folded(DOCKET, joined).cases


@pytest.mark.parametrize("noted_on", [CASE, OTHER])
def test_a_complaint_holds_the_nominee_until_it_is_settled_whatever_became_of_its_case(noted_on):
    other = opened, received, held, NominationWithdrawn("moved")
    on_docket = joined, other_joined, replace(noted, nomination=noted_on)
    case = given_in(CASE, *AT_REVIEW, held).and_in(OTHER, *other).and_in(DOCKETED, *on_docket)
    case.when(LIFT).then_refused("noted-elsewhere")
    settling = SettleComplaint(OTHER, SECRETARY, "12/KN", "unfounded", "nothing in it")
    free = HoldLifted("12/KN", "unfounded: nothing in it", None)
    settled = case.when(settling)
    settled.then_in(OTHER, ComplaintSettled("12/KN", "unfounded", None, "nothing in it"), free)
    settled.then_in(CASE, free).then_in(DOCKETED, NomineeReleased("12/KN", None))


SENT_BACK = ReturnedForSupplement("ward-review", (REMARK,), "unclear")
INSPECTED = replace(held, ground="inspection")
INSPECTION = replace(noted, ground="inspection", nomination=OTHER)


def left_behind(*here) -> Given:
    """Return a case whose nominee an ended one still holds, for what its judges noted there."""
    other = given_in(OTHER, *AT_REVIEW, INSPECTED, NominationWithdrawn("moved"))
    return other.and_in(CASE, *here, INSPECTED).and_in(DOCKETED, other_joined, joined, INSPECTION)


def test_proposers_never_lift_what_judges_noted_be_it_on_a_case_they_took_back():
    mine = replace(LIFT, hand=OFFICER)
    left_behind(opened).when(mine).then_refused("role-missing", "own-nomination")
    back = given_in(CASE, *AT_REVIEW, INSPECTED, SENT_BACK)
    back.when(mine).then_refused("role-missing", "own-nomination")


@pytest.mark.parametrize("on", [CASE, OTHER])
def test_judges_of_where_a_hold_was_noted_lift_it_after_the_end_of_that_case_too(on):
    lifted = HoldLifted("12/KN", "unfounded", None)
    outcome = left_behind(opened).when(replace(LIFT, nomination=on))
    outcome.then_in(CASE, lifted).then_in(DOCKETED, NomineeReleased("12/KN", None))


def test_what_the_proposers_noted_on_their_draft_they_lift_there():
    draft = given_in(CASE, opened, held).and_in(DOCKETED, joined, noted)
    draft.when(replace(LIFT, hand=OFFICER)).then_in(CASE, HoldLifted("12/KN", "unfounded", None))


def test_nobody_lifts_what_holds_nobody_any_more_on_a_case_that_ended():
    ended = given_in(CASE, *AT_REVIEW, held, NominationWithdrawn("moved"))
    ended.and_in(DOCKETED, joined).when(LIFT).then_refused("not-in-this-state")
