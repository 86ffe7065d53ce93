"""Acts that send a case back, bring it again, end it, or put an error right, over HTTP."""

from dataclasses import replace

from domain.nomination.events import (
    EvidenceAdded,
    Missing,
    NominationCorrected,
    NominationRefused,
    NominationSupplemented,
    NominationWithdrawn,
    ReturnedForSupplement,
)
from tests.api.badges import OFFICER, SECRETARY
from tests.api.speech import done, fields, of, refused
from tests.builders import CASE, WAITING, opened, sha

LETTER = Missing("paper", "proposal-letter", "not signed")
WORDING = Missing("remark", "wording", "")
sent_back = ReturnedForSupplement("ward-review", (LETTER, WORDING), "incomplete")
letter = EvidenceAdded(sha("letter"), 9, "application/pdf", "proposal-letter", "original", "L")


def test_a_return_lists_what_is_missing(house, say):
    house.given(CASE, *WAITING)
    body = {
        "step": "ward-review",
        "missing": [
            {"kind": "paper", "key": "proposal-letter", "detail": "not signed"},
            {"kind": "remark", "key": "wording"},
        ],
        "reason": "incomplete",
    }

    assert (200, '"5"') == done(say(SECRETARY).post(of(CASE, "returns"), body, version=4))
    assert replace(sent_back, used=159) == house.ledger.read(CASE)[-1]


def test_a_return_does_not_ask_for_papers_nobody_knows(house, say):
    house.given(CASE, *WAITING)
    missing = [{"kind": "paper", "key": "horoscope"}, {"kind": "remark", "key": "wording"}]
    body = {"step": "ward-review", "missing": missing, "reason": "incomplete"}

    reply = say(SECRETARY).post(of(CASE, "returns"), body, version=4)

    assert (422, ["paper-unknown"]) == refused(reply)
    assert "horoscope" == reply.get_json()["reasons"][0]["facts"]["paper"]


def test_a_supplement_brings_the_case_back(house, say):
    house.given(CASE, *WAITING, sent_back, letter)
    body = {"answers": [{"key": "wording", "detail": "reworded"}], "note": "complete"}

    assert (200, '"7"') == done(say(OFFICER).post(of(CASE, "supplements"), body, version=6))
    fact = house.ledger.read(CASE)[-1]
    assert isinstance(fact, NominationSupplemented)
    assert (Missing("remark", "wording", "reworded"),) == fact.answers


def test_a_supplement_that_lacks_something_is_refused(house, say):
    house.given(CASE, *WAITING, sent_back)

    reply = say(OFFICER).post(of(CASE, "supplements"), {}, version=5)

    assert (422, ["paper-missing", "remark-missing"]) == refused(reply)


def test_a_refusal_ends_the_case_with_a_coded_reason(house, say):
    house.given(CASE, *WAITING)
    body = {"step": "ward-review", "reason": "below-standard", "detail": "target missed"}

    assert (200, '"5"') == done(say(SECRETARY).post(of(CASE, "refusals"), body, version=4))
    expected = NominationRefused("ward-review", "below-standard", "target missed")
    assert expected == house.ledger.read(CASE)[-1]


def test_a_reason_of_ones_own_is_refused(house, say):
    house.given(CASE, *WAITING)
    body = {"step": "ward-review", "reason": "because", "detail": "target missed"}

    reply = say(SECRETARY).post(of(CASE, "refusals"), body, version=4)

    assert (422, ["reason-unknown"]) == refused(reply)


def test_a_case_is_taken_back(house, say):
    house.given(CASE, *WAITING)

    reply = say(OFFICER).post(of(CASE, "withdrawal"), {"reason": "at their wish"}, version=4)

    assert (200, '"5"') == done(reply)
    assert NominationWithdrawn("at their wish") == house.ledger.read(CASE)[-1]
    assert "withdrawn" == say(OFFICER).get(of(CASE)).get_json()["state"]


def test_a_clerical_error_is_put_right(house, say):
    house.given(CASE, opened)
    said = {"field": "achievement", "was": "Paperless ward", "now": "No paper", "reason": "plain"}

    assert (200, '"2"') == done(say(OFFICER).post(of(CASE, "corrections"), said, version=1))
    assert NominationCorrected(**said) == house.ledger.read(CASE)[-1]


def test_a_wrong_line_of_a_list_is_named_with_its_place(say):
    body = {"step": "ward-review", "missing": [{"kind": "hat", "key": "k"}], "reason": "incomplete"}

    reply = say(SECRETARY).post(of(CASE, "returns"), body, version=1)

    assert ["missing.0.kind"] == fields(reply)
