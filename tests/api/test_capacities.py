"""Every act of the API is done in a capacity; the history tells it, at the command line too."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from api.app import application
from api.capacities import WORDS, in_brief, in_words
from api.fact_names import names_of
from api.pack.report import path_line
from domain.capacity import OFFICE, Signed
from domain.council.commands import CloseSession, OpenSession
from domain.hand import FORMS
from domain.hearing.commands import ReceiveComplaint, ReceiveObjection
from domain.house_acts.commands import ProposeHouseAct
from domain.nomination.access import SERVICE
from domain.nomination.choosing import ChooseRegime
from domain.nomination.commands import AddEvidence, NameNominee, OpenNomination
from domain.parking import commands as parking
from domain.personal.commands import CarryOutPersonRequest
from domain.recorded import Recorded
from domain.refusal import Kind, Refusal, Refused
from domain.register.commands import ReceiveHonourComplaint
from domain.register.succession import CarryRecordOn
from domain.register.title_commands import DeclareTitle
from domain.review import commands as review
from domain.unsaid import NOT_RECORDED
from services.handle import Order, envelope
from services.stores import Claims
from tests.api import houses
from tests.api.badges import AUDITOR, CHAIRMAN, ISSUER, SECRETARY
from tests.api.speech import Speaker, of
from tests.builders import CASE, NOON, WAITING, WARD, opened
from tests.projections.following import CLERK

# What these acts name has to be there before an order is made of them: their orders by hand.
MADE_LATER: Mapping[str, type] = {
    "nominate": OpenNomination,
    "propose_choice": ProposeHouseAct,
    "name_nominee": NameNominee,
    "add_evidence": AddEvidence,
    "receive_objection": ReceiveObjection,
    "receive_complaint": ReceiveComplaint,
    "receive_honour_complaint": ReceiveHonourComplaint,
    "choose_regime": ChooseRegime,
    "declare_title": DeclareTitle,
    "carry_record_on": CarryRecordOn,
    "correct_parked_message": parking.CorrectParkedMessage,
    "complete_parked_message": parking.CorrectParkedMessage,
    "replay_parked_message": parking.NoteReplay,
    "open_session": OpenSession,
    "close_session": CloseSession,
    "ask_in_review": review.AskInReview,
    "record_finding": review.RecordFinding,
    "answer_in_review": review.AnswerInReview,
    "conclude_review": review.ConcludeReview,
    "report_measures": review.ReportMeasures,
    "carry_out_person_request": CarryOutPersonRequest,
}
UNDER_NO_NAME = "cast_ballot"
OFFICES = frozenset({"leader", "operator", "auditor"}), frozenset({WARD, "VN"})
ANYBODY = Claims("anybody", *OFFICES, "TM")


def ordered(house: houses.House, patch: pytest.MonkeyPatch) -> Iterator[tuple[str, Order | None]]:
    """Yield each act with the order its example makes; nothing is carried out."""
    kept: list[Order] = []

    def refuse(order: Order) -> None:
        kept.append(order)
        raise Refused(Refusal("not-today", Kind.CONFLICT, "it is only looked at"))

    client = application(house).test_client()
    patch.setattr(house, "handle", refuse)
    speaker = Speaker(client, ISSUER.issue(ANYBODY, timedelta(days=30), NOON))
    for path, ways in client.get("/openapi.json").get_json()["paths"].items():
        if "post" in ways:
            kept.clear()
            asked = re.sub(r"{[^}]+}", lambda _: str(uuid4()), path).removeprefix("/api/v1")
            speaker.post(asked, example(ways["post"]), version="1", key=f"{uuid4()}")
            yield ways["post"]["operationId"], kept[0] if kept else None


def example(operation: Any) -> object:
    """Return the example of what is sent, nothing where none is told."""
    sent = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return sent.get("example", {})


def test_every_act_is_done_in_the_office_of_its_hand_or_signed(house, monkeypatch):
    found = dict(ordered(house, monkeypatch))
    made = {name: order for name, order in found.items() if order is not None}
    for name, order in made.items():
        signed = isinstance(order.command, Signed)
        beside = envelope(order, order.command.hand)
        assert ("TM" if signed else "office", (WARD, "VN")) == (beside.capacity, beside.units), name
    assert {"endorse", "issue_decision", "appoint_members", "annul", "judge_condition"} <= {*made}
    assert {*made} | {*MADE_LATER, UNDER_NO_NAME} == {*found}


def test_acts_whose_order_comes_later_are_signed_by_nobody():
    assert not [one for one in MADE_LATER.values() if issubclass(one, Signed)]


def test_the_history_tells_what_was_signed_what_was_not_and_what_was_not_recorded(house, say):
    house.given(CASE, *WAITING)
    agreeing = {"step": "ward-review", "reason": "Deserved"}
    holding = {"ground": "press", "reference": "5/BC", "detail": "A report"}
    done = say(SECRETARY).post(of(CASE, "endorsements"), agreeing, version=4)
    held = say(CHAIRMAN).post(of(CASE, "holds"), holding, version=done.get_json()["version"])
    assert (200, 200) == (done.status_code, held.status_code)
    found = say(AUDITOR).get(of(CASE, "history")).get_json()["items"]
    told = {one["kind"]: (one["capacity"], one["hand_units"]) for one in found}
    assert ("not-recorded", None) == told["nomination-opened"]
    assert ("office", [WARD]) == told["case-held"]
    assert ("TM", [WARD]) == told["step-endorsed"] == told["step-passed"]
    assert "không ghi tư cách" == found[0]["in_capacity"]["vi"]


def test_every_capacity_has_words_in_both_languages():
    assert {*WORDS} == {*FORMS, OFFICE, SERVICE, NOT_RECORDED}
    assert {len({one["vi"], one["en"]}) for one in WORDS.values()} == {2}
    assert {"vi": "strange", "en": "strange"} == in_words("strange")


def test_in_brief_a_capacity_stands_with_its_office():
    act = {"capacity": "office", "roles": ["clerk"], "hand_units": [WARD]}
    assert f"office clerk@{WARD}" == in_brief(act)
    assert "service " == in_brief({"capacity": "service", "roles": [], "hand_units": []})
    assert "not-recorded clerk+leader" == in_brief(
        {"capacity": "not-recorded", "roles": ["clerk", "leader"], "hand_units": None}
    )


def test_the_report_of_a_pack_tells_the_office_and_the_capacity(house):
    beside = replace(CLERK, capacity="office", units=(WARD,))
    (line,) = path_line(Recorded(1, CASE, 1, opened, beside), names_of(house))
    assert "đơn vị: Phường Thanh Bình" in line.vi
    assert line.vi.endswith("; theo chức trách, không ký")
    assert line.en.endswith(f"units: {WARD}; in the office held, nothing signed")
    old = Recorded(1, CASE, 1, opened, replace(CLERK, capacity=None))
    assert "units: ?; capacity not recorded" in next(path_line(old, names_of(house))).en
