"""As of when something is read, as a request asks for it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar, cast

from api.fields import Count, Day
from api.forms import Listing, Reading
from api.system import house
from api.views import wait_for
from projections.as_of import Point

V = TypeVar("V")
KNOWN = "Only what was recorded by the end of this day in Viet Nam."
EFFECTIVE = "Only what precedes the first act whose paper is dated after this day."
UP_TO = "Only facts up to this position of the log."


class ReadingAsOf(Reading):
    """As of when something is read; now where nothing is said."""

    known_at = Day(metadata={"description": KNOWN})
    effective_at = Day(metadata={"description": EFFECTIVE})
    up_to = Count(metadata={"description": UP_TO})


class PageAsOf(ReadingAsOf, Listing):
    """A list of things, each as of when; pages may be short."""


class ListingAsOf(Listing):
    """A list as of when; of acts, each by its own dates."""

    known_at = Day(metadata={"description": KNOWN})
    effective_at = Day(metadata={"description": "Only acts whose papers are dated by this day."})
    up_to = Count(metadata={"description": UP_TO})


def taken_from(query: dict[str, object]) -> Point:
    """Take out of a query as of when it asks; as `point_of` otherwise."""
    point = point_of(query)
    for name in ("known_at", "effective_at", "up_to"):
        query.pop(name, None)
    return point


def point_of(query: Mapping[str, object]) -> Point:
    """
    Return the point that a query asks for, once the views know every fact before it.

    Raises:
        Problem: the views do not come that far in time (503).
    """
    known, effective = query.get("known_at"), query.get("effective_at")
    up_to = cast("int | None", query.get("up_to"))
    point = Point(cast("date | None", known), cast("date | None", effective), up_to)
    if not point.is_now:
        end = house().ledger.last_position()
        wait_for(end if up_to is None else min(up_to, end))
    return point


def parted(query: dict[str, V], moving: Sequence[str]) -> dict[str, V]:
    """Return a query without the filters that look at what changes, which are asked of then."""
    return {name: query[name] for name in query if name not in moving}
