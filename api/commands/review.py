"""`vinhdanh review`: reviews of decisions as their parties read them; list and show."""

from functools import partial
from typing import cast
from uuid import UUID

import click

from api.commands.actor import hand, speaker, token_option
from api.commands.door import Door
from api.commands.papers import printed
from api.commands.print import as_json, document
from api.commands.views import caught_up, every
from api.looking import Looking
from api.review.reading import read_whole
from api.review.told import short
from domain.reading import EVERYTHING, reviewed_by
from domain.review.standing import OUTCOMES
from projections.columns import Row
from projections.reviews import Wanted, listed, one, reader_of
from services.reviews import the_reader_is_a_party

MOST = 1_000_000
LISTED = ("opened_on", "number", "unit", "state", "outcome", "next_due", "overdue", "review")
POINTS = ("on", "kind", "reference", "unit", "due_on", "overdue", "words")
FOLLOWED = ("on", "by", "act", "number", "words")


@click.group()
def review() -> None:
    """Reviews of decisions, for their auditors and the audited; list, show."""


@review.command("list")
@click.option("--decision", type=click.UUID, help="Only reviews of this decision.")
@click.option("--state", type=click.Choice(["running", "concluded", "closed"]))
@click.option("--outcome", type=click.Choice(OUTCOMES))
@token_option
@as_json
@click.pass_obj
def list_reviews(
    door: Door,
    /,
    decision: UUID | None,
    state: str | None,
    outcome: str | None,
    token: str | None,
    *,
    as_json: bool,
) -> None:
    """List the reviews that the bearer of the token is a party to."""
    with door.open() as system:
        who = speaker(system, token)
        caught_up(system)
        today = hand(system, who, None).effective_on
        reader = reader_of(who.roles, reviewed_by(who.units, system.units, today))
        ask = partial(listed, Wanted(decision, None, state, outcome), reader)
        rows = every(Looking(system.views, EVERYTHING), ask, ("opened_on", "review"), MOST)
        found = [short(row, today, who.roles) for row in rows]
    if as_json:
        document({"items": found})
    else:
        printed(LISTED, found)


@review.command()
@click.argument("review", type=click.UUID)
@token_option
@as_json
@click.pass_obj
def show(door: Door, /, review: UUID, token: str | None, *, as_json: bool) -> None:
    """Show a review: what was asked, found, answered, concluded, and whether it was followed."""
    with door.open() as system:
        by = hand(system, speaker(system, token), None)
        the_reader_is_a_party(review, by, system.ledger)
        caught_up(system)
        rows, _ = system.views.read(one(review), EVERYTHING)
        told = read_whole(rows[0], by.effective_on, by, system)
    if as_json:
        document(told)
        return
    printed(LISTED, [told])
    for columns, name in ((POINTS, "points"), (FOLLOWED, "follow_up")):
        printed(columns, cast("list[Row]", told[name]))
