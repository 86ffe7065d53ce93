"""Why can I not? Every act of the API is tried for whoever asks: which rule, and who may."""

import json
from uuid import uuid5

import pytest

from domain.decision.events import DecisionIssued
from domain.hearing.events import (
    CasePosted,
    ComplaintReceived,
    ConfirmationGiven,
    ConsultationRequested,
    ObjectionReceived,
)
from domain.house_acts.events import HouseActProposed
from domain.house_acts.state import act_stream
from domain.nomination.events import NominationGranted, ReturnedForSupplement
from domain.nomination.holding import CaseHeld
from domain.register.record import record_stream
from tests.api.badges import AUDITOR, CLERK, OFFICER, OPERATOR, SECRETARY
from tests.api.speech import of
from tests.builders import (
    APRIL,
    CASE,
    DECISION,
    DISTRICT,
    NOMINEE,
    OTHER,
    REMARK,
    SPACE,
    WARD,
    at_submit,
    filed,
    opened,
    opened_in_movement,
    report,
    up,
)
from tests.domain.test_decision import entry
from tests.domain.test_declared_titles import declared

CASES, HOUSE, UNDER_NO_NAME = "nominations", "house-act", {"cast_ballot"}
# Each act by the operation that orders it: of what one asks, and what it is called there.
EXPLAINED = {
    "nominate": ("start", "nomination"),
    "appoint_council": ("start", "council"),
    "file_nomination": (CASES, "filing"),
    "supplement": (CASES, "supplement"),
    "withdraw": (CASES, "withdrawal"),
    "correct_nomination": (CASES, "correction"),
    "name_nominee": (CASES, "naming"),
    "add_evidence": (CASES, "evidence"),
    "withdraw_evidence": (CASES, "evidence-withdrawal"),
    "assess": (CASES, "assessment"),
    "score": (CASES, "score"),
    "endorse": (CASES, "endorsement"),
    "appraise": (CASES, "appraisal"),
    "record_vote": (CASES, "vote"),
    "return_for_supplement": (CASES, "return"),
    "refuse": (CASES, "refusal"),
    "put_on_hold": (CASES, "hold"),
    "lift_hold": (CASES, "hold-lifting"),
    "assign_successor": (CASES, "successor"),
    "choose_regime": (CASES, "regime"),
    "request_consultation": (CASES, "consultation"),
    "answer_consultation": (CASES, "agency-opinion"),
    "withdraw_consultation": (CASES, "consultation-withdrawal"),
    "note_lapsed_consultation": (CASES, "consultation-lapse"),
    "post_case": (CASES, "posting"),
    "receive_objection": (CASES, "objection"),
    "settle_objection": (CASES, "objection-settling"),
    "end_posting": (CASES, "posting-end"),
    "receive_complaint": (CASES, "complaint"),
    "settle_complaint": (CASES, "complaint-settling"),
    "request_confirmation": (CASES, "confirmation-request"),
    "record_confirmation": (CASES, "confirmation"),
    "note_expired_confirmation": (CASES, "confirmation-expiry"),
    "judge_condition": (CASES, "judgement"),
    "dispatch": (CASES, "submission"),
    "answer_submission": (CASES, "answer"),
    "issue_decision": (CASES, "decision"),
    "annul": (CASES, "annulment"),
    "correct_decision": ("decision", "correction"),
    "hand_back": ("honour", "handback"),
    "recover": ("honour", "recovery"),
    "restore": ("honour", "restoration"),
    "receive_honour_complaint": ("honour", "complaint"),
    "settle_honour_complaint": ("honour", "complaint-settling"),
    "appoint_members": ("council", "appointment"),
    "relieve_member": ("council", "relief"),
    "convene_session": ("council", "session"),
    "declare_conflict": ("session", "conflict"),
    "open_session": ("session", "opening"),
    "write_opinion": ("session", "opinion"),
    "note_arrival": ("session", "arrival"),
    "count_hands": ("session", "hands"),
    "take_ballots": ("session", "ballot-taking"),
    "close_roll": ("session", "roll-closing"),
    "close_session": ("session", "closing"),
    "call_off_session": ("session", "calling-off"),
    "note_priority": ("session", "priority"),
    "decide_tie": ("session", "tie"),
    "correct_parked_message": ("parked-message", "correction"),
    "complete_parked_message": ("parked-message", "completion"),
    "replay_parked_message": ("parked-message", "replay"),
    "drop_parked_message": ("parked-message", "dropping"),
    "declare_title": ("nominee", "title"),
    "confirm_title": ("nominee", "confirmation"),
    "reject_title": ("nominee", "rejection"),
    "carry_record_on": ("nominee", "forerunner"),
    "open_review": ("decision", "review"),
    "ask_in_review": ("review", "question"),
    "record_finding": ("review", "finding"),
    "answer_in_review": ("review", "answer"),
    "conclude_review": ("review", "conclusion"),
    "report_measures": ("review", "measures"),
    "close_review": ("review", "closing"),
    "propose_rules": ("start", "rules-proposal"),
    "propose_reform": ("start", "reform-proposal"),
    "propose_choice": ("start", "choice-proposal"),
    "agree_to_house_act": (HOUSE, "agreement"),
    "decline_house_act": (HOUSE, "refusal"),
    "withdraw_house_act": (HOUSE, "withdrawal"),
    "confirm_lone_act": (HOUSE, "confirmation"),
    "dispute_lone_act": (HOUSE, "dispute"),
    "grant_delegation": ("start", "delegation"),
    "end_delegation": ("delegation", "end"),
    "receive_person_request": ("nominee", "request"),
    "answer_person_request": ("nominee", "request-answer"),
    "carry_out_person_request": ("nominee", "carrying-out"),
    "lift_restriction": ("nominee", "restriction-lifting"),
}
HELD = (opened_in_movement, report, filed, CaseHeld("press", "8/BC", "?"))
ON_ITS_WAY, GRANTED = uuid5(SPACE, "on its way"), uuid5(SPACE, "granted")
REFORM = act_stream("reform", "r")
BACK, HEARD = uuid5(SPACE, "back"), uuid5(SPACE, "heard")
LAND = "environment-confirmation"
OTHERS_SAID = (
    ConsultationRequested("ward-review", "TAX", "taxes", 5, APRIL, "no-remark"),
    CasePosted("ward-review", "ward", "hall", APRIL, 5, APRIL, "a rule"),
    ObjectionReceived("3/PA", "violation", OTHER),
    ComplaintReceived("complaint", "12/KN", OTHER),
    CaseHeld("complaint", "12/KN", "complaint"),
    ConfirmationGiven(LAND, "TNMT", "7/XN", APRIL, APRIL, APRIL, True, APRIL),
)
HEARING_ACTS = {
    "consultation": [],
    "agency-opinion": ["role-missing", "unit-foreign"],
    "consultation-withdrawal": [],
    "consultation-lapse": [],
    "posting": ["posting-open"],
    "objection": ["outside-posting"],
    "objection-settling": [],
    "posting-end": [],
    "complaint": [],
    "complaint-settling": [],
    "confirmation-request": ["not-an-enterprise"],
    "confirmation": ["not-an-enterprise"],
    "confirmation-expiry": [],
    "judgement": ["condition-not-to-judge"],
}
TOWN = (CASE, ON_ITS_WAY, GRANTED, BACK, HEARD)


def told_of(say, token, sort) -> list[dict]:
    """Return what is said of the acts on all things of a sort."""
    if sort == CASES:
        replies = [say(token).get(of(one, "acts")) for one in TOWN]
    else:
        ids = {"nominee": NOMINEE.ref, "honour": OTHER, "decision": DECISION, HOUSE: REFORM}
        query = {"id": str(ids[sort])} if sort in ids else {}
        replies = [say(token).get("/possible-acts", sort=sort, **query)]
    assert {200} == {one.status_code for one in replies}, [one.text for one in replies]
    return [item for one in replies for item in one.get_json()["items"]]


@pytest.fixture
def town(house):
    """Let there be a case at every sort of place, a decision, an honour and a record."""
    house.given(CASE, *HELD)
    house.given(ON_ITS_WAY, *at_submit, up)
    house.given(GRANTED, *at_submit, NominationGranted("ward-submit", DECISION, OTHER))
    back = ReturnedForSupplement("ward-review", (REMARK,), "why")
    house.given(BACK, opened, report, filed, back)
    house.given(HEARD, opened, report, filed, *OTHERS_SAID)
    house.given(DECISION, DecisionIssued("7/QĐ", APRIL, DISTRICT, "x", "TM", "Law", None, ()))
    house.given(OTHER, entry)
    house.given(record_stream(NOMINEE.ref), declared)
    house.given(REFORM, HouseActProposed("reform", "r", "0" * 64, "x", "why", None, APRIL))
    return house


def posts(app) -> set[str]:
    """Return the acts of the description."""
    described = json.loads(app.test_client().get("/openapi.json").data)
    return {path["post"]["operationId"] for path in described["paths"].values() if "post" in path}


def test_every_act_of_the_description_is_explained_somewhere(app):
    assert posts(app) - UNDER_NO_NAME == EXPLAINED.keys()


def unexplained(one) -> bool:
    """Say whether an act leaves open which rule forbids it, in words, or who may do it."""
    words = [text for each in one["broken"] for text in each["meaning"].values()]
    roles = [text for each in one["who"] for text in each.values()]
    return not (words and roles and all(words) and all(roles))


@pytest.mark.parametrize("operation", EXPLAINED)
def test_who_may_not_hears_which_rule_and_who_may(town, say, operation):
    sort, act = EXPLAINED[operation]
    stranger = OFFICER if operation == "open_review" else AUDITOR
    found = [one for one in told_of(say, stranger, sort) if one["act"] == act]
    assert found, f"{act} is not explained"
    assert [] == [one for one in found if one["allowed"] or unexplained(one)]


@pytest.mark.parametrize(
    ("token", "sort", "acts"),
    [
        (OFFICER, "start", {"nomination"}),
        (CLERK, "decision", {"correction"}),
        (AUDITOR, "decision", {"review"}),
        (SECRETARY, "nominee", {"confirmation", "rejection"}),
        (OPERATOR, "parked-message", set()),
    ],
)
def test_who_may_hears_so(town, say, token, sort, acts):
    assert acts == {one["act"] for one in told_of(say, token, sort) if one["allowed"]}


def test_whoever_holds_the_step_hears_what_of_the_hearing_is_open_to_them(town, say):
    acts = say(SECRETARY).get(of(HEARD, "acts")).get_json()["items"]
    told = {one["act"]: one for one in acts if one["act"] in HEARING_ACTS}
    broken = {act: [rule["code"] for rule in one["broken"]] for act, one in told.items()}
    assert HEARING_ACTS == broken
    assert [{"role": "consulted-agency", "unit": "TAX"}] == told.pop("agency-opinion")["who"]
    secretary = {"role": "council-secretary", "unit": WARD}
    assert [[secretary]] * len(told) == [one["who"] for one in told.values()]


def test_asking_writes_nothing(town, say):
    before = town.ledger.last_position()
    for sort in {sort for sort, _ in EXPLAINED.values()}:
        told_of(say, SECRETARY, sort)
    assert before == town.ledger.last_position()
