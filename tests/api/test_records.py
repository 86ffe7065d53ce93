"""Titles of earlier years over HTTP: declared by one, confirmed by a second person."""

from dataclasses import replace
from io import BytesIO

import pytest

from domain.nomination.events import Nominee
from domain.register.events import HonourAddedToRecord
from domain.register.record import record_stream
from tests.api.badges import AUDITOR, OFFICER, SECRETARY, token
from tests.api.speech import PDF, done, items, refused
from tests.builders import CASE, NOMINEE, OTHER, PAPER, WARD, opened

RECORD = f"/nominees/{NOMINEE.ref}/record"
TITLES = f"/nominees/{NOMINEE.ref}/titles"
NAMED = {"award": "cstdcs", "year": 2024, "effective_on": "2025-04-15"}
CLERK = token("ward-clerk", "clerk", WARD)
KEEPER = token("keeper", "directory-keeper", "31")


@pytest.fixture
def title(house):
    """Return a declaration of a decision that is kept, for a nominee somebody named."""
    house.given(CASE, opened)
    kept = house.evidence.put(BytesIO(PDF), "application/pdf")
    decision = {"number": "45/QĐ-UBND", "dated": "2024-12-20", "issuer": "UBND TP Hải Dương"}
    return {**NAMED, **decision, "unit": WARD, "evidence": kept.sha256}


def test_a_title_is_declared_and_counts_once_a_second_person_confirmed_it(say, title):
    created = say(CLERK).post(TITLES, title, key="k1")
    assert (201, '"1"') == done(created)
    assert f"/api/v1{RECORD}" == created.headers["Location"]
    assert [False] == [one["counts"] for one in items(say(OFFICER).get(RECORD))]
    late = say(CLERK).post(f"{TITLES}/confirmations", NAMED, version=1)
    assert (403, ["role-missing", "own-declaration"]) == refused(late)
    assert (200, '"2"') == done(say(SECRETARY).post(f"{TITLES}/confirmations", NAMED, version=1))
    (entry,) = items(say(OFFICER).get(RECORD))
    assert (True, "paper", "ward-clerk", "secretary") == (
        entry["counts"],
        entry["source"],
        entry["declared_by"],
        entry["confirmed_by"],
    )


def test_a_title_is_rejected_with_a_reason(say, title):
    say(CLERK).post(TITLES, title, key="k1")
    body = {**NAMED, "reason": "Of another person"}
    assert (200, '"2"') == done(say(SECRETARY).post(f"{TITLES}/rejections", body, version=1))
    assert [] == items(say(OFFICER).get(RECORD))


def test_a_decision_nobody_kept_and_a_nominee_nobody_named_are_refused(say, title):
    missing = say(CLERK).post(TITLES, {**title, "evidence": "0" * 64}, key="k1")
    assert (422, ["evidence-not-kept"]) == refused(missing)
    unknown = say(CLERK).post(f"/nominees/{PAPER}/titles", title, key="k2")
    assert "subject-unknown" in refused(unknown)[1]
    assert (404, ["record-unknown"]) == refused(say(OFFICER).get(RECORD))


def test_the_history_of_a_record_tells_who_said_what(house, say, title):
    say(CLERK).post(TITLES, title, key="k1")
    told = items(
        say(AUDITOR).get("/history", thing="record", at_least=house.ledger.last_position())
    )
    assert [("title-declared", "ward-clerk")] == [(one["kind"], one["actor"]) for one in told]


ON = {"reform": "2025-07-01", "reason": "The same team", "effective_on": "2025-07-02"}


def two_teams(house, old=OTHER, case=CASE, new=NOMINEE.ref):
    """Let a collective of a ward that ended hold a title, and its heir be proposed in a case."""
    team, heir = Nominee(old, "collective", "10531"), Nominee(new, "collective", "10532")
    house.given(old, replace(opened, nominee=team))
    house.given(case, replace(opened, nominee=heir, unit="10532"))
    house.given(record_stream(old), HonourAddedToRecord(PAPER, "ttldxs", 2024, "30"))


def test_the_ward_of_thanh_binh_goes_on_in_le_thanh_nghi(house, say):
    """The real reform of 2025-07-01: 10531 and others are ward 10532 of Hải Phòng (31)."""
    two_teams(house)
    on = {"forerunner": str(OTHER), **ON}
    early = say(OFFICER).post(f"{RECORD}/forerunners", on, key="k0")
    assert (403, ["role-missing", "unit-foreign"]) == refused(early)
    created = say(KEEPER).post(f"{RECORD}/forerunners", on, key="k1")
    assert (201, '"1"') == done(created), created.text
    shown = say(OFFICER).get(RECORD)
    assert [(str(OTHER), 2024)] == [(one["nominee"], one["year"]) for one in items(shown)]
    assert [str(OTHER)] == shown.get_json()["forerunners"]
