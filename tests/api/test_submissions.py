"""Submissions over HTTP: sent with many nominations, each answered on its own."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from domain.nomination.events import (
    NominationForwarded,
    NominationReceived,
    NominationRefused,
    ReturnedForSupplement,
)
from domain.submission.events import SubmissionDispatched
from services.receiving import receive
from tests.api.badges import APPRAISER, AUDITOR, CHAIRMAN, OFFICER
from tests.api.speech import done, items, of, refused
from tests.builders import CASE, DISTRICT, OTHER, WARD, at_submit, opened
from tests.services.intake_house import CITY, SENDERS, STATUS, delivery

LIST = "/submissions"
LETTER = {
    "number": "12/TTr-UBND",
    "from_unit": WARD,
    "to_unit": DISTRICT,
    "nominations": [str(CASE), str(OTHER)],
    "effective_on": "2025-04-20",
}


@pytest.fixture
def sent(house, say):
    """Two cases are on their way; the address of their submission."""
    for case in (CASE, OTHER):
        house.given(case, *at_submit)
    reply = say(CHAIRMAN).post(LIST, LETTER, key="letter")
    assert (201, '"1"') == done(reply)
    return f"{LIST}/{reply.get_json()['id']}"


def test_many_nominations_go_up_under_one_number(house, sent):
    (fact,) = house.ledger.read(UUID(sent.rpartition("/")[2]))

    assert isinstance(fact, SubmissionDispatched)
    assert ("12/TTr-UBND", (CASE, OTHER)) == (fact.number, fact.nominations)
    assert {NominationForwarded} == {type(house.ledger.read(one)[-1]) for one in (CASE, OTHER)}


def test_a_submission_is_shown_and_listed(sent, say):
    shown = say(AUDITOR).get(sent)
    listed = items(say(AUDITOR).get(LIST, from_unit=WARD, to_unit=DISTRICT))

    assert (200, '"1"') == done(shown)
    assert ["waiting", "waiting"] == [one["answer"] for one in shown.get_json()["items"]]
    assert ["12/TTr-UBND"] == [one["number"] for one in listed]
    assert [] == items(say(AUDITOR).get(LIST, to_unit=WARD))


def test_each_nomination_is_answered_on_its_own(house, sent, say):
    answers = [
        {"nomination": str(CASE), "verdict": "accept"},
        {"nomination": str(OTHER), "verdict": "refuse", "reason": "violation", "detail": "found"},
    ]

    reply = say(APPRAISER).post(f"{sent}/answers", {"answers": answers}, version=1)

    assert (200, '"3"') == done(reply)
    assert isinstance(house.ledger.read(CASE)[-1], NominationReceived)
    assert isinstance(house.ledger.read(OTHER)[-1], NominationRefused)


def test_one_is_returned_the_other_waits(house, sent, say):
    missing = [{"kind": "remark", "key": "wording"}]
    back = {"nomination": str(CASE), "verdict": "return", "reason": "unclear", "missing": missing}

    reply = say(APPRAISER).post(f"{sent}/answers", {"answers": [back]}, version=1)

    assert (200, '"2"') == done(reply)
    assert isinstance(house.ledger.read(CASE)[-1], ReturnedForSupplement)
    assert 1 == say(AUDITOR).get(sent).get_json()["waiting"]


def test_an_answer_does_not_ask_for_papers_nobody_knows(sent, say):
    missing = [{"kind": "paper", "key": "horoscope"}, {"kind": "paper", "key": "tax-confirmation"}]
    back = {"nomination": str(CASE), "verdict": "return", "reason": "thin", "missing": missing}

    reply = say(APPRAISER).post(f"{sent}/answers", {"answers": [back]}, version=1)

    assert (422, ["paper-unknown"]) == refused(reply)


@pytest.mark.parametrize(
    "answer",
    [
        {"verdict": "accept", "reason": "why not"},
        {"verdict": "return"},
        {"verdict": "return", "reason": "unclear", "detail": "very"},
        {"verdict": "refuse", "reason": "violation"},
        {"verdict": "burn"},
        {},
    ],
)
def test_an_answer_says_what_its_verdict_needs_and_no_more(say, answer):
    body = {"answers": [{"nomination": str(CASE), **answer}]}

    reply = say(APPRAISER).post(f"{LIST}/{uuid4()}/answers", body, version=1)

    assert (422, ["form-invalid"]) == refused(reply)


def test_a_case_withdrawn_on_its_way_is_waited_for_no_more(house, sent, say):
    back = say(OFFICER).post(of(CASE, "withdrawal"), {"reason": "moved"}, version=7)
    shown = say(AUDITOR).get(sent)
    late = {"answers": [{"nomination": str(CASE), "verdict": "accept"}]}

    assert (200, '"8"') == done(back)
    assert (200, '"2"') == done(shown)
    assert ["withdrawn", "waiting"] == [one["answer"] for one in shown.get_json()["items"]]
    assert 1 == shown.get_json()["waiting"]
    reply = say(APPRAISER).post(f"{sent}/answers", late, version=2)
    assert (409, ["item-withdrawn"]) == refused(reply)


def test_an_answer_to_a_paper_that_was_left_meanwhile_is_stale(sent, say):
    say(OFFICER).post(of(CASE, "withdrawal"), {"reason": "moved"}, version=7)
    answers = [{"nomination": str(OTHER), "verdict": "accept"}]

    stale = say(APPRAISER).post(f"{sent}/answers", {"answers": answers}, version=1)

    assert (412, ["version-stale"]) == refused(stale)


def test_all_go_up_or_none(house, say):
    house.given(CASE, *at_submit)
    house.given(OTHER, opened)

    reply = say(CHAIRMAN).post(LIST, LETTER, key="letter")

    assert (409, ["not-at-a-step"]) == refused(reply)
    assert 6 == len(house.ledger.read(CASE))


def test_a_number_is_used_once_a_year(sent, say):
    reply = say(CHAIRMAN).post(LIST, LETTER, key="another")

    assert 409 == reply.status_code
    assert "number-taken" in refused(reply)[1]


def test_a_nomination_nobody_knows_cannot_be_sent(say):
    body = {**LETTER, "nominations": [str(uuid4())]}

    assert (404, ["nomination-unknown"]) == refused(say(CHAIRMAN).post(LIST, body, key="k"))


def test_an_unknown_submission_is_not_found(say):
    assert (404, ["submission-unknown"]) == refused(say(AUDITOR).get(f"{LIST}/{uuid4()}"))


def test_what_the_receiver_says_of_a_submission_is_shown_and_asks_for_an_act(house, sent, say):
    house.senders = {CITY: replace(SENDERS[CITY], units=frozenset({DISTRICT}))}
    named = {"unit": WARD, "number": "12/TTr-UBND", "dated": "2025-04-20"}
    told = {"paper": named, "unit": DISTRICT, "status": "02", "words": "no seal"}
    receive(delivery(STATUS, {**told, "told_on": "2025-04-22"}), house)
    shown = say(AUDITOR).get(sent).get_json()

    assert ("rejected", True) == (shown["exchange_state"], shown["to_do"])
    assert [("02", "no seal", "2025-04-22", True)] == [
        (one["status"], one["words"], one["on"], one["confirmed"]) for one in shown["exchange"]
    ]
    to_do, others = (items(say(AUDITOR).get(LIST, to_do=flag)) for flag in ("true", "false"))
    assert (["12/TTr-UBND"], []) == ([one["number"] for one in to_do], others)
    history = items(say(AUDITOR).get(of(CASE, "history")))
    assert ("status-told", "2025-04-22") == (history[-1]["kind"], history[-1]["effective_on"])
