"""What has to be said of terms is said by the service: each once, nothing of a case that moved."""

from contextlib import closing
from datetime import date, timedelta
from time import monotonic, sleep
from typing import cast

import pytest
from sqlalchemy import Connection, Engine
from structlog.testing import CapturingLogger, capture_logs

from domain.nomination.clock import CaseEscalated, ReminderIssued
from domain.nomination.events import DeadlineMissed, NominationWithdrawn
from infra.deadline_watch import DeadlineWatch
from infra.ledger.ledger import open_ledger
from infra.views.database import open_views
from projections.bookkeeping import prepare
from projections.catalogue import VIEWS
from projections.inbox_rows import inbox
from projections.runner import catch_up
from services.deadlines import RunningTerm, say_what_is_due
from services.ports import Append
from tests.builders import APRIL, CASE, WARD, filed, opened
from tests.infra.clockwork import TIMETABLE, SetClock, said
from tests.projections.following import CLERK

LAST_DAY = filed.due_on or APRIL
LONG = 60.0


def at(month: int, day: int) -> SetClock:
    """Return a clock that shows the morning of a day of 2025."""
    clock = SetClock(CLERK.recorded_at)
    clock.jump(date(2025, month, day))
    return clock


LATE = at(5, 8)


@pytest.fixture
def office(tmp_path):
    engine = open_views(tmp_path, "sqlite://")
    prepare(VIEWS, engine)
    with closing(open_ledger("memory:")) as ledger:
        ledger.append([Append(CASE, 0, (opened, filed))], CLERK)
        catch_up(VIEWS, ledger, engine)
        yield ledger, engine
    engine.dispose()


def watch(office, clock):
    ledger, engine = office
    return DeadlineWatch(ledger, engine, clock, lambda: TIMETABLE)


def test_all_that_is_due_is_said_once_by_the_service(office):
    ledger, _ = office
    mine = watch(office, LATE)

    assert [3, 0] == [mine.look(), mine.look()]
    assert [
        DeadlineMissed("ward-review", LAST_DAY),
        ReminderIssued("ward-review", LAST_DAY, "overdue", 1, "council-secretary", WARD),
        CaseEscalated("ward-review", LAST_DAY, "long-overdue", 3, "leader", WARD),
    ] == list(ledger.read(CASE))[2:]
    assert {("vinhdanh", ("service",))} == {
        (one.envelope.actor, one.envelope.roles) for one in ledger.since(2, 10)
    }


@pytest.mark.parametrize(
    ("clock", "facts"),
    [(at(4, 25), 0), (at(4, 26), 1), (at(4, 29), 1), (at(4, 30), 1), (at(5, 5), 2), (at(5, 7), 3)],
    ids=["before", "near: a worked Saturday", "last day", "over", "reminded", "escalated"],
)
def test_each_thing_is_said_from_its_day_on(office, clock, facts):
    assert facts == watch(office, clock).look()


def test_who_begins_anew_or_beside_says_nothing_twice(office):
    for _ in range(3):
        watch(office, LATE).look()

    assert {1} == set(said(office[0], CASE).values())


def test_a_case_that_moved_on_meanwhile_is_left_alone(office):
    ledger, _ = office
    ledger.append([Append(CASE, 2, (NominationWithdrawn("moved"),))], CLERK)

    late = RunningTerm(CASE, "ward-review", LAST_DAY)
    told = []
    tell = lambda case, refused: told.append((case, refused.refusals[0].code))  # noqa: E731
    assert 0 == say_what_is_due([late], TIMETABLE, ledger, LATE, tell)
    assert 3 == len(ledger.read(CASE))
    assert {(CASE, "not-in-this-state")} == {*told}


def test_what_the_service_was_refused_is_logged_once_with_case_and_code(office, monkeypatch):
    ledger, _ = office
    mine, logged = watch(office, LATE), CapturingLogger()
    monkeypatch.setattr("infra.deadline_watch.log", logged)
    ledger.append([Append(CASE, 2, (NominationWithdrawn("moved"),))], CLERK)
    assert [0, 0] == [mine.look(), mine.look()]

    (one,) = logged.calls
    assert ("warning", ("deadlines.refused",)) == (one.method_name, one.args)
    assert {"case": str(CASE), "codes": ("not-in-this-state",)} == one.kwargs


def test_what_was_refused_is_forgotten_once_it_is_asked_for_no_more(office):
    ledger, engine = office
    mine = watch(office, LATE)
    ledger.append([Append(CASE, 2, (NominationWithdrawn("moved"),))], CLERK)
    mine.look()
    assert {(CASE, ("not-in-this-state",))} == mine._refused
    with engine.begin() as tx:
        tx.execute(inbox.delete())
    mine.look()
    assert set() == mine._refused


def test_a_clock_that_jumps_back_says_nothing_again(office):
    clock = at(5, 8)
    mine = watch(office, clock)
    found = [mine.look()]
    clock.at -= timedelta(days=20)
    found.append(mine.look())
    clock.at += timedelta(days=40)
    found.append(mine.look())

    assert [3, 0, 0] == found


class AwayOnce:
    """A database that is away when it is asked for the first time."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.asked = engine, 0

    def connect(self) -> Connection:
        """Connect, but for the first time."""
        self.asked += 1
        if self.asked == 1:
            raise OSError("away")
        return self.engine.connect()


def test_the_thread_looks_by_itself_and_goes_on_after_a_failure(office):
    ledger, engine = office
    away = AwayOnce(engine)
    mine = DeadlineWatch(ledger, cast("Engine", away), LATE, lambda: TIMETABLE, every=0.01)
    with capture_logs() as logged:
        mine.start()
        end = monotonic() + LONG
        while len(said(ledger, CASE)) < 3 and monotonic() < end:
            sleep(0.005)
        mine.stop()

    assert (3, True) == (len(said(ledger, CASE)), away.asked > 1)
    assert "deadlines.failed" == logged[0]["event"]
