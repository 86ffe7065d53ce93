"""Statistics of a year as they may be published: counts of groups within groups."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, cast
from uuid import UUID

from api.audit.shapes import BreakdownShown, StatisticsShown, TableShown
from domain.access import VIETNAM
from domain.audit.breakdown import (
    Breakdown,
    Ended,
    by_subject,
    by_unit,
    counted,
    days_by_award,
)
from domain.audit.groups import Table
from domain.audit.year import counts_for
from domain.reading import EVERYTHING
from domain.unsaid import NOT_RECORDED
from projections.columns import Row
from projections.paths import ended_by
from services.statistics_once import told_once, told_up_to, years_told

if TYPE_CHECKING:
    from api.system import System

GRANTED, REFUSED = "granted", "refused"


def statistics_of(year: int, system: "System") -> StatisticsShown:
    """
    Return what is told of the cases that ended in a year, by the dates on the papers.

    A year that is over does not change any more once it was told: who is written down later counts
    for a later one (ADR 111), so that no two readings can be held against each other. How many were
    women and men is told once and kept, for who is erased later counts no more (ADR 97).
    """
    rules = system.catalogue.audit_rules()
    this_year = system.clock.now().astimezone(VIETNAM).year
    ended = [ended_of(row, system) for row in counted_in(year, system, over=year < this_year)]
    granted = [one for one in ended if one.outcome == GRANTED]
    refused = [one for one in ended if one.outcome == REFUSED]
    smallest = rules.small_group
    by_now = by_subject(with_sexes(granted, system), smallest.value)
    subjects = told_once(year, by_now, system.people, this_year)
    return {
        "year": year,
        "granted": {
            "subject": broken_down(subjects),
            "unit": broken_down(by_unit(granted, smallest.value)),
        },
        "refused": {"reason": shown(counted(refused, "reason", smallest.value))},
        "median_days": {key: dict(days) for key, days in days_by_award(granted, subjects).items()},
        "small_group": smallest.value,
        "source": smallest.source,
        "confirmed": smallest.confirmed,
    }


def counted_in(year: int, system: "System", *, over: bool) -> Sequence[Row]:
    """Return the ends that count for a year; one that is over counts up to where it is told."""
    if over:
        told_up_to(year, system.views.read(ended_by(year), EVERYTHING)[1], system.people)
    rows = system.views.read(ended_by(year), EVERYTHING)[0]  # views that came up to there
    years = [cast("int", row["year"]) for row in rows]
    told = years_told(min(years, default=year), year, system.people)
    ends = [cast("int", row["end"]) for row in rows]
    among = zip(rows, years, ends, strict=True)
    return [row for row, acted, end in among if counts_for(acted, end, told) == year]


def with_sexes(ended: Sequence[Ended], system: "System") -> Sequence[Ended]:
    """Return the ends with the sex of whom they are about, as the erasable store tells it."""
    sexes = system.people.sexes_of({one.nominee for one in ended})
    return [replace(one, sex=sexes.get(one.nominee, NOT_RECORDED)) for one in ended]


def ended_of(row: Row, system: "System") -> Ended:
    """Return a row of `ended_in` as the end that it is; what was never filed took no days."""
    told = cast("Mapping[str, str]", row)
    filed, at = cast("datetime | None", row["filed_at"]), cast("datetime", row["ended_at"])
    on = (filed or at).astimezone(VIETNAM).date()
    return Ended(
        nominee=UUID(told["nominee"]),
        unit=told["unit"],
        above=system.units.right_below_the_country(told["unit"], on),
        award=told["award"],
        subject=told["subject"],
        outcome=told["ended"],
        reason=told["reason"] or "",
        days=(at - filed).days if filed else 0,
        position=told["nominee_position"] or NOT_RECORDED,
    )


def broken_down(told: Breakdown) -> BreakdownShown:
    """Return a breakdown as it is told."""
    within = {
        key: {name: shown(one) for name, one in tables.items()}
        for key, tables in told.within.items()
    }
    return {"table": shown(told.table), "within": within}


def shown(table: Table) -> TableShown:
    """Return a table as it is told."""
    return {"total": table.total, "cells": dict(table.cells), "others": table.others}
