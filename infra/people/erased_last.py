"""When somebody was erased last, as far as the views of a house know."""

from datetime import datetime

from sqlalchemy.exc import DBAPIError

from domain.reading import EVERYTHING
from infra.house import System
from projections.person_files import last_erasure


def erased_last(system: System) -> datetime | None:
    """Return when somebody was erased last, None where nobody was, or nobody keeps views yet."""
    try:
        (row,), _ = system.views.read(last_erasure(), EVERYTHING)
    except (DBAPIError, KeyError):  # the service never ran, or not since there are such views
        return None
    position = row["position"]
    if not isinstance(position, int):
        return None
    (fact,) = system.ledger.since(position - 1, 1)
    return fact.envelope.recorded_at
