"""What is odd about many cases together: one rule, one function."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.audit.finding import AuditFinding, Limits, Odd

SEVERAL = "*"
RECIPROCAL = "reciprocal-nominations"
DAYS_OF_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Grant:
    """A grant: the position of its fact, its day, and the one who gave all opinions before it."""

    source: str
    unit: str
    on: date
    position: int
    approver: str | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who was nominated by whom, each in the one writing of `person`."""

    case: UUID
    unit: str
    position: int
    nominator: str
    nominee: str


@dataclass(frozen=True, slots=True)
class Records:
    """All grants and all proposals, in the order of their facts."""

    grants: Sequence[Grant]
    proposals: Sequence[Proposal]


def one_approver_for_a_whole_unit(records: Records, limits: Limits) -> Iterator[Odd]:
    """Find a unit all of whose grants of a year rest on the opinions of one and the same person."""
    for (_, unit, year), grants in _by_year(records.grants).items():
        who, approved = _sole_approver(grants)
        if who != SEVERAL and len(approved) >= limits.unit_cases.value:
            facts = {"year": str(year), "person": who, "cases": str(len(approved))}
            yield Odd(tuple(approved), facts, unit)


def _sole_approver(grants: Iterable[Grant]) -> tuple[str, list[int]]:
    """
    Return who gave the opinions on every grant, and on which; SEVERAL where several did.

    So it is, too, where some grant rests on no opinion, such as one that a council voted alone.
    """
    told = [(one.approver or SEVERAL, one.position) for one in grants]
    approvers = {who for who, _ in told}
    return approvers.pop() if len(approvers) == 1 else SEVERAL, [at for _, at in told]


def year_end_rush(records: Records, limits: Limits) -> Iterator[Odd]:
    """Find a year of a unit in whose last days far more was granted than an even share."""
    days, percent = limits.rush_days.value, limits.rush_percent.value
    for (source, unit, year), grants in _by_year(records.grants).items():
        last = [one.position for one in grants if (date(year, 12, 31) - one.on).days < days]
        whole = len(grants)
        rushed = len(last) * DAYS_OF_A_YEAR * 100 > percent * days * whole
        if whole >= limits.rush_cases.value and rushed:
            facts = {"year": str(year), "in_last_days": str(len(last)), "in_year": str(whole)}
            facts |= {"source": source} if source else {}
            yield Odd(tuple(last), facts, unit)


def reciprocal_nominations(records: Records, _: Limits) -> Iterator[Odd]:
    """Find two people who nominated each other."""
    of: dict[tuple[str, str], list[Proposal]] = defaultdict(list)
    for one in records.proposals:
        of[one.nominator, one.nominee].append(one)
    for (who, whom), there in of.items():
        back = of.get((whom, who), [])
        if who < whom and back:
            positions = tuple(sorted(one.position for one in (*there, *back)))
            facts = {"persons": f"{who}, {whom}"}
            yield Odd(positions, facts, there[0].unit)


ACROSS: Mapping[str, Callable[[Records, Limits], Iterator[Odd]]] = {
    "one-approver": one_approver_for_a_whole_unit,
    "year-end-rush": year_end_rush,
    RECIPROCAL: reciprocal_nominations,
}


def found_across(records: Records, limits: Limits) -> list[AuditFinding]:
    """Return everything that is odd about many cases together, rule by rule."""
    return [
        AuditFinding(key, odd.unit, odd.positions, facts=odd.facts)
        for key, rule in ACROSS.items()
        for odd in rule(records, limits)
    ]


def _by_year(grants: Iterable[Grant]) -> Mapping[tuple[str, str, int], list[Grant]]:
    found: dict[tuple[str, str, int], list[Grant]] = defaultdict(list)
    for one in grants:
        found[one.source, one.unit, one.on.year].append(one)
    return found
