"""The day on which a request came, as terms are seen from it."""

from api.actor import today
from api.system import house
from domain.terms import Horizon
from services.horizons import horizon_of


def seen_today() -> Horizon:
    """Return the horizon of the day on which the request came."""
    return horizon_of(today(), house().calendars, house().rulebooks)
