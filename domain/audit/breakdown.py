"""
Cases that ended, told by one thing and, within each group that is told, by others.

Tables of the same cases are linked where one thing rules another out: an award honours some
subjects alone, and only persons have a position or a sex. So these are told within one subject,
where nothing is ruled out any more, and units within the unit above them. Two tables of the same
group then share its total alone, and neither tells what the other holds back (ADR 97).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.audit.groups import Table, medians, published
from domain.nominee_kinds import PERSON
from domain.unsaid import NOT_RECORDED


@dataclass(frozen=True, slots=True)
class Ended:
    """
    One case that ended: how, for which coded reason, and after how many days.

    `above` is the unit over its own right below the country; `position` and `sex` are those of a
    person, not recorded where a case does not say it, or the person was erased.
    """

    nominee: UUID
    unit: str
    above: str
    award: str
    subject: str
    outcome: str
    reason: str
    days: int
    position: str = NOT_RECORDED
    sex: str = NOT_RECORDED


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A table, and by key of its groups that are told the tables within each, by name."""

    table: Table
    within: Mapping[str, Mapping[str, Table]]


Names = Callable[[str], Sequence[str]]


def by_subject(granted: Sequence[Ended], smallest: int) -> Breakdown:
    """Tell grants by subject; within each by award, within persons by position and sex too."""
    return _broken_down(granted, "subject", _of_a_subject, smallest)


def by_unit(granted: Sequence[Ended], smallest: int) -> Breakdown:
    """Tell grants by province or city, and within each by proposing unit: small ones together."""
    return _broken_down(granted, "above", lambda _: ("unit",), smallest)


def days_by_award(granted: Sequence[Ended], told: Breakdown) -> Mapping[str, Mapping[str, float]]:
    """Return the middle of the days of each award that is told, within each subject."""
    days = defaultdict[str, defaultdict[str, list[int]]](lambda: defaultdict(list))
    for one in granted:
        days[one.subject][one.award].append(one.days)
    return {key: medians(days[key], tables["award"]) for key, tables in told.within.items()}


def counted(ended: Iterable[Ended], name: str, smallest: int) -> Table:
    """Return how many ended by one thing, small groups together."""
    return published(Counter(getattr(one, name) for one in ended), smallest)


def _of_a_subject(subject: str) -> Sequence[str]:
    return ("award", "position", "sex") if subject == PERSON else ("award",)


def _broken_down(ended: Sequence[Ended], name: str, names: Names, smallest: int) -> Breakdown:
    table, groups = counted(ended, name, smallest), defaultdict[str, list[Ended]](list)
    for one in ended:
        groups[getattr(one, name)].append(one)
    within = {
        key: {inner: counted(groups[key], inner, smallest) for inner in names(key)}
        for key in table.cells
    }
    return Breakdown(table, within)
