"""A complaint or denunciation holds a case until it is settled."""

from dataclasses import replace

import pytest

from domain.hearing.commands import ReceiveComplaint, SettleComplaint
from domain.hearing.complain import readers
from domain.hearing.events import ComplaintReceived, ComplaintSettled
from domain.nomination.commands import (
    EndorseStep,
    FileNomination,
    LiftHold,
    RefuseNomination,
    ReturnForSupplement,
)
from domain.nomination.decide import NOMINATION
from domain.nomination.events import (
    Missing,
    NominationRefused,
    NominationWithdrawn,
    ReturnedForSupplement,
)
from domain.nomination.holding import CaseHeld, HoldLifted
from domain.nomination.state import Absent
from domain.recorded import Dated
from domain.submission.commands import AnswerSubmission, ReturnItem
from domain.submission.events import ItemReturned
from services.histories import Histories
from tests.builders import (
    APPRAISER,
    APRIL,
    CASE,
    OFFICER,
    OTHER,
    PAPER,
    SECRETARY,
    WAITING,
    WARD,
    at_submit,
    filed,
    hand,
    opened,
    report,
    sent,
    up,
)
from tests.notebook import Notebook
from tests.spec import at_review, draft, given_in

came = ComplaintReceived("complaint", "12/KN", OTHER)
held = CaseHeld("complaint", "12/KN", "complaint")
cleared = ComplaintSettled("12/KN", "unfounded", None, "nothing in it")
let_go = HoldLifted("12/KN", "unfounded: nothing in it", None)
founded = ComplaintSettled("12/KN", "founded", "violation", "figures were changed")
after = HoldLifted("12/KN", "founded: figures were changed", None)
ENDORSE = EndorseStep(CASE, SECRETARY, "ward-review", "deserved")
case = given_in(CASE, *WAITING, came, held)


def complain(by=SECRETARY, kind="complaint", reference="12/KN"):
    return ReceiveComplaint(CASE, by, kind, reference, OTHER)


def settle(by=SECRETARY, outcome="unfounded", reason="nothing in it", ground=None):
    return SettleComplaint(CASE, by, "12/KN", outcome, reason, ground)


def test_a_complaint_holds_the_case():
    at_review.when(complain()).then_in(CASE, came, held)
    draft.when(complain(OFFICER)).then_in(CASE, came, held)
    given_in(CASE, *at_submit, up).when(complain(APPRAISER)).then_in(CASE, came, held)
    case.when(ENDORSE).then_refused("case-held")
    told = given_in(CASE, *WAITING, held).when(complain())
    told.then_in(CASE, came)


def test_a_complaint_is_one_of_two_kinds_under_a_number_of_its_own():
    at_review.when(complain(OFFICER, "gossip")).then_refused(
        "complaint-kind-unknown", "role-missing", "own-nomination"
    )
    at_review.when(complain(OFFICER)).then_refused("role-missing", "own-nomination")
    case.when(complain()).then_nothing()
    case.when(complain(kind="denunciation")).then_refused("reference-taken")
    case.when(complain(OFFICER, "denunciation")).then_refused(
        "reference-taken", "role-missing", "own-nomination"
    )
    noted = given_in(CASE, *WAITING, replace(held, ground="press"))
    noted.when(complain(OFFICER)).then_refused("role-missing", "own-nomination", "held-otherwise")
    done = given_in(CASE, *WAITING, came, held, cleared, let_go)
    done.when(complain()).then_refused("reference-taken")
    gone = given_in(CASE, opened, NominationWithdrawn("moved"))
    gone.when(complain()).then_refused("not-in-this-state")


def test_an_unfounded_or_withdrawn_one_lets_the_case_go_on():
    case.when(settle()).then_in(CASE, cleared, let_go)
    assert given_in(CASE, *WAITING, came, held, cleared, let_go).when(ENDORSE).changes
    case.when(settle(outcome="withdrawn")).then_in(
        CASE,
        replace(cleared, outcome="withdrawn"),
        replace(let_go, outcome="withdrawn: nothing in it"),
    )


def test_its_hold_is_lifted_by_its_settlement_only():
    lift = LiftHold(CASE, SECRETARY, "12/KN", "fine")
    case.when(lift).then_refused("complaint-pending")
    case.when(replace(lift, hand=OFFICER)).then_refused(
        "complaint-pending", "role-missing", "own-nomination"
    )


def test_a_settlement_has_an_outcome_and_only_a_founded_one_a_ground():
    at_review.when(settle(OFFICER, "odd", ground="violation")).then_refused(
        "role-missing", "own-nomination", "complaint-unknown", "outcome-unknown", "ground-idle"
    )
    case.when(settle(outcome="founded")).then_refused("finding-ground-missing")
    envy = settle(outcome="founded", ground="envy")
    case.when(envy).then_refused("finding-ground-unknown")


def test_a_founded_one_is_answered_by_a_return_or_a_refusal():
    order = settle(outcome="founded", reason="figures were changed", ground="violation")
    case.when(order).then_in(CASE, founded, after)
    found = given_in(CASE, *WAITING, came, held, founded, after)
    found.when(ENDORSE).then_refused("finding-unanswered")
    remark = Missing("remark", "complaint-1", "figures were changed")
    found.when(ReturnForSupplement(CASE, SECRETARY, "ward-review", (), "see")).then(
        ReturnedForSupplement("ward-review", (remark,), "see", 0)
    )
    found.when(RefuseNomination(CASE, SECRETARY, "ward-review", "violation", "found")).then(
        NominationRefused("ward-review", "violation", "found")
    )


def test_a_draft_is_handed_in_with_what_was_found_against_it_and_goes_no_further():
    against = (came, held, founded, after)
    given_in(CASE, opened, report, *against).when(FileNomination(CASE, OFFICER)).then_in(
        CASE, filed
    )
    found = given_in(CASE, opened, report, *against, filed)
    found.when(ENDORSE).then_refused("finding-unanswered")
    remark = Missing("remark", "complaint-1", "figures were changed")
    found.when(ReturnForSupplement(CASE, SECRETARY, "ward-review", (), "see")).then(
        ReturnedForSupplement("ward-review", (remark,), "see", 0)
    )


def test_a_receiver_sends_back_what_was_found_on_the_way():
    facts = (*at_submit, up, came, held, founded, after)
    own = Missing("remark", "complaint-1", "explain")
    order = AnswerSubmission(PAPER, APPRAISER, (ReturnItem(CASE, (own,), "see"),))
    given_in(CASE, *facts).and_in(PAPER, sent).when(order).then(
        ItemReturned(CASE, (own,), "see"),
        ReturnedForSupplement("district-appraisal", (own,), "see"),
    )


def test_who_proposes_a_case_settles_no_complaint_about_it():
    back = ReturnedForSupplement("ward-review", (), "see", 0)
    returned = given_in(CASE, *WAITING, came, held, back)
    returned.when(settle(OFFICER)).then_refused("role-missing", "own-nomination")
    returned.when(settle()).then_in(CASE, cleared, let_go)
    early = given_in(CASE, opened, came, held)
    early.when(settle(OFFICER)).then_refused("role-missing", "own-nomination")
    early.when(settle(APPRAISER)).then_in(CASE, cleared, let_go)


def test_one_that_waits_when_the_case_ends_is_settled_where_the_case_was():
    ended = given_in(CASE, *at_submit, up, came, held, NominationWithdrawn("moved"))
    ended.when(settle()).then_refused("role-missing", "unit-foreign")
    ended.when(settle(APPRAISER)).then_in(CASE, cleared, let_go)
    done = given_in(CASE, *WAITING, came, held, NominationWithdrawn("moved"), cleared, let_go)
    done.when(settle()).then_refused("not-in-this-state")


AUDITOR = hand("auditor", "auditor", "VN")


def codes(by, *facts):
    """Return with which codes a hand is kept from the letters of a case of these facts."""
    state = Histories(Notebook({CASE: facts})).of(NOMINATION, CASE)
    assert not isinstance(state, Absent)
    return [one.code for one in readers(by, state) if one]


@pytest.mark.parametrize(("unit", "expected"), [(WARD, []), ("10507", ["unit-foreign"])])
def test_an_auditor_reads_letters_of_the_units_they_audit(unit, expected):
    assert expected == codes(replace(AUDITOR, units=frozenset({unit})), *WAITING)


def test_letters_are_for_who_settles_them_and_auditors():
    for by in (SECRETARY, AUDITOR):
        assert [] == codes(by, *WAITING, came, held)
    assert ["role-missing", "own-nomination"] == codes(OFFICER, *WAITING, came, held)
    assert ["own-nomination"] == codes(replace(AUDITOR, actor="Officer"), *WAITING)
    assert ["unit-foreign"] == codes(replace(SECRETARY, units=frozenset({"10"})), *WAITING)
    assert [] == codes(SECRETARY, opened, came, held)
    assert [] == codes(SECRETARY, *WAITING, came, held, NominationWithdrawn("moved away"))


@pytest.mark.parametrize("outcome", ["unfounded", "withdrawn", "founded"])
def test_who_entered_a_letter_does_not_settle_it(outcome):
    entered = Dated(came, APRIL, ("Secretary",))
    ground = "violation" if outcome == "founded" else None
    waits = given_in(CASE, *WAITING, entered, held)
    order = settle(outcome=outcome, ground=ground)
    (refusal,) = waits.when(order).then_refused("settled-by-who-entered").refusals
    assert {"reference": "12/KN", "person": "secretary"} == refusal.facts
    assert waits.when(replace(order, hand=replace(SECRETARY, actor="second"))).changes


def test_who_lent_the_power_or_acts_for_another_stands_behind_the_entry_too():
    lent = Dated(came, APRIL, ("deputy", "secretary"))
    waits = given_in(CASE, *WAITING, lent, held)
    waits.when(settle()).then_refused("settled-by-who-entered")
    waits.when(settle(replace(SECRETARY, actor="deputy"))).then_refused("settled-by-who-entered")
    mine, other = Dated(came, APRIL, ("deputy",)), replace(came, reference="13/KN")
    both = given_in(CASE, *WAITING, mine, held, Dated(other, APRIL, ("secretary",)))
    both.when(settle()).then_in(CASE, cleared, let_go)
