"""The findings on the real approval log are those that a script of its own counts in the XES."""

import gzip
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from defusedxml.ElementTree import iterparse

from api.audit.reading import all_findings, all_paths, records
from api.looking import Looking
from domain.access import VIETNAM
from domain.audit.across import Records, found_across
from domain.audit.finding import Limit, Limits
from domain.audit.on_a_path import found_on
from domain.audit.path import Path
from domain.reading import EVERYTHING
from infra.views.database import open_views
from infra.views.reading import ViewReader
from projections.bookkeeping import prepare
from projections.path_rows import path_of
from projections.paths import view
from projections.runner import catch_up
from tests.plain_house import RULEBOOKS
from tests.services.real_log import LOG
from tests.services.test_real_log import CASES, VERDICTS

pytestmark = [
    pytest.mark.real_log,
    pytest.mark.no_cover,  # a small log reaches every line that this one does
]
ACT = tuple[str, datetime]
COUNTED = {
    "decision-within-seconds": 916,
    "skipped-step": 1_540,
    "late": 120,
    "act-without-authority": 89,
}


@pytest.fixture(scope="module")
def views(real_log, tmp_path_factory) -> Iterator[Looking]:
    """Let the view of paths follow the log."""
    ledger, _ = real_log
    engine = open_views(tmp_path_factory.mktemp("findings"), "sqlite://")
    prepare([view], engine)
    while catch_up([view], ledger, engine, 20_000) < ledger.last_position():
        continue
    yield Looking(ViewReader([view], engine), EVERYTHING)
    engine.dispose()


@pytest.fixture(scope="module")
def audited(views) -> tuple[list[Path], Records]:
    """Read all paths once."""
    return [path_of(row) for row in all_paths(views)], records(views)


@pytest.fixture(scope="module")
def straight() -> list[list[ACT]]:
    """Read the XES with nothing of ours: each case as names of acts, and when."""
    cases = []
    with gzip.open(LOG) as opened:
        for _, one in iterparse(opened):
            if one.tag.endswith("}trace"):
                acts = [each for each in one if each.tag.endswith("}event")]
                told = [{e.get("key"): e.get("value") for e in act} for act in acts]
                cases.append([act_of(each) for each in told])
                one.clear()
    return cases


def act_of(told: dict[str, str]) -> ACT:
    name = told["concept:name"].removeprefix("Declaration ")
    return name, datetime.fromisoformat(told["time:timestamp"])


def limited(**values: int) -> Limits:
    told = {name: Limit(value, "a test", confirmed=False) for name, value in values.items()}
    return replace(RULEBOOKS.audit_rules().limits, **told)


def quick(cases: list[list[ACT]], seconds: int) -> int:
    """Count final approvals sooner than so many seconds after the act before."""
    soon = timedelta(seconds=seconds)
    pairs = (pair for acts in cases for pair in pairwise(acts))
    return sum(b[0].startswith("FINAL_") and b[1] - a[1] < soon for a, b in pairs)


def long(cases: list[list[ACT]], days: int) -> int:
    """Count final approvals later than so many days after the last submission before them."""
    found = 0
    for acts in cases:
        sent = None
        for name, at in acts:
            sent = at if name.startswith("SUBMITTED") else sent
            found += name.startswith("FINAL_") and sent is not None and (at - sent).days >= days
    return found


def unchecked(cases: list[list[ACT]]) -> int:
    """Count final approvals with no approval since the submission, and money without any."""
    return sum(leaps([name for name, _ in acts]) for acts in cases)


def leaps(names: list[str]) -> int:
    """Count the same of one case."""
    agreed = granted = False
    found = 0
    for name in names:
        if name.startswith("SUBMITTED"):
            agreed = False
        elif name.startswith("APPROVED"):
            agreed = True
        elif name.startswith("FINAL_"):
            granted, found = True, found + (not agreed)
        found += "Payment" in name and not granted
    return found


def after_the_end(cases: list[list[ACT]]) -> int:
    """Count approvals and refusals of what was decided; to close what was refused is none."""
    return sum(belated([name for name, _ in acts]) for acts in cases)


def belated(names: list[str]) -> int:
    """Count the same of one case."""
    words = [name.split("_")[0].split()[0] for name in names if "SAVED" not in name]
    ended, found = "", 0
    for word in [one for one in words if one.isupper()]:
        if word == "SUBMITTED":
            ended = ""
            continue
        found += (ended, word) in CLOSED
        ended = word if word in {"FINAL", "REJECTED"} else ended
    return found


CLOSED = {(a, b) for a in ("FINAL", "REJECTED") for b in ("FINAL", "APPROVED", "REJECTED")}
CLOSED -= {("REJECTED", "REJECTED")}


def granted_on(cases: list[list[ACT]]) -> list[date]:
    """Return the day in Viet Nam on which each case was granted that nothing reopened since."""
    told = [[act for act in acts if act[0].startswith(ENDING)][-1:] for acts in cases]
    last = [act for one in told for act in one]
    return [at.astimezone(VIETNAM).date() for name, at in last if name.startswith("FINAL_")]


ENDING = ("FINAL_", "REJECTED", "SUBMITTED")


def crowded(days: list[date], percent: int) -> list[str]:
    """Return the years in whose last 15 days more lies than so much of an even share."""
    whole = Counter(day.year for day in days)
    last = Counter(day.year for day in days if day > date(day.year, 12, 16))
    shares = {year: Fraction(last[year] * 365 * 100, 15 * whole[year]) for year in whole}
    return sorted(str(year) for year in shares if whole[year] >= 20 and shares[year] > percent)


def test_the_paths_hold_every_case_and_act_of_the_log(audited):
    deeds = [len(path.deeds) for path in audited[0]]
    assert (CASES, CASES + VERDICTS) == (len(deeds), sum(deeds))


def test_the_findings_are_those_that_are_counted_straight(views, straight):
    found = Counter(one.rule for one in all_findings(views, RULEBOOKS.audit_rules()))

    expected = {
        "decision-within-seconds": quick(straight, 60),
        "skipped-step": unchecked(straight),
        "late": long(straight, 30),
        "act-without-authority": after_the_end(straight),
    }
    assert expected == found
    assert COUNTED == expected


@pytest.mark.parametrize(("seconds", "days"), [(5, 10), (300, 90)])
def test_they_are_those_under_other_limits_too(audited, straight, seconds, days):
    limits = limited(seconds=seconds, days=days)
    found = Counter(one.rule for path in audited[0] for one in found_on(path, limits))
    assert quick(straight, seconds) == found["decision-within-seconds"]
    assert long(straight, days) == found["late"]


@pytest.mark.parametrize("percent", [200, 75, 50])
def test_a_rush_at_the_end_of_a_year_is_that_of_the_days(audited, straight, percent):
    found = found_across(audited[1], limited(rush_percent=percent))
    years = [one.facts["year"] for one in found if one.rule == "year-end-rush"]
    assert crowded(granted_on(straight), percent) == sorted(years)


def test_both_a_rush_and_none_are_met(straight):
    assert [[], ["2017", "2018"]] == [crowded(granted_on(straight), one) for one in (200, 50)]
