"""Choosing who carries a case on after a reform, over HTTP; and who may act afterwards."""

from dataclasses import replace
from datetime import date

import pytest

from domain.house_acts.events import HouseActAgreed, HouseActListed, HouseActProposed
from domain.house_acts.state import BOOK_STREAM, act_stream
from domain.nomination.authority import CaseReassigned, CaseUnassigned
from domain.reading import EVERYTHING
from domain.reform.commands import AssignSuccessor
from domain.terms import Horizon
from projections.movement_board import Wanted, counts
from services.import_log import quiet
from services.reform import hand_of
from tests.api.badges import token
from tests.api.speech import done, items, of, refused
from tests.builders import CASE, OTHER, hand, opened
from tests.communes import rulebooks
from tests.second_person import apply

DIVIDED = "10528"
CHOICE = {"reform": "2025-07-01", "unit": "10537", "reason": "its streets lie there"}


@pytest.fixture
def reformed(house):
    """Apply the reform."""
    return reform_applied(house)


def reform_applied(house):
    """Apply the reform to a draft of a divided ward and one of a merged ward."""
    ladder = rulebooks().ladder("bk-tinh", DIVIDED, opened.opened_on)
    assert ladder is not None
    start = replace(opened, ladder=ladder)
    house.given(CASE, replace(start, unit=DIVIDED))
    house.given(OTHER, start)
    plan = house.reform("2025-07-01")
    apply(
        plan,
        hand_of("operator", plan, house.clock, house.calendars, house.rulebooks.forces()),
        house.ledger,
        quiet,
    )
    house.wake()
    return house


KEEPER = token("keeper", "directory-keeper", "31")


def test_what_waits_for_a_choice_waits_with_the_keeper_above(reformed, say):
    (waits,) = items(say(KEEPER).get("/inbox"))

    assert (str(CASE), "assign", "31") == (waits["nomination"], waits["kind"], waits["unit"])
    assert isinstance(reformed.ledger.read(CASE)[-1], CaseUnassigned)
    old = say(token("officer", "nominating-officer", DIVIDED))
    assert (409, ["successor-undecided"]) == _known(
        refused(old.post(of(CASE, "filing"), version=2))
    )


def _known(answer):
    """Return an answer with the one reason this test is about."""
    return answer[0], [one for one in answer[1] if one == "successor-undecided"]


def test_nobody_chooses_alone(reformed, say):
    reply = say(KEEPER).post(of(CASE, "successor"), CHOICE, version=2)

    assert (409, ["second-person-missing"]) == refused(reply)


def test_what_waits_for_a_second_person_is_listed_to_who_answers_for_it(reformed, say):
    agreed_to(reformed)

    for by in (KEEPER, token("auditor", "auditor", "VN")):
        assert "agreed" in [one["state"] for one in items(say(by).get("/house-acts"))]
    elsewhere = items(say(token("other", "directory-keeper", "14")).get("/house-acts"))
    assert "assignment" not in [one["kind"] for one in elsewhere]
    assert (403, ["role-missing"]) == refused(say(token("c", "clerk", "31")).get("/house-acts"))


def agreed_to(house):
    """Let another keeper have agreed to the choice."""
    by = hand("keeper", "directory-keeper", "31")
    plan = house.reform(CHOICE["reform"])
    digest = AssignSuccessor(CASE, by, plan, CHOICE["unit"], CHOICE["reason"]).digest
    until = house.clock.now().date()
    said = ("assignment", str(CASE), digest, "10537", "its streets", "31", until)
    act = act_stream("assignment", str(CASE))
    house.given(BOOK_STREAM, HouseActListed(act, "assignment", str(CASE)))
    house.given(act, HouseActProposed(*said), HouseActAgreed(digest))


def test_a_keeper_proposes_another_agrees_and_the_first_chooses(reformed, say):
    other = say(token("other", "directory-keeper", "31"))
    reply = say(KEEPER).post(of(CASE, "successor-proposals"), CHOICE, key="one")
    act = other.get(f"/house-acts/{reply.get_json()['id']}").get_json()
    assert (201, "proposed", "31") == (reply.status_code, act["state"], act["unit"])
    agreed = {"digest": act["digest"]}
    assert 200 == other.post(f"/house-acts/{act['act']}/agreement", agreed, version=1).status_code

    assert (200, '"3"') == done(say(KEEPER).post(of(CASE, "successor"), CHOICE, version=2))


def test_who_may_not_choose_may_not_propose_it_either(reformed, say):
    far = say(token("far", "directory-keeper", "14"))
    told = refused(far.post(of(CASE, "successor-proposals"), CHOICE, key="one"))
    assert (404, ["nomination-unknown"]) == told


def test_the_keeper_chooses(reformed, say):
    agreed_to(reformed)
    reply = say(KEEPER).post(of(CASE, "successor"), CHOICE, version=2)

    assert (200, '"3"') == done(reply)
    assert "10537" == reformed.ledger.read(CASE)[-1].proposer
    assert [] == items(say(KEEPER).get("/inbox"))
    new = say(token("officer", "nominating-officer", "10537"))
    assert "10537" == new.get(of(CASE)).get_json()["unit"]


def test_the_old_unit_acts_no_more_and_the_new_one_does(reformed, say):
    assert isinstance(reformed.ledger.read(OTHER)[-1], CaseReassigned)
    old = say(token("old", "nominating-officer", "10531"))
    new = say(token("new", "nominating-officer", "10532"))
    gone = {"reason": "moved away"}

    assert (403, ["unit-foreign"]) == refused(old.post(of(OTHER, "withdrawal"), gone, version=2))
    assert (200, '"3"') == done(new.post(of(OTHER, "withdrawal"), gone, version=2))


def test_a_reform_nobody_knows_is_refused(reformed, say):
    body = {**CHOICE, "reform": "2031-01-01"}

    reply = say(KEEPER).post(of(CASE, "successor"), body, version=2)

    assert (422, ["reform-unknown"]) == refused(reply)


def test_the_board_counts_the_case_at_its_new_unit(reformed):
    horizon = Horizon(date(2025, 7, 1), date(2025, 7, 3))
    found, _ = reformed.views.read(counts(Wanted(), horizon), EVERYTHING)

    assert {DIVIDED, "10532"} == {one["unit"] for one in found}
