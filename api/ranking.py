"""The ranking of a session's nominations, and the acts that put equal ones in order."""

from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import carried_out
from api.conditions import etag
from api.council_forms import PriorityForm, TieForm
from api.forms import sent
from api.minutes_of import ranking_of
from api.operations import TAGGED, Resource, acts, reads
from api.ranking_shapes import Ranking
from api.reply import answer
from api.system import house
from domain.council.commands import DecideTie, NotePriority

AT = "/councils/sessions/<uuid:session>"
rankings = Resource("rankings", "The nominations of a session in order, and how ties are cut.")
PRIORITY, TIE = PriorityForm(), TieForm()


@rankings.get(f"{AT}/ranking")
@reads(Ranking, headers=TAGGED, also=(404, 503))
def show_ranking(session: UUID) -> Response:
    """Rank the nominations of a session by weighted points, then by its rules for equal ones."""
    shown = ranking_of(house(), session)
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
