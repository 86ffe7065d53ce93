"""What an order may know of: what concerns its giver, what was lent, what a paper carries."""

from uuid import uuid5

import pytest

from domain.nomination.commands import EndorseStep
from domain.personal.commands import LiftRestriction
from domain.personal.events import PersonRequestReceived
from domain.personal.state import PERSON, person_stream
from domain.register.docket import docket_stream
from domain.register.events import CaseEnrolled
from domain.submission.commands import AcceptItem, AnswerSubmission, DispatchSubmission
from infra.ledger.ledger import open_ledger
from services.histories import Histories
from services.ports import Append
from services.sight import Sight, blind, named_in
from tests.builders import APRIL, CASE, NOMINEE, OTHER, PAPER, SPACE, WAITING, WARD, hand, sent
from tests.plain_house import PAST, UNITS

STRANGER, PROVINCIAL = hand("x", "leader", "00004"), hand("x", "leader", "288")
DAYS = APRIL, APRIL, APRIL
ASKED = PersonRequestReceived(NOMINEE.ref, uuid5(SPACE, "r"), "access", *DAYS, "?", False)


@pytest.fixture
def past():
    """Return the histories of a case, a submission that carries two, and of the nominee."""
    ledger = open_ledger("memory:")
    told = {
        CASE: WAITING,
        PAPER: (sent,),
        docket_stream(NOMINEE.ref): (CaseEnrolled(CASE),),
        person_stream(NOMINEE.ref): (ASKED,),
    }
    for stream, facts in told.items():
        ledger.append([Append(stream, 0, facts)], PAST)
    yield Histories(ledger)
    ledger.close()


def seen_by(one, past, command, *lent):
    """Say whether the case is there for an order of somebody's."""
    blind([command], past, Sight(one, UNITS, lambda *_: lent))
    return bool(past.events(CASE))


def test_an_order_names_what_stands_in_its_lists_too():
    answering = AnswerSubmission(PAPER, STRANGER, (AcceptItem(CASE), AcceptItem(OTHER)))
    assert {PAPER, CASE, OTHER} == named_in(answering)


@pytest.mark.parametrize(("unit", "there"), [("00004", False), (WARD, True), ("10532", True)])
def test_a_case_is_there_for_whom_it_concerns_and_who_carries_them_on(past, unit, there):
    by = hand("x", "leader", unit)
    assert there is seen_by(by, past, EndorseStep(CASE, by, "ward-review", "?"))


def test_a_case_is_there_for_whom_an_office_of_its_was_lent(past):
    command = EndorseStep(CASE, STRANGER, "ward-review", "?")
    assert seen_by(STRANGER, past, command, ("leader", WARD))


def test_a_case_out_of_sight_has_no_version_and_no_facts(past):
    assert not seen_by(
        STRANGER, past, DispatchSubmission(PAPER, STRANGER, "1", "00004", "001", (CASE,))
    )
    assert (0, 0) == (past.version(CASE), past.version(PAPER))


def test_who_may_read_a_paper_knows_the_cases_that_it_carries(past):
    past.read([OTHER])
    assert seen_by(PROVINCIAL, past, AnswerSubmission(PAPER, PROVINCIAL, (AcceptItem(CASE),)))


@pytest.mark.parametrize(("unit", "waits"), [("00004", 0), (WARD, 1)])
def test_what_somebody_asked_is_there_for_units_of_their_cases(past, unit, waits):
    by = hand("x", "data-officer", unit)
    blind([LiftRestriction(NOMINEE.ref, by, ())], past, Sight(by, UNITS, lambda *_: ()))
    assert waits == len(past.of(PERSON, person_stream(NOMINEE.ref)).requests)
