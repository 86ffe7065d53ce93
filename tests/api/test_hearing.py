"""Agencies, the public, complainants and authorities are heard on a case: over HTTP."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.directory.decide import unit_stream
from domain.directory.events import UnitAnnounced
from domain.hearing.events import ComplaintReceived, ConsultationRequested
from domain.nomination.holding import CaseHeld
from services.letters import COMPLAINT, letter_ref
from services.stores import Claims
from tests.api.badges import APPRAISER, AUDITOR, ISSUER, OFFICER, SECOND, SECRETARY, token
from tests.api.speech import done, items, of, refused
from tests.api.test_pages import walk
from tests.builders import APRIL, CASE, NOON, WAITING, minutes, opened, report

TAX, POLICE = (token(one, "consulted-agency", one) for one in ("TAX", "CA"))
FIRST = "2025-04-15"
QUESTIONS = [
    {"agency": "TAX", "subject": "Taxes", "working_days": 5},
    {"agency": "CA", "subject": "Public order"},
]
ASKING = {"step": "ward-review", "questions": QUESTIONS, "effective_on": FIRST}
OPINION = {"agency": "TAX", "opinion": "agrees", "words": "No tax owed", "effective_on": FIRST}
LETTER = {"reference": "12/KN", "name": "Lê Thị Cúc", "content": "The work was done by others"}
COMPLAINING = {**LETTER, "kind": "complaint", "effective_on": FIRST}
POSTING = {"step": "ward-review", "where": "Hall", "working_days": 5, "effective_on": FIRST}


@pytest.fixture(autouse=True)
def _agencies(house):
    """The city announced two agencies."""
    for code in ("TAX", "CA"):
        agency = UnitAnnounced(code, "province", code, "30", APRIL, None, ())
        house.given(unit_stream(code), agency)


def test_an_agency_that_nobody_knows_is_not_asked(house, say):
    house.given(CASE, *WAITING)
    strange = [{"agency": "NOSUCH", "subject": "Taxes"}]
    asked = say(SECRETARY).post(
        of(CASE, "consultations"), {**ASKING, "questions": strange}, version=4
    )
    assert (422, ["agency-unknown"]) == refused(asked)


def seen(say, who=AUDITOR):
    """Return what the case file says of hearing others."""
    return say(who).get(of(CASE)).get_json()["hearing"]


def waiting(say, who):
    """Return kind, unit and last day of what waits."""
    return [(one["kind"], one["unit"], one["due_on"]) for one in items(say(who).get("/inbox"))]


def test_agencies_are_asked_at_once_and_find_the_question_in_their_inbox(house, say):
    house.given(CASE, *WAITING)
    asked = say(SECRETARY).post(of(CASE, "consultations"), ASKING, version=len(WAITING))
    assert (200, '"6"') == done(asked)
    assert [("consultation", "TAX", "2025-04-22")] == waiting(say, TAX)
    assert [("consultation", "CA", "2025-04-28")] == waiting(say, POLICE)
    (mine,) = items(say(TAX).get("/inbox"))
    assert ("Taxes", str(CASE), "gk-tp") == (mine["subject"], mine["nomination"], mine["award"])
    assert [] == items(say(TAX).get("/inbox", kind="act"))
    assert [] == items(say(TAX).get("/inbox", due_before="2025-04-22"))


def test_each_answers_for_itself_and_the_step_waits_for_all(house, say):
    house.given(CASE, *WAITING)
    say(SECRETARY).post(of(CASE, "consultations"), ASKING, version=4)
    assert (403, ["unit-foreign"]) == refused(
        say(POLICE).post(of(CASE, "agency-opinions"), OPINION, version=6)
    )
    assert (200, '"7"') == done(say(TAX).post(of(CASE, "agency-opinions"), OPINION, version=6))
    assert [] == waiting(say, TAX)
    endorsing = {"step": "ward-review", "reason": "Deserved", "effective_on": FIRST}
    early = say(SECRETARY).post(of(CASE, "endorsements"), endorsing, version=7)
    assert (409, ["agency-not-heard"]) == refused(early)
    gone = {"agency": "CA", "reason": "Not needed", "effective_on": FIRST}
    say(SECRETARY).post(of(CASE, "consultation-withdrawals"), gone, version=7)
    assert 200 == say(SECRETARY).post(of(CASE, "endorsements"), endorsing, version=8).status_code
    states = [(one["agency"], one["state"]) for one in seen(say)["consultations"]]
    assert [("TAX", "answered"), ("CA", "withdrawn")] == states


def test_silence_is_noted_and_counts_as_the_question_said(house, say):
    house.given(CASE, *WAITING)
    say(SECRETARY).post(of(CASE, "consultations"), ASKING, version=4)
    lapse = {"agency": "TAX", "effective_on": "2025-04-23"}
    say(SECRETARY).post(of(CASE, "consultation-lapses"), lapse, version=6)
    told = seen(say)["consultations"][0]
    assert ("lapsed", "no-remark") == (told["state"], told["opinion"])


def test_the_history_tells_who_was_asked_and_what_they_said(house, say):
    house.given(CASE, *WAITING)
    say(SECRETARY).post(of(CASE, "consultations"), ASKING, version=4)
    say(TAX).post(of(CASE, "agency-opinions"), OPINION, version=6)
    lines = say(AUDITOR).get(of(CASE, "history")).get_json()["items"][-3:]
    assert ["consultation-requested"] * 2 == [one["kind"] for one in lines[:2]]
    last = lines[2]
    told = (last["kind"], last["actor"], last["detail"]["words"])
    assert ("consultation-answered", "TAX", "No tax owed") == told


def test_whoever_answers_for_two_agencies_pages_through_both_questions(house, say):
    due = date(2025, 4, 22)
    asked = [
        ConsultationRequested("ward-review", one, "s", 5, due, "no-remark") for one in ("TAX", "CA")
    ]
    house.given(CASE, *WAITING, *asked)
    who = Claims("both", frozenset({"consulted-agency"}), frozenset({"TAX", "CA"}))
    both = ISSUER.issue(who, timedelta(days=2 * 365), NOON - timedelta(days=365))
    pages = walk(say(both), "/inbox", limit=1)
    assert {"TAX", "CA"} == {one["unit"] for (one,) in pages}


def test_a_complaint_holds_the_case_and_its_words_stay_out_of_the_log(house, say):
    house.given(CASE, *WAITING)
    came = say(SECRETARY).post(of(CASE, "complaints"), COMPLAINING, version=4)
    assert (200, '"6"') == done(came)
    ref = letter_ref(CASE, COMPLAINT, "12/KN")
    assert (
        ComplaintReceived("complaint", "12/KN", ref),
        CaseHeld("complaint", "12/KN", "complaint"),
    ) == tuple(house.ledger.read(CASE)[-2:])
    assert "Cúc" not in repr(house.ledger.read(CASE))
    (letter,) = items(say(SECRETARY).get(of(CASE, "letters")))
    assert ("Lê Thị Cúc", LETTER["content"]) == (letter["name"], letter["words"])
    assert (404, ["nomination-unknown"]) == refused(say(APPRAISER).get(of(CASE, "letters")))
    house.people.erase(ref)
    (letter,) = items(say(SECRETARY).get(of(CASE, "letters")))
    assert (None, None) == (letter["name"], letter["words"])


def test_a_number_bears_one_letter(house, say):
    house.given(CASE, *WAITING)
    say(SECRETARY).post(of(CASE, "complaints"), COMPLAINING, version=4)
    again = say(SECRETARY).post(of(CASE, "complaints"), COMPLAINING, version=6)
    assert (200, '"6"') == done(again)
    other = {**COMPLAINING, "content": "Another text"}
    reply = say(SECRETARY).post(of(CASE, "complaints"), other, version=6)
    assert (409, ["reference-taken"]) == refused(reply)


def test_a_settled_complaint_lets_the_case_go_on(house, say):
    house.given(CASE, *WAITING)
    say(SECRETARY).post(of(CASE, "complaints"), COMPLAINING, version=4)
    ending = {"reference": "12/KN", "outcome": "unfounded", "reason": "Nothing in it"}
    alone = say(SECRETARY).post(of(CASE, "complaint-settlements"), ending, version=6)
    assert (403, ["settled-by-who-entered"]) == refused(alone)
    assert (200, '"8"') == done(
        say(SECOND).post(of(CASE, "complaint-settlements"), ending, version=6)
    )
    assert [] == seen(say)["letters"]
    (letter,) = items(say(AUDITOR).get(of(CASE, "letters")))
    assert "unfounded" == letter["outcome"]


def test_a_case_is_posted_objected_to_and_goes_on(house, say):
    house.given(CASE, *WAITING)
    clerk = say(SECRETARY)
    assert (200, '"5"') == done(clerk.post(of(CASE, "postings"), POSTING, version=4))
    objection = {**LETTER, "ground": "below-standard", "effective_on": FIRST}
    assert (200, '"6"') == done(clerk.post(of(CASE, "objections"), objection, version=5))
    early = clerk.post(of(CASE, "posting-end"), {"effective_on": FIRST}, version=6)
    assert (409, ["posting-not-over"]) == refused(early)
    settled = {"reference": "12/KN", "upheld": False, "reason": "Figures are right"}
    alone = clerk.post(of(CASE, "objection-settlements"), settled, version=6)
    assert (403, ["settled-by-who-entered"]) == refused(alone)
    say(SECOND).post(of(CASE, "objection-settlements"), settled, version=6)
    assert (200, '"8"') == done(clerk.post(of(CASE, "posting-end"), {}, version=7))
    told = seen(say)
    assert ("2025-04-22", "not-upheld") == (
        told["postings"][0]["until"],
        told["letters"][0]["outcome"],
    )
    assert told["postings"][0]["ended_on"]


def test_confirmations_of_an_enterprise_are_asked_for_and_given(house, say):
    firm = replace(opened.nominee, kind="enterprise")
    house.given(CASE, replace(opened, nominee=firm), report, minutes)
    officer, asking = say(OFFICER), {"kind": "tax-confirmation", "agency": "TAX"}
    officer.post(of(CASE, "confirmation-requests"), asking, version=3)
    assert "asked" == seen(say)["confirmations"][0]["state"]
    days = {"dated": FIRST, "covers_from": "2024-01-01", "covers_to": "2024-12-31"}
    body = {**asking, **days, "number": "7/XN", "fulfilled": True, "valid_until": "2025-05-01"}
    assert (200, '"5"') == done(officer.post(of(CASE, "confirmations"), body, version=4))
    assert "fulfilled" == seen(say)["confirmations"][0]["state"]
    over = {"kind": "tax-confirmation"}
    officer.post(of(CASE, "confirmation-expiries"), over, version=5)
    assert ["expired"] == [one["state"] for one in seen(say)["confirmations"]]


def test_a_verdict_names_who_is_to_be_heard(house, say):
    house.given(CASE, *WAITING)
    say(SECRETARY).post(of(CASE, "consultations"), ASKING, version=4)
    rules = say(AUDITOR).get(of(CASE, "verdict")).get_json()
    told = next(one for one in rules["rules"] if one["rule"] == "agencies-were-heard")
    assert ("not-yet", "binds", False) == (rules["answer"], told["force"], told["holds"])
    assert {"TAX", "CA"} == {one["facts"]["agency"] for one in told["broken"]}
    acts = items(say(TAX).get(of(CASE, "acts")))
    assert ["agency-opinion"] == [one["act"] for one in acts if one["allowed"]]
