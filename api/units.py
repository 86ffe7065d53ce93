"""Administrative units: what stood when, under whom, and what carried it on. Open to all."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from marshmallow import fields, validate
from werkzeug.wrappers import Response

from api.actor import today
from api.fields import Day, rule_key, unit_code
from api.forms import Listing, Query, asked
from api.operations import PAGED, Resource, reads
from api.pages import sliced
from api.problems import Problem
from api.reply import answer
from api.system import house
from domain.units import Unit

units = Resource("units", "Administrative units, by day.", open_to_all=True)


class UnitPage(TypedDict):
    """Units of a day."""

    items: list[Unit]


class UnitsQuery(Listing):
    """Which units are asked for."""

    class Meta(Listing.Meta):
        exclude = ("at_least",)

    on = Day(metadata={"description": "The day asked about; today if absent."})
    level = rule_key()
    parent = unit_code()
    q = fields.String(
        validate=validate.Length(1, 100),
        metadata={"description": "Part of a name or code; case and diacritics do not count."},
    )


class DayQuery(Query):
    """The day asked about."""

    on = Day(metadata={"description": "The day asked about; today if absent."})


UNITS, DAY = UnitsQuery(), DayQuery()


@units.get("/units")
@reads(UnitPage, UNITS, headers=PAGED)
def list_units() -> Response:
    """List the units of a day, by level, parent or part of the name."""
    query = UNITS.load(asked())
    on = query.get("on") or today()
    found = _found(query.get("q"), query.get("level"), query.get("parent"), on)
    return sliced(found, query.get("cursor"), query["limit"])


@units.get("/units/<code>")
@reads(Unit, DAY, also=(404,))
def show_unit(code: str) -> Response:
    """Show the unit that bears a code on a day."""
    on = DAY.load(asked()).get("on") or today()
    found = house().units.unit(code, on)
    if found is None:
        raise Problem("unit-unknown", "no unit bears this code that day", facts={"code": code})
    return answer(found)


def _found(text: str | None, level: str | None, parent: str | None, on: date) -> Sequence[Unit]:
    """Return the units that fit everything asked, the best fit first."""
    every = house().units
    if parent is None:
        return every.find(text or "", level, on)
    children = [one for one in every.children(parent, on) if level in {None, one.level}]
    if text is None:
        return children
    return [one for one in every.find(text, level, on) if one in children]
