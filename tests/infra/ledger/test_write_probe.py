"""The probe says whether a write would do, asks seldom, and never waits long."""

from threading import Event

from infra.ledger.write_probe import SLOW, WriteProbe

PATIENCE = 60


def test_a_write_that_does_counts_for_a_while():
    tried = []
    probe = WriteProbe(lambda: tried.append(1), every=600.0, patience=10.0)

    assert [None] * 3 == [probe.wrong() for _ in range(3)]
    assert [1] == tried


def test_it_is_tried_again_later():
    tried = []
    probe = WriteProbe(lambda: tried.append(1), every=0.0, patience=10.0)

    assert [None] * 3 == [probe.wrong() for _ in range(3)]
    assert [1, 1, 1] == tried


def test_a_write_that_fails_is_told_until_it_does():
    full = [True]
    probe = WriteProbe(lambda: 1 // (not full[0]), every=600.0, patience=10.0)

    assert "ZeroDivisionError" == probe.wrong()
    full[0] = False
    assert probe.wrong() is None


def test_nobody_waits_for_a_write_that_hangs_and_only_one_is_tried():
    gate, tried = Event(), []

    def hang():
        tried.append(1)
        gate.wait(PATIENCE)

    probe = WriteProbe(hang, every=600.0, patience=0.01)

    assert [SLOW] * 3 == [probe.wrong() for _ in range(3)]
    assert [1] == tried
    gate.set()
    probe._thread.join()
    assert probe.wrong() is None
