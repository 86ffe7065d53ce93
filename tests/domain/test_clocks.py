"""Clocks start at the full dossier, stop on a return or a hold, and go on as the rule says."""

from dataclasses import replace
from datetime import date

import pytest

from domain.nomination.clock import TermResumed, TermStopped
from domain.nomination.clock_orders import NoteMissedDeadline
from domain.nomination.commands import (
    EndorseStep,
    FileNomination,
    LiftHold,
    PutOnHold,
    ReturnForSupplement,
    SupplementNomination,
)
from domain.nomination.events import (
    DeadlineMissed,
    Missing,
    NominationFiled,
    NominationReceived,
    NominationSupplemented,
    ReturnedForSupplement,
    StepPassed,
)
from domain.nomination.holding import CaseHeld, HoldLifted
from domain.recorded import Dated
from domain.refusal import ImpossibleHistory
from domain.submission.commands import AcceptItem, AnswerSubmission
from domain.terms import ClockRule, Restart
from tests.builders import (
    APPRAISAL,
    APPRAISER,
    CASE,
    LADDER,
    OFFICER,
    PAPER,
    SECRETARY,
    at_submit,
    endorsed,
    filed,
    hand,
    opened,
    report,
    sent,
    up,
)
from tests.spec import given_in

REMARK = Missing("remark", "r1")
GOES_ON = ClockRule(Restart.ON, on_hold=True, source="a source", confirmed=False)
ANEW = replace(GOES_ON, after_return=Restart.ANEW)
held, lifted = CaseHeld("complaint", "12/KN", ""), HoldLifted("12/KN", "unfounded", None)
back = ReturnedForSupplement("ward-review", (REMARK,), "why", 3)


def case(rule, *events):
    """Return a case with a rule for its clock, due on 29 April 2025: ten days from the 15th."""
    ladder = replace(LADDER, clock=rule)
    return given_in(CASE, replace(opened, ladder=ladder), report, filed, *events)


def on(day, by=SECRETARY):
    """Return a hand with that day of April on the paper."""
    return replace(by, effective_on=date(2025, 4, day))


def supplement(day):
    return SupplementNomination(CASE, on(day, OFFICER), (REMARK,), "")


def supplemented(last):
    return NominationSupplemented("ward-review", (REMARK,), "", last)


def send_back(day):
    return ReturnForSupplement(CASE, on(day), "ward-review", (REMARK,), "why")


def hold(day, reference="12/KN"):
    return PutOnHold(CASE, on(day), "complaint", reference, "")


def lift(day, reference="12/KN"):
    return LiftHold(CASE, on(day), reference, "unfounded")


def test_a_return_says_how_much_of_the_term_was_used():
    case(ANEW).when(send_back(18)).then_in(CASE, back)


def test_a_return_from_a_step_without_a_term_says_nothing_of_it():
    leader = hand("ward-chairman", "leader", "10531")
    passed = StepPassed("ward-review", "ward-submit", None)
    order = ReturnForSupplement(CASE, leader, "ward-submit", (REMARK,), "why")
    back_from_there = ReturnedForSupplement("ward-submit", (REMARK,), "why", None)
    case(ANEW, endorsed, passed).when(order).then_in(CASE, back_from_there)


@pytest.mark.parametrize(
    ("rule", "last"), [(ANEW, date(2025, 5, 5)), (GOES_ON, date(2025, 4, 30))], ids=["anew", "on"]
)
def test_a_supplement_starts_the_clock_as_the_rule_says(rule, last):
    case(rule, back).when(supplement(21)).then_in(CASE, supplemented(last))


def test_a_term_used_up_leaves_one_day_after_a_return():
    late = replace(back, used=14)
    case(GOES_ON, late).when(supplement(21)).then_in(CASE, supplemented(date(2025, 4, 22)))


def test_what_was_returned_before_days_were_counted_starts_whole():
    old = replace(back, used=None)
    case(GOES_ON, old).when(supplement(21)).then_in(CASE, supplemented(date(2025, 5, 5)))


def test_a_hold_stops_the_clock_and_its_end_lets_it_go_on():
    stopped = TermStopped("ward-review", 3)
    case(ANEW).when(hold(18)).then_in(CASE, held, stopped)
    again = TermResumed("ward-review", date(2025, 5, 7))
    case(ANEW, held, stopped).when(lift(28)).then_in(CASE, lifted, again)


def test_a_hold_leaves_the_clock_of_a_case_that_has_no_such_rule():
    given_in(CASE, opened, report, filed).when(hold(18)).then_in(CASE, held)
    given_in(CASE, opened, report, filed, held).when(lift(28)).then_in(CASE, lifted)


def test_a_second_hold_stops_nothing_and_the_last_end_counts():
    stopped, more = TermStopped("ward-review", 3), replace(held, reference="13/KN")
    case(ANEW, held, stopped).when(hold(21, "13/KN")).then_in(CASE, more)
    both = case(ANEW, held, stopped, more)
    both.when(lift(28)).then_in(CASE, lifted)
    last = replace(lifted, reference="13/KN")
    case(ANEW, held, stopped, more, lifted).when(lift(28, "13/KN")).then_in(
        CASE, last, TermResumed("ward-review", date(2025, 5, 7))
    )


def test_the_same_hold_again_stops_nothing():
    case(ANEW, held, TermStopped("ward-review", 3)).when(hold(21)).then_nothing()


def test_a_clock_that_stands_misses_no_term():
    late = hand("vinhdanh", "service", "", on=date(2025, 4, 30))
    order = NoteMissedDeadline(CASE, late, "ward-review", date(2025, 4, 29))
    case(ANEW, held, TermStopped("ward-review", 3)).when(order).then_refused("due-date-differs")


def test_a_clock_that_goes_again_can_miss_its_term_again():
    last = date(2025, 5, 7)
    facts = (DeadlineMissed("ward-review", date(2025, 4, 29)), held, TermStopped("ward-review", 9))
    again = case(ANEW, *facts, lifted, TermResumed("ward-review", last))
    late = hand("vinhdanh", "service", "", on=date(2025, 5, 8))
    order = NoteMissedDeadline(CASE, late, "ward-review", last)
    again.when(order).then_in(CASE, DeadlineMissed("ward-review", last))


def test_a_term_that_was_over_is_as_much_over_after_a_hold_and_is_missed_once():
    missed = DeadlineMissed("ward-review", date(2025, 4, 29))
    held_on = Dated(held, date(2025, 5, 8))
    facts = (missed, held_on, Dated(TermStopped("ward-review", 15), date(2025, 5, 8)))
    late = replace(lift(28), hand=replace(lift(28).hand, effective_on=date(2025, 5, 8)))
    again = TermResumed("ward-review", date(2025, 4, 28))
    outcome = case(ANEW, *facts).when(late)
    assert lifted in [one.event for one in outcome.changes]
    (resumed,) = [one.event for one in outcome.changes if isinstance(one.event, TermResumed)]
    assert resumed.due_on < date(2025, 5, 8)
    over = case(ANEW, *facts, Dated(lifted, date(2025, 5, 8)), again)
    watch = hand("vinhdanh", "service", "", on=date(2025, 5, 9))
    over.when(NoteMissedDeadline(CASE, watch, "ward-review", again.due_on)).then_nothing()


def test_no_hold_is_lifted_by_a_paper_of_before_it():
    later = Dated(held, date(2025, 4, 23))
    case(ANEW, later).when(lift(22)).then_refused("dated-before-earlier-act")


def test_a_return_while_it_stands_keeps_what_was_used():
    stopped = case(GOES_ON, held, TermStopped("ward-review", 3))
    stopped.when(send_back(25)).then_in(CASE, back)


def test_a_supplement_while_held_starts_no_clock_until_the_end_of_the_hold():
    stood = (held, TermStopped("ward-review", 3), back)
    case(GOES_ON, *stood).when(supplement(25)).then_in(CASE, supplemented(None))
    waits = case(GOES_ON, *stood, supplemented(None))
    waits.when(lift(28)).then_in(CASE, lifted, TermResumed("ward-review", date(2025, 5, 7)))
    anew = case(ANEW, *stood, supplemented(None))
    anew.when(lift(28)).then_in(CASE, lifted, TermResumed("ward-review", date(2025, 5, 12)))


def test_what_waits_without_a_term_has_no_clock_to_stop():
    passed = StepPassed("ward-review", "ward-submit", None)
    leader = hand("ward-chairman", "leader", "10531")
    waits = case(ANEW, endorsed, passed)
    waits.when(replace(hold(18), hand=leader)).then_in(CASE, held)
    case(ANEW, endorsed, passed, held).when(replace(lift(18), hand=leader)).then_in(CASE, lifted)


def test_a_clock_starts_with_the_full_dossier_alone():
    """Filing asks for every paper; a receiver takes the whole in, or returns it."""
    lacking = given_in(CASE, replace(opened, ladder=replace(LADDER, clock=ANEW)))
    lacking.when(FileNomination(CASE, OFFICER)).then_refused("paper-missing")
    case_filed = given_in(CASE, replace(opened, ladder=replace(LADDER, clock=ANEW)), report)
    case_filed.when(FileNomination(CASE, OFFICER)).then_in(
        CASE, NominationFiled("ward-review", date(2025, 4, 29))
    )


TAKES_TEN = replace(APPRAISAL, working_days=10)


def on_its_way(*events):
    """Return a case that a submission carries to a step with a term."""
    steps = tuple(TAKES_TEN if one == APPRAISAL else one for one in LADDER.steps)
    first = replace(opened, ladder=replace(LADDER, steps=steps, clock=ANEW))
    return given_in(CASE, first, *at_submit[1:], up, *events).and_in(PAPER, sent)


@pytest.mark.parametrize(("events", "last"), [((), date(2025, 5, 2)), ((held,), None)])
def test_a_clock_starts_when_the_level_above_takes_the_case_in_unless_it_is_held(events, last):
    order = AnswerSubmission(PAPER, on(18, APPRAISER), (AcceptItem(CASE),))
    received = NominationReceived("district-appraisal", PAPER, last)
    on_its_way(*events).when(order).then_in(CASE, received)


@pytest.mark.parametrize("fact", [TermStopped("ward-review", 3), TermResumed("x", date.max)])
def test_no_clock_goes_where_a_case_waits_at_no_step(fact):
    draft = given_in(CASE, opened, fact)
    with pytest.raises(ImpossibleHistory):
        draft.when(EndorseStep(CASE, SECRETARY, "ward-review", "good"))


def test_what_a_clock_does_holds_up_no_paper_signed_before():
    """A hold written down on a later day leaves the date of the last act as it was."""
    goes_on = TermResumed("ward-review", date(2026, 4, 30))
    late = [Dated(one, date(2025, 4, 28)) for one in (held, TermStopped("ward-review", 3))]
    again = [Dated(one, date(2025, 4, 28)) for one in (lifted, goes_on)]
    case(ANEW, *late, *again).when(send_back(18)).then_in(CASE, replace(back, used=0))
