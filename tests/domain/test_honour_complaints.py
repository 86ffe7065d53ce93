"""A complaint about a granted honour: taken, settled, and the ground of an annulment."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.decision.commands import AnnulGrants
from domain.decision.events import DecisionIssued, Grant, GrantsAnnulled
from domain.recorded import Dated
from domain.refusal import ImpossibleHistory
from domain.register.claims import claim_stream, number_key
from domain.register.commands import (
    ReceiveHonourComplaint,
    RecoverHonour,
    SettleHonourComplaint,
)
from domain.register.complaint_events import HonourComplaintReceived, HonourComplaintSettled
from domain.register.complaints import readers
from domain.register.decide import honour_of
from domain.register.events import (
    HonourAddedToRecord,
    HonourAnnulled,
    HonourRecovered,
    HonourRegistered,
    HonourRestored,
    KeyClaimed,
)
from domain.register.record import record_stream
from domain.register.state import HONOUR, Complaint
from tests.builders import (
    APRIL,
    CASE,
    CLERK,
    DECISION,
    DISTRICT,
    LEADER,
    NOMINEE,
    OTHER,
    WARD,
    hand,
)
from tests.reforms import folded
from tests.spec import given_in

HELD = honour_of(CASE)
KEY = number_key("decision", DISTRICT, 2025, "9/QĐ")
entry = HonourRegistered(CASE, DECISION, NOMINEE, "gk-tp", DISTRICT, APRIL, None, False, 700_000)
paper = DecisionIssued(
    "7/QĐ", APRIL, DISTRICT, "leader", "Chairman", "Law", 1, (Grant(CASE, HELD, "gk-tp"),)
)
received = HonourComplaintReceived("denunciation", "7/TC", OTHER)
founded = HonourComplaintSettled("7/TC", "founded", "fraud", "another's work")
dropped = HonourComplaintSettled("7/TC", "withdrawn", None, "taken back")
annulled = HonourAnnulled(DECISION, "fraud", "9/QĐ", APRIL, "7/TC")
RECEIVE = ReceiveHonourComplaint(HELD, CLERK, "denunciation", "7/TC", OTHER)
SETTLE = SettleHonourComplaint(HELD, CLERK, "7/TC", "founded", "another's work", "fraud")
ANNUL = AnnulGrants(DECISION, LEADER, "9/QĐ", DISTRICT, (CASE,), "fraud", "copied", "7/TC")
held = given_in(HELD, entry)
waits = given_in(HELD, entry, received)


def test_a_complaint_is_entered_once_on_an_honour_that_is_held_or_annulled():
    held.when(RECEIVE).then_in(HELD, received)
    given_in(HELD, entry, replace(annulled, complaint=None)).when(RECEIVE).then_in(HELD, received)
    waits.when(RECEIVE).then_in(HELD)
    given_in(OTHER).when(replace(RECEIVE, honour=OTHER)).then_refused("honour-unknown")


def test_a_clerk_of_the_authority_enters_it_with_a_number_of_its_own():
    early = replace(CLERK, effective_on=APRIL - timedelta(days=1))
    held.when(replace(RECEIVE, hand=early)).then_refused("dated-before-decision")
    foreign = hand("ward-officer", "leader", WARD)
    held.when(replace(RECEIVE, hand=foreign, kind="rumour")).then_refused(
        "role-missing", "unit-foreign", "complaint-kind-unknown"
    )
    waits.when(replace(RECEIVE, kind="complaint")).then_refused("reference-taken")
    given_in(HELD, entry, received, dropped).when(RECEIVE).then_refused("reference-taken")


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"reference": "8/TC"}, ["complaint-unknown"]),
        ({"outcome": "maybe", "ground": None}, ["outcome-unknown"]),
        ({"ground": None}, ["ground-unknown"]),
        ({"ground": "conclusion-lifted"}, ["ground-unknown"]),
        ({"outcome": "unfounded"}, ["ground-idle"]),
    ],
    ids=["unknown", "outcome", "no ground", "no ground of annulment", "idle"],
)
def test_it_is_settled_with_an_outcome_and_a_founded_one_with_a_ground_of_the_law(change, codes):
    waits.when(replace(SETTLE, **change)).then_refused(*codes)
    nothing = waits.when(replace(SETTLE, ground=None)).then_refused("ground-unknown")
    assert [""] == [one.facts["ground"] for one in nothing.refusals]


def test_it_is_settled_once():
    waits.when(SETTLE).then_in(HELD, founded)
    given_in(HELD, entry, received, founded).when(SETTLE).then_refused("complaint-unknown")
    taken_back = replace(SETTLE, outcome="withdrawn", ground=None, reason="taken back")
    waits.when(taken_back).then_in(HELD, dropped)
    given_in(OTHER).when(replace(SETTLE, honour=OTHER)).then_refused("honour-unknown")


def test_a_founded_complaint_leads_to_the_annulment_that_names_it_and_to_the_recovery():
    of_it = given_in(DECISION, paper).and_in(HELD, entry, received, founded)
    outcome = of_it.when(ANNUL)
    outcome.then_in(HELD, annulled)
    outcome.then_in(DECISION, GrantsAnnulled((CASE,), "fraud", "copied", "9/QĐ", APRIL))
    outcome.then_in(claim_stream(KEY), KeyClaimed(KEY, DECISION))

    back = RecoverHonour(HELD, CLERK, False, 700_000, "receipt", "fraud")
    gone = given_in(HELD, entry, received, founded, annulled)
    gone.when(back).then_in(HELD, HonourRecovered(False, 700_000, "receipt", "fraud"))
    gone.when(replace(back, ground="false-papers")).then_refused("ground-differs")


@pytest.mark.parametrize(
    ("facts", "change"),
    [
        ((), {}),
        ((received,), {}),
        ((received, dropped), {}),
        ((received, founded), {"ground": "false-papers"}),
    ],
    ids=["none", "waits", "withdrawn", "another ground"],
)
def test_nothing_is_annulled_for_a_complaint_that_was_not_founded_on_that(facts, change):
    of_it = given_in(DECISION, paper).and_in(HELD, entry, *facts)
    of_it.when(replace(ANNUL, **change)).then_refused("complaint-not-founded")


def test_a_complaint_that_waits_blocks_nothing():
    """Neither an annulment on a ground of its own, nor, on the honour, a restoration."""
    of_it = given_in(DECISION, paper).and_in(HELD, entry, received)
    of_it = of_it.and_in(record_stream(NOMINEE.ref), HonourAddedToRecord(HELD, "x", 2025, "288"))
    outcome = of_it.when(replace(ANNUL, complaint=None))
    outcome.then_in(HELD, replace(annulled, complaint=None))


def test_complaints_stay_with_the_honour_whatever_becomes_of_it():
    restored = HonourRestored("11/QĐ", date(2025, 5, 1), DISTRICT, "lifted")
    state = folded(HONOUR, entry, received, founded, annulled, restored)

    assert {
        "7/TC": Complaint("denunciation", "founded", "fraud", last_on=APRIL)
    } == state.complaints


@pytest.mark.parametrize("facts", [(received,), (entry, founded)], ids=["no honour", "no letter"])
def test_what_cannot_be_is_an_impossible_history(facts):
    with pytest.raises(ImpossibleHistory):
        folded(HONOUR, *facts)


def test_who_entered_a_complaint_about_an_honour_does_not_settle_it():
    entered = given_in(HELD, entry, Dated(received, APRIL, (CLERK.actor, "chairman")))
    (refusal,) = entered.when(SETTLE).then_refused("settled-by-who-entered").refusals
    assert {"reference": "7/TC", "person": CLERK.actor} == refusal.facts
    other = replace(SETTLE, hand=replace(CLERK, actor="second clerk"))
    entered.when(other).then_in(HELD, founded)
    again = given_in(HELD, entry, Dated(received, APRIL, (CLERK.actor,)), annulled)
    again.when(SETTLE).then_refused("settled-by-who-entered")


LATE = APRIL + timedelta(days=9)


def test_a_complaint_about_an_honour_is_not_settled_before_it_came():
    came = given_in(HELD, entry, Dated(received, LATE))
    (refusal,) = came.when(SETTLE).then_refused("dated-before-earlier-act").refusals
    assert {"earlier": LATE.isoformat()} == refusal.facts
    came.when(replace(SETTLE, hand=replace(CLERK, effective_on=LATE))).then_in(HELD, founded)
    gone = given_in(HELD, entry, Dated(received, LATE), replace(annulled, complaint=None))
    gone.when(SETTLE).then_refused("dated-before-earlier-act")


def test_an_annulment_is_not_dated_before_the_settlement_it_cites():
    facts = (entry, received, Dated(founded, LATE))
    of_it = given_in(DECISION, paper).and_in(HELD, *facts)
    (refusal,) = of_it.when(ANNUL).then_refused("dated-before-earlier-act").refusals
    assert {"nomination": str(CASE), "earlier": LATE.isoformat()} == refusal.facts
    by = replace(LEADER, effective_on=LATE)
    of_it.when(replace(ANNUL, hand=by)).then_in(HELD, replace(annulled, dated=LATE))
    of_it.when(replace(ANNUL, complaint=None)).then_in(HELD, replace(annulled, complaint=None))


@pytest.mark.parametrize(
    ("by", "codes"),
    [
        (CLERK, []),
        (hand("a", "auditor", DISTRICT), []),
        (hand("a", "auditor", "VN"), []),
        (hand("a", "auditor", WARD), ["unit-foreign"]),
        (hand("x", "leader", WARD), ["role-missing", "unit-foreign"]),
    ],
    ids=["clerk", "auditor", "of the country", "of another unit", "nobody"],
)
def test_letters_are_read_by_who_settles_them_and_by_auditors_above(by, codes):
    assert codes == [one.code for one in readers(by, folded(HONOUR, entry)) if one]
