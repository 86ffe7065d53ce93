"""Is the case eligible, why can I not, and holding a case: over HTTP."""

from dataclasses import replace
from uuid import UUID

import pytest

from domain.nomination.basis import Basis, Commendation, Entry
from domain.nomination.events import (
    NominationFiled,
    NominationGranted,
    NominationWithdrawn,
    StepPassed,
)
from domain.nomination.holding import CaseHeld, HoldLifted
from domain.register.claims import claim_stream
from domain.register.events import KeyClaimed
from tests.api.badges import (
    APPRAISER,
    AUDITOR,
    CHAIRMAN,
    LEADER,
    OFFICER,
    SECRETARY,
)
from tests.api.speech import NEW, done, of, refused
from tests.builders import (
    CASE,
    DECISION,
    DISTRICT,
    OTHER,
    WARD,
    at_submit,
    filed,
    minutes,
    opened,
    opened_in_movement,
    received,
    report,
    up,
)

HOLD = {"ground": "complaint", "reference": "12/KN", "detail": "About the figures"}
LIFTING = {"reference": "12/KN", "outcome": "Found to be groundless"}
KEY = "achievement-entry/10531/2025/7"
BOOK = {"unit": "10531", "year": 2025, "number": "07"}


def rule(reply, key) -> dict:
    """Return what the verdict says of one rule."""
    return next(one for one in reply.get_json()["rules"] if one["rule"] == key)


def new(reply) -> UUID:
    """Return the id of what was made."""
    return UUID(reply.get_json()["id"])


def allowed(reply) -> set[str]:
    """Return the acts the caller may do."""
    return {one["act"] for one in reply.get_json()["items"] if one["allowed"]}


def act(reply, name) -> dict:
    """Return what is said of one act."""
    return next(one for one in reply.get_json()["items"] if one["act"] == name)


def test_a_verdict_tells_every_rule_in_words_with_source_and_facts(house, say):
    house.given(CASE, opened, report)
    reply = say(AUDITOR).get(of(CASE, "verdict"))
    assert (200, '"2"') == done(reply)
    assert ("eligible", 2) == (reply.get_json()["answer"], reply.get_json()["version"])
    told = rule(reply, "one-achievement-one-award")
    assert "một thành tích" in told["text"]["vi"]
    assert "[S1]" in told["source"]
    assert (True, "binds", True, False) == (
        told["confirmed"],
        told["force"],
        told["holds"],
        told["mends"],
    )
    assert {"free"} == set(told["looked_at"].values())
    assert (False, "warns") == tuple(
        rule(reply, "cited-honours-are-held")[name] for name in ("confirmed", "force")
    )


def test_a_verdict_says_what_is_broken_and_what_mends_it(house, say):
    house.given(CASE, opened)
    reply = say(OFFICER).get(of(CASE, "verdict"))
    told = rule(reply, "file-is-whole")
    (broken,) = told["broken"]
    assert ("not-yet", False, True) == (reply.get_json()["answer"], told["holds"], told["mends"])
    assert ("paper-missing", {"paper": "achievement-report"}) == (broken["code"], broken["facts"])
    assert broken["meaning"]["vi"]
    assert told["remedy"]["en"].startswith("Bring")


def test_an_achievement_of_another_case_makes_it_not_eligible(house, say):
    entry = Basis(achievement=Entry("10531", 2025, "7"))
    house.given(CASE, replace(opened, basis=entry), report)
    house.given(claim_stream(KEY), KeyClaimed(KEY, OTHER))
    reply = say(OFFICER).get(of(CASE, "verdict"))
    assert "not-eligible" == reply.get_json()["answer"]
    filing = say(OFFICER).post(of(CASE, "filing"), {"effective_on": "2025-04-15"}, version=2)
    assert (409, ["achievement-taken"]) == refused(filing)


@pytest.mark.parametrize("what", ["verdict", "acts"])
def test_of_an_unknown_case_nothing_is_said(say, what):
    assert (404, ["nomination-unknown"]) == refused(say(OFFICER).get(of(CASE, what)))


def test_a_basis_is_taken_as_it_is_said(house, say):
    since = {"commendation": "merit", "achievement": BOOK, "year": 2025, "since": "2025-01-01"}
    basis = {**since, "initiatives": [BOOK], "builds_on": [str(OTHER)]}
    created = say(OFFICER).post("/nominations", {**NEW, "basis": basis}, key="k1")
    assert 201 == created.status_code, created.text
    (fact,) = house.ledger.read(new(created))
    entry = Entry("10531", 2025, "07")
    assert (Commendation.MERIT, entry, (entry,), (OTHER,)) == (
        fact.basis.commendation,
        fact.basis.achievement,
        fact.basis.initiatives,
        fact.basis.builds_on,
    )
    plain = say(OFFICER).post("/nominations", {**NEW, "basis": {}}, key="k2")
    assert house.ledger.read(new(plain))[0].basis is None


@pytest.mark.parametrize(
    "basis", [{"commendation": "nice"}, {"year": 1000}, {"achievement": {}}, {"colour": 1}]
)
def test_a_basis_of_another_form_is_refused(say, basis):
    reply = say(OFFICER).post("/nominations", {**NEW, "basis": basis}, key="k1")
    assert (422, ["form-invalid"]) == (reply.status_code, sorted(set(refused(reply)[1])))


def test_a_case_is_held_and_let_go(house, say):
    house.given(CASE, opened, report, minutes, filed)
    assert (200, '"5"') == done(say(SECRETARY).post(of(CASE, "holds"), HOLD, version=4))
    endorsing = {"step": "ward-review", "reason": "deserved"}
    late = say(SECRETARY).post(of(CASE, "endorsements"), endorsing, version=5)
    assert (409, ["case-held"]) == refused(late)
    assert "not-yet" == say(AUDITOR).get(of(CASE, "verdict")).get_json()["answer"]
    lifting = say(SECRETARY).post(of(CASE, "hold-liftings"), LIFTING, version=5)
    assert (200, '"6"') == done(lifting)
    held, lifted = house.ledger.read(CASE)[-2:]
    assert CaseHeld("complaint", "12/KN", "About the figures") == held
    assert HoldLifted("12/KN", "Found to be groundless", None) == lifted


PROPOSERS_ACTS = {"withdrawal", "correction", "naming"}
FILE_ACTS = {"evidence", "evidence-withdrawal", "hold", "complaint"}
DESK_ACTS = {
    "evidence",
    "hold",
    "complaint",
    "consultation",
    "naming",
    "posting",
    "score",
    "return",
    "refusal",
}
PRESS_AND_FINE = (CaseHeld("discipline", "1/XP", "?"), CaseHeld("press", "8/BC", "?"))
STATES = [
    ((opened, report), OFFICER, PROPOSERS_ACTS | FILE_ACTS | {"filing"}),
    ((opened, report), SECRETARY, set()),
    ((opened_in_movement, report), OFFICER, PROPOSERS_ACTS | FILE_ACTS | {"assessment"}),
    ((opened, report, filed), OFFICER, {"withdrawal", "correction"}),
    (
        (opened, report, filed),
        SECRETARY,
        DESK_ACTS | {"endorsement"},
    ),
    (
        (opened, report, filed, CaseHeld("press", "8/BC", "?")),
        SECRETARY,
        DESK_ACTS | {"hold-lifting"},
    ),
    (
        (opened, report, filed, *PRESS_AND_FINE),
        SECRETARY,
        DESK_ACTS | {"hold-lifting"},
    ),
    (at_submit, CHAIRMAN, DESK_ACTS | {"submission", "evidence-withdrawal"}),  # of the minutes
    ((*at_submit, up), APPRAISER, {"hold", "complaint", "naming"}),
    (
        (*at_submit, up, received),
        APPRAISER,
        DESK_ACTS | {"appraisal"},
    ),
    ((opened, NominationWithdrawn("moved")), OFFICER, {"correction", "naming"}),
]


@pytest.mark.parametrize(("facts", "token", "may"), STATES)
def test_every_act_says_whether_the_caller_may(house, say, facts, token, may):
    house.clock.instant = house.clock.instant.replace(year=2025, month=6, day=30)
    house.given(CASE, *facts)
    assert may == allowed(say(token).get(of(CASE, "acts")))


def test_an_act_one_may_not_do_says_why_and_who_may(house, say):
    house.given(CASE, opened, report, filed)
    reply = say(OFFICER).get(of(CASE, "acts"))
    told = act(reply, "endorsement")
    assert ["role-missing", "own-nomination"] == [one["code"] for one in told["broken"]]
    assert all(one["meaning"]["vi"] and one["meaning"]["en"] for one in told["broken"])
    assert [{"role": "council-secretary", "unit": WARD}] == told["who"]
    assert ["not-in-this-state"] == [one["code"] for one in act(reply, "filing")["broken"]]
    district = {"role": "appraiser", "unit": DISTRICT}
    assert ("district-appraisal", [district]) == (
        act(reply, "appraisal")["step"],
        act(reply, "appraisal")["who"],
    )


def test_trying_writes_nothing(house, say):
    house.given(CASE, opened, report, filed)
    before = house.ledger.last_position()
    say(SECRETARY).get(of(CASE, "acts"))
    assert before == house.ledger.last_position()


def test_the_top_decides_and_may_annul_what_it_granted(house, say):
    top = (
        StepPassed("district-appraisal", "district-vote", None),
        StepPassed("district-vote", "district-decision", None),
    )
    house.given(CASE, *at_submit, up, received, *top)
    told = act(say(LEADER).get(of(CASE, "acts")), "decision")
    assert ["unit-unknown"] == [one["code"] for one in told["broken"]]  # the district has ended
    house.clock.instant = house.clock.instant.replace(year=2025, month=6, day=30)
    assert "decision" in allowed(say(LEADER).get(of(CASE, "acts")))
    house.given(OTHER, *at_submit, up, received, *top, NominationGranted("x", DECISION, OTHER))
    told = act(say(LEADER).get(of(OTHER, "acts")), "annulment")
    assert ["decision-unknown"] == [one["code"] for one in told["broken"]]


def test_a_filed_case_takes_its_keys_over_http(house, say):
    house.given(CASE, opened, report)
    say(OFFICER).post(of(CASE, "filing"), {"effective_on": "2025-04-15"}, version=2)
    assert isinstance(house.ledger.read(CASE)[-1], NominationFiled)
    told = rule(say(OFFICER).get(of(CASE, "verdict")), "one-achievement-one-award")
    assert {str(CASE)} == set(told["looked_at"].values())
