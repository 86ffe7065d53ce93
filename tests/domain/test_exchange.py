"""What a receiver says became of a paper is noted once, by whoever speaks for the receiver."""

from dataclasses import replace
from datetime import date

import pytest

from domain.exchange.commands import TellStatus
from domain.exchange.events import StatusTold
from domain.exchange.meanings import MEANINGS
from services.edxml.codes import StatusCode
from tests.builders import APRIL, CLERK, DECISION, DISTRICT, OFFICER, PAPER, WARD, hand
from tests.domain.test_booking import DECIDED, ISSUED, LETTER, SENT
from tests.spec import given_in

TOLD = StatusTold(
    "submission",
    DISTRICT,
    "02",
    "rejected",
    to_do=True,
    confirmed=True,
    words="no seal",
    told_on=APRIL,
    told_at="09:30:00",
)
MAY = date(2025, 5, 2)
WARD_CLERK = hand("ward-clerk", "clerk", WARD)


def tell(by=CLERK, unit=DISTRICT, status="02", words="no seal", paper=PAPER):
    return TellStatus(paper, by, unit, status, words, "09:30:00")


def test_a_receiver_says_what_became_of_a_submission():
    SENT.when(tell()).then_in(PAPER, TOLD)


@pytest.mark.parametrize("unit", [WARD, "31"])
def test_a_decision_goes_to_whom_it_may_concern(unit):
    DECIDED.when(tell(hand("a", "clerk", unit), unit, paper=DECISION)).then_in(
        DECISION, replace(TOLD, sort="decision", unit=unit)
    )


def test_the_same_again_is_nothing_and_anything_else_is_new():
    known = given_in(PAPER, LETTER, TOLD)
    known.when(tell()).then_nothing()
    for other in (tell(status="03"), tell(words=""), tell(replace(CLERK, effective_on=MAY))):
        assert 1 == len(known.when(other).changes)


def test_a_decision_remembers_too():
    told = replace(TOLD, sort="decision", unit=WARD)
    given_in(DECISION, ISSUED, told).when(tell(WARD_CLERK, WARD, paper=DECISION)).then_nothing()


@pytest.mark.parametrize("status", MEANINGS)
def test_what_a_code_says_is_written_beside_it(status):
    (change,) = SENT.when(tell(status=status)).changes
    told, meaning = change.event, MEANINGS[status]
    assert isinstance(told, StatusTold)
    assert (meaning.word, meaning.to_do, meaning.confirmed) == (
        told.means,
        told.to_do,
        told.confirmed,
    )


def test_the_codes_are_those_of_the_packages():
    assert {one.value for one in StatusCode} == set(MEANINGS)
    assert ["13", "15", "16"] == [key for key, one in MEANINGS.items() if not one.confirmed]


@pytest.mark.parametrize("unit", [WARD, "31"])
def test_only_who_received_a_submission_says_what_became_of_it(unit):
    SENT.when(tell(hand("a", "clerk", unit), unit)).then_refused("receiver-foreign")


def test_who_decided_does_not_answer_itself():
    DECIDED.when(tell(paper=DECISION)).then_refused("receiver-foreign")


def test_a_paper_nobody_sent_is_unknown():
    given_in(PAPER).when(tell()).then_refused("document-unknown")
    given_in(PAPER).when(tell(OFFICER, status="99")).then_refused(
        "document-unknown", "role-missing", "unit-foreign", "status-unknown"
    )


def test_all_that_is_wrong_is_said_at_once():
    ahead = replace(OFFICER, effective_on=date(2025, 12, 2))
    SENT.when(tell(ahead, "31", "07")).then_refused(
        "role-missing", "unit-foreign", "dated-ahead", "status-unknown", "receiver-foreign"
    )
    early = replace(CLERK, effective_on=date(2025, 4, 14))
    SENT.when(tell(early)).then_refused("status-before-paper")
