"""A dry run is made once while the log stands, and never told for more of the log than it saw."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.nomination.events import NominationWithdrawn
from domain.refusal import Refused
from infra.ledger.ledger import open_ledger
from services.dry_runs import MOST, DryRuns
from services.ports import Append
from tests.communes import WAITS, a_sample, case_of, fill
from tests.infra.writing import envelope
from tests.services.test_reform import At, hand, plan


class Watched:
    """A ledger that counts how often the streams of cases are read, each for some seconds."""

    def __init__(self):
        self._ledger, self.runs, self.now, self.took = open_ledger("memory:"), 0, 0.0, 0.0
        fill(self._ledger, a_sample()[:4])

    def __getattr__(self, name):
        return getattr(self._ledger, name)

    def stretch(self, position, limit, kinds):
        if position == 0:
            self.runs, self.now = self.runs + 1, self.now + self.took
        return self._ledger.stretch(position, limit, kinds)

    def goes_on(self):
        case = case_of(a_sample()[0].code, WAITS)
        version = len(self._ledger.read(case))
        fact = NominationWithdrawn("clerk's error")
        self._ledger.append([Append(case, version, (fact,))], envelope())


@pytest.fixture
def ledger():
    return Watched()


@pytest.fixture
def runs(ledger):
    return DryRuns(lambda: ledger.now)


def test_the_second_request_reads_no_case(ledger, runs):
    first, second = (runs.of(plan(), hand(), ledger) for _ in range(2))
    assert (1, ledger.last_position()) == (ledger.runs, first.position)
    assert first is second


def test_requests_at_once_are_one_run(ledger, runs):
    with ThreadPoolExecutor(4) as many:
        list(many.map(lambda _: runs.of(plan(), hand(), ledger), range(8)))
    assert 1 == ledger.runs


def test_once_the_log_goes_on_a_short_run_is_made_anew(ledger, runs):
    before = runs.of(plan(), hand(), ledger)
    ledger.goes_on()
    after = runs.of(plan(), hand(), ledger)
    assert (2, before.position + 1) == (ledger.runs, after.position)
    assert before.tally.ended + 1 == after.tally.ended


def test_a_long_run_rests_ten_times_as_long_and_names_its_position(ledger, runs):
    ledger.took = 2.0
    before = runs.of(plan(), hand(), ledger)
    ledger.goes_on()
    ledger.now += 19.9
    assert before is runs.of(plan(), hand(), ledger)
    assert before.position < ledger.last_position()
    ledger.now += 0.1
    assert ledger.last_position() == runs.of(plan(), hand(), ledger).position


def test_another_day_and_other_data_are_other_runs_and_few_are_kept(ledger, runs):
    others = [replace(plan(), digest=f"{number}" * 64) for number in range(MOST)]
    late = hand(At(datetime(2025, 7, 9, tzinfo=UTC)))
    for reform, by in ((plan(), hand()), (plan(), late), *((one, hand()) for one in others)):
        runs.of(reform, by, ledger)
    assert MOST + 2 == ledger.runs
    runs.of(others[-1], hand(), ledger)
    assert MOST + 2 == ledger.runs
    runs.of(plan(), hand(), ledger)
    assert MOST + 3 == ledger.runs


def test_what_is_refused_is_not_kept(ledger, runs):
    stranger = replace(hand(), roles=frozenset())
    for _ in range(2):
        with pytest.raises(Refused):
            runs.of(plan(), stranger, ledger)
    assert 0 == ledger.runs
