"""`vinhdanh findings` and `statistics`: what is odd about cases, and what may be published."""

from collections import Counter
from collections.abc import Mapping, Sequence

import click

from api.audit.reading import Wanted, all_findings, shown, unseen
from api.audit.shapes import RuleUnseen
from api.audit.statistics_told import statistics_of
from api.commands.as_of import at_a_point
from api.commands.door import Door
from api.commands.print import as_json, brief, document, say, table
from api.commands.views import caught_up
from api.looking import Looking
from api.looking_back import AsOf
from domain.access import VIETNAM
from domain.audit.across import ACROSS
from domain.audit.finding import AuditFinding
from domain.audit.on_a_path import ON_A_PATH
from domain.reading import EVERYTHING
from projections.as_of import Point

COLUMNS = ("rule", "unit", "case", "positions", "facts")
MOST_SHOWN = 8


@click.command()
@click.option("--rule", type=click.Choice([*ON_A_PATH, *ACROSS]), help="Only what this rule finds.")
@click.option("--count", is_flag=True, help="Only how often each rule finds something.")
@at_a_point
@as_json
@click.pass_obj
def findings(door: Door, /, *, rule: str | None, count: bool, as_json: bool, point: Point) -> None:
    """
    List what rules find odd about cases; each finding cites positions of the log.

    A finding is a question to whoever is audited, and no verdict.
    """
    with door.open() as system:
        caught_up(system)
        rules = system.catalogue.audit_rules()
        look = AsOf(system, Looking(system.views, EVERYTHING), point)
        found = list(all_findings(look, rules, Wanted(rule)))
    counted, beside = _counted(found, rule), unseen(rules, Wanted(rule))
    if as_json:
        items = {} if count else {"items": [shown(one, rules) for one in found]}
        document({"counts": counted, **items, "unseen": beside})
    elif count:
        table(("rule", "found"), list(counted.items()))
    else:
        _print(found)
    if not as_json:
        _warn(beside)


def _warn(beside: Sequence[RuleUnseen]) -> None:
    """Say in both languages what a rule cannot find."""
    for one in beside:
        say(f"{one['rule']}: {one['text']['vi']} ({one['text']['en']})")


def _counted(found: Sequence[AuditFinding], rule: str | None) -> Mapping[str, int]:
    """Return how often each rule that is asked for found something."""
    told = Counter(one.rule for one in found)
    return {key: told[key] for key in (*ON_A_PATH, *ACROSS) if rule in {None, key}}


def _print(found: Sequence[AuditFinding]) -> None:
    table(
        COLUMNS,
        [
            (one.rule, one.unit, one.case, _few(one.positions), brief(dict(one.facts)))
            for one in found
        ],
    )
    say(f"{len(found)} findings")


def _few(positions: tuple[int, ...]) -> str:
    """Return positions as a line holds them; JSON has them all."""
    more = f" and {len(positions) - MOST_SHOWN} more" if len(positions) > MOST_SHOWN else ""
    return ", ".join(str(one) for one in positions[:MOST_SHOWN]) + more


@click.command()
@click.option("--year", type=click.IntRange(2000, 9998), required=True)
@click.pass_obj
def statistics(door: Door, /, *, year: int) -> None:
    """Print as JSON what may be published of a year; of one that is not over nothing may be."""
    with door.open() as system:
        caught_up(system)
        told = statistics_of(year, system)
        over = year < system.clock.now().astimezone(VIETNAM).year
    document({**told, "over": over})
