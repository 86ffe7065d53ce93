"""Acts come in over HTTP while the broker is away: none fails, all are told; else it is seen."""

from contextlib import contextmanager
from dataclasses import replace
from threading import Barrier, BrokenBarrierError
from uuid import uuid4

import pytest
from flask import Flask

from tests.bus.outage import drill
from tests.bus.outage_report import FULL_SECONDS, Counts, Drain, Report, Stretches
from tests.bus.pacing import DONE, Act, Desk, Paced, pace
from tests.bus.weighing import NOTHING_WRONG
from tests.ports import free_port
from tests.stand_in_server import serving

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

SHORT, MANY = 1.0, 5


def test_no_act_fails_and_all_are_told_in_order(tmp_path, own_broker, record_property):
    report = drill(tmp_path, own_broker, SHORT)
    weighed = str(own_broker), report.counts.letters, dict(report.counts.wrong)
    record_property("letters", weighed)

    assert [] == list(report.lost())
    assert report.drain.waited > 0


def paced(took: float, came: str = DONE) -> Paced:
    return Paced([Act(uuid4(), came, took)])


SOUND = Report(
    20.0,
    FULL_SECONDS,
    Stretches(*[paced(0.010)] * 5),
    Drain(waited=10, seconds=29.9, since_answer=1.0),
    Counts(10, NOTHING_WRONG, untold=0),
)


def without_broker(act: Paced) -> Report:
    return replace(SOUND, stretches=replace(SOUND.stretches, away=act))


LOST = {
    "1 acts failed": without_broker(paced(0.01, "503")),
    "3 letters misordered": replace(
        SOUND, counts=replace(SOUND.counts, wrong={**NOTHING_WRONG, "misordered": 3})
    ),
    "2 acts were acknowledged and not told": replace(SOUND, counts=replace(SOUND.counts, untold=2)),
}


@pytest.mark.parametrize("what", LOST)
def test_what_is_lost_is_seen(what):
    assert [what] == list(LOST[what].lost())


def test_what_takes_too_long_is_seen():
    slow_drain = replace(SOUND, drain=replace(SOUND.drain, seconds=30.1))
    slow_acts = without_broker(paced(0.0121))

    assert ["the drain took over 30 s"] == list(slow_drain.slow())
    assert ["the p99 with the broker away is over 1.2 times the normal one"] == list(
        slow_acts.slow()
    )
    assert [] == list(replace(slow_acts, seconds=60.0).slow())


def test_a_sound_drill_breaks_nothing():
    assert [] == [*SOUND.lost(), *without_broker(paced(0.0119)).slow()]


@contextmanager
def answering_when_all_are_there(many):
    """Serve answers that nobody gets before so many ask."""
    app, barrier = Flask(__name__), Barrier(many)

    @app.post("/<path:_>")
    def wait(_: str) -> tuple[str, int]:
        try:
            barrier.wait(20)
        except BrokenBarrierError:
            return "", 500
        return "", 200

    with serving(app) as found:
        yield found


def test_acts_do_not_wait_for_the_answers_to_others():
    cases = [uuid4() for _ in range(MANY)]
    with answering_when_all_are_there(MANY) as port:
        found = pace(Desk(port, "nobody"), cases, 100.0)

    assert (set(cases), {}) == (found.done, dict(found.failed))


def test_an_act_that_is_not_answered_has_failed():
    found = pace(Desk(free_port(), "nobody"), [uuid4()], 100.0)

    assert (set(), {"ConnectionRefusedError": 1}) == (found.done, dict(found.failed))
