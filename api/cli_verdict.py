"""`vinhdanh verdict`: is a case eligible as it stands, rule by rule, and what would change it?"""

from uuid import UUID

import click

from api.cli_actor import speaker, token_option
from api.cli_door import Door
from api.cli_print import as_json, document, say, table
from api.cli_read import nomination
from api.verdict_shapes import ConditionShown, RuleFinding, verdict_shown
from domain.access import VIETNAM
from services.verdicts import judged

CONDITIONS = ("condition", "force", "standing", "text", "judged by", "remedy")
RULES = ("rule", "force", "holds", "text", "broken", "remedy")


@click.command()
@nomination
@token_option
@as_json
@click.pass_obj
def verdict(door: Door, /, nomination: UUID, token: str | None, *, as_json: bool) -> None:
    """Say whether a case is eligible as it stands, rule by rule, and what would change it."""
    with door.open() as system:
        speaker(system, token)
        today = system.clock.now().astimezone(VIETNAM).date()
        found = judged(nomination, system.rulebooks.forces(), system.ledger, today, system.people)
        words = system.catalogue.rules(), system.catalogue.ways()
        shown = verdict_shown(nomination, found, *words)
    if as_json:
        document(shown)
        return
    say(f"{shown['answer']}, at version {shown['version']}")
    table(RULES, [line(one) for one in shown["rules"]])
    if shown["conditions"]:
        table(CONDITIONS, [condition(one) for one in shown["conditions"]])


def condition(one: ConditionShown) -> tuple[object, ...]:
    """Return what is printed of a condition; what would change the answer where it is not met."""
    judge = one["judged_by"]
    ways = "" if one["standing"] == "met" else "; ".join(each.vi for each in one["remedies"])
    said = f"{judge['judge']}: {judge['reason']}" if judge else ""
    return (one["condition"], one["force"], one["standing"], one["text"].vi, said, ways)


def line(one: RuleFinding) -> tuple[object, ...]:
    """Return what is printed of a rule; its remedy only where it is broken."""
    broken = "; ".join(
        f"{each['code']} {' '.join(each['facts'].values())}" for each in one["broken"]
    )
    holds = "yes" if one["holds"] else "no"
    remedy = "" if one["holds"] else one["remedy"].vi
    return (one["rule"], one["force"], holds, one["text"].vi, broken, remedy)
