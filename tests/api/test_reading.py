"""Reading is scoped: every address below a case answers a stranger as it does for an unknown id."""

import json
import re
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from domain.council.events import SessionConvened
from domain.delegation.events import Scope
from domain.hearing.events import ConsultationRequested
from tests.api.badges import APPRAISER, AUDITOR, LEADER, OFFICER, OPERATOR, token
from tests.api.speech import V1, items, of, refused
from tests.builders import (
    CASE,
    DISTRICT,
    OTHER,
    PAPER,
    PROVINCE,
    WAITING,
    WARD,
    opened,
    opened_in_movement,
    sent,
)
from tests.lending import GIVEN, LENT

STRANGER = token("stranger", "leader", "00004")
ABOVE = token("inspector", "inspector", PROVINCE)
BESIDE = token("inspector", "inspector", "01")
ASKED = token("tax-officer", "consulted-agency", "TAX")
SESSION = UUID(int=77)
THINGS = {
    "nomination": CASE,
    "submission": PAPER,
    "session": SESSION,
    "nominee": opened.nominee.ref,
}
OPEN = {"honour", "decision", "council", "delegation", "award", "movement", "code", "year", "name"}
OWN_RULES = {"act", "review", "message", "request", "sha256"}
PERSONAL = "personal-data"
QUERY = {"regime": "nd152-2025"}


@pytest.fixture
def case(house):
    """A case waits at its ward; a submission went to the district, whose council was called."""
    house.given(CASE, *WAITING)
    house.given(PAPER, sent)
    house.given(SESSION, SessionConvened(OTHER, DISTRICT, date(2025, 4, 20), (), ()))


@pytest.fixture
def addresses(app):
    """Return every address that is read and names something by an id, under the API's prefix."""
    paths = json.loads(app.test_client().get("/openapi.json").data)["paths"]
    found = [path.removeprefix(V1) for path, ways in paths.items() if "get" in ways]
    return [*(path for path in found if "{" in path), "/councils/sessions/{session}/minutes.html"]


def scoped(addresses):
    """Return those that name a case, a submission, a session or a nominee's record."""
    return [one for one in addresses if set(names(one)) & set(THINGS) and PERSONAL not in one]


def names(address):
    return re.findall(r"{(?:\w+:)?(\w+)}", address)


def filled(address, things):
    """Return an address with its ids."""
    for name in names(address):
        address = re.sub(rf"{{(\w+:)?{name}}}", str(things.get(name, "0" * 64)), address)
    return address


def told(reply):
    """Return an answer without what tells one request from another."""
    body = {**json.loads(reply.data), "correlation_id": None}
    text = json.dumps(body)
    return reply.status_code, re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "an id", text)


def test_each_thing_an_address_names_is_scoped_or_open_for_a_reason(addresses):
    named = {name for address in addresses for name in names(address)}
    assert named <= set(THINGS) | OPEN | OWN_RULES
    assert len(scoped(addresses)) >= 18


@pytest.mark.parametrize("who", [STRANGER, BESIDE, OPERATOR])
def test_what_is_not_theirs_is_told_of_as_if_it_were_not_there(who, case, addresses, say):
    unknown = {name: uuid4() for name in THINGS}
    for address in scoped(addresses):
        here, nowhere = (say(who).get(filled(address, one), **QUERY) for one in (THINGS, unknown))
        assert here.status_code == 404, address
        assert told(nowhere) == told(here), address


@pytest.mark.parametrize("who", [APPRAISER, AUDITOR, ABOVE])
def test_who_may_read_a_case_reads_what_stands_below_it(who, case, addresses, say):
    for address in scoped(addresses):
        reply = say(who).get(filled(address, THINGS), **QUERY)
        there = reply.status_code != 404 or reply.get_json()["code"] in ABSENT
        assert there, (address, reply.data)


ABSENT = {"evidence-unknown", "record-unknown", "nomination-unknown"}
"""What a case may lack, letters that are read by rules of their own, and packs of its auditors."""


def test_lists_leave_out_what_is_not_theirs(case, say):
    for address in ("/nominations", "/submissions", "/history"):
        assert items(say(APPRAISER).get(address)), address
        assert not any(str(CASE) in str(one) for one in items(say(STRANGER).get(address))), address
        assert [] == [one for one in items(say(OPERATOR).get(address)) if str(CASE) in str(one)]
    sessions = f"/councils/{OTHER}/sessions"
    assert 404 == say(STRANGER).get(sessions).status_code  # there is no such council here


def test_an_agency_reads_what_it_is_asked_about(case, house, say):
    assert 404 == say(ASKED).get(of(CASE)).status_code
    asked = ConsultationRequested("ward-review", "TAX", "taxes", 5, date(2025, 4, 22), "no-remark")
    house.given(CASE, asked)
    assert (200, 1) == (
        say(ASKED).get(of(CASE)).status_code,
        len(items(say(ASKED).get("/nominations"))),
    )


@pytest.mark.parametrize(("unit", "status"), [(PROVINCE, 404), (WARD, 200)])
def test_an_auditor_elsewhere_reads_in_the_place_of_a_leader_without_an_audit(
    unit, status, case, house, say
):
    scope = Scope(unit, "leader")
    house.given(LENT, replace(GIVEN, delegator="chairman", delegate="lent-to", scope=scope))
    assert status == say(token("lent-to", "auditor", "00004")).get(of(CASE)).status_code
    assert 200 == say(ABOVE).get(of(CASE)).status_code


def test_a_view_that_is_behind_does_not_keep_anybody_out(case, house, say):
    house.asleep = True
    house.given(OTHER, *WAITING)
    assert 200 == say(OFFICER).get(of(OTHER, "verdict")).status_code
    assert 404 == say(STRANGER).get(of(OTHER, "verdict")).status_code


def test_a_refusal_tells_a_stranger_nothing(case, say):
    body = {"step": "ward-review", "reason": "Agreed"}
    for version in (1, len(WAITING)):
        here = say(STRANGER).post(of(CASE, "endorsements"), body, version=version)
        nowhere = say(STRANGER).post(of(uuid4(), "endorsements"), body, version=version)
        assert (404, ["nomination-unknown"]) == refused(here)
        assert told(nowhere) == told(here)
    mine = say(LEADER).post(of(CASE, "endorsements"), body, version=len(WAITING))
    assert 403 == mine.status_code


@pytest.mark.usefixtures("case")
def test_who_may_not_read_of_somebody_does_not_propose_them_by_reference(say):
    stranger = say(token("stranger", "nominating-officer", "00004"))
    body = {"unit": "00004", "award": "gk-phuong", "achievement": "Anything"}
    answers = [
        refused(stranger.post("/nominations", {**body, "nominee": {"ref": str(one)}}, key=uuid4()))
        for one in (opened.nominee.ref, uuid4())
    ]
    assert [(422, ["subject-unknown"])] * 2 == answers


BOARD = "/movements/hai-duong-2025/board"


@pytest.mark.parametrize("at", [{}, {"up_to": 2}], ids=["now", "then"])
def test_the_board_counts_what_its_reader_may_read_and_nothing_beyond(house, say, at):
    house.given(CASE, opened_in_movement)
    ladder = opened_in_movement.ladder
    steps = tuple(replace(one, unit="00004") for one in ladder.steps)
    there = replace(opened_in_movement, unit="00004", ladder=replace(ladder, steps=steps))
    house.given(OTHER, there)
    house.given(uuid4(), opened)  # beyond the point, and in no movement
    wards, elsewhere = ("10531", 1), ("00004", 1)
    told = {OFFICER: [wards], STRANGER: [elsewhere], OPERATOR: [], AUDITOR: [elsewhere, wards]}
    for who, cells in told.items():
        found = items(say(who).get(BOARD, **at))
        assert cells == [(one["unit"], one["nominations"]) for one in found], who


def test_the_board_is_not_for_who_is_not_signed_in(say):
    assert (401, ["token-missing"]) == refused(say(None).get(BOARD))
    assert (404, ["movement-unknown"]) == refused(say(OPERATOR).get("/movements/no-such/board"))
