"""How the bus is, read from the stores by who keeps neither of them open."""

from contextlib import AbstractContextManager, closing

from sqlalchemy import Engine

from infra.clock import SystemClock
from infra.ledger.ledger import open_ledger
from infra.settings import Settings
from projections.bookkeeping import writing
from projections.bus_state import BusReport, make_bus_tables, whole_report


def read_report(settings: Settings, views: AbstractContextManager[Engine]) -> BusReport:
    """Return how the bus is, held against the end of the log."""
    with closing(open_ledger(settings.address)) as ledger:
        last = ledger.last_position()
    with views as engine, writing(engine) as tx:
        make_bus_tables(tx)
        return whole_report(last, SystemClock().now(), tx)
