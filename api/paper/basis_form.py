"""On what a proposal rests, as callers send it."""

from collections.abc import Mapping
from datetime import date
from typing import TypedDict
from uuid import UUID

from marshmallow import fields, validate

from api.fields import Day, Id, Line, choice, unit_code, whole
from api.forms import Part
from domain.nomination.basis import Basis, Commendation, Entry

FIRST_YEAR, LAST_YEAR, MOST_LISTED = 1945, 2100, 20
FEW = validate.Length(max=MOST_LISTED)


class EntryForm(Part):
    """An entry in the book of a unit."""

    unit = unit_code(required=True)
    year = whole(FIRST_YEAR, LAST_YEAR, required=True)
    number = Line(1, 100, required=True)


class BasisForm(Part):
    """What the nomination counts: kind of commendation, achievement, initiatives, honours."""

    commendation = choice(*(one.value for one in Commendation))
    achievement = fields.Nested(EntryForm)
    initiatives = fields.List(fields.Nested(EntryForm), validate=FEW)
    builds_on = fields.List(Id(), validate=FEW)
    year = whole(FIRST_YEAR, LAST_YEAR)
    since = Day()


class Said(TypedDict, total=False):
    """A basis as the form has it."""

    commendation: str
    achievement: Mapping[str, object]
    initiatives: list[Mapping[str, object]]
    builds_on: list[UUID]
    year: int
    since: date


def basis_of(said: Said | None) -> Basis | None:
    """Return a basis as the domain has it, None where nothing was said."""
    if not said:
        return None
    kind, entry = said.get("commendation"), said.get("achievement")
    return Basis(
        Commendation(kind) if kind else None,
        _entry(entry) if entry else None,
        tuple(map(_entry, said.get("initiatives", ()))),
        tuple(said.get("builds_on", ())),
        said.get("year"),
        said.get("since"),
    )


def _entry(said: Mapping[str, object]) -> Entry:
    return Entry(str(said["unit"]), int(str(said["year"])), str(said["number"]))
