"""Terms that ran out are noted by the service: each once, and nothing of a case that moved on."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from time import monotonic, sleep
from typing import cast

import pytest
from sqlalchemy import Connection, Engine
from structlog.testing import capture_logs

from domain.nomination.events import DeadlineMissed, NominationWithdrawn
from infra.deadline_watch import DeadlineWatch
from infra.ledger import open_ledger
from infra.view_database import open_views
from projections.bookkeeping import prepare
from projections.catalogue import VIEWS
from projections.runner import catch_up
from services.deadlines import Overdue, note_missed
from services.ports import Append
from tests.builders import APRIL, CASE, filed, opened
from tests.projections.following import CLERK

LAST_DAY = filed.due_on or APRIL
LATE = datetime.combine(LAST_DAY, datetime.min.time(), UTC) + timedelta(days=2)
LONG = 60.0


class Stopped:
    """A clock that stands still."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """Return the instant it stopped at."""
        return self.at


@pytest.fixture
def office(tmp_path):
    engine = open_views(tmp_path, "sqlite://")
    prepare(VIEWS, engine)
    with closing(open_ledger("memory:")) as ledger:
        ledger.append([Append(CASE, 0, (opened, filed))], CLERK)
        catch_up(VIEWS, ledger, engine)
        yield ledger, engine
    engine.dispose()


def missed(ledger):
    return [one for one in ledger.read(CASE) if isinstance(one, DeadlineMissed)]


def test_a_term_that_ran_out_is_noted_once(office):
    ledger, engine = office
    watch = DeadlineWatch(ledger, engine, Stopped(LATE))

    assert [1, 0] == [watch.look(), watch.look()]
    assert [DeadlineMissed("ward-review", LAST_DAY)] == missed(ledger)


def test_who_begins_anew_or_beside_notes_nothing_twice(office):
    ledger, engine = office
    for _ in range(3):
        DeadlineWatch(ledger, engine, Stopped(LATE)).look()

    assert 1 == len(missed(ledger))


def test_the_last_day_is_not_late(office):
    ledger, engine = office
    assert 0 == DeadlineWatch(ledger, engine, Stopped(LATE - timedelta(days=2))).look()
    assert [] == missed(ledger)


def test_a_case_that_moved_on_meanwhile_is_left_alone(office):
    ledger, _ = office
    ledger.append([Append(CASE, 2, (NominationWithdrawn("moved"),))], CLERK)

    late = Overdue(CASE, "ward-review", LAST_DAY)
    assert set() == note_missed([late], ledger, Stopped(LATE))


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
    watch = DeadlineWatch(ledger, cast("Engine", away), Stopped(LATE), every=0.01)
    with capture_logs() as said:
        watch.start()
        end = monotonic() + LONG
        while not missed(ledger) and monotonic() < end:
            sleep(0.005)
        watch.stop()

    assert (1, True) == (len(missed(ledger)), away.asked > 1)
    assert "deadlines.failed" == said[0]["event"]
