"""The day on which a request came, or as of which it asks, as terms are seen from it."""

from api.actor import today
from api.system import house
from domain.terms import Horizon
from projections.as_of import Point
from services.horizons import horizon_of


def seen_on(point: Point) -> Horizon:
    """Return the horizon of the day on which the request came, or as of which it asks."""
    return horizon_of(point.day(today()), house().calendars, house().rulebooks)
