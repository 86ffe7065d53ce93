"""Whatever the stores still have of who is erased goes at the next look; nothing else does."""

from dataclasses import replace
from uuid import uuid5

import pytest

from domain.nomination.events import NominationWithdrawn
from domain.personal.events import (
    PersonErased,
    PersonRequestAnswered,
    PersonRequestCarriedOut,
    PersonRequestReceived,
    PersonRestrictionLifted,
)
from domain.personal.rules import RetentionClass
from domain.personal.state import person_stream
from infra.ledger.check import read_through
from infra.people import erasure_marks, personal_watch
from infra.people.personal_watch import PersonalWatch
from infra.verifying.stores_check import evidence_whole
from services import retention
from services.handle import rehearse
from services.retention import Keeping
from tests.builders import APRIL, CASE, NOMINEE, OTHER, SPACE, opened
from tests.infra.watching import BUOI, Clock, house_of_buoi, watching

FILE = person_stream(NOMINEE.ref)
CASE_2 = uuid5(SPACE, "another case")
WITHDRAWN = NominationWithdrawn("moved")
LONG = (
    RetentionClass("not-granted", "s", confirmed=False, years=20),
    RetentionClass("ward", "s", confirmed=False, years=10),
)


@pytest.fixture
def house(tmp_path):
    with house_of_buoi(tmp_path) as lent:
        yield lent


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
    assert not house.people.is_erased(NOMINEE.ref), "no view tells yet who else needs the papers"
    house.wake()
    watching(house, clock).look()
    (fact,) = [it for it in house.ledger.since(0, 99) if isinstance(it.event, PersonErased)]
    assert ("retention", None, "vinhdanh") == (
        fact.event.basis,
        fact.event.request,
        fact.envelope.actor,
    )
    assert house.people.is_erased(NOMINEE.ref)


def test_who_cannot_be_brought_keeps_nobody_else_and_stays_to_be_done(house, monkeypatch):
    erased(house)
    house.given(CASE_2, replace(opened, nominee=replace(NOMINEE, ref=OTHER)), WITHDRAWN)
    house.given(person_stream(OTHER), PersonErased(OTHER, None, "retention", (CASE_2,)))
    house.people.add(OTHER, "person", BUOI)
    real = house.evidence.erase
    monkeypatch.setattr(house.evidence, "erase", broken)
    watching(house).look()
    assert [NOMINEE.ref] == house.people.left()
    assert house.people.is_erased(OTHER)

    monkeypatch.setattr(house.evidence, "erase", real)
    watching(house).look()
    assert [] == house.people.left() == list(house.evidence._folder.glob("??/??/*"))


def broken(_):
    """Fail as a disk does."""
    raise PermissionError


def noting(told: list[object], real):
    """Return what notes for whom it is called, and does what is real."""

    def noted(one, *more):
        told.append(one)
        return real(one, *more)

    return noted


def asked_by(watch, monkeypatch) -> list[object]:
    """Return whom a look brings to the facts."""
    told: list[object] = []
    monkeypatch.setattr(personal_watch, "bring", noting(told, lambda *_: True))
    watch.look()
    monkeypatch.undo()
    return told


def test_who_was_erased_is_not_looked_at_again_unless_a_store_is_put_back(house, monkeypatch):
    before = (house.evidence._folder / "brought-to", b"0")
    erased(house)
    watching(house).look()
    assert [] == asked_by(watching(house), monkeypatch), "neither an hour later nor after a start"
    with house.people._engine.begin() as tx:
        tx.exec_driver_sql("UPDATE erasure_marks SET position = 0")
    assert [NOMINEE.ref] == asked_by(watching(house), monkeypatch), "an older file of names"
    before[0].write_bytes(before[1])
    assert [NOMINEE.ref] == asked_by(watching(house), monkeypatch), "an older folder of papers"


def test_the_tables_are_written_anew_only_where_something_was_erased_since(house, monkeypatch):
    done: list[object] = []
    monkeypatch.setattr(erasure_marks, "scour", noting(done, lambda _: True))
    watching(house).look()
    assert [] == done
    erased(house)
    watching(house).look()
    watching(house).look()
    assert 1 == len(done)
    house.people.erase(CASE)
    monkeypatch.setattr(erasure_marks, "scour", done.append)
    watching(house).look()
    watching(house).look()
    assert 3 == len(done), "where another process did it, it is asked again"


def test_whose_records_are_kept_is_asked_again_when_their_years_are_over(house, monkeypatch):
    tried: list[object] = []
    monkeypatch.setattr(retention, "rehearse", noting(tried, rehearse))
    long = replace(house.catalogue.personal(), retention=LONG)
    clock = Clock(years=12)
    keeping = Keeping(long, house.calendars, clock)
    beside = (house.people, house.evidence, house.parked)
    watch = PersonalWatch(house.ledger, house.engine, lambda: beside, lambda: keeping, patience=0)
    assert ([0, 0], 1) == ([watch.look(), watch.look()], len(tried))
    clock.years = 21
    assert (1, 2) == (watch.look(), len(tried))


def test_collectives_are_never_due(house):
    team = replace(opened, nominee=replace(NOMINEE, ref=OTHER, kind="collective"))
    house.given(CASE_2, team, WITHDRAWN)
    assert [NOMINEE.ref] == list(watching(house, Clock(years=40)).due())


def test_a_paper_that_a_case_cites_which_no_view_knows_yet_stays(house):
    erased(house)
    paper = house.ledger.read(CASE)[1]
    house.asleep = True
    house.given(CASE_2, replace(opened, nominee=replace(NOMINEE, ref=OTHER)), paper)
    watching(house).look()
    assert house.evidence._path(paper.sha256).exists()
    house.asleep = False
    house.wake()
    watching(house).look()
    assert house.people.is_erased(NOMINEE.ref)
    assert house.evidence._path(paper.sha256).exists()


def test_a_newer_word_wins_where_two_bring_the_same_name(house, monkeypatch):
    held = PersonRequestReceived(NOMINEE.ref, OTHER, "restriction", APRIL, APRIL, APRIL, "s", True)
    done = PersonRequestCarriedOut(OTHER, "restriction")
    house.given(FILE, held, PersonRequestAnswered(OTHER, True, None), done)
    real = house.people.hold_back

    def late(ref):
        lifted(house)
        real(ref)

    monkeypatch.setattr(house.people, "hold_back", late)
    watching(house).look()
    assert not house.people.is_held_back(NOMINEE.ref)


def lifted(house) -> None:
    """Let somebody else lift the restriction, and let the name be shown."""
    house.given(FILE, PersonRestrictionLifted(NOMINEE.ref))
    house.people.show_again(NOMINEE.ref)


def test_nobody_with_a_case_that_runs_is_ever_due(house):
    house.given(OTHER, opened)
    assert {} == watching(house, Clock(years=40)).due()


def test_a_reference_without_a_name_is_spent_too(house):
    house.people.erase(OTHER)
    house.people.erase(OTHER)
    assert house.people.is_erased(OTHER)
