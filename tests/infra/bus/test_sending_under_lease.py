"""A relay that waits for the lease of another sends no checkpoint either."""

from threading import Event, Thread
from time import sleep

import pytest

from infra.bus import workers as bus
from infra.views.lease import FileLease, KnownLease


class Away:
    """A lease whose database is gone."""

    def held(self) -> bool:
        raise OSError("away")

    def give_back(self) -> None:
        raise AssertionError


def test_others_hear_whether_the_lease_is_held(tmp_path):
    mine, other = (KnownLease(FileLease(tmp_path / "lock")) for _ in range(2))

    assert (False, True, True) == (mine.ours.is_set(), mine.held(), mine.ours.is_set())
    assert (False, False) == (other.held(), other.ours.is_set())
    mine.give_back()
    assert (False, True, True) == (mine.ours.is_set(), other.held(), other.ours.is_set())
    other.give_back()


def test_a_lease_that_cannot_be_asked_for_is_not_held():
    lease = KnownLease(Away())
    lease.ours.set()

    with pytest.raises(OSError, match="away"):
        lease.held()
    assert not lease.ours.is_set()


class Noting:
    """Takes the place of the sender: notes whether it might have sent."""

    might = False

    def __init__(self, *_: object, leading: Event) -> None:
        self._leading = leading
        Noting.might = False

    def run(self, stopping: Event) -> None:
        while not stopping.wait(0.01):
            Noting.might |= self._leading.is_set()


class Relaying:
    """Takes the place of the relay, which would wait for brokers: it asks for the lease alone."""

    def __init__(self, *_: object) -> None:
        pass

    def run(self, lease: KnownLease, stopping: Event) -> None:
        while not stopping.wait(0.01):
            lease.held()
        lease.give_back()


@pytest.mark.parametrize("taken", [True, False])
def test_checkpoints_go_out_under_the_lease_of_the_relay(given, monkeypatch, taken):
    settings = given(KAFKA_BOOTSTRAP_SERVERS="127.0.0.1:1")
    settings.home.mkdir()
    other, stopping = FileLease(settings.home / "relay.lock"), Event()
    monkeypatch.setattr(bus, "CheckpointSender", Noting)
    monkeypatch.setattr(bus, "Relay", Relaying)
    assert not taken or other.held()
    work = Thread(target=bus.run_relay, args=(settings, stopping))
    work.start()
    sleep(2)
    alive = work.is_alive()
    stopping.set()
    work.join()
    other.give_back()

    assert (True, not taken) == (alive, Noting.might)
