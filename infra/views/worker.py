"""The thread that keeps the views caught up: woken by acts of this process, and polling."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Condition, Event, Thread
from time import monotonic

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from infra.views.lease import lease_of
from projections.bookkeeping import (
    AHEAD,
    KNOW_MORE,
    forget_troubles,
    hold,
    name_of,
    note_trouble,
    positions_of,
    prepare,
    troubles_of,
    writing,
)
from projections.feed import Feed
from projections.runner import catch_up
from projections.view import AnyView

IDLE, GLANCE = 0.2, 0.02
REST = 3  # a rest is so many times the work before it, in seconds between these two
SHORTEST_REST, LONGEST_REST = 0.02, 0.25
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 10.0
STOP_SECONDS = 30.0
ALL = "all views"


class ViewsAhead(Exception):
    """The views know facts the log does not have: what is lost there shall not be lost here too."""

    def __init__(self) -> None:
        super().__init__(KNOW_MORE)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What went wrong last, and when it is tried again."""

    reason: str
    pause: float
    again_at: float


class ViewWorker:
    """
    Keeps views caught up with a log, from `start` to `stop`.

    Where several processes share the views, the one with the lease does the work and the others
    look how far it is. A view that fails does not hold up the rest: it is logged, shown in
    `failures`, and tried again after a pause that doubles. Views that know more than the log are
    left as they are until a rebuild is asked for. Start it after a fork, never before.
    """

    def __init__(
        self, all_views: Sequence[AnyView], feed: Feed, engine: Engine, idle: float = IDLE
    ) -> None:
        self._views, self._feed, self._engine, self._idle = all_views, feed, engine, idle
        self._log: structlog.typing.FilteringBoundLogger = structlog.get_logger()
        self._lease = lease_of(engine)
        self._woken, self._hurried, self._stopping = Event(), Event(), Event()
        self._moved = Condition()
        self._positions: Mapping[AnyView, int] = dict.fromkeys(all_views, 0)
        self._troubles: dict[str, Trouble] = {}
        self._thread = Thread(target=self._run, name="views", daemon=True)

    @property
    def position(self) -> int:
        """The position every view had reached when last looked at."""
        return min(self._positions.values())

    @property
    def failures(self) -> Mapping[str, str]:
        """What is wrong with which view right now; nothing when all is well."""
        return {name: trouble.reason for name, trouble in dict(self._troubles).items()}

    def start(self) -> None:
        """Make the tables that are not there, and begin."""
        prepare(self._views, self._engine)
        with writing(self._engine) as tx:
            forget_troubles(tx)
        self._look()
        try:
            self._find_ahead()
        except ViewsAhead as error:
            self._is_ill(AHEAD, error)
        except Exception:  # noqa: BLE001 - the first turn meets it again, and tells
            self._log.debug("views.unread")
        self._thread.start()

    def wake(self) -> None:
        """Say that there may be new facts; a rest is not broken off for them."""
        self._woken.set()

    def hurry(self) -> None:
        """Say that somebody waits for what there is."""
        self._hurried.set()
        self.wake()

    def wait_for(self, position: int, timeout: float) -> bool:
        """
        Wait until every view has come to *position*; say whether it did in *timeout* seconds.

        A view that is behind and fails is not waited for: the answer is no at once.
        """
        end = monotonic() + timeout
        with self._moved:
            while self.position < position:
                left = end - monotonic()
                if left <= 0 or self._stopping.is_set() or self._is_stuck_before(position):
                    return False
                self.hurry()
                self._moved.wait(min(left, GLANCE))
        return True

    def _is_stuck_before(self, position: int) -> bool:
        return not self.lacking(position).keys().isdisjoint(self.failures)

    def lacking(self, position: int) -> dict[str, int]:
        """Return how many facts each view lacks that has not come to *position*."""
        behind = {name_of(view): position - at for view, at in self._positions.items()}
        return {name: facts for name, facts in behind.items() if facts > 0}

    def end(self) -> int:
        """Return the position of the newest fact."""
        return self._feed.last_position()

    def stop(self) -> None:
        """End after the batch in hand, and give the lease back."""
        self._stopping.set()
        self.hurry()
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)

    def _run(self) -> None:
        """Work, rest, and sleep until woken; the busier the acts, the longer their rows gather."""
        while not self._stopping.is_set():
            self._woken.clear()
            self._hurried.clear()
            began = monotonic()
            if not self._turn():
                rest = max(SHORTEST_REST, REST * (monotonic() - began))
                self._hurried.wait(min(LONGEST_REST, rest))
                self._woken.wait(self._idle)
        self._lease.give_back()

    def _turn(self) -> bool:
        """Fold what there is; say whether there is more at once."""
        try:
            more = self._work() if self._lease.held() else self._look()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told and tried again
            name = AHEAD if isinstance(error, ViewsAhead) else ALL
            self._is_ill(name, error)
            self._stopping.wait(self._troubles[name].pause)
            return False
        for name in (ALL, AHEAD):
            self._is_well(name)
        return more

    def _work(self) -> bool:
        """Fold a batch; say whether more is waiting."""
        last = self._feed.last_position()
        if AHEAD in self._troubles or last < max(self._positions.values()):
            self._find_ahead()
        behind = [view for view in self._due() if self._positions[view] < last]
        if behind:
            self._fold(behind)
        self._look()
        return any(
            self._positions[view] < last for view in behind if name_of(view) not in self._troubles
        )

    def _find_ahead(self) -> None:
        """
        Look again whether the views know more than the log; if so, say it and fold nothing.

        The word is left while nobody may move the views: left later, it would outlive a rebuild
        that ended it meanwhile.
        """
        self._look()
        last = self._feed.last_position()
        with writing(self._engine) as tx:
            if last < max(hold(self._views, tx).values()):
                note_trouble(AHEAD, KNOW_MORE, tx)
            said = AHEAD in troubles_of(tx)
        if said:
            raise ViewsAhead

    def _due(self) -> list[AnyView]:
        """Return the views that are well, or whose pause is over."""
        now = monotonic()
        return [
            view
            for view in self._views
            if (known := self._troubles.get(name_of(view))) is None or known.again_at <= now
        ]

    def _fold(self, some: Sequence[AnyView]) -> None:
        """Fold a batch into views together; where that fails, find out which one is ill."""
        try:
            catch_up(some, self._feed, self._engine)
        except Exception as error:  # noqa: BLE001 - one broken view must not stop the others
            if len(some) > 1:
                for view in some:
                    self._fold([view])
            else:
                self._is_ill(name_of(some[0]), error)
        else:
            for view in some:
                self._is_well(name_of(view))

    def _look(self) -> bool:
        """See how far the views are, whoever keeps them, and tell those who wait."""
        with self._engine.connect() as tx:
            self._positions = positions_of(self._views, tx)
        with self._moved:
            self._moved.notify_all()
        return False

    def _is_ill(self, name: str, error: Exception) -> None:
        before = self._troubles.get(name)
        reason = str(error) if isinstance(error, ViewsAhead) else repr(error)
        pause = min(LONGEST_PAUSE, 2 * before.pause) if before else FIRST_PAUSE
        self._troubles[name] = Trouble(reason, pause, monotonic() + pause)
        self._log.error("views.failed", view=name, exc_info=error, again_in=pause)
        if name != AHEAD:
            self._leave_word(name, reason)

    def _is_well(self, name: str) -> None:
        if self._troubles.pop(name, None):
            self._log.info("views.recovered", view=name)
            if name != AHEAD:  # that word is taken back by the rebuild that ends it
                self._leave_word(name, None)

    def _leave_word(self, name: str, reason: str | None) -> None:
        """Tell other processes; where that fails they see for themselves."""
        with suppress(SQLAlchemyError), writing(self._engine) as tx:
            note_trouble(name, reason, tx)
