"""The ranking of a session's nominations, and the acts that put equal ones in order."""

from typing import cast
from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import claims, hand
from api.acts import carried_out
from api.as_of_query import ReadingAsOf, point_of, taken_from
from api.conditions import etag
from api.council.forms import PriorityForm, TieForm
from api.council.minutes_of import ranking_of
from api.council.movement_ranking import Cell, MovementRanking, ranking_over
from api.council.ranking_shapes import Ranking
from api.fields import rule_key, unit_code
from api.forms import asked, sent
from api.gate import scope_now
from api.movements import known
from api.operations import TAGGED, Resource, acts, reads
from api.reply import answer
from api.system import house
from api.views import wait_for
from domain.council.commands import DecideTie, NotePriority


class MovementQuery(ReadingAsOf):
    """Which cases of a movement are ranked, and by the points of which step."""

    movement = rule_key(required=True)
    occasion = rule_key(required=True)
    award = rule_key(required=True)
    unit = unit_code(required=True)
    step = rule_key()


AT = "/councils/sessions/<uuid:session>"
rankings = Resource(
    "rankings", "The nominations of a session or a movement in order, and how ties are cut."
)
PRIORITY, TIE, MOVEMENT, READ = PriorityForm(), TieForm(), MovementQuery(), ReadingAsOf()


@rankings.get("/rankings")
@reads(MovementRanking, MOVEMENT, also=(404, 503))
def show_movement_ranking() -> Response:
    """
    Rank all cases of a movement for one award at one review, as one unit proposes them.

    By weighted points at a step (the lowest that has any, unless one is named), over all sessions.
    """
    query = MOVEMENT.load(asked())
    wait_for(query.pop("at_least", None))
    query.setdefault("step", None)
    query["movement"] = known(query["movement"]).key
    system, step, point = house(), query.pop("step"), taken_from(query)
    cell, scope = cast("Cell", query), scope_now(system)
    return answer(ranking_over(system, scope, cell, step, claims(), point))


@rankings.get(f"{AT}/ranking")
@reads(Ranking, READ, headers=TAGGED, also=(404, 503))
def show_ranking(session: UUID) -> Response:
    """Rank the nominations of a session by weighted points, then by its rules for equal ones."""
    query = READ.load(asked())
    wait_for(query.get("at_least"))
    shown = ranking_of(house(), session, claims(), point_of(query))
    return answer(shown, headers={"ETag": etag(shown["version"])})


@rankings.post(f"{AT}/priorities")
@acts(PriorityForm)
def note_priority(session: UUID) -> Response:
    """Note that a nominee goes first among equals, by a rule of the session."""
    body = PRIORITY.load(sent())
    return carried_out(NotePriority(session, hand(body.pop("effective_on", None)), **body))


@rankings.post(f"{AT}/ties")
@acts(TieForm)
def decide_tie(session: UUID) -> Response:
    """Put nominations in order that neither points nor rules part."""
    body = TIE.load(sent())
    by, order = hand(body.get("effective_on")), tuple(body["order"])
    return carried_out(DecideTie(session, by, order, body["reason"]))
