"""The calendar of a year: on which days offices do otherwise than in any week. Open to all."""

from typing import TypedDict

from werkzeug.wrappers import Response

from api.forms import NOTHING_ASKED, asked
from api.operations import Resource, reads
from api.reply import answer
from api.system import house
from domain.rulebooks.words import CalendarDay
from services.year_of_days import year_of_days

working_days = Resource("calendar", "The official calendar of working days.", open_to_all=True)


class CalendarYear(TypedDict):
    """A year: how many days offices work, and the days that are otherwise than in any week."""

    year: int
    working_days: int
    confirmed: bool
    days: list[CalendarDay]


@working_days.get("/calendar/<int(fixed_digits=4, min=2000, max=2100):year>")
@reads(CalendarYear, also=(404,))
def show_calendar(year: int) -> Response:
    """Show the weekdays off and the weekend days worked of a year, each with reason and source."""
    NOTHING_ASKED.load(asked())
    said = year_of_days(house().calendars, year)
    return answer(
        {
            "year": year,
            "working_days": said.working,
            "confirmed": said.confirmed,
            "days": said.days,
        }
    )
