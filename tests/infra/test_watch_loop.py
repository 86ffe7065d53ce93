"""What looks now and then: the first time when it should, and again after whatever went wrong."""

from collections.abc import Sequence
from threading import Event

from structlog.testing import capture_logs

from infra.watch_loop import WatchLoop


class Waits(Event):
    """Takes the place of the event: notes how long was to be waited, and ends after so many."""

    def __init__(self, many: int) -> None:
        super().__init__()
        self.asked: list[float | None] = []
        self._left = many

    def wait(self, timeout: float | None = None) -> bool:
        self.asked.append(timeout)
        self._left -= 1
        return self._left < 0


class Trying(WatchLoop):
    """Fails at those of its looks that are told."""

    def __init__(self, fails: Sequence[bool], **pauses: float) -> None:
        super().__init__("trying", 8.0, **pauses)
        self._fails, self._waits = list(fails), Waits(len(fails))
        self._stopping = self._waits

    def _turn(self) -> None:
        if self._fails.pop(0):
            raise OSError("away")

    def waited(self) -> Sequence[float | None]:
        self._run()
        return self._waits.asked


def test_it_goes_on_after_a_failure_and_logs_it():
    with capture_logs() as told:
        assert [8, 8, 8, 8] == Trying([False, True, False]).waited()
    assert [("trying.failed", 8.0)] == [(one["event"], one["again_in"]) for one in told]


def test_the_first_look_may_come_sooner():
    assert [3, 8, 8] == Trying([True, False], first=3.0).waited()


def test_each_failure_doubles_the_pause_where_it_may_be_longer():
    fails = [True, True, True, True, False, True]
    assert [8, 16, 32, 40, 40, 8, 16] == Trying(fails, longest=40.0).waited()
