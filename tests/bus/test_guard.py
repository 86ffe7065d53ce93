"""A broker ends with its last owner, however that one ends, and nothing of it is left behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.brokers import apache, wire
from tests.brokers.broker import Broker, answers
from tests.brokers.fixtures import SHARED
from tests.brokers.held import join, launch, wait_until
from tests.ports import free_port, is_free

ROOT = Path(__file__).parents[2]
OWNER = """
from tests.brokers import wire
with wire.own() as broker:
    print(broker.held.home, broker.bootstrap, flush=True)
    input()
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL], ids=lambda how: how.name)
def test_nothing_is_left_when_the_owner_dies(how):
    with subprocess.Popen(
        [sys.executable, "-c", OWNER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as owner:
        home, bootstrap = owner.stdout.readline().decode().split()
        before = answers(bootstrap)
        owner.send_signal(how)

    wait_until(lambda: not Path(home).exists(), "its folder is gone")

    assert (before, answers(bootstrap)) == (True, False)


def test_a_broker_ends_with_the_last_of_its_owners():
    with wire.own() as broker:
        second = join(broker.held.home)
        broker.held.release()

        assert answers(broker.bootstrap)

        second.release()

    assert not answers(broker.bootstrap)
    with pytest.raises(OSError, match="orders"):
        join(second.home)


def test_who_asks_for_the_broker_of_the_run_gets_the_one_that_runs(real_broker, apache_here):
    with apache.shared(Path(os.environ[SHARED])) as again:
        assert (again.bootstrap, again.held.pid) == (real_broker.bootstrap, real_broker.held.pid)

    assert answers(real_broker.bootstrap), "the second owner has left, the first has not"


def test_it_goes_and_comes_back_on_the_same_port():
    with wire.own() as broker:
        for go in (broker.kill, broker.stop):
            process = broker.held.pid
            go()

            assert (True, False) == (broker.held.ended, answers(broker.bootstrap))
            with pytest.raises(ProcessLookupError):
                os.kill(process, 0)

            broker.start()

            assert answers(broker.bootstrap)


def test_one_that_cannot_start_says_why(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    held = launch(home, ["sh", "-c", "echo no such setting; exit 1"])

    with pytest.raises(RuntimeError, match="no such setting"):
        Broker("Broken", "1", f"127.0.0.1:{free_port()}", held).wait_until_it_answers()

    held.leave()

    assert not home.exists()


def test_a_port_in_use_is_not_free(wire_broker):
    port = int(wire_broker.bootstrap.split(":")[1])

    assert (False, True) == (is_free(port), is_free(free_port()))


def test_a_broker_that_is_not_ours_is_never_ended(wire_broker):
    foreign = Broker("somebody's", "1", wire_broker.bootstrap)

    for end in (foreign.kill, foreign.stop, foreign.start):
        with pytest.raises(LookupError, match="not ours"):
            end()
