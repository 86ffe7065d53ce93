"""Choosing who carries a case on after a reform, over HTTP; and who may act afterwards."""

from dataclasses import replace
from datetime import date

import pytest

from domain.nomination.authority import CaseReassigned, CaseUnassigned
from domain.reading import EVERYTHING
from domain.terms import Horizon
from projections.movement_board import Wanted, counts
from services.import_log import quiet
from services.reform import apply, hand_of
from tests.api.badges import token
from tests.api.speech import done, items, of, refused
from tests.builders import CASE, OTHER, opened
from tests.communes import rulebooks

DIVIDED = "10528"
CHOICE = {"reform": "2025-07-01", "unit": "10537", "reason": "its streets lie there"}


@pytest.fixture
def reformed(house):
    """Apply the reform to a draft of a divided ward and one of a merged ward."""
    ladder = rulebooks().ladder("bk-tinh", DIVIDED, opened.opened_on)
    assert ladder is not None
    start = replace(opened, ladder=ladder)
    house.given(CASE, replace(start, unit=DIVIDED))
    house.given(OTHER, start)
    plan = house.reform("2025-07-01")
    apply(plan, hand_of("operator", plan, house.clock, house.calendars), house.ledger, quiet)
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


def test_the_keeper_chooses(reformed, say):
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
