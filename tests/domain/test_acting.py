"""Acting by a delegation, everything that keeps one from it, and who answers for it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.decision.commands import AnnulGrants, CorrectDecision
from domain.decision.events import DecisionIssued
from domain.delegation.events import (
    DelegationEnded,
    Scope,
)
from domain.delegation.granting import ACTS
from domain.nomination.commands import (
    AppraiseCase,
    FileNomination,
    ScoreNomination,
    SupplementNomination,
)
from domain.nomination.events import (
    NominationSupplemented,
    ReturnedForSupplement,
    StepEndorsed,
    StepPassed,
)
from domain.recorded import Dated
from domain.register.commands import RestoreHonour
from domain.register.decide import honour_of
from domain.register.events import HonourRegistered
from domain.submission.commands import AcceptItem, AnswerSubmission
from services import acting
from tests.builders import (
    APPRAISER,
    APRIL,
    CASE,
    DECISION,
    DISTRICT,
    GRANTS,
    LADDER,
    NOMINEE,
    OFFICER,
    PAPER,
    REMARK,
    SECRETARY,
    WAITING,
    WARD,
    at_submit,
    endorsed,
    filed,
    opened,
    opened_in_movement,
    received,
    report,
    up,
)
from tests.histories import opening
from tests.lending import (
    DEPUTY,
    ENDORSE,
    GIVEN,
    LENT,
    SCOPE,
    TODAY,
    end,
    grant,
    lent,
)
from tests.spec import given_in


def test_a_delegate_acts_in_the_role_unit_and_form_that_were_lent():
    outcome = lent().when(ENDORSE)
    outcome.then_in(
        CASE,
        StepEndorsed("ward-review", "deputy", "deserved"),
        StepPassed("ward-review", "ward-submit", None),
    )


def found(outcome):
    """Return the codes of an outcome."""
    return [one.code for one in outcome.refusals]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"delegate": "somebody"}, "delegation-not-yours"),
        ({"begins_on": date(2025, 4, 16)}, "delegation-not-begun"),
        ({"ends_on": date(2025, 11, 30)}, "delegation-expired"),
        ({"scope": replace(SCOPE, acts=("vote",))}, "delegation-out-of-scope"),
        ({"scope": replace(SCOPE, awards=("bk-tinh",))}, "delegation-out-of-scope"),
        ({"scope": replace(SCOPE, movement="m")}, "delegation-out-of-scope"),
        ({"scope": replace(SCOPE, level="province")}, "delegation-out-of-scope"),
        ({"scope": replace(SCOPE, role="leader")}, "role-missing"),
        ({"scope": replace(SCOPE, unit=DISTRICT)}, "unit-foreign"),
    ],
)
def test_a_delegation_that_does_not_carry_the_act_says_why(changes, code):
    assert [code] == found(lent(**changes).when(ENDORSE))


def test_power_is_needed_on_the_day_of_the_paper_and_on_the_day_it_is_written_down():
    early = replace(ENDORSE, hand=replace(DEPUTY, effective_on=date(2025, 4, 14)))
    (refusal,) = (
        given_in(CASE, *(Dated(one, date(2025, 4, 1)) for one in WAITING))
        .and_in(LENT, GIVEN)
        .when(early)
        .refusals[:1]
    )
    assert ("delegation-not-begun", "2025-04-14") == (refusal.code, refusal.facts["effective_on"])
    (late,) = lent(ends_on=date(2025, 11, 30)).when(ENDORSE).refusals
    assert "2025-12-01" == late.facts["today"]
    lent(begins_on=APRIL, ends_on=None, capacity="KT").when(ENDORSE).then_in(
        CASE, endorsed_by_deputy(), StepPassed("ward-review", "ward-submit", None)
    )


def endorsed_by_deputy():
    """Return the fact of the delegate's endorsement."""
    return replace(endorsed, officer="deputy")


def test_power_that_was_taken_back_is_none():
    case = given_in(CASE, *WAITING)
    gone = case.and_in(LENT, GIVEN, DelegationEnded(date(2025, 5, 1), "over"))
    assert ["delegation-revoked"] == found(gone.when(ENDORSE))
    assert ["delegation-unknown"] == found(case.when(ENDORSE))
    then = replace(ENDORSE, hand=replace(DEPUTY, recorded_at=TODAY, received_at=TODAY))
    assert [] == found(gone.when(then))


def test_who_acts_for_another_lends_nothing_and_gives_no_points():
    by = replace(DEPUTY, roles=SECRETARY.roles, units=SECRETARY.units)
    assert ["delegation-chained"] == found(given_in(LENT, GIVEN).when(grant(by)))
    assert ["delegation-chained"] == found(given_in(LENT, GIVEN).when(end(by)))
    points = ScoreNomination(CASE, DEPUTY, "ward-review", Decimal(80))
    assert ["delegation-out-of-scope"] == found(lent().when(points))


def test_who_lent_the_power_judges_no_case_of_theirs_by_another_hand():
    own = given_in(CASE, replace(opened, nominator="secretary"), report, filed)
    assert ["own-nomination"] == found(own.and_in(LENT, GIVEN).when(ENDORSE))
    by_lender = Dated(filed, APRIL, ("somebody", "deputy"))
    other = given_in(CASE, opened, report, by_lender)
    assert ["own-nomination"] == found(other.and_in(LENT, GIVEN).when(ENDORSE))


def test_a_mandate_that_nobody_gave_signs_nothing():
    alone = replace(SECRETARY, capacity="TUQ")
    waiting = given_in(CASE, *WAITING)
    order = replace(ENDORSE, hand=alone)
    assert ["capacity-without-delegation"] == found(waiting.when(order))
    unsigned = replace(ENDORSE, hand=replace(SECRETARY, capacity=None))
    assert ["capacity-missing"] == found(waiting.when(unsigned))


def test_a_delegate_proposes_in_the_unit_that_lent():
    proposing = replace(GIVEN, delegator="officer", scope=Scope(WARD, "nominating-officer"))
    drafted = given_in(CASE, opened_in_movement, report).and_in(
        LENT, replace(proposing, scope=replace(proposing.scope, movement="hai-duong-2025"))
    )
    assert "delegation-out-of-scope" not in found(drafted.when(FileNomination(CASE, DEPUTY)))
    drafted_alone = given_in(CASE, opened, report).and_in(LENT, proposing)
    assert [] == found(drafted_alone.when(FileNomination(CASE, DEPUTY)))


def test_an_opening_is_of_an_award_and_a_movement():
    scope = Scope("ward", "nominating-officer", awards=("bk-tinh",), movement="other")
    given = replace(GIVEN, scope=scope)
    order = opening(CASE, DEPUTY, opened.ladder, campaign=True)
    refused = given_in(LENT, given).when(order)
    assert ["delegation-out-of-scope"] * 2 == found(refused)


def test_every_act_that_can_be_lent_is_an_order_of_ours():
    assert sorted(ACTS) == sorted(acting.ACTS.values())


def test_judges_do_not_bring_a_case_again():
    agreed = Dated(replace(endorsed, officer="y"), APRIL, ("y",))
    back = ReturnedForSupplement("ward-submit", (REMARK,), "incomplete")
    case = given_in(CASE, *at_submit[:-2], agreed, at_submit[-1], back)
    order = SupplementNomination(CASE, replace(OFFICER, actor="y"), (REMARK,))
    assert ["own-agreement"] == found(case.when(order))
    assert [] == found(case.when(replace(order, hand=OFFICER)))


def test_an_opinion_of_a_step_that_began_anew_is_given_again():
    agreed = Dated(replace(endorsed, officer="y"), APRIL, ("y",))
    two = replace(LADDER, steps=(replace(LADDER.first, quorum=2), *LADDER.steps[1:]))
    back = ReturnedForSupplement("ward-review", (REMARK,), "incomplete")
    again = NominationSupplemented("ward-review", (REMARK,), "", None)
    case = given_in(CASE, replace(opened, ladder=two), report, filed, agreed, back, again)
    mine = replace(ENDORSE, hand=replace(SECRETARY, actor="y"))
    assert [] == found(case.when(mine))
    once = given_in(CASE, replace(opened, ladder=two), report, filed, agreed)
    by_lender = replace(GIVEN, delegator="y")
    assert ["endorsed-twice"] == found(once.and_in(LENT, by_lender).when(ENDORSE))
    once.when(mine).then_nothing()


def test_who_agreed_at_one_level_does_not_at_another():
    facts = (*at_submit, up, received)
    signed = [Dated(one, APRIL, ("district-leader",)) if one == up else one for one in facts]
    order = AppraiseCase(
        CASE, replace(APPRAISER, actor="district-leader"), "district-appraisal", True, "x"
    )
    assert ["agreed-at-another-level"] == found(given_in(CASE, *signed).when(order))
    against = replace(order, favourable=False)
    assert [] == found(given_in(CASE, *signed).when(against))


def test_papers_on_decisions_and_honours_are_of_the_awards_they_grant():
    awards = Scope(DISTRICT, "leader", awards=("bk-tinh",))
    given = replace(GIVEN, scope=awards, capacity="KT")
    case = (*at_submit, up, received)
    issued = DecisionIssued("9/QĐ", APRIL, DISTRICT, "x", "Chair", "Law", None, GRANTS[:1])
    orders = (
        CorrectDecision(DECISION, DEPUTY, "legal_basis", "Law", "The Law", "typo"),
        AnnulGrants(DECISION, DEPUTY, "10/QĐ", DISTRICT, (CASE,), "fraud", "x"),
        AnswerSubmission(PAPER, DEPUTY, (AcceptItem(CASE),)),
        RestoreHonour(honour_of(CASE), DEPUTY, "11/QĐ", DISTRICT, "cleared", "conclusion-lifted"),
    )
    entry = HonourRegistered(CASE, DECISION, NOMINEE, "gk-tp", DISTRICT, APRIL, None, False, None)
    held = given_in(CASE, *case).and_in(DECISION, issued).and_in(honour_of(CASE), entry)
    for order in orders:
        assert ["delegation-out-of-scope"] == found(held.and_in(LENT, given).when(order))
    nothing = given_in(LENT, given)
    assert ["decision-unknown"] == found(nothing.when(orders[0]))
    assert ["honour-unknown"] == found(nothing.when(orders[3]))
