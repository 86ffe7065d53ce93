"""One paper grants many awards; annulling and correcting add facts, never overwrite."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from domain.decision.commands import AnnulGrants, CorrectDecision, IssueDecision
from domain.decision.events import DecisionCorrected, DecisionIssued, Grant, GrantsAnnulled
from domain.nomination.events import (
    EvidenceWithdrawn,
    NominationForwarded,
    NominationGranted,
    NominationReceived,
    StepPassed,
)
from domain.register.claims import claim_stream, number_key
from domain.register.commands import RecoverHonour, RestoreHonour
from domain.register.decide import honour_of
from domain.register.events import (
    HonourAddedToRecord,
    HonourAnnulled,
    HonourRecovered,
    HonourRegistered,
    HonourRestored,
    KeyClaimed,
)
from tests.builders import (
    APRIL,
    CASE,
    CLERK,
    DECISION,
    DISTRICT,
    LADDER,
    LEADER,
    NOMINEE,
    OTHER,
    PAPER,
    at_submit,
    hand,
    opened,
    sha,
)
from tests.spec import Given, given_in

at_decision = (
    *at_submit,
    NominationForwarded("ward-submit", "district-appraisal", PAPER),
    NominationReceived("district-appraisal", PAPER, None),
    StepPassed("district-appraisal", "district-vote", None),
    StepPassed("district-vote", "district-decision", None),
)
HONOUR, KEY = honour_of(CASE), number_key("decision", DISTRICT, 2025, "7/QĐ-UBND")
paper = DecisionIssued(
    "7/QĐ-UBND",
    APRIL,
    DISTRICT,
    "district-leader",
    "Chairman",
    "Law 06/2022",
    2_340_000,
    (Grant(CASE, HONOUR, "gk-tp"),),
)
granted = NominationGranted("district-decision", DECISION, HONOUR)
entry = HonourRegistered(
    CASE,
    DECISION,
    NOMINEE,
    "gk-tp",
    DISTRICT,
    APRIL,
    Decimal("0.3"),
    True,
    710_000,
    year=2025,
    level="district",
)
added = HonourAddedToRecord(HONOUR, "gk-tp", 2025, DISTRICT)
annulled = HonourAnnulled(DECISION, "fraud", "9/QĐ-UBND", APRIL)
recovered = HonourRecovered(object_returned=True, amount=700_000, note="receipt 5", ground="fraud")
waiting = given_in(CASE, *at_decision)
issued = given_in(DECISION, paper).and_in(HONOUR, entry)
revoked = given_in(DECISION, paper).and_in(HONOUR, entry, annulled)


def issue(by=LEADER, number="7/QĐ-UBND", unit=DISTRICT, basis="Law 06/2022", cases=(CASE,)):
    return IssueDecision(DECISION, by, number, unit, "Chairman", basis, cases, 2_340_000)


def annul(by=LEADER, unit=DISTRICT, ground="fraud", cases=(CASE,), number="9/QĐ-UBND"):
    return AnnulGrants(DECISION, by, number, unit, cases, ground, "forged report")


def restore(by=LEADER, unit=DISTRICT, ground="conclusion-lifted", above=frozenset()):
    return RestoreHonour(HONOUR, by, "11/QĐ-UBND", unit, "verdict lifted", ground, above)


def recover(amount=700_000, back=True, by=CLERK, ground="fraud"):
    return RecoverHonour(HONOUR, by, back, amount, "receipt 5", ground)


def test_a_decision_grants_and_enters_the_register_with_the_bonus():
    waiting.when(issue()).then(paper, KeyClaimed(KEY, DECISION), granted, entry, added)


def test_without_coefficient_or_base_salary_no_bonus_is_made_up():
    poor = replace(LADDER, coefficients=())
    unknown = given_in(CASE, replace(opened, ladder=poor), *at_decision[1:])
    unknown.when(issue()).then_in(
        HONOUR, replace(entry, coefficient=None, coefficient_confirmed=False, bonus=None)
    )
    waiting.when(replace(issue(), base_salary=None)).then_in(HONOUR, replace(entry, bonus=None))


def test_one_case_that_may_not_be_granted_stops_the_paper():
    mixed = waiting.and_in(OTHER, *at_submit)
    outcome = mixed.when(issue(cases=(CASE, OTHER))).then_refused(
        "act-not-of-step", "not-the-authority", "unit-foreign"
    )
    assert {str(OTHER)} == {one.facts["nomination"] for one in outcome.refusals}
    Given().when(issue()).then_refused("nomination-unknown")


def test_the_paper_itself_must_be_right():
    taken = waiting.and_in(claim_stream(KEY), KeyClaimed(KEY, OTHER))
    taken.when(issue(replace(LEADER, capacity=None), basis=" ", cases=())).then_refused(
        "capacity-missing", "number-taken", "legal-basis-missing", "list-empty"
    )
    issued.and_in(CASE, *at_decision).when(issue()).then_refused("already-issued")


def test_a_foreign_leader_grants_nothing():
    foreign = hand("x", "leader", "30", "TM")
    waiting.when(issue(foreign, unit="30")).then_refused("not-the-authority", "unit-foreign")


def test_annulling_is_a_new_paper_and_leaves_the_old_one():
    key = number_key("decision", DISTRICT, 2025, "9/QĐ-UBND")
    issued.when(annul()).then(
        GrantsAnnulled((CASE,), "fraud", "forged report", "9/QĐ-UBND", APRIL),
        KeyClaimed(key, DECISION),
        annulled,
    )


def test_every_broken_rule_of_an_annulment_is_named():
    stranger = hand("x", "clerk", "30", None)
    issued.when(annul(stranger, "30", "envy", (CASE, OTHER))).then_refused(
        "not-the-authority",
        "role-missing",
        "capacity-missing",
        "ground-unknown",
        "not-granted-here",
    )
    revoked.when(annul()).then_refused("already-annulled")
    Given().when(annul()).then_refused("decision-unknown")


def test_a_corrected_decision_keeps_its_first_writing():
    order = CorrectDecision(
        DECISION, CLERK, "legal_basis", "Law 06/2022", "Law 06/2022/QH15", "typo"
    )
    fact = DecisionCorrected("legal_basis", "Law 06/2022", "Law 06/2022/QH15", "typo")
    issued.when(order).then(fact)
    twice = given_in(DECISION, paper, fact)
    twice.when(replace(order, hand=LEADER)).then_refused("role-missing", "not-what-stands")
    gone = GrantsAnnulled((CASE,), "fraud", "", "9", APRIL)
    given_in(DECISION, paper, gone).when(order).then(fact)


def test_money_and_object_of_an_annulled_honour_come_back():
    revoked.when(recover()).then(recovered)
    once = given_in(HONOUR, entry, annulled, recovered)
    once.when(recover(20_000)).then_refused("object-returned-already", "amount-not-owed")
    once.when(recover(10_000, back=False)).then(
        HonourRecovered(False, 10_000, "receipt 5", "fraud")
    )
    once.when(recover(0, back=False)).then_refused("nothing-recovered")
    unpaid = given_in(HONOUR, replace(entry, bonus=None), annulled)
    unpaid.when(recover(1, by=LEADER)).then_refused("role-missing", "amount-not-owed")


def test_later_papers_are_not_dated_before_what_they_are_about():
    early = APRIL - timedelta(days=1)
    clerk, leader = replace(CLERK, effective_on=early), replace(LEADER, effective_on=early)
    issued.when(annul(leader)).then_refused("dated-before-decision")
    revoked.when(recover(by=clerk)).then_refused("dated-before-annulment")
    revoked.when(restore(leader)).then_refused("dated-before-annulment")


def test_an_annulment_names_each_case_once():
    issued.when(annul(cases=(CASE, CASE))).then_refused("listed-twice")


def test_a_correction_of_a_decision_changes_something():
    order = CorrectDecision(DECISION, CLERK, "legal_basis", "Law 06/2022", "Law 06/2022", "?")
    issued.when(order).then_refused("nothing-corrected")


def test_a_decision_needs_the_whole_dossier():
    gone = EvidenceWithdrawn(sha("report"), "wrong")
    given_in(CASE, *at_decision, gone).when(issue()).then_refused("paper-missing")


def test_a_decision_needs_the_papers_of_every_step_that_was_passed():
    gone = EvidenceWithdrawn(sha("minutes"), "lost")
    case = given_in(CASE, *at_decision, gone)
    (refusal,) = case.when(issue()).then_refused("paper-missing").refusals
    assert "council-minutes" == refusal.facts["paper"]


def test_a_restored_honour_is_held_again():
    key = number_key("decision", DISTRICT, 2025, "11/QĐ-UBND")
    why = ("verdict lifted", "conclusion-lifted", "fraud")
    back = HonourRestored("11/QĐ-UBND", APRIL, DISTRICT, *why)
    revoked.when(restore()).then(back, KeyClaimed(key, HONOUR), added)
    held = given_in(DECISION, paper).and_in(HONOUR, entry, annulled, recovered, back)
    held.when(annul()).then_in(HONOUR, annulled)
    held.when(restore()).then_refused("not-annulled")


def test_no_more_is_recovered_over_two_annulments_than_was_paid():
    part = replace(recovered, amount=400_000)
    why = ("verdict lifted", "conclusion-lifted", "fraud")
    back = HonourRestored("11/QĐ-UBND", APRIL, DISTRICT, *why)
    again = given_in(HONOUR, entry, annulled, part, back, annulled)
    again.when(recover(710_000)).then_refused("object-returned-already", "amount-not-owed")
    again.when(recover(310_000, back=False)).then(
        HonourRecovered(False, 310_000, "receipt 5", "fraud")
    )


def test_only_the_granting_unit_restores_and_only_what_the_register_knows():
    foreign = hand("x", "leader", "30", "TM")
    refused = revoked.when(restore(foreign, "30")).then_refused("not-the-authority")
    told = [(one.detail, one.facts) for one in refused.refusals]
    assert [(f"granted by {DISTRICT}", {"may": DISTRICT})] == told
    Given().when(restore()).then_refused("honour-unknown")


def test_a_unit_above_the_granting_one_restores_too():
    above = hand("x", "leader", "30", "TM")
    assert revoked.when(restore(above, "30", above=frozenset({"30", "VN"}))).changes
    revoked.when(restore(above, "31", above=frozenset({"30"}))).then_refused(
        "not-the-authority", "unit-foreign"
    )


def test_what_comes_back_and_what_counts_again_says_on_which_ground():
    revoked.when(recover(ground="false-papers")).then_refused("ground-differs")
    revoked.when(restore(ground="fraud")).then_refused("ground-unknown")
