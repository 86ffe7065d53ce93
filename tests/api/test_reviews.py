"""A review over HTTP from its opening to its end: what each party reads, and strangers do not."""

from uuid import UUID, uuid4

import pytest

from domain.nomination.events import NominationGranted
from services.reviews import POINT, text_ref
from tests.api.badges import AUDITOR, CHAIRMAN, CLERK, LEADER, OFFICER, OPERATOR, token
from tests.api.speech import done, fields, items, of, refused
from tests.builders import CASE, DECISION, DISTRICT, NOMINEE, OTHER, PROVINCE, WARD
from tests.domain.test_decision import HONOUR, at_decision, entry, paper

INSPECTOR = token("own-inspector", "inspector", DISTRICT)
STRANGERS = (OPERATOR, token("x", "leader", PROVINCE), token("x", "auditor", PROVINCE))
ON = {"effective_on": "2025-05-12"}
OPENING = {
    "decision": str(DECISION),
    "number": "1/KT",
    "ground": "audit-finding",
    "cites": [3],
    "rules": ["skipped-step"],
    **ON,
}
SECRET = "Ai đã ghi số phiếu này?"
QUESTION = {"reference": "1", "unit": WARD, "working_days": 5, "words": SECRET, **ON}
FINDING = {"reference": "2", "unit": DISTRICT, "cites": [3], "working_days": 5, **ON}
FINDING |= {"rule": "late", "words": "Bước này quá hạn"}
ANSWER = {"reference": "1", "words": "Thư ký ghi", "papers": ["a" * 64], **ON}
ACCEPT = {"reference": "2", "accepts": True, "words": "Đúng vậy", **ON}
CONCLUSION = {
    "outcome": "to-annul",
    "nominations": [str(CASE)],
    "ground": "fraud",
    "working_days": 25,
    "words": "Phải hủy",
    **ON,
}
ANNULMENT = {"number": "9/QĐ-UBND", "unit": DISTRICT, "nominations": [str(CASE)], **ON}
ANNULMENT |= {"ground": "fraud", "detail": "forged report"}


@pytest.fixture
def decided(house):
    """Let a decision have granted a case: the house."""
    house.given(CASE, *at_decision, NominationGranted("district-decision", DECISION, HONOUR))
    house.given(DECISION, paper)
    house.given(HONOUR, entry)
    return house


@pytest.fixture
def opened(decided, say):
    """Open a review; return its address."""
    reply = say(AUDITOR).post("/reviews", OPENING, key="open")
    assert (201, '"1"') == done(reply)
    return reply.headers["Location"].removeprefix("/api/v1")


def test_a_review_is_unknown_as_of_before_it_was_opened(say, opened):
    asked = say(AUDITOR).get(opened, up_to=1)

    assert (404, ["review-unknown"]) == refused(asked)


def put(say, review):
    """Ask the ward something, and put a finding to the district."""
    assert (200, '"2"') == done(say(AUDITOR).post(f"{review}/questions", QUESTION, version=1))
    assert (200, '"3"') == done(say(AUDITOR).post(f"{review}/findings", FINDING, version=2))


def heard(say, review):
    """Let both be answered and the auditor conclude."""
    put(say, review)
    clerk = token("ward-clerk", "clerk", WARD)
    assert 200 == say(clerk).post(f"{review}/answers", ANSWER, version=3).status_code
    assert 200 == say(LEADER).post(f"{review}/answers", ACCEPT, version=4).status_code
    assert 200 == say(AUDITOR).post(f"{review}/conclusion", CONCLUSION, version=5).status_code


def id_of(address) -> UUID:
    """Return the id of a review."""
    return UUID(address.rpartition("/")[2])


def test_a_review_is_opened_once_and_found_by_its_parties(opened, say):
    again = say(AUDITOR).post("/reviews", OPENING, key="open")
    assert opened == again.headers["Location"].removeprefix("/api/v1")
    for reader in (AUDITOR, INSPECTOR, CHAIRMAN, CLERK, OFFICER):
        assert [str(id_of(opened))] == [one["review"] for one in items(say(reader).get("/reviews"))]
    for query in ({"decision": OTHER}, {"unit": WARD}, {"state": "closed"}, {"outcome": "upheld"}):
        assert [] == items(say(AUDITOR).get("/reviews", **query))
    for query in ({"decision": DECISION}, {"unit": DISTRICT}, {"state": "running"}):
        assert 1 == len(items(say(AUDITOR).get("/reviews", **query)))


@pytest.mark.parametrize("stranger", STRANGERS)
def test_to_strangers_a_review_is_one_that_nobody_knows(opened, say, stranger):
    for address in (opened, f"{opened}/history", f"/reviews/{uuid4()}"):
        assert (404, ["review-unknown"]) == refused(say(stranger).get(address))
    assert [] == items(say(stranger).get("/reviews"))
    assert [] == items(say(stranger).get("/inbox/reviews"))


def test_before_it_was_opened_there_is_no_such_review(opened, say):
    before = say(AUDITOR).get(f"{opened}?up_to=0")
    assert (404, ["review-unknown"]) == refused(before)


def test_the_general_history_tells_nobody_of_reviews(opened, say):
    for query in ({}, {"stream": id_of(opened)}):
        told = items(say(OPERATOR).get("/history", **query))
        assert "review" not in {one["thing"] for one in told}
    assert ["thing"] == fields(say(OPERATOR).get("/history", thing="review"))
    own = items(say(CHAIRMAN).get(f"{opened}/history"))
    assert [("review", "review-opened", "auditor")] == [
        (one["thing"], one["kind"], one["actor"]) for one in own
    ]


def test_what_is_written_is_told_to_the_parties_and_lies_outside_the_log(opened, say, decided):
    put(say, opened)
    shown = say(CHAIRMAN).get(opened).get_json()
    assert [SECRET, "Bước này quá hạn"] == [one["words"] for one in shown["points"]]
    assert [True, True] == [one["overdue"] for one in shown["points"]]
    assert SECRET not in repr(decided.ledger.since(0, 99))
    decided.people.erase(text_ref(id_of(opened), POINT, "1"))
    assert say(CHAIRMAN).get(opened).get_json()["points"][0]["words"] is None
    other = {**QUESTION, "words": "Ai?", "reference": "1"}
    assert (409, ["reference-taken"]) == refused(
        say(AUDITOR).post(f"{opened}/questions", other, version=3)
    )


def test_reading_the_words_of_a_review_leaves_a_trail_at_whom_its_cases_are_about(
    opened, say, decided
):
    say(CHAIRMAN).get(opened)  # nothing was said yet
    put(say, opened)
    for reader in (CHAIRMAN, STRANGERS[0]):
        say(reader).get(opened)
        say(reader).get("/reviews")
    trail = decided.people.reads_of(NOMINEE.ref)
    assert [("ward-chairman", "review")] == [(one.reader, one.way) for one in trail]


def test_what_is_due_stands_in_the_inbox_of_who_was_asked(opened, say):
    put(say, opened)
    (ward,) = items(say(CHAIRMAN).get("/inbox/reviews"))
    assert ("question", "1", "2025-05-19", True) == tuple(
        ward[one] for one in ("kind", "reference", "due_on", "overdue")
    )
    assert ["finding"] == [one["kind"] for one in items(say(CLERK).get("/inbox/reviews"))]
    assert (403, ["role-missing", "unit-foreign"]) == refused(
        say(OFFICER).post(f"{opened}/answers", {**ACCEPT}, version=3)
    )


def test_a_conclusion_is_followed_by_the_annulment_that_cites_it(opened, say):
    heard(say, opened)
    assert ["follow-up"] == [one["kind"] for one in items(say(CLERK).get("/inbox/reviews"))]
    body = {**ANNULMENT, "review": str(id_of(opened))}
    reply = say(LEADER).post(f"/decisions/{DECISION}/annulments", body, version=1)
    assert 200 == reply.status_code, reply.text
    shown = say(INSPECTOR).get(opened).get_json()
    assert ("2025-05-12", "annulment", "9/QĐ-UBND", [], False) == (
        shown["followed_on"],
        *(shown["follow_up"][0][one] for one in ("act", "number")),
        *(shown[one] for one in ("awaited", "overdue")),
    )
    assert (403, ["closed-by-who-concluded"]) == refused(
        say(AUDITOR).post(f"{opened}/closing", ON, version=7)
    )
    assert (200, '"8"') == done(say(INSPECTOR).post(f"{opened}/closing", ON, version=7))
    assert "closed" == say(LEADER).get(opened).get_json()["state"]


def test_what_is_overdue_is_told_and_may_be_closed_as_not_followed(opened, say):
    heard(say, opened)
    shown = say(LEADER).get(opened).get_json()
    assert (None, True) == (shown["followed_on"], shown["overdue"])
    assert (200, '"7"') == done(say(INSPECTOR).post(f"{opened}/closing", {}, version=6))


def test_an_annulment_that_cites_what_was_not_concluded_is_refused(opened, say):
    body = {**ANNULMENT, "review": str(id_of(opened))}
    reply = say(LEADER).post(f"/decisions/{DECISION}/annulments", body, version=1)
    assert (409, ["review-elsewhere"]) == refused(reply)
    assert (412, ["version-stale"]) == refused(
        say(AUDITOR).post(f"{opened}/questions", QUESTION, version=9)
    )


def test_a_report_tells_what_was_done(opened, say):
    put(say, opened)
    say(LEADER).post(f"{opened}/answers", ACCEPT, version=3)
    late = {"effective_on": "2025-06-02"}
    asks = {"outcome": "irregular", "words": "Chậm", **late}
    reply = say(AUDITOR).post(f"{opened}/conclusion", asks, version=4)
    assert (200, '"5"') == done(reply)
    said = {"reference": "9/BC", "whole": True, "words": "Đã kiểm điểm", **late}
    assert 200 == say(LEADER).post(f"{opened}/measures", said, version=5).status_code
    shown = say(AUDITOR).get(opened).get_json()
    assert ("report", "Đã kiểm điểm") == tuple(
        shown["follow_up"][0][one] for one in ("act", "words")
    )
    assert ("irregular", "Chậm") == tuple(shown["conclusion"][one] for one in ("outcome", "words"))
    assert 200 == say(AUDITOR).get(of(CASE)).status_code


@pytest.mark.usefixtures("decided")
@pytest.mark.parametrize("ground", ["complaint", "denunciation"])
def test_the_audited_do_not_learn_which_letter_led_to_a_review(say, ground):
    reply = say(AUDITOR).post("/reviews", {**OPENING, "ground": ground}, key="open")
    review = reply.headers["Location"].removeprefix("/api/v1")
    asked = (review, "/reviews", f"{review}/history")

    assert all(f'"{ground}"' in say(AUDITOR).get(path).text for path in asked)
    for reader in (OFFICER, LEADER, CLERK):
        said = [say(reader).get(path).text for path in asked]
        assert [(False, True)] * 3 == [(ground in text, '"letter"' in text) for text in said]
