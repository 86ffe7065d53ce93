"""A hold of a nominee over HTTP: every case and view says so, in every ward."""

from domain.register.docket import docket_stream
from domain.register.events import CaseEnrolled
from tests.api.badges import AUDITOR, OFFICER, SECRETARY
from tests.api.speech import NEW, of
from tests.api.test_verdicts import HOLD, LIFTING, new
from tests.builders import CASE, NOMINEE, filed, minutes, opened, report


def test_a_nominee_held_in_one_ward_is_held_in_all_and_every_view_says_so(house, say):
    house.given(CASE, opened, report, minutes, filed)
    house.given(docket_stream(NOMINEE.ref), CaseEnrolled(CASE))
    body = {**NEW, "nominee": {"ref": str(NOMINEE.ref)}}
    created = say(OFFICER).post("/nominations", body, key="k1")
    say(SECRETARY).post(of(CASE, "holds"), HOLD, version=4)
    other, position = new(created), house.ledger.last_position()
    shown = say(AUDITOR).get(of(other), at_least=position).get_json()
    assert [("letter", "letter-1", False)] == [
        (one["ground"], one["reference"], one["case_alone"]) for one in shown["holds"]
    ]
    drafts = say(OFFICER).get("/inbox", kind="draft").get_json()["items"]
    assert ["1"] in [one["holds"] for one in drafts]
    say(SECRETARY).post(of(CASE, "hold-liftings"), LIFTING, version=5)
    position = house.ledger.last_position()
    assert [] == say(AUDITOR).get(of(other), at_least=position).get_json()["holds"]


def test_a_hold_may_be_of_the_case_alone(house, say):
    house.given(CASE, opened, report, minutes, filed)
    say(SECRETARY).post(of(CASE, "holds"), {**HOLD, "case_alone": True}, version=4)
    assert house.ledger.read(CASE)[-1].case_alone
    assert [CaseEnrolled(CASE)] == list(house.ledger.read(docket_stream(NOMINEE.ref)))
