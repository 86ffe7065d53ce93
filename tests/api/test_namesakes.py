"""A title of a year for two of one name, over HTTP: told apart by a judge, names nowhere."""

from dataclasses import replace
from uuid import uuid5

import pytest

from domain.nomination.events import NominationWithdrawn
from domain.nomination.naming import NomineeNamed
from domain.register.docket import docket_stream
from domain.register.events import CaseEnrolled, HonourAddedToRecord
from domain.register.record import record_stream
from services.stores import Name
from tests.api.badges import AUDITOR, OFFICER, SECRETARY
from tests.api.speech import done, of
from tests.api.test_verdicts import rule
from tests.builders import CASE, NOMINEE, OTHER, WARD, filed, opened, report

TWIN = replace(NOMINEE, ref=uuid5(NOMINEE.ref, "twin"))
KEY = f"another-than-{OTHER}"
WORD = {"step": "ward-review", "condition": KEY, "reason": "born in another year, by the papers"}
yearly = replace(opened, ladder=replace(opened.ladder, yearly=True))
other = replace(yearly, nominee=TWIN)


@pytest.fixture
def two(house):
    """A house with a filed case of Nguyễn Thị Hòa, and a draft of another of that name."""
    for ref, name in ((NOMINEE.ref, "Nguyễn Thị Hòa"), (TWIN.ref, "NGUYỄN thị Hoà")):
        house.people.add(ref, "person", Name(name))
        house.people.of_unit(ref, WARD)
    house.given(docket_stream(TWIN.ref), CaseEnrolled(OTHER))
    house.given(CASE, yearly, report)
    return house


def met(house):
    """Return the namesakes that the last fact of the case holds."""
    return house.ledger.read(CASE)[-1].namesakes


def filing(say):
    """File the draft."""
    return done(say(OFFICER).post(of(CASE, "filing"), {}, version=2))


def test_a_second_title_of_the_year_waits_for_a_judge(two, say):
    two.given(OTHER, other, report, filed)
    assert (200, '"3"') == filing(say)
    assert (OTHER,) == met(two)
    before = say(AUDITOR).get(of(CASE, "verdict"))
    (told,) = before.get_json()["conditions"]
    assert ("to-be-judged", KEY, "binds") == (told["standing"], told["condition"], told["force"])
    assert told["text"] == rule(before, "namesake-is-another")["text"]
    assert "Hòa" not in before.text
    reply = say(SECRETARY).post(of(CASE, "judgements"), {**WORD, "met": True}, version=3)
    assert (200, '"4"') == done(reply)
    assert "eligible" == say(AUDITOR).get(of(CASE, "verdict")).get_json()["answer"]


def test_who_are_one_stops_the_case(two, say):
    two.given(OTHER, other, report, filed)
    filing(say)
    say(SECRETARY).post(of(CASE, "judgements"), {**WORD, "met": False}, version=3)
    after = say(AUDITOR).get(of(CASE, "verdict"))
    assert "not-yet" == after.get_json()["answer"]
    (broken,) = rule(after, "namesake-is-another")["broken"]
    assert ("condition-not-met", {"condition": KEY}) == (broken["code"], broken["facts"])


@pytest.mark.parametrize(
    "facts",
    [
        (other, report),
        (other, report, filed, NominationWithdrawn("moved")),
        (replace(other, ladder=opened.ladder), report, filed),
        (replace(other, ladder=replace(other.ladder, award="cstdcs")), report, filed),
        (replace(other, opened_on=other.opened_on.replace(year=2024)), report, filed),
    ],
    ids=["draft", "withdrawn", "no-title", "another-title", "another-year"],
)
def test_what_asks_for_no_such_title_is_not_met(two, say, facts):
    two.given(OTHER, *facts)
    filing(say)
    assert () == met(two)


def test_who_holds_the_title_is_met_though_no_case_asks_for_it(two, say):
    two.given(OTHER, other, report)
    held = HonourAddedToRecord(OTHER, yearly.ladder.award, 2025, WARD)
    two.given(record_stream(TWIN.ref), held)
    filing(say)
    assert (OTHER,) == met(two)


def test_of_who_holds_the_title_the_case_for_it_is_told(two, say):
    earlier = uuid5(OTHER, "a case of another title that comes first by its id")
    assert earlier < OTHER
    two.given(docket_stream(TWIN.ref), CaseEnrolled(earlier))
    two.given(earlier, replace(other, ladder=opened.ladder), report, filed)
    test_who_holds_the_title_is_met_though_no_case_asks_for_it(two, say)


def test_a_case_that_asks_for_no_title_of_a_year_meets_nobody(house, two, say):
    two.given(OTHER, other, report, filed)
    two.given(uuid5(CASE, "plain"), opened, report)
    reply = say(OFFICER).post(of(uuid5(CASE, "plain"), "filing"), {}, version=2)
    assert (200, '"3"') == done(reply)
    assert () == house.ledger.read(uuid5(CASE, "plain"))[-1].namesakes


def test_a_name_that_comes_later_or_changes_is_compared_too(two, say):
    two.given(OTHER, other, report, filed)
    two.people.put(NOMINEE.ref, "person", Name("Nguyễn Thị Hoa"))
    filing(say)
    assert () == met(two)
    said = {"name": "Nguyễn Thị Hòa", "reason": "as on the identity card"}
    assert (200, '"4"') == done(say(SECRETARY).post(of(CASE, "naming"), said, version=3))
    assert NomineeNamed(NOMINEE.ref, said["reason"], (OTHER,)) == two.ledger.read(CASE)[-1]
