"""`vinhdanh ranking`: the cases of a movement in order, for one review, award and unit."""

from typing import cast

import click

from api.commands.actor import looking, speaker, token_option
from api.commands.as_of import at_a_point
from api.commands.door import Door
from api.commands.print import as_json, document, say
from api.commands.views import caught_up
from api.council.movement_ranking import Cell, ranking_over
from api.council.ranking_shapes import spoken
from domain.refusal import Kind, Refusal, Refused
from projections.as_of import Point


@click.command()
@click.argument("movement")
@click.option("--occasion", required=True, help="Review of the movement: annual, interim or final.")
@click.option("--award", required=True, help="Key of the award.")
@click.option("--unit", required=True, help="Code of the unit that proposes.")
@click.option("--step", default="", help="Step whose points count; else the lowest that has any.")
@at_a_point
@token_option
@as_json
@click.pass_obj
def ranking(
    door: Door,
    /,
    movement: str,
    token: str | None,
    *,
    as_json: bool,
    step: str,
    point: Point,
    **cell: str,
) -> None:
    """Rank the cases of a movement for one award at one review, as one unit proposes them."""
    with door.open() as system:
        who = speaker(system, token)
        look = looking(system, who)
        if system.catalogue.programme(movement) is None:
            unknown = Refusal("movement-unknown", Kind.UNKNOWN, "there is no such movement")
            raise Refused(unknown)
        caught_up(system)
        wanted = cast("Cell", {"movement": movement, **cell})
        found = ranking_over(system, look.scope, wanted, step or None, who, point)
    if as_json:
        document(found)
        return
    say(f"bước (step): {found['step'] or '-'}")
    for one in found["items"]:
        say(spoken(one, found["ties"]))
