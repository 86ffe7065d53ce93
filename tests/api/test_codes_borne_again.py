"""Over HTTP: a question to a code that went to another unit is told who may answer it alone."""

from dataclasses import replace
from datetime import date

import pytest

from domain.hearing.events import ConsultationAnswered, ConsultationRequested
from services.ports import Append
from tests.api.speech import done, items, of, refused
from tests.api.test_ended_agencies import DUE, answered, of_unit, questions
from tests.builders import APRIL, CASE, WAITING
from tests.plain_house import PAST

STANDING = {"13285": "37", "01537": "01558"}
AFTER = date(2025, 8, 1)


@pytest.fixture(params=STANDING)
def code(request):
    """A code that another unit bears since the reform, which is no heir."""
    return request.param


def ask(house, code, on=APRIL):
    """Have a unit be asked about the case on a day."""
    question = ConsultationRequested("ward-review", code, "order", 60, DUE, "no-remark")
    house.given(CASE, *WAITING)
    asked = Append(CASE, len(WAITING), (question,))
    house.ledger.append([asked], replace(PAST, effective_on=on))
    house.wake()


def reads(say, unit):
    """Say whether the case and what stands below it are read by an agency's hand."""
    whole = {say(of_unit(unit)).get(of(CASE, *more)).status_code for more in ((), ("history",))}
    assert len(whole) == 1
    return whole == {200}


def listed(say, unit):
    return [one["nomination"] for one in items(say(of_unit(unit)).get("/nominations"))]


def test_the_question_lies_in_the_inbox_of_who_stands_for_the_old_unit(house, say, code):
    ask(house, code)
    told = [(code, str(CASE), DUE.isoformat())]
    assert told == questions(say, STANDING[code])
    assert told == questions(say, STANDING[code], effective_at="2025-08-01")
    assert [] == questions(say, code)


def test_who_bears_the_code_reads_nothing_of_the_case_and_who_stands_for_the_unit_does(
    house, say, code
):
    ask(house, code)
    assert (False, True) == (reads(say, code), reads(say, STANDING[code]))
    assert [] == listed(say, code)
    for then in ("2025-06-30", "2025-08-01"):
        assert [] == questions(say, code, effective_at=then)


def test_who_stands_for_the_unit_answers_and_who_bears_its_code_learns_of_nothing(house, say, code):
    ask(house, code)
    assert (404, ["nomination-unknown"]) == refused(answered(say, code, code))
    assert (200, f'"{len(WAITING) + 2}"') == done(answered(say, STANDING[code], code))
    given = ConsultationAnswered("ward-review", code, "agrees", None, "In order")
    assert given == house.ledger.read(CASE)[-1]
    assert [] == questions(say, STANDING[code])


def test_what_the_unit_of_today_is_asked_lies_in_its_own_inbox(house, say, code):
    ask(house, code, on=AFTER)
    assert [code] == [unit for unit, *_ in questions(say, code)]
    assert [] == questions(say, STANDING[code])
    assert (True, False) == (reads(say, code), reads(say, STANDING[code]))
    assert [str(CASE)] == listed(say, code)
    assert (200, f'"{len(WAITING) + 2}"') == done(answered(say, code, code))
