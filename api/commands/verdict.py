"""`vinhdanh verdict`: is a case eligible as it stands, rule by rule, and what would change it?"""

from collections.abc import Iterator
from uuid import UUID

import click

from api.as_of import ledger_as_of
from api.commands.actor import looking_at, speaker, token_option
from api.commands.as_of import at_a_point
from api.commands.door import Door
from api.commands.print import as_json, document, say
from api.commands.read import nomination
from api.commands.what_if_told import SAID, both
from api.fact_names import names_of
from api.nomination.verdict_shapes import ConditionShown, RuleFinding, verdict_shown
from domain.access import VIETNAM
from domain.nomination.decide import nomination_unknown
from projections.as_of import Point
from services.verdicts import judged


@click.command()
@nomination
@at_a_point
@token_option
@as_json
@click.pass_obj
def verdict(
    door: Door, /, nomination: UUID, token: str | None, point: Point, *, as_json: bool
) -> None:
    """Say whether a case is eligible as it stands, rule by rule, and what would change it."""
    with door.open() as system:
        looking_at(system, speaker(system, token), nomination, nomination_unknown(nomination))
        on = point.day(system.clock.now().astimezone(VIETNAM).date())
        past, forces = ledger_as_of(system.ledger, point), system.rulebooks.forces()
        found = judged(nomination, forces, past, on, system.people)
        words = system.catalogue.rules(), system.catalogue.ways()
        shown = verdict_shown(nomination, found, *words, names_of(system))
    if as_json:
        document(shown)
        return
    say(f"{SAID[shown['answer']]}, phiên bản (version) {shown['version']}")
    for rule in shown["rules"]:
        for line in lines(rule):
            say(line)
    for asked in shown["conditions"]:
        for line in condition(asked):
            say(line)


def lines(one: RuleFinding) -> Iterator[str]:
    """Yield what is printed of a rule, Vietnamese first; of a broken one, what would change it."""
    holds = "đạt (holds)" if one["holds"] else "không đạt (broken)"
    yield f"{one['rule']}: {holds}, {SAID[one['force']]}"
    yield f"  {one['text'].vi}"
    yield f"  {one['text'].en}"
    yield f"  {source(one)}"
    for seen in one["seen"]:
        yield f"  đã xem (looked at): {seen['label'].vi}: {both(seen['says'])}"
    for broken in one["broken"]:
        yield f"  vi phạm (broken): {both(broken['says'])} [{broken['code']}]"
    if not one["holds"]:
        yield f"  cần làm (what would change it): {both(one['remedy'])}"


def condition(one: ConditionShown) -> Iterator[str]:
    """Yield what is printed of a condition of the award, and who judged it."""
    yield f"{one['condition']}: {SAID[one['standing']]}, {SAID[one['force']]}"
    yield f"  {one['text'].vi}"
    yield f"  {one['text'].en}"
    yield f"  {source(one)}"
    for seen in one["seen"]:
        yield f"  đã xem (looked at): {seen['label'].vi}: {both(seen['says'])}"
    if judge := one["judged_by"]:
        yield f"  người xét (judged by): {judge['judge']}: {judge['reason']}"
    if one["standing"] != "met":
        for way in one["remedies"]:
            yield f"  cần làm (what would change it): {both(way)}"


def source(one: RuleFinding | ConditionShown) -> str:
    """Return the source of a rule or a condition, and whether it is confirmed."""
    sure = "đã xác nhận (confirmed)" if one["confirmed"] else "chưa xác nhận (not confirmed)"
    return f"nguồn (source): {one['source']}; {sure}"
