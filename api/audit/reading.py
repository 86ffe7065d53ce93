"""What the paths of all cases say to an auditor: findings, page by page or all of them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from operator import itemgetter
from typing import Protocol, cast

from api.audit.shapes import RuleUnseen
from api.looking_back import Among
from domain.audit.across import ACROSS, RECIPROCAL, Records, found_across
from domain.audit.finding import AuditFinding, AuditRules
from domain.audit.on_a_path import found_on
from projections.columns import Row
from projections.paging import Rows
from projections.path_rows import grant_of, path_of, proposal_of
from projections.paths import after, grants, proposals
from projections.paths_then import begun_after, granted_by, mutual_by

AT_ONCE = 500
"""How many cases are read at once: a page may end with fewer findings than were asked for."""
BEYOND = 2**62
"""Where findings about many cases stand: after those of every case."""

Place = tuple[int, str, int, int]
"""
Where a finding stands in the list: the beginning of its case, its rule, the first fact that it
cites, and its number among those of the same case, rule and first fact.

A case only ever gets findings that cite later facts as well, and what is about many keeps its
first fact: so a place is the same however many facts arrive.
"""
FIRST: Place = (0, "", 0, 0)
Placed = tuple[Place, AuditFinding]


class Asks(Protocol):
    """The views as somebody may see them, now or as of a point."""

    def answer(self, asked: Rows, among: Among) -> Sequence[Row]:
        """Return the answer to a question, of all that *among* tells whoever looks."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings are asked for; None asks for all."""

    rule: str | None = None
    unit: str | None = None

    def has(self, one: AuditFinding) -> bool:
        """Say whether a finding is asked for."""
        return self.rule in {None, one.rule} and self.unit in {None, one.unit}

    def of_cases(self) -> bool:
        """Say whether findings about single cases are asked for."""
        return self.rule not in ACROSS

    def of_many(self) -> bool:
        """Say whether findings about many cases are asked for."""
        return self.rule is None or self.rule in ACROSS

    def of_grants(self) -> bool:
        """Say whether it needs the grants."""
        return self.rule != RECIPROCAL

    def of_proposals(self) -> bool:
        """Say whether it needs who nominated whom."""
        return self.rule in {None, RECIPROCAL}


ALL = Wanted()


def all_paths(views: Asks) -> Iterator[Row]:
    """Yield the path of every case, in the order of their beginnings."""
    last = 0
    while rows := _next(views, last):
        yield from rows
        last = _begun(rows[-1])


def records(views: Asks, wanted: Wanted = ALL) -> Records:
    """Return what is asked of many cases at once; of one unit's grants what can be told of it."""
    granted: Sequence[Row] = []
    proposed: Sequence[Row] = []
    if wanted.of_grants():
        granted = views.answer(grants(), partial(granted_by, wanted.unit))
    if wanted.of_proposals():
        proposed = views.answer(proposals(), mutual_by)
    return Records([grant_of(row) for row in granted], [proposal_of(row) for row in proposed])


def all_findings(views: Asks, rules: AuditRules, wanted: Wanted = ALL) -> Iterator[AuditFinding]:
    """Yield every finding that is asked for: those of each case, then those about many."""
    for row in all_paths(views) if wanted.of_cases() else ():
        yield from filter(wanted.has, found_on(path_of(row), rules.limits))
    if wanted.of_many():
        yield from filter(wanted.has, found_across(records(views, wanted), rules.limits))


def findings_after(
    views: Asks, rules: AuditRules, wanted: Wanted, start: Place, limit: int
) -> tuple[list[AuditFinding], Place | None]:
    """Return up to *limit* findings after a place, and the place to go on from, None at the end."""
    rows = _rows_from(views, start, wanted)
    found = _found_in(views, rules, rows, wanted)
    asked = ((place, one) for place, one in found if place > start and wanted.has(one))
    left = list(islice(asked, limit + 1))
    page = [one for _, one in left[:limit]]
    if len(left) > limit:
        return page, left[limit - 1][0]
    return page, None if len(rows) < AT_ONCE else (_begun(rows[-1]) + 1, "", 0, 0)


def _rows_from(views: Asks, start: Place, wanted: Wanted) -> Sequence[Row]:
    """Return the next paths; the one in which the page before ended is read again."""
    at = start[0]
    if at >= BEYOND or not wanted.of_cases():
        return []
    return _next(views, at - 1, wanted.unit)


def _next(views: Asks, last: int, unit: str | None = None) -> Sequence[Row]:
    """Return the paths that begin after a position, up to so many at once."""
    among = partial(begun_after, last, AT_ONCE, unit)
    return views.answer(after(last, AT_ONCE, unit), among)


def _found_in(
    views: Asks, rules: AuditRules, rows: Sequence[Row], wanted: Wanted
) -> Iterator[Placed]:
    """Yield the findings of some paths; after the last path, also those about many."""
    for row in rows:
        yield from _placed(_begun(row), found_on(path_of(row), rules.limits))
    if len(rows) < AT_ONCE and wanted.of_many():
        yield from _placed(BEYOND, found_across(records(views, wanted), rules.limits))


def _begun(row: Row) -> int:
    return cast("int", row["position"])


def _placed(at: int, found: Sequence[AuditFinding]) -> list[Placed]:
    """Return findings with their places, in the order of these."""
    same: Counter[tuple[str, int]] = Counter()
    placed: list[Placed] = []
    for one in found:
        key = one.rule, one.positions[0]
        placed.append(((at, *key, same[key]), one))
        same[key] += 1
    return sorted(placed, key=itemgetter(0))


def unseen(rules: AuditRules, wanted: Wanted) -> list[RuleUnseen]:
    """Return what the rules that are asked for cannot find, so that 0 is not read as none."""
    return [
        {"rule": one.key, "text": {"vi": one.unseen.vi, "en": one.unseen.en}}
        for one in rules.findings
        if one.unseen and wanted.rule in {None, one.key}
    ]


def shown(one: AuditFinding, rules: AuditRules) -> Mapping[str, object]:
    """Return a finding as it is told."""
    (text,) = (rule.text for rule in rules.findings if rule.key == one.rule)
    return {
        "rule": one.rule,
        "text": {"vi": text.vi, "en": text.en},
        "case": one.case,
        "unit": one.unit,
        "positions": one.positions,
        "facts": one.facts,
    }
