"""A question to an agency that ended lies in the inbox of who stands for it, who answers: HTTP."""

from datetime import date

import pytest

from domain.hearing.events import ConsultationAnswered, ConsultationRequested
from tests.api.badges import AUDITOR, token
from tests.api.speech import done, items, of, refused
from tests.builders import CASE, DISTRICT, WAITING, WARD

ROLE, DUE = "consulted-agency", date(2025, 7, 25)
HEIR, CITY, DIVIDED = "10532", "31", "00019"
OF = {WARD: HEIR, DISTRICT: CITY, DIVIDED: "01"}
"""Who stands for each: the one heir, and the nearest above of a dissolved and a divided unit."""


def of_unit(unit, role=ROLE):
    return token(f"{role} of {unit}", role, unit)


@pytest.fixture(params=[WARD, DISTRICT, DIVIDED])
def agency(request, house):
    """A unit that ended was asked while it stood, and has not answered."""
    question = ConsultationRequested("ward-review", request.param, "order", 60, DUE, "no-remark")
    house.given(CASE, *WAITING, question)
    return request.param


def questions(say, unit, **then):
    """Return the questions in the inbox of an agency, and their terms."""
    found = items(say(of_unit(unit)).get("/inbox", kind="consultation", **then))
    return [(one["unit"], one["nomination"], one["due_on"]) for one in found]


def answered(say, unit, agency):
    """Have the agency's question answered by somebody of a unit."""
    said = {"agency": agency, "opinion": "agrees", "words": "In order"}
    return say(of_unit(unit)).post(of(CASE, "agency-opinions"), said, version=len(WAITING) + 1)


def test_a_question_lies_in_the_inbox_of_who_stands_for_the_agency_and_of_nobody_else(say, agency):
    asked = [(agency, str(CASE), DUE.isoformat())]
    assert asked == questions(say, OF[agency])
    assert asked == questions(say, OF[agency], effective_at="2025-08-01")
    for unit in {"VN", *OF.values()} - {OF[agency]}:
        assert [] == questions(say, unit)
    assert [] == items(say(of_unit(OF[agency], "leader")).get("/inbox"))


def test_until_its_end_it_lay_in_the_agency_s_own(say, agency):
    then = {"effective_at": "2025-06-30"}
    assert [agency] == [unit for unit, *_ in questions(say, agency, **then)]
    assert [] == questions(say, OF[agency], **then)


def test_who_stands_for_the_agency_is_named_to_who_may_not_answer(house, say, agency):
    strange = answered(say, "04000", agency)
    assert (404, ["nomination-unknown"]) == refused(strange)
    told = {one["act"]: one for one in items(say(AUDITOR).get(of(CASE, "acts")))}
    assert [{"role": ROLE, "unit": OF[agency]}] == told["agency-opinion"]["who"]
    beside = answered(say, DISTRICT if agency == WARD else WARD, agency)
    assert ["unit-foreign"] == refused(beside)[1]
    assert OF[agency] == beside.get_json()["reasons"][0]["facts"]["unit"]


def test_who_stands_for_the_agency_answers(house, say, agency):
    assert (200, f'"{len(WAITING) + 2}"') == done(answered(say, OF[agency], agency))
    given = ConsultationAnswered("ward-review", agency, "agrees", None, "In order")
    assert given == house.ledger.read(CASE)[-1]
    assert [] == questions(say, OF[agency])
