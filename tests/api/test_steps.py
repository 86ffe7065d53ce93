"""Acts that climb, over HTTP: request, reply, facts, rows."""

import pytest

from domain.nomination.events import (
    CaseAppraised,
    CouncilVoted,
    NominationFiled,
    NominationRefused,
    StepEndorsed,
    StepPassed,
)
from tests.api.badges import APPRAISER, OFFICER, SECRETARY, VOTES
from tests.api.speech import done, items, of, refused
from tests.builders import CASE, at_submit, filed, minutes, opened, report

ENDORSED = {"step": "ward-review", "reason": "deserved"}
APPRAISED = {"step": "district-appraisal", "favourable": True, "findings": "in order"}
BALLOT = {"step": "district-vote", "members": 11, "in_favour": 10}
at_appraisal = (*at_submit, StepPassed("ward-submit", "district-appraisal", None))
at_vote = (*at_appraisal, StepPassed("district-appraisal", "district-vote", None))


def test_filing_brings_the_case_to_the_first_desk(house, say):
    house.given(CASE, opened, report)

    reply = say(OFFICER).post(of(CASE, "filing"), {"effective_on": "2025-04-15"}, version=2)

    assert (200, '"3"') == done(reply)
    assert {"id": str(CASE), "version": 3} == reply.get_json()
    assert isinstance(house.ledger.read(CASE)[-1], NominationFiled)
    assert [str(CASE)] == [one["nomination"] for one in items(say(SECRETARY).get("/inbox"))]


def test_filing_needs_no_body(house, say):
    house.given(CASE, opened, report)

    assert (200, '"3"') == done(say(OFFICER).post(of(CASE, "filing"), version=2))


def test_everything_missing_is_named(house, say):
    house.given(CASE, opened)

    reply = say(OFFICER).post(of(CASE, "filing"), version=1)

    assert (422, ["paper-missing"]) == refused(reply)


def test_an_endorsement_passes_the_step(house, say):
    house.given(CASE, opened, report, minutes, filed)

    reply = say(SECRETARY).post(of(CASE, "endorsements"), ENDORSED, version=4)

    assert (200, '"6"') == done(reply)
    endorsed, passed = house.ledger.read(CASE)[-2:]
    assert StepEndorsed("ward-review", "secretary", "deserved") == endorsed
    assert "ward-submit" == passed.next_step


def test_an_appraisal_passes_the_step(house, say):
    house.given(CASE, *at_appraisal)

    assert (200, '"9"') == done(say(APPRAISER).post(of(CASE, "appraisals"), APPRAISED, version=7))
    assert isinstance(house.ledger.read(CASE)[-2], CaseAppraised)


@pytest.mark.parametrize(("in_favour", "last"), [(10, StepPassed), (9, NominationRefused)])
def test_a_ballot_is_written_down_lost_or_carried(house, say, in_favour, last):
    house.given(CASE, *at_vote)
    body = {**BALLOT, "in_favour": in_favour}

    reply = say(VOTES).post(of(CASE, "votes"), body, version=8)

    assert (200, '"10"') == done(reply)
    voted, then = house.ledger.read(CASE)[-2:]
    assert (CouncilVoted, last) == (type(voted), type(then))


def test_an_act_meant_for_another_step_is_refused(house, say):
    house.given(CASE, *at_submit)

    reply = say(SECRETARY).post(of(CASE, "endorsements"), ENDORSED, version=6)

    codes = ["step-not-current", "act-not-of-step", "role-missing", "endorsed-twice"]
    assert (403, codes) == refused(reply)


@pytest.mark.parametrize(
    ("act", "body"),
    [
        ("endorsements", {**ENDORSED, "step": "Ward Review"}),
        ("endorsements", {**ENDORSED, "reason": "ok"}),
        ("appraisals", {**APPRAISED, "favourable": "true"}),
        ("appraisals", {**APPRAISED, "favourable": 1}),
        ("votes", {**BALLOT, "members": True}),
        ("votes", {**BALLOT, "members": "11"}),
        ("votes", {**BALLOT, "in_favour": -1}),
        ("votes", {**BALLOT, "minutes": "a digest"}),
        ("filing", {"effective_on": "15/04/2025"}),
        ("filing", {"effective_on": "20250415"}),
        ("filing", {"effective_on": "1825-04-15"}),
    ],
)
def test_a_wrong_form_is_refused(say, act, body):
    assert (422, ["form-invalid"]) == refused(say(OFFICER).post(of(CASE, act), body, version=1))
