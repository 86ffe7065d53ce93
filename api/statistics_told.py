"""Statistics of a year as they may be published: counts by one thing at a time."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from api.system import Views
from domain.audit.finding import AuditRules
from domain.audit.groups import Ended, Table, linked, medians, published
from domain.reading import EVERYTHING
from projections.columns import Row
from projections.paths import ended_in

PARTED = ("award", "subject", "unit")
"""By what grants are parted: what comes first is told first."""
GRANTED, REFUSED = "granted", "refused"


def statistics_of(year: int, views: Views, rules: AuditRules) -> Mapping[str, object]:
    """
    Return what is told of the cases that ended in a year, by the day each end was written down.

    That year does not change any more once it is over: what is told later cannot be held against
    what was told before.
    """
    found, smallest = views.read(ended_in(year), EVERYTHING)[0], rules.small_group
    ended = [ended_of(row) for row in found]
    granted = [one for one in ended if one.outcome == GRANTED]
    refused = [one for one in ended if one.outcome == REFUSED]
    by = linked(granted, PARTED, smallest.value)
    return {
        "year": year,
        "granted": {name: shown(table) for name, table in by.items()},
        "refused": {"reason": shown(counted(refused, "reason", smallest.value))},
        "median_days": dict(medians(days_of(granted), by["award"])),
        "small_group": smallest.value,
        "source": smallest.source,
        "confirmed": smallest.confirmed,
        "unheld": unheld_by(rules),
    }


def days_of(granted: Sequence[Ended]) -> Mapping[str, list[int]]:
    """Return how many days each grant took, by award."""
    days: dict[str, list[int]] = defaultdict(list)
    for one in granted:
        days[one.award].append(one.days)
    return days


def unheld_by(rules: AuditRules) -> Mapping[str, Mapping[str, str]]:
    """Return what no fact says, in both languages."""
    return {one.key: {"vi": one.text.vi, "en": one.text.en} for one in rules.unheld}


def ended_of(row: Row) -> Ended:
    """Return a row of `ended_in` as the end that it is; what was never filed took no days."""
    told = cast("Mapping[str, str]", row)
    filed, at = cast("datetime | None", row["filed_at"]), cast("datetime", row["ended_at"])
    days = (at - filed).days if filed else 0
    reason = told["reason"] or ""
    return Ended(told["unit"], told["award"], told["subject"], told["ended"], reason, days)


def counted(ended: Sequence[Ended], name: str, smallest: int) -> Table:
    """Return how many ended by one thing, small groups hidden."""
    return published(Counter(getattr(one, name) for one in ended), smallest)


def shown(table: Table) -> Mapping[str, object]:
    """Return a table as it is told; null is what is hidden."""
    return {"total": table.total, "cells": table.cells, "withheld": table.withheld}
