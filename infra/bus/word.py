"""The word a worker of the bus leaves of itself: how far it is, and what is in its way."""

from contextlib import AbstractContextManager, suppress
from functools import partial
from threading import Event

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from infra.bus.kafka_refusals import described
from infra.clock import SystemClock
from infra.threads import working
from projections.bookkeeping import writing
from projections.bus_state import BusState, note, note_life, note_trouble, noted

BEAT = 20.0
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class Told:
    """
    What one worker said last, in the database of the views and in the log.

    Trouble never touches the mark: who meets it may be a worker that only waits for its turn. The
    table says of it what kind it is, for anybody may read that; the log says it in full.
    """

    def __init__(self, worker: str, engine: Engine) -> None:
        self._worker, self._engine, self._clock = worker, engine, SystemClock()
        self._last: str | None = None

    def mark(self) -> int:
        """Return how far the worker said it was, 0 when it never said anything."""
        with self._engine.connect() as tx:
            before = noted(self._worker, tx)
        return before.mark if before else 0

    def well(self, mark: int) -> None:
        """Say that all is well, and how far it is."""
        if self._last:
            log.info("bus.recovered", worker=self._worker, mark=mark)
        self._last = None
        with writing(self._engine) as tx:
            note(BusState(self._worker, mark, self._clock.now(), None), tx)

    def trouble(self, error: Exception) -> None:
        """Say what is in the way; where that fails too, the log has it."""
        kind, why = described(error)
        text = f"{kind}: {why}"
        if text != self._last:
            log.warning("bus.troubled", worker=self._worker, reason=text)
        self._last = text
        with suppress(SQLAlchemyError), writing(self._engine) as tx:
            note_trouble(self._worker, kind, self._clock.now(), tx)


def living(workers: tuple[str, ...], engine: Engine) -> AbstractContextManager[None]:
    """
    Say now and then, for the time of the block, that *workers* live, however quiet they are.

    It tells a process that is gone from a quiet one; not one that hangs, which says so nowhere.
    """
    return working("living", partial(_beat, workers, engine))


def _beat(workers: tuple[str, ...], engine: Engine, ending: Event) -> None:
    clock = SystemClock()
    while not ending.wait(BEAT):
        with suppress(SQLAlchemyError), writing(engine) as tx:  # else it is said at the next beat
            note_life(workers, clock.now(), tx)
