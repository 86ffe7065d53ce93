"""`vinhdanh calendar`: the working days of a year, and what each day off rests on."""

import click

from api.commands.door import Door
from api.commands.print import as_json, document, say, table
from services.year_of_days import year_of_days

COLUMNS = ("day", "weekday", "working", "confirmed", "reason", "source")
FIRST, LAST = 2000, 2100


@click.command()
@click.argument("year", type=click.IntRange(FIRST, LAST))
@as_json
@click.pass_obj
def calendar(door: Door, /, year: int, *, as_json: bool) -> None:
    """List the weekdays off and the weekend days worked of a year, each with its source."""
    said = year_of_days(door.calendars(), year)
    if as_json:
        told = {"year": year, "working_days": said.working, "confirmed": said.confirmed}
        document({**told, "days": said.days})
        return
    rows = [
        (one.day, f"{one.day:%a}", one.working, one.confirmed, one.reason.vi, one.source)
        for one in said.days
    ]
    table(COLUMNS, rows)
    say(f"{said.working} working days in {year}; {said.unconfirmed} days not confirmed")
