"""`vinhdanh verdict`: is a case eligible as it stands, rule by rule, and what would change it?"""

from collections.abc import Iterator
from uuid import UUID

import click

from api.cli_actor import speaker, token_option
from api.cli_door import Door
from api.cli_print import as_json, document, say
from api.cli_read import nomination
from api.cli_what_if_told import SAID, both
from api.fact_names import names_of
from api.verdict_shapes import RuleFinding, verdict_shown
from domain.access import VIETNAM
from services.verdicts import judged


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
        found = judged(nomination, system.rulebooks.forces(), system.ledger, today)
        shown = verdict_shown(nomination, found, system.catalogue.rules(), names_of(system))
    if as_json:
        document(shown)
        return
    say(f"{SAID[shown['answer']]}, phiên bản (version) {shown['version']}")
    for one in shown["rules"]:
        for line in lines(one):
            say(line)


def lines(one: RuleFinding) -> Iterator[str]:
    """Yield what is printed of a rule, Vietnamese first; of a broken one, what would change it."""
    holds = "đạt (holds)" if one["holds"] else "không đạt (broken)"
    yield f"{one['rule']}: {holds}, {SAID[one['force']]}"
    yield f"  {one['text'].vi}"
    yield f"  {one['text'].en}"
    sure = "đã xác nhận (confirmed)" if one["confirmed"] else "chưa xác nhận (not confirmed)"
    yield f"  nguồn (source): {one['source']}; {sure}"
    for seen in one["seen"]:
        yield f"  đã xem (looked at): {seen['label'].vi}: {both(seen['says'])}"
    for broken in one["broken"]:
        yield f"  vi phạm (broken): {both(broken['says'])} [{broken['code']}]"
    if not one["holds"]:
        yield f"  cần làm (what would change it): {both(one['remedy'])}"
