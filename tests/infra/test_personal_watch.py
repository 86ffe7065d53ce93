"""Whatever the stores still have of who is erased goes at the next look; nothing else does."""

import os
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import BytesIO

import pytest

from domain.nomination.events import EvidenceAdded, NominationWithdrawn
from domain.personal.events import PersonErased, PersonRequestAnswered, PersonRequestReceived
from domain.personal.state import person_stream
from infra.ledger_check import read_through
from infra.personal_checks import wrong_in_personal
from infra.personal_watch import PersonalWatch
from infra.stores_check import evidence_whole
from services.retention import Keeping
from services.stores import Name
from tests.api import houses
from tests.builders import APRIL, CASE, NOMINEE, NOON, OTHER, opened

FILE = person_stream(NOMINEE.ref)
BUOI = Name("Nguyễn Thị Bưởi")


@dataclass
class Clock:
    """A clock that is moved by years."""

    years: int = 0

    def now(self) -> datetime:
        """Return the instant."""
        return NOON + timedelta(days=366 * self.years)


@pytest.fixture
def house(tmp_path):
    """Lend a house with a person whose case is over, and a paper in it that is a day old."""
    with houses.house(tmp_path) as lent:
        kept = lent.evidence.put(BytesIO(b"%PDF-1.7 of Buoi"), "application/pdf")
        os.utime(lent.evidence._path(kept.sha256), (0, 0))
        told = (kept.sha256, kept.size, kept.media_type, "report", "original", "R")
        lent.given(CASE, opened, EvidenceAdded(*told), NominationWithdrawn("moved"))
        lent.people.add(NOMINEE.ref, "person", BUOI)
        yield lent


def watching(house, clock=None) -> PersonalWatch:
    """Return a watch over a house that has just started."""
    keeping = Keeping(house.catalogue.personal(), house.calendars, clock or Clock())
    beside = (house.people, house.evidence)
    return PersonalWatch(house.ledger, house.engine, lambda: beside, lambda: keeping)


def erased(house) -> None:
    """Let the facts say that the person is erased; the stores know nothing of it."""
    asked = PersonRequestReceived(NOMINEE.ref, OTHER, "erasure", APRIL, APRIL, APRIL, "s", True)
    gone = PersonErased(NOMINEE.ref, OTHER, "request", (CASE,))
    house.given(FILE, asked, PersonRequestAnswered(OTHER, True, None), gone)


def test_what_a_crash_or_a_restored_backup_left_goes_when_the_service_looks(house):
    erased(house)
    assert BUOI == house.people.noted(NOMINEE.ref)
    watching(house).look()
    assert house.people.is_erased(NOMINEE.ref)
    assert evidence_whole(read_through(house.ledger).papers, house.evidence).ok
    assert not list(house.evidence._folder.glob("??/??/*"))


def test_a_missing_paper_of_somebody_who_is_not_erased_is_still_found(house):
    for one in house.evidence._folder.glob("??/??/*"):
        one.unlink()
    assert not evidence_whole(read_through(house.ledger).papers, house.evidence).ok


def test_whose_time_is_over_is_erased_once_by_the_service_and_not_before(house):
    clock = Clock(years=10)
    watch = watching(house, clock)
    assert 0 == watch.look()
    clock.years = 11
    assert [1, 0, 0] == [watch.look(), watch.look(), watching(house, clock).look()]
    house.wake()
    (fact,) = [it for it in house.ledger.since(0, 99) if isinstance(it.event, PersonErased)]
    assert ("retention", None, "vinhdanh") == (
        fact.event.basis,
        fact.event.request,
        fact.envelope.actor,
    )
    assert house.people.is_erased(NOMINEE.ref)


def test_nobody_with_a_case_that_runs_is_ever_due(house):
    house.given(OTHER, opened)
    assert {} == watching(house, Clock(years=40)).due()


def test_a_reference_without_a_name_is_spent_too(house):
    house.people.erase(OTHER)
    house.people.erase(OTHER)
    assert house.people.is_erased(OTHER)


def test_rules_of_personal_data_that_nobody_can_mean_are_found(house):
    rules = house.catalogue.personal()
    levels = [one for one in rules.retention if one.key != "not-granted"]
    assert [] == list(wrong_in_personal(rules, levels))
    short = replace(rules, answer=replace(rules.answer, working_days=0), terms=rules.terms[1:])
    zero = replace(short, retention=(replace(rules.retention[1], years=0), *rules.retention))
    assert ["$.terms: restriction is missing", "$: 0 days", "$: 0 years"] == [
        one for one in wrong_in_personal(zero, levels) if "twice" not in one
    ]
