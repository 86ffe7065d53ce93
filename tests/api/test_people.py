"""What a person may ask of their data, over HTTP: seen, put right, held back, erased by two."""

import os
from dataclasses import replace
from io import BytesIO

import pytest

from domain.hearing.events import ComplaintReceived, ComplaintSettled
from domain.nomination.events import EvidenceAdded, NominationGranted, NominationWithdrawn
from domain.review.events import ReviewClosed
from services.letters import COMPLAINT, letter_ref
from services.stores import LETTER, Name
from tests.api.badges import AUDITOR, OFFICER, token
from tests.api.speech import PDF, items, of, refused
from tests.builders import CASE, DECISION, NOMINEE, OTHER, WARD, opened
from tests.domain.test_decision import HONOUR, at_decision, entry
from tests.reviewing import REVIEW, concluded
from tests.reviewing import opened as review_opened

DATA, SECOND = (token(one, "data-officer", WARD) for one in ("data", "second"))
ME = f"/nominees/{NOMINEE.ref}"
LETTER_REF = letter_ref(CASE, COMPLAINT, "12/KN")
NAME = Name("Nguyễn Thị Bưởi", "sinh 1980")
OVER = (
    ComplaintReceived("complaint", "12/KN", LETTER_REF),
    ComplaintSettled("12/KN", "unfounded", None, "?"),
)


@pytest.fixture
def person(house):
    """Let there be a person whose only case is over, a letter about it, and a paper in it."""
    kept = house.evidence.put(BytesIO(PDF), "application/pdf")
    path = house.evidence._path(kept.sha256)
    os.utime(path, (0, 0))
    paper = EvidenceAdded(kept.sha256, kept.size, kept.media_type, "report", "original", "R")
    house.given(CASE, opened, paper, *OVER, NominationWithdrawn("moved"))
    house.people.add(NOMINEE.ref, "person", NAME)
    house.people.add(LETTER_REF, LETTER, Name("Lê Văn Tố", "about Bưởi"))
    return kept.sha256


def ask(say, kind, key="k"):
    """Enter a request; return its id."""
    body = {"kind": kind, "received_on": "2025-11-28"}
    assert 201 == say(DATA).post(f"{ME}/requests", body, key=key).status_code
    (one,) = [it for it in items(say(DATA).get("/person-requests")) if it["kind"] == kind]
    return one["request"]


def act(say, who, path, body, version):
    """Send an act on a request at a version."""
    return say(who).post(f"{ME}/{path}", body, version=version)


def done(say, kind, body=None, who=DATA):
    """Ask for something, and have it done; return the reply to the last act."""
    one = ask(say, kind)
    act(say, DATA, f"requests/{one}/answer", {"outcome": "accepted"}, 1)
    return act(say, who, f"requests/{one}/carrying-out", body or {}, 2)


def test_an_erasure_by_two_persons_takes_name_letter_and_paper(house, say, person):
    assert (403, ["erasure-by-one-person"]) == refused(done(say, "erasure"))
    (one,) = items(say(DATA).get("/person-requests"))
    reply = act(say, SECOND, f"requests/{one['request']}/carrying-out", {}, 2)

    assert 200 == reply.status_code
    assert house.people.noted(NOMINEE.ref) is house.people.noted(LETTER_REF) is None
    assert not house.evidence._path(person).exists()
    assert say(AUDITOR).get(of(CASE)).get_json()["nominee_name"] is None
    told = say(AUDITOR).get(f"{ME}/personal-data").get_json()
    assert (True, None, []) == (told["erased"], told["name"], told["former"])


def test_nobody_is_erased_while_a_decision_on_their_case_is_under_review(house, say, person):
    house.given(OTHER, *at_decision, NominationGranted("district-decision", DECISION, HONOUR))
    house.given(HONOUR, entry)
    house.given(REVIEW, review_opened)
    one = ask(say, "erasure")
    reply = act(say, DATA, f"requests/{one}/answer", {"outcome": "accepted"}, 1)
    assert (409, ["review-open", "record-must-be-kept"]) == refused(reply)
    house.given(REVIEW, concluded("upheld", None, None), ReviewClosed(True, ()))
    reply = act(say, DATA, f"requests/{one}/answer", {"outcome": "accepted"}, 1)
    assert (409, ["record-must-be-kept"]) == refused(reply)


def test_a_paper_that_somebody_elses_case_has_stays(house, say, person):
    paper = EvidenceAdded(person, 9, "application/pdf", "report", "original", "R")
    house.given(OTHER, replace(opened, nominee=replace(NOMINEE, ref=OTHER)), paper)
    done(say, "erasure", who=SECOND)
    assert house.evidence._path(person).exists()


def test_a_paper_that_came_just_now_goes_later(house, say, person):
    path = house.evidence._path(person)
    os.utime(path)
    done(say, "erasure", who=SECOND)
    assert path.exists()
    os.utime(path, (0, 0))
    assert house.evidence.erase(person)
    assert not path.exists()


def test_what_waits_to_go_is_said_and_not_handed_out(house, say, person):
    os.utime(house.evidence._path(person))
    assert done(say, "erasure", who=SECOND).get_json()["waits"]
    assert house.evidence._path(person).exists()
    paper = of(CASE, f"evidence/{person}")
    assert (404, ["evidence-unknown"]) == refused(say(AUDITOR).get(paper))


def test_nothing_waits_where_all_went(say, person):
    reply = done(say, "erasure", who=SECOND)
    assert not reply.get_json()["waits"]
    assert (404, ["evidence-unknown"]) == refused(say(AUDITOR).get(of(CASE, f"evidence/{person}")))


def test_a_paper_that_is_somebody_elses_too_is_handed_out_after_an_erasure(house, say, person):
    paper = EvidenceAdded(person, 9, "application/pdf", "report", "original", "R")
    house.given(OTHER, replace(opened, nominee=replace(NOMINEE, ref=OTHER)), paper)
    assert not done(say, "erasure", who=SECOND).get_json()["waits"]
    assert PDF == say(AUDITOR).get(of(CASE, f"evidence/{person}")).data


def test_whoever_opens_a_paper_leaves_a_trail_each_time(house, say, person):
    for who in (AUDITOR, AUDITOR, OFFICER):
        assert PDF == say(who).get(of(CASE, f"evidence/{person}")).data
    read = [(one.reader, one.way) for one in house.people.reads_of(NOMINEE.ref)]
    assert [("auditor", "paper"), ("auditor", "paper"), ("officer", "paper")] == read


def test_who_is_held_back_is_shown_to_the_data_officer_and_auditors_alone(house, say, person):
    assert 200 == done(say, "restriction").status_code
    assert 403 == say(OFFICER).get(f"{ME}/personal-data").status_code
    for reader in (DATA, AUDITOR):
        told = say(reader).get(f"{ME}/personal-data").get_json()
        assert (NAME.name, True) == (told["name"], told["restricted"])

    assert 200 == act(say, DATA, "restriction-lifting", {}, 3).status_code
    assert NAME.name == say(OFFICER).get(of(CASE)).get_json()["nominee_name"]


def test_no_case_shows_a_name_that_is_held_back_nor_a_former_one(house, say, person):
    done(say, "restriction")
    house.people.put(NOMINEE.ref, "person", replace(NAME, note="sinh 1981"))
    case = say(OFFICER).get(of(CASE)).get_json()
    assert (None, []) == (case["nominee_name"], case["nominee_former_names"])
    told = say(AUDITOR).get(f"{ME}/personal-data").get_json()
    assert [NAME.name] == told["former"]


def test_a_correction_brings_the_right_name(house, say, person):
    assert (422, ["correction-name"]) == refused(done(say, "correction"))
    (one,) = items(say(DATA).get("/person-requests"))
    right = {"name": "Nguyễn Thị Bười", "note": "sinh 1980"}
    assert 200 == act(say, DATA, f"requests/{one['request']}/carrying-out", right, 2).status_code
    assert Name(right["name"], right["note"]) == house.people.noted(NOMINEE.ref)
    assert "Bười" not in repr(house.ledger.since(0, 99))


def test_every_reading_leaves_a_trail_and_a_refused_one_none(house, say, person):
    told = say(DATA).get(f"{ME}/personal-data/export").get_json()
    say(AUDITOR).get(f"{ME}/personal-data")
    say(OFFICER).get(f"{ME}/personal-data/export")

    assert [str(CASE)] == [one["nomination"] for one in told["files"]]
    trail = items(say(AUDITOR).get(f"{ME}/personal-data/reads"))
    assert [("data", "export"), ("auditor", "view")] == [(it["reader"], it["way"]) for it in trail]


def test_reading_who_denounced_leaves_a_trail(say, person):
    say(AUDITOR).get(of(CASE, "letters"))
    say(OFFICER).get(of(CASE, "letters"))
    trail = items(say(AUDITOR).get(f"{ME}/personal-data/reads"))
    assert [("auditor", "letters")] == [(it["reader"], it["way"]) for it in trail]


def test_requests_are_told_to_who_may_read_the_data_of_the_person(say, person):
    one = ask(say, "erasure")
    foreign = token("data", "data-officer", "10534")
    for reader, told in ((DATA, [one]), (AUDITOR, [one]), (OFFICER, []), (foreign, [])):
        assert told == [it["request"] for it in items(say(reader).get("/person-requests"))]
        acts = items(say(reader).get("/history", thing="person"))
        assert (reader is AUDITOR) == bool(acts), "the general history is that of the country"


def test_what_is_handed_to_a_person_tells_of_no_letter_against_them(say, person):
    assert "12/KN" in say(AUDITOR).get(of(CASE, "letters")).text
    told = say(DATA).get(f"{ME}/personal-data/export")

    assert (200, False, False) == (
        told.status_code,
        "12/KN" in told.text,
        "complaint" in told.text.replace('"complaints"', ""),
    )


def test_a_refused_request_says_its_ground_and_by_when_it_was_due(say, person):
    one = ask(say, "access")
    no = {"outcome": "refused", "ground": "identity-not-shown"}
    assert 200 == act(say, DATA, f"requests/{one}/answer", no, 1).status_code
    (told,) = items(say(DATA).get("/person-requests", state="refused", person=str(NOMINEE.ref)))
    assert ("identity-not-shown", "2025-12-02") == (told["ground"], told["answer_by"])
