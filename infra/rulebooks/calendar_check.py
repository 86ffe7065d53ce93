"""Does the calendar of this year and the next rest on days that no decision was found for?"""

from collections.abc import Iterator

from domain.access import VIETNAM
from infra.clock import SystemClock
from infra.foreseen import explain
from infra.rulebooks.calendar_override import official_calendars
from infra.settings import Settings
from services.upkeep import Finding
from services.year_of_days import year_of_days

ABOUT = "calendar"


def unsure_days(settings: Settings) -> Iterator[Finding]:
    """Look at the calendar of this year and the next; an operator's file makes a day sure."""
    today = SystemClock().now().astimezone(VIETNAM).date()
    try:
        calendars = official_calendars(settings.calendar)
    except Exception as err:
        if not (why := explain(err)):
            raise
        yield Finding(ABOUT, ok=False, seen="; ".join(why))
        return
    for year in (today.year, today.year + 1):
        said = year_of_days(calendars, year)
        seen = f"{said.unconfirmed} of {len(said.days)} days not confirmed"
        yield Finding(f"{ABOUT} {year}", ok=True, seen=seen, warns=not said.confirmed)
