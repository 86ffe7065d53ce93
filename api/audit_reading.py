"""What the paths of all cases say to an auditor: findings, page by page or all of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from api.system import Views
from domain.audit.across import Records, found_across
from domain.audit.finding import AuditFinding, AuditRules
from domain.audit.on_a_path import found_on
from projections.columns import Row
from projections.path_rows import grant_of, path_of, proposal_of
from projections.paths import after, grants, proposals

AT_ONCE = 500
"""How many cases are read at once: a page may end with fewer findings than were asked for."""
BEYOND = 2**62
"""Where findings about many cases stand: after those of every case."""

Place = tuple[int, int]
"""Where a finding stands in the list: the beginning of its case, and its number there."""
FIRST: Place = (0, -1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings are asked for; None asks for all."""

    rule: str | None = None
    unit: str | None = None

    def has(self, one: AuditFinding) -> bool:
        """Say whether a finding is asked for."""
        return self.rule in {None, one.rule} and self.unit in {None, one.unit}


def all_paths(views: Views) -> Iterator[Row]:
    """Yield the path of every case, in the order of their beginnings."""
    last = 0
    while rows := views.read(after(last, AT_ONCE))[0]:
        yield from rows
        last = cast("int", rows[-1]["position"])


def records(views: Views) -> Records:
    """Return what is asked of many cases at once."""
    granted, proposed = views.read(grants())[0], views.read(proposals())[0]
    return Records([grant_of(row) for row in granted], [proposal_of(row) for row in proposed])


def all_findings(views: Views, rules: AuditRules) -> Iterator[AuditFinding]:
    """Yield every finding: those of each case, then those about many."""
    for row in all_paths(views):
        yield from found_on(path_of(row), rules.limits)
    yield from found_across(records(views), rules.limits)


def findings_after(
    views: Views, rules: AuditRules, wanted: Wanted, start: Place, limit: int
) -> tuple[list[AuditFinding], Place | None]:
    """Return up to *limit* findings after a place, and the place to go on from, None at the end."""
    rows = _rows_from(views, start, wanted.unit)
    whole = len(rows) < AT_ONCE
    found = _found_in(views, rules, rows, whole=whole)
    left = [(place, one) for place, one in found if place > start and wanted.has(one)]
    page = [one for _, one in left[:limit]]
    if len(left) > limit:
        return page, left[limit - 1][0]
    return page, None if whole else (cast("int", rows[-1]["position"]), BEYOND)


def _rows_from(views: Views, start: Place, unit: str | None) -> Sequence[Row]:
    """Return the next paths; the one in which the page before ended is read again."""
    at, number = start
    if at >= BEYOND:
        return []
    return views.read(after(at if number == BEYOND else at - 1, AT_ONCE, unit))[0]


def _found_in(
    views: Views, rules: AuditRules, rows: Sequence[Row], *, whole: bool
) -> list[tuple[Place, AuditFinding]]:
    """Return the findings of some paths; after the last path, also those about many."""
    found: list[tuple[Place, AuditFinding]] = []
    for row in rows:
        found += _numbered(cast("int", row["position"]), found_on(path_of(row), rules.limits))
    if whole:
        found += _numbered(BEYOND, found_across(records(views), rules.limits))
    return found


def _numbered(at: int, found: Sequence[AuditFinding]) -> list[tuple[Place, AuditFinding]]:
    return [((at, number), one) for number, one in enumerate(found)]


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
