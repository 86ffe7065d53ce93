"""Acting for another over HTTP: granted, used, refused with the rule, shown with both people."""

from dataclasses import replace
from uuid import uuid4

import pytest

from domain.acting import ActingFor
from domain.nomination.events import StepEndorsed
from services.ports import Append
from tests.api.badges import AUDITOR, CHAIRMAN, OFFICER, SECRETARY, token
from tests.api.speech import done, items, of, refused
from tests.builders import APRIL, CASE, DISTRICT, WAITING, WARD
from tests.infra.writing import envelope

DEPUTY = token("deputy", "clerk", DISTRICT)
GRANT = {
    "delegate": "deputy",
    "unit": WARD,
    "role": "council-secretary",
    "acts": ["endorsement", "return"],
    "capacity": "TUQ",
    "begins_on": "2025-04-15",
    "ends_on": "2026-03-31",
    "basis": {"number": "3/QĐ-UBND", "dated": "2025-04-10", "text": "doc-3"},
    "effective_on": "2025-04-15",
}
ENDORSE = {"step": "ward-review", "reason": "Deserved", "effective_on": "2025-04-20"}
END = {"since": "2025-05-01", "reason": "Back from leave", "effective_on": "2025-04-20"}


@pytest.fixture
def lent(house, say):
    """Grant a delegation beside a case that waits for its review; return its address."""
    house.ledger.append(
        [Append(CASE, 0, WAITING)], replace(envelope(), actor="officer", effective_on=APRIL)
    )
    reply = say(SECRETARY).post("/delegations", GRANT, key="grant")
    assert (201, '"1"') == done(reply)
    return reply.headers["Location"].removeprefix("/api/v1")


def by(speaker, address):
    """Return a speaker who acts by a delegation."""
    return replace(speaker, headers={"Delegation": address.rpartition("/")[2]})


def endorse(speaker, **changes):
    """Endorse the case."""
    return speaker.post(of(CASE, "endorsements"), {**ENDORSE, **changes}, version=4, key=uuid4())


def test_a_delegation_is_shown_and_found_by_unit_person_and_day(lent, say):
    shown = say(AUDITOR).get(lent).get_json()
    assert ("secretary", "deputy", "3/QĐ-UBND", None) == tuple(
        shown[one] for one in ("delegator", "delegate", "number", "ended_from")
    )
    people = ({"person": "DEPUTY"}, {"person": "secretary"})
    for query in ({"unit": WARD}, *people, {"on": "2026-03-31"}):
        assert [shown["delegation"]] == [
            one["delegation"] for one in items(say(AUDITOR).get("/delegations", **query))
        ]
    for query in ({"unit": DISTRICT}, {"person": "x"}, {"on": "2026-04-01"}, {"on": "2025-04-14"}):
        assert [] == items(say(AUDITOR).get("/delegations", **query))
    assert (404, ["delegation-unknown"]) == refused(say(AUDITOR).get(f"/delegations/{CASE}"))


def test_the_same_grant_is_made_once_and_one_to_oneself_never(lent, say):
    again = say(SECRETARY).post("/delegations", GRANT, key="grant")
    assert (201, lent) == (again.status_code, again.headers["Location"].removeprefix("/api/v1"))
    own = say(SECRETARY).post("/delegations", {**GRANT, "delegate": "Secretary"}, key="own")
    assert (409, ["delegation-to-oneself", "delegation-chained"]) == refused(own)
    foreign = say(OFFICER).post("/delegations", GRANT, key="foreign")
    assert (403, ["role-missing"]) == refused(foreign)


def test_both_people_stand_beside_the_fact(lent, house, say):
    assert 200 == endorse(by(say(DEPUTY), lent)).status_code
    told = next(one for one in house.ledger.since(0, 99) if isinstance(one.event, StepEndorsed))
    whom = told.envelope.delegation
    assert isinstance(whom, ActingFor)
    assert ("deputy", "TUQ", "secretary") == (
        told.envelope.actor,
        told.envelope.capacity,
        whom.delegator,
    )


def test_both_people_stand_in_the_history_and_in_the_file(lent, say):
    endorse(by(say(DEPUTY), lent))
    (line,) = say(AUDITOR).get("/history", kind="step-endorsed").get_json()["items"]
    assert {
        "vi": "deputy ký thay secretary, TUQ, theo văn bản số 3/QĐ-UBND ngày 10/04/2025",
        "en": "deputy for secretary, TUQ, by document 3/QĐ-UBND of 2025-04-10",
    } == line["delegation"]["said"]
    (opinion,) = say(AUDITOR).get(of(CASE)).get_json()["opinions"]
    assert ("deputy", "secretary") == (opinion["by"], opinion["in_place_of"]["delegator"])


def test_what_a_delegation_does_not_carry_is_refused_with_the_rule(lent, say):
    assert (403, ["delegation-not-yours"]) == refused(endorse(by(say(CHAIRMAN), lent)))
    assert (403, ["delegation-not-begun"]) == refused(
        endorse(by(say(DEPUTY), lent), effective_on="2025-04-14")
    )
    refusal = {"step": "ward-review", "reason": "violation", "detail": "Seen on the street"}
    reply = by(say(DEPUTY), lent).post(of(CASE, "refusals"), refusal, version=4)
    assert (403, ["delegation-out-of-scope"]) == refused(reply)
    assert (403, ["delegation-unknown"]) == refused(endorse(by(say(DEPUTY), f"/x/{CASE}")))
    assert (400, ["delegation-malformed"]) == refused(endorse(by(say(DEPUTY), "/x/y")))
    assert (403, ["role-missing", "unit-foreign"]) == refused(endorse(say(DEPUTY)))


def test_power_is_taken_back_at_a_version_and_then_gone(lent, say):
    assert (412, ["version-stale"]) == refused(say(SECRETARY).post(f"{lent}/end", END, version=7))
    assert (403, ["not-the-delegator"]) == refused(say(OFFICER).post(f"{lent}/end", END, version=1))
    assert (200, '"2"') == done(say(CHAIRMAN).post(f"{lent}/end", END, version=1))
    assert ("2025-05-01", "Back from leave") == tuple(
        say(AUDITOR).get(lent).get_json()[one] for one in ("ended_from", "reason")
    )
    assert (403, ["delegation-revoked"]) == refused(endorse(by(say(DEPUTY), lent)))


def act(reply, name):
    """Return what is said of one act."""
    return next(one for one in reply.get_json()["items"] if one["act"] == name)


def test_why_can_i_not_takes_the_delegations_of_today_into_account(lent, say):
    found = say(DEPUTY).get(of(CASE, "acts"))
    endorsing, voting = act(found, "endorsement"), act(found, "refusal")
    assert (True, lent.rpartition("/")[2], []) == (
        endorsing["allowed"],
        endorsing["by"],
        endorsing["broken"],
    )
    last = voting["broken"][-1]
    assert not voting["allowed"]
    assert ("delegation-out-of-scope", lent.rpartition("/")[2]) == (
        last["code"],
        last["facts"]["delegation"],
    )
    alone = act(say(SECRETARY).get(of(CASE, "acts")), "endorsement")
    assert (True, None) == (alone["allowed"], alone["by"])


def test_the_same_key_by_another_hand_is_another_order(lent, say):
    key = uuid4()
    mine = by(say(DEPUTY), lent)
    assert 200 == mine.post(of(CASE, "endorsements"), ENDORSE, version=4, key=key).status_code
    alone = say(DEPUTY).post(of(CASE, "endorsements"), ENDORSE, version=4, key=key)
    assert (422, ["key-reused"]) == refused(alone)


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"level": "nonsense"}, ["level-not-known"]),
        ({"level": "nonsense", "capacity": "KT", "delegate": "Secretary"},
         ["delegation-to-oneself", "level-not-known"]),
        ({"level": "province"}, ["level-not-held"]),
    ],
)  # fmt: skip
def test_a_level_at_which_nothing_is_lent_is_refused_and_nothing_is_written(
    say, house, changes, codes
):
    reply = say(SECRETARY).post("/delegations", GRANT | changes, key="grant")
    assert (422, codes) == refused(reply)
    assert 0 == house.ledger.last_position()
