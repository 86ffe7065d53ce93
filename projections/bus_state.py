"""How far the bus is: what was sent and taken in last, and what is in the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import BigInteger, Column, Connection, Table, delete, select, update

from projections.bookkeeping import make, position_of, positions
from projections.city_outbox import city_known, city_outbox, followed, last_letter
from projections.columns import Instant, Words
from projections.parked_messages import Waiting, waiting
from projections.parked_messages import view as parked_view
from projections.view import views

RELAY, INTAKE, SENDERS = "relay", "intake", "senders"
NONE_WAITS = Waiting(0, {})

bus_state = Table(
    "bus_state_v1",
    views,
    Column("worker", Words, primary_key=True),
    Column("mark", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
    Column("trouble", Words),
)


@dataclass(frozen=True, slots=True)
class BusState:
    """
    What one worker of the bus last said of itself.

    `mark` is the number of the last letter sent, how many messages were taken in, or how many may
    send; `trouble` is None when all is well.
    """

    worker: str
    mark: int
    at: datetime
    trouble: str | None


def note(state: BusState, tx: Connection) -> None:
    """Put *state* in the place of what the same worker said before."""
    tx.execute(delete(bus_state).where(bus_state.c.worker == state.worker))
    tx.execute(
        bus_state.insert().values(
            worker=state.worker, mark=state.mark, at=state.at, trouble=state.trouble
        )
    )


def note_trouble(worker: str, trouble: str, at: datetime, tx: Connection) -> None:
    """Say what is in the way of *worker*; how far it is stays as it was said."""
    before = noted(worker, tx)
    note(BusState(worker, before.mark if before else 0, at, trouble), tx)


def note_life(workers: Sequence[str], at: datetime, tx: Connection) -> None:
    """Say that *workers* live: nothing of what they said changes but when it was said last."""
    tx.execute(update(bus_state).where(bus_state.c.worker.in_(workers)).values(at=at))


def noted(worker: str, tx: Connection) -> BusState | None:
    """Return what *worker* said last, None when it never said anything."""
    row = tx.execute(select(bus_state).where(bus_state.c.worker == worker)).first()
    return BusState(*row) if row else None


@dataclass(frozen=True, slots=True)
class BusReport:
    """
    How the bus is: letters written, those of them not sent yet, and what each worker said.

    `unfollowed` are facts the outbox has not come to yet: what they have to tell is no letter yet.
    `silent_seconds` is how long ago each worker said its last word. `parked` are the messages that
    were put aside and wait for an operator, but for those of the last `parked_behind` facts, which
    nobody has folded yet.
    """

    letters: int
    unsent: int
    workers: Sequence[BusState]
    unfollowed: int = 0
    silent_seconds: Mapping[str, int] = field(default_factory=dict)
    parked: Waiting = NONE_WAITS
    parked_behind: int = 0


def whole_report(last: int, now: datetime, tx: Connection) -> BusReport:
    """
    Return how the bus is beside a log that ends at *last*, and what waits beside it.

    The tables of the views are there.
    """
    found = report(tx)
    return replace(
        found,
        unfollowed=max(0, last - followed(tx)),
        silent_seconds={one.worker: _seconds(now, one.at) for one in found.workers},
        parked=waiting(tx),
        parked_behind=max(0, last - position_of(parked_view, tx)),
    )


def _seconds(now: datetime, at: datetime) -> int:
    """Return how long ago *at* was; a clock that was put back makes no future of it."""
    return max(0, int((now - at).total_seconds()))


def report(tx: Connection) -> BusReport:
    """Return how the bus is; on a house whose bus never ran nothing was written yet."""
    letters = last_letter(tx)
    workers = [BusState(*row) for row in tx.execute(select(bus_state).order_by(bus_state.c.worker))]
    sent = next((one.mark for one in workers if one.worker == RELAY), 0)
    return BusReport(letters, letters - sent, workers)


def make_bus_tables(tx: Connection) -> None:
    """Make the tables of the bus that are not there."""
    make([positions, city_outbox, city_known, bus_state], tx)
