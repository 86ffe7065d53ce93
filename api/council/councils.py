"""Councils: who sits in them, by which papers; and the sessions they are called to."""

from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import carried_out, new, start, told_of
from api.as_of_query import PageAsOf, ReadingAsOf, point_of
from api.council.forms import AppointmentForm, CouncilForm, ReliefForm, SessionForm
from api.council.shapes import Council, CouncilPage, CouncilSessionPage
from api.fields import choice, unit_code
from api.forms import asked, sent
from api.gate import scope_now
from api.operations import PAGED, PREFIX, TAGGED, Resource, acts, creates, reads
from api.pages import day, id_
from api.system import house
from api.views import after, as_they_were, listed, one, rows, shown, wait_for
from domain.council.commands import AppointCouncil, AppointMembers, ConveneSession, RelieveMember
from domain.reading import EVERYTHING
from projections import councils as views
from projections.council_sessions import Wanted as Sessions
from projections.council_sessions import listed as sessions
from services.sessions import session_id

ADDRESS = f"{PREFIX}/councils"
STATES = ("called", "sitting", "casting", "closed", "called-off")
councils = Resource("councils", "Councils, their members, and their sessions.")


class CouncilsQuery(PageAsOf):
    """Which councils are asked for."""

    unit = unit_code()


class SessionsQuery(PageAsOf):
    """Which sessions are asked for."""

    state = choice(*STATES)


COUNCIL, APPOINTMENT, RELIEF, SESSION = (
    CouncilForm(),
    AppointmentForm(),
    ReliefForm(),
    SessionForm(),
)
COUNCILS, SESSIONS, READ = CouncilsQuery(), SessionsQuery(), ReadingAsOf()


@councils.post("/councils")
@creates(CouncilForm)
def appoint_council() -> Response:
    """Appoint the council of a unit by a paper of its leader."""
    mine, body = new(), COUNCIL.load(sent())
    by, seats = hand(body.pop("effective_on", None)), tuple(body.pop("seats"))
    return told_of(start(mine, lambda _: AppointCouncil(by, seats=seats, **body)), ADDRESS)


@councils.get("/councils")
@reads(CouncilPage, COUNCILS, headers=PAGED, also=(503,))
def list_councils() -> Response:
    """List councils by unit."""
    query = COUNCILS.load(asked())
    start_at = after(query.get("cursor"), str, id_)
    wait_for(query.get("at_least"))
    wanted, limit = views.Wanted(query.get("unit")), query["limit"]
    found = rows(views.listed(wanted, start_at, limit))
    seen = views.listed(wanted, limit=limit)
    told = as_they_were(found[:limit], ("council",), seen, point_of(query))
    return listed(found, ("unit", "council"), limit, told)


@councils.get("/councils/<uuid:council>")
@reads(Council, READ, headers=TAGGED, also=(404, 503))
def show_council(council: UUID) -> Response:
    """Show a council with all its terms and papers."""
    query = READ.load(asked())
    wait_for(query.get("at_least"))
    return shown(one(views.one(council), "council-unknown", point_of(query), ("council",)))


@councils.post("/councils/<uuid:council>/appointments")
@acts(AppointmentForm)
def appoint_members(council: UUID) -> Response:
    """Appoint more members, or the same for another term."""
    body = APPOINTMENT.load(sent())
    by, seats = hand(body.pop("effective_on", None)), tuple(body.pop("seats"))
    return carried_out(AppointMembers(council, by, seats=seats, **body))


@councils.post("/councils/<uuid:council>/reliefs")
@acts(ReliefForm)
def relieve_member(council: UUID) -> Response:
    """End the term of a member."""
    body = RELIEF.load(sent())
    return carried_out(RelieveMember(council, hand(body.pop("effective_on", None)), **body))


@councils.post("/councils/<uuid:council>/sessions")
@creates(SessionForm)
def convene_session(council: UUID) -> Response:
    """Call a council to vote on nominations that wait for it."""
    mine, body = new(), SESSION.load(sent())
    by, carried = hand(body.get("effective_on")), tuple(body["nominations"])
    rules, on = house().rulebooks.ballot_rules(), body["held_on"]

    def build(command: UUID) -> ConveneSession:
        return ConveneSession(session_id(command), by, council, on, carried, rules)

    return told_of(start(mine, build), f"{ADDRESS}/sessions")


@councils.get("/councils/<uuid:council>/sessions")
@reads(CouncilSessionPage, SESSIONS, headers=PAGED, also=(404, 503))
def list_council_sessions(council: UUID) -> Response:
    """List the sessions of a council by day."""
    query = SESSIONS.load(asked())
    start_at = after(query.get("cursor"), day, id_)
    wait_for(query.get("at_least"))
    point, limit = point_of(query), query["limit"]
    one(views.one(council), "council-unknown", point, ("council",))
    wanted = Sessions(council, state=query.get("state"))
    some = wanted if point.is_now else Sessions(council)
    found = rows(sessions(some, scope_now(house()), start_at, limit))
    seen = sessions(wanted, EVERYTHING, limit=limit)
    told = as_they_were(found[:limit], ("session",), seen, point)
    return listed(found, ("held_on", "session"), limit, told)
