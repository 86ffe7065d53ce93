"""What our facts say to the city: given what happened, when a fact comes, then one message."""

from dataclasses import replace
from datetime import date

import msgspec
import pytest

from domain.nomination import events as n
from domain.recorded import Recorded
from domain.refusal import ImpossibleHistory
from domain.register.events import HonourRestored
from domain.submission.events import ItemAccepted
from services.city_messages import Known, key_of, of_cases, of_honours, of_papers, told
from services.city_messages.parts import (
    By,
    Case,
    Decision,
    Grant,
    Missing,
    Nominee,
    Review,
    Step,
)
from tests.builders import (
    APRIL,
    CASE,
    DECISION,
    DISTRICT,
    NOMINEE,
    OTHER,
    PAPER,
    WARD,
    at_submit,
    endorsed,
    filed,
    opened,
    opened_in_movement,
    report,
    up,
)
from tests.city import heard
from tests.golden.city import (
    DAY,
    GRANTS,
    HONOUR,
    LACKING,
    LIFE,
    envelope,
    lived,
    passed,
)

case = Case(
    nomination=CASE,
    award="gk-tp",
    regime="nd98-2023",
    unit=WARD,
    nominee=Nominee(NOMINEE.ref, "person", WARD),
    review=None,
)
in_movement = replace(case, review=Review("hai-duong-2025", "annual", "individual"))
REVIEW = Step("ward-review", "ward", "review", WARD, "council-secretary")
SUBMIT = Step("ward-submit", "ward", "submit", WARD, "leader")
APPRAISAL = Step("district-appraisal", "district", "appraise", DISTRICT, "appraiser")
DECIDE = Step("district-decision", "district", "decide", DISTRICT, "leader")
WARD_OFFICE = By(WARD, "nominating-officer", "TM")
SECRETARY = By(WARD, "council-secretary", "TM")
DUE = date(2025, 4, 29)
climbed = (*at_submit, up)
received = n.NominationReceived("district-appraisal", PAPER, DUE)


def recorded(event, stream=CASE, version=1):
    return Recorded(1, stream, version, event, envelope(1))


def known_after(*events):
    known = None
    for event in events:
        known, _ = told(known, recorded(event))
    return known


def said(given, when, stream=CASE):
    """Return what is said of *when* after *given*."""
    _, messages = told(known_after(*given), recorded(when, stream))
    return list(messages)


@pytest.mark.parametrize(
    ("given", "when", "then"),
    [
        ((opened,), filed, of_cases.NominationFiled(case, REVIEW, DUE, WARD_OFFICE, DAY)),
        (
            (opened_in_movement,),
            filed,
            of_cases.NominationFiled(in_movement, REVIEW, DUE, WARD_OFFICE, DAY),
        ),
        (
            (opened, filed),
            passed,
            of_cases.NominationPassed(case, REVIEW, SUBMIT, None, SECRETARY, DAY),
        ),
        (
            at_submit,
            up,
            of_cases.NominationSubmitted(
                case, SUBMIT, APPRAISAL, PAPER, By(WARD, "leader", "TM"), DAY
            ),
        ),
        (
            climbed,
            received,
            of_cases.NominationReceived(
                case, APPRAISAL, PAPER, DUE, By(DISTRICT, "appraiser", "TM"), DAY
            ),
        ),
        (
            (opened, filed),
            n.NominationRefused("ward-review", "violation", "a neighbour's letter"),
            of_cases.NominationRefused(case, REVIEW, "violation", SECRETARY, DAY),
        ),
        (
            (opened, filed),
            n.DeadlineMissed("ward-review", DUE),
            of_cases.DeadlineMissed(case, REVIEW, DUE, DAY),
        ),
        (
            (opened, filed),
            n.NominationSupplemented("ward-review", (), "done", None),
            of_cases.NominationSupplemented(case, REVIEW, None, WARD_OFFICE, DAY),
        ),
        (
            (*climbed, received),
            n.NominationGranted("district-decision", DECISION, HONOUR),
            of_cases.NominationDecided(
                case, DECIDE, DECISION, HONOUR, By(DISTRICT, "leader", "TM"), DAY
            ),
        ),
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_case_tells_what_happens_to_it(given, when, then):
    assert [then] == said(given, when)


def test_a_return_lists_papers_and_criteria_and_counts_remarks():
    (message,) = said((opened, filed), n.ReturnedForSupplement("ward-review", LACKING, "see r1"))

    listed = (Missing("paper", "council-minutes"), Missing("criterion", "online"))
    assert of_cases.NominationReturned(case, REVIEW, listed, 1, SECRETARY, DAY) == message


@pytest.mark.parametrize("event", [opened, report, endorsed], ids=lambda one: type(one).__name__)
def test_drafts_content_and_opinions_stay_inside(event):
    assert [] == said((opened,), event)


def test_a_withdrawn_case_is_told_where_it_stood():
    (message,) = said(climbed, n.NominationWithdrawn("moved away"))

    assert of_cases.NominationWithdrawn(case, APPRAISAL, WARD_OFFICE, DAY) == message


def test_a_draft_that_is_withdrawn_was_never_spoken_of():
    assert [] == said((opened, report), n.NominationWithdrawn("moved away"))


def of(kind):
    """Return the messages of one kind in the whole life."""
    return [message for _, message in heard(lived().log) if isinstance(message, kind)]


def test_papers_tell_number_date_and_what_they_carry():
    (sent,), (issued,) = of(of_papers.SubmissionDispatched), of(of_papers.DecisionIssued)

    assert (PAPER, "15/TTr-UBND", DAY, WARD, DISTRICT, "TM", (CASE, OTHER)) == (
        *(sent.submission, sent.number, sent.dated, sent.from_unit, sent.to_unit),
        *(sent.capacity, sent.nominations),
    )
    assert tuple(Grant(one.nomination, one.honour, "gk-tp") for one in GRANTS) == issued.grants
    assert (DECISION, "1024/QĐ-UBND", DAY, DISTRICT) == (
        *(issued.decision, issued.number, issued.dated, issued.unit),
    )


def test_an_annulment_names_the_decision_it_is_about():
    (gone,) = of(of_papers.DecisionAnnulled)

    assert Decision(DECISION, "1024/QĐ-UBND", DAY, DISTRICT) == gone.decision
    assert ("1188/QĐ-UBND", "fraud", (CASE,)) == (gone.number, gone.ground, gone.nominations)


def test_an_honour_tells_its_whole_case_to_the_end():
    told_of = [
        message for _, message in heard(lived().log) if isinstance(message, of_honours.AboutHonour)
    ]

    assert {in_movement} == {message.case for message in told_of}
    assert {HONOUR} == {message.honour for message in told_of}
    said = "HonourRegistered HonourAnnulled HonourRecovered HonourRestored HonourHandedBack"
    assert said.split() == [type(message).__name__ for message in told_of]


def test_a_case_and_its_honour_share_a_key_and_papers_have_their_own():
    keys = {stream: key_of(recorded(event, stream)) for stream, event in LIFE}

    assert keys[CASE] == keys[HONOUR] == HONOUR
    assert (PAPER, DECISION) == (keys[PAPER], keys[DECISION])
    assert PAPER == key_of(recorded(ItemAccepted(CASE), PAPER))


def test_what_is_known_can_be_stored_as_json():
    known = known_after(opened_in_movement, filed)

    assert known == msgspec.json.decode(msgspec.json.encode(known), type=Known)
    assert "ward-review" == known.case.at


@pytest.mark.parametrize(
    "event",
    [filed, LIFE[-8].event, HonourRestored("8/QĐ", APRIL, DISTRICT, "court")],
    ids=lambda one: type(one).__name__,
)
def test_a_fact_without_its_beginning_is_a_defect(event):
    with pytest.raises(ImpossibleHistory, match=type(event).__name__):
        told(None, recorded(event))
