"""A worker of the bus lives until something is in its way, and then once more."""

from collections.abc import Callable
from threading import Event
from time import monotonic

from infra.bus.word import Told

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0


def live_again_and_again(live: Callable[[], None], told: Told, stopping: Event) -> None:
    """
    Call *live* until told to stop; whatever it raises is told, and it is called after a pause.

    The pause doubles up to 5 s, and is short again after a life that was longer than that.
    """
    pause = FIRST_PAUSE
    while not stopping.is_set():
        began = monotonic()
        try:
            live()
        except Exception as error:  # noqa: BLE001 - brokers or a store of ours are away: begin anew
            told.trouble(error)
            pause = FIRST_PAUSE if monotonic() - began > LONGEST_PAUSE else 2 * pause
            stopping.wait(min(pause, LONGEST_PAUSE))
