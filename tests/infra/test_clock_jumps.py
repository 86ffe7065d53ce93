"""Clocks jump and houses restart: each reminder comes once, none that holds is lost."""

import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from random import Random
from uuid import uuid5

import pytest

from domain.nomination import events as n
from services.deadlines import RunningTerm, say_what_is_due
from services.ports import Append
from tests.builders import SPACE, opened
from tests.infra.clockwork import TIMETABLE, SetClock, days_said, life, said, unheard
from tests.projections.following import CLERK

FIRST, LAST = date(2025, 4, 10), date(2025, 7, 31)
CASES = [uuid5(SPACE, f"clock {number}") for number in range(5)]
DUES = [date(2025, 4, 29), date(2025, 5, 6), date(2025, 5, 20), date(2025, 6, 10), None]
JUMPS, RESTARTS = 200, 100
REMARK = n.Missing("remark", "r1")


def begin(ledger):
    """File the cases; what is said of them from here on is the service's."""
    for case, due in zip(CASES, DUES, strict=True):
        facts = (opened, n.NominationFiled("ward-review", due))
        ledger.append([Append(case, 0, facts)], CLERK)


def term_again(ledger, case, due):
    """Return a case and bring it again on the same day, so that the new term ends as the old."""
    back = n.ReturnedForSupplement("ward-review", (REMARK,), "?", 0)
    again = n.NominationSupplemented("ward-review", (REMARK,), "", due)
    ledger.append([Append(case, len(ledger.read(case)), (back, again))], CLERK)


def expected(due, looked):
    """Return what held of a term on one of the days that were *looked* at: near, until its end."""
    if due is None:
        return Counter()
    ends = {"near": due}
    return Counter(
        (key, due)
        for key, day in days_said(due).items()
        if any(day <= one <= ends.get(key, one) for one in looked)
    )


def jump(rng, number, clock):
    """Set the clock to any day of a span that grows, back as often as ahead; return the day."""
    top = FIRST + (LAST - FIRST) * min(1.0, number / JUMPS + 0.1)
    day = FIRST + timedelta(rng.randrange((top - FIRST).days + 1))
    clock.jump(day)
    return day


def told_wrong(house, looked):
    """Say of which cases not exactly what was due has been said, each thing once."""
    each = zip(CASES, DUES, strict=True)
    return [case for case, due in each if expected(due, looked) != said(house.ledger, case)]


@pytest.mark.no_cover  # weighing would take half of its time and find nothing new
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_reminder_once_over_jumps_and_restarts(tmp_path, seed):
    """
    After every look each thing that held on a day of a look was said exactly once.

    Each look is followed by one at views that have not seen what was said yet.
    """
    rng, clock, looked = Random(seed), SetClock(CLERK.recorded_at), set()
    for restart in range(RESTARTS):
        with life(tmp_path, clock) as house:
            if not restart:
                begin(house.ledger)
            for number in range(JUMPS // RESTARTS):
                looked.add(jump(rng, 2 * restart + number, clock))
                house.look()
                house.look(behind=True)
                assert [] == told_wrong(house, looked)
    assert 4 * 3 <= sum(len(expected(due, looked)) for due in DUES)


def test_a_term_that_runs_anew_is_told_of_anew_though_it_ends_on_the_same_day(tmp_path):
    clock, due = SetClock(CLERK.recorded_at), DUES[0]
    with life(tmp_path, clock) as house:
        begin(house.ledger)
        clock.jump(date(2025, 5, 30))
        house.look()
        term_again(house.ledger, CASES[0], due)
    with life(tmp_path, clock) as house:
        house.look()
        house.look(behind=True)
        assert {2} == set(said(house.ledger, CASES[0]).values())
        assert 3 == len(said(house.ledger, CASES[0]))


class Dying:
    """A ledger whose process dies at one of the next writings."""

    def __init__(self, ledger, after):
        self.ledger, self.left = ledger, after

    def append(self, appends, envelope):
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1
        return self.ledger.append(appends, envelope)

    def __getattr__(self, name):
        return getattr(self.ledger, name)


@pytest.mark.parametrize("written", [0, 1, 5])
def test_a_process_that_dies_between_two_facts_leaves_the_rest_to_the_next(tmp_path, written):
    """Whatever part of what is due was written, the next life says the rest and no more."""
    clock = SetClock(CLERK.recorded_at)
    clock.jump(date(2025, 5, 30))
    with life(tmp_path, clock) as house:
        begin(house.ledger)
        due = [RunningTerm(one, "ward-review", d) for one, d in zip(CASES, DUES, strict=True) if d]
        with pytest.raises(KeyboardInterrupt):
            say_what_is_due(due, TIMETABLE, Dying(house.ledger, written), clock, unheard)
        assert written == sum(sum(said(house.ledger, case).values()) for case in CASES)
    with life(tmp_path, clock) as house:
        house.look()
        told = [said(house.ledger, case) for case in CASES]
    assert [expected(due, [date(2025, 5, 30)]) for due in DUES] == told


LOOKING = """
import sys
from datetime import date, timedelta
from pathlib import Path
from tests.infra.clockwork import SetClock, life
from tests.projections.following import CLERK

clock = SetClock(CLERK.recorded_at)
with life(Path(sys.argv[1]), clock) as house:
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(40):
        clock.jump(date(2025, 4, 10) + timedelta((number * int(sys.argv[2])) % 112))
        house.look()
"""


def looking(home, pace):
    """Start a process that looks and looks, once it is told to."""
    args = [sys.executable, "-c", LOOKING, str(home), pace]
    one = subprocess.Popen(args, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert "ready\n" == one.stdout.readline()
    return one


@pytest.mark.no_cover  # weighing would take half of its time and find nothing new
def test_two_processes_on_one_store_say_each_thing_once(tmp_path):
    clock = SetClock(CLERK.recorded_at)
    with life(tmp_path, clock) as house:
        begin(house.ledger)
        house.look()
        both = [looking(tmp_path, pace) for pace in ("37", "41")]
        for one in both:
            one.stdin.write("\n")
            one.stdin.flush()
        for one in both:
            one.communicate(timeout=120)
        assert [0, 0] == [one.returncode for one in both]
        days = {(number * pace) % 112 for number in range(40) for pace in (37, 41)}
        started = clock.at.date()
        assert [] == told_wrong(house, {started, *(FIRST + timedelta(one) for one in days)})
