"""`vinhdanh reform`: every open case gets one authority after a reform of units."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from api.commands.actor import token_option
from api.commands.door import Door
from api.commands.import_log import operator
from api.commands.print import as_json, document, progress, say, table
from api.commands.reform_cases import Document, Lines, Silent, print_ways
from api.house_act.changes_told import hand_for, summary
from domain.council.closing import MOVED
from domain.hand import Hand
from domain.reform.plan import Reform
from domain.units import Units
from services.ports import Ledger
from services.reform import apply, rehearse
from services.reform_tally import Tally
from services.upkeep import Progress

if TYPE_CHECKING:
    pass


@click.command()
@click.argument("which", metavar="NAME|FILE")
@click.option("--dry-run", is_flag=True, help="Change nothing: say what would move.")
@click.option("--cases", "each", is_flag=True, help="With --dry-run: a line for each case.")
@token_option
@as_json
@click.pass_obj
def reform(door: Door, /, which: str, token: str | None, **flags: bool) -> None:
    """
    Apply a reform of units, such as 2025-07-01, or one of a file.

    Each open case gets one fact that says who is competent from then on, by which rule and why. A
    dry run counts the cases by old and new unit; --cases lists them all, and --json does so too.
    Cases of a unit that was divided wait for a person: see `vinhdanh assign`. Units that begin by a
    file and that this house does not know are named: put the file among its reforms. Run again, it
    completes what was cut off and changes nothing else. Two operators stand behind it first: see
    `vinhdanh propose reform`. Without a token the facts name "operator", who carries out what they
    agreed to; a token must carry the role operator.
    """
    if flags["each"] and not flags["dry_run"]:
        raise click.UsageError("--cases goes with --dry-run")
    plan = door.reform(which)
    with door.open() as system, progress() as told:
        strangers = unknown(plan, system.units)
        hand = hand_for(plan, operator(system, token), system)
        head = {"reform": plan.key, "dry_run": flags["dry_run"], "unknown_here": strangers}
        if flags["dry_run"]:
            _rehearsed(plan, hand, system.ledger, told, head, flags)
        else:
            _told(apply(plan, hand, system.ledger, told), head, flags)
    if strangers and not flags["as_json"]:
        click.echo(f"unknown to this house, see docs/operations.md: {strangers}", err=True)


def _rehearsed(
    plan: Reform,
    hand: Hand,
    ledger: Ledger,
    progress: Progress,
    head: dict[str, object],
    flags: Mapping[str, bool],
) -> None:
    """Say what would become of each case, and what that makes in all."""
    each = _listing(head, flags)
    done = rehearse(plan, hand, ledger, progress, each)
    each.close(told_of(done))
    if not flags["as_json"]:
        print_tally(done, would=True)
        print_ways(done)


def _listing(head: dict[str, object], flags: Mapping[str, bool]) -> Silent:
    if flags["as_json"]:
        return Document(head)
    return Lines() if flags["each"] else Silent()


def _told(done: Tally, head: dict[str, object], flags: Mapping[str, bool]) -> None:
    """Say what a reform did."""
    if flags["as_json"]:
        document({**head, **told_of(done)})
    else:
        print_tally(done, would=False)


def unknown(plan: Reform, units: Units) -> list[str]:
    """Return the units that begin with a reform and that the house does not know."""
    day = plan.in_force_from
    begun = (one.code for one in plan.units if one.in_force_from == day)
    return sorted(code for code in begun if units.unit(code, day) is None)


def told_of(tally: Tally) -> Mapping[str, object]:
    """Return what a reform did as a document."""
    waiting = [
        {
            "unit": one.unit,
            "rule": one.rule,
            "candidates": list(one.candidates),
            "decided_by": one.decided_by,
            "cases": cases,
        }
        for one, cases in tally.choices.most_common()
    ]
    return {
        "cases": tally.cases,
        "ended": tally.ended,
        "unchanged": tally.unchanged,
        "retried": tally.retried,
        "moved": dict(tally.moved),
        "steps_handed": dict(tally.handed),
        "steps_dropped": dict(tally.dropped),
        "choices": waiting,
        "onward": dict(tally.onward),
        "off_agendas": tally.off_agendas,
    }


def print_tally(tally: Tally, *, would: bool) -> None:
    """Print what a reform did, or would do."""
    rows = [
        *_rows("case", tally.moved),
        *_rows("step handed over", tally.handed),
        *_rows("step dropped", tally.dropped),
        *_rows("goes on by a later reform", tally.onward),
        *_rows("off an agenda", +Counter({MOVED: tally.off_agendas})),
    ]
    table(("what", "rule", "times"), rows)
    if tally.choices:
        click.echo()
        say("left to a person:")
        columns = ("unit", "rule", "candidates", "decided by", "cases")
        table(
            columns,
            [
                (one.unit, one.rule, " ".join(one.candidates), one.decided_by or "-", cases)
                for one, cases in tally.choices.most_common()
            ],
        )
    say(summary(tally, would=would))


def _rows(what: str, counted: Counter[str]) -> list[tuple[object, ...]]:
    return [(what, rule, times) for rule, times in counted.most_common()]
