"""Sessions of councils: from who is there to the count of the ballots."""

from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import claims, hand, today
from api.acts import carried_out, handed_over, told_version, version_is_named
from api.as_of_query import ReadingAsOf, point_of
from api.council.forms import (
    ArrivalForm,
    CallingOffForm,
    ConflictForm,
    HandsForm,
    OpeningForm,
    OpinionForm,
    RollClosingForm,
    SessionClosingForm,
    TakingForm,
)
from api.council.minutes_of import written
from api.council.session_cases import SessionBefore, cases_before
from api.council.shapes import BoxPage, CouncilSession, Minutes
from api.forms import READING, asked, sent
from api.gate import scope_now
from api.operations import SAID, TAGGED, Resource, acts, reads
from api.system import house
from api.views import all_of, counted, one, shown, wait_for
from domain.council.commands import (
    CallOffSession,
    CloseRoll,
    CloseSession,
    CountHands,
    DeclareConflict,
    NoteArrival,
    OpenSession,
    TakeBallots,
    WriteOpinion,
)
from domain.council.events import Attendance, Choice
from projections import ballot_boxes
from projections import council_sessions as views
from services import sessions as boxes

UNKNOWN, AT = "session-unknown", "/councils/sessions/<uuid:session>"
council_sessions = Resource("council-sessions", "Sessions of councils, and their votes.")
CONFLICT, OPENING, OPINION, HANDS = ConflictForm(), OpeningForm(), OpinionForm(), HandsForm()
ARRIVAL, READ = ArrivalForm(), ReadingAsOf()
TAKING, ROLL, CLOSING, CALLING_OFF = (
    TakingForm(),
    RollClosingForm(),
    SessionClosingForm(),
    CallingOffForm(),
)


@council_sessions.get(AT)
@reads(CouncilSession, READ, headers=TAGGED, also=(404, 503))
def show_council_session(session: UUID) -> Response:
    """Show a session: agenda, who is there, who stepped back, results."""
    query = READ.load(asked())
    wait_for(query.get("at_least"))
    return shown(one(views.one(session), UNKNOWN, point_of(query), ("session",)))


@council_sessions.get(f"{AT}/cases")
@reads(SessionBefore, READ, headers=TAGGED, also=(404, 503))
def show_cases_before_council(session: UUID) -> Response:
    """Show a session with each case on its agenda, file and verdict, as they are or were known."""
    query, system = READ.load(asked()), house()
    wait_for(query.get("at_least"))
    point = point_of(query)
    row = one(views.one(session), UNKNOWN, point, ("session",))
    return shown(row, cases=cases_before(row, scope_now(system), point, today(), system, claims()))


@council_sessions.get(f"{AT}/minutes")
@reads(Minutes, READ, headers=TAGGED, also=(404, 503))
def show_minutes(session: UUID) -> Response:
    """Show the minutes of a session and of each count, written from the facts."""
    query = READ.load(asked())
    wait_for(query.get("at_least"))
    point = point_of(query)
    row = one(views.one(session), UNKNOWN, point, ("session",))
    return shown(written(house(), row, claims(), point))


@council_sessions.get(f"{AT}/ballots")
@reads(BoxPage, READING, headers=SAID, also=(404, 503))
def list_ballots(session: UUID) -> Response:
    """List the ballots of a closed session, each with its proof: who reads it may count again."""
    wait_for(READING.load(asked()).get("at_least"))
    one(views.one(session), UNKNOWN)
    return counted(all_of(ballot_boxes.of_session(session)))


@council_sessions.post(f"{AT}/conflicts")
@acts(ConflictForm)
def declare_conflict(session: UUID) -> Response:
    """Say that one has an interest in a nomination, and therefore steps back."""
    body = CONFLICT.load(sent())
    return carried_out(DeclareConflict(session, hand(body.pop("effective_on", None)), **body))


@council_sessions.post(f"{AT}/opening")
@acts(OpeningForm)
def open_session(session: UUID) -> Response:
    """Begin with the members who are there."""
    body = OPENING.load(sent())
    version_is_named()
    keys, present = boxes.keys_for(house(), session), tuple(body["present"])
    return carried_out(OpenSession(session, hand(body.get("effective_on")), present, keys))


@council_sessions.post(f"{AT}/arrivals")
@acts(ArrivalForm)
def note_arrival(session: UUID) -> Response:
    """Note that a member came late, and votes on what is still to be voted."""
    body = ARRIVAL.load(sent())
    who = Attendance(body["member"], body.get("by", body["member"]))
    return carried_out(NoteArrival(session, hand(body.get("effective_on")), who))


@council_sessions.post(f"{AT}/opinions")
@acts(OpinionForm)
def write_opinion(session: UUID) -> Response:
    """Give the written opinion of an absent member."""
    body = OPINION.load(sent())
    by, choice = hand(body.get("effective_on")), Choice(body["choice"])
    told = (body["nomination"], choice, body.get("member"), body.get("paper"))
    return carried_out(WriteOpinion(session, by, *told))


@council_sessions.post(f"{AT}/hands")
@acts(HandsForm)
def count_hands(session: UUID) -> Response:
    """Write an open vote down."""
    body = HANDS.load(sent())
    by, some, others = hand(body.get("effective_on")), body["in_favour"], body["against"]
    order = CountHands(session, by, body["nomination"], tuple(some), tuple(others))
    return carried_out(order)


@council_sessions.post(f"{AT}/roll")
@acts(TakingForm)
def take_ballots(session: UUID) -> Response:
    """Take ballots in one's own name; the session then shows the signatures on them."""
    body = TAKING.load(sent())
    by = hand(body.get("effective_on"))
    papers = [(paper["nomination"], paper["blinded"]) for paper in body["papers"]]
    return carried_out(TakeBallots(session, by, tuple(boxes.signed(house(), session, papers))))


@council_sessions.post(f"{AT}/roll-closing")
@acts(RollClosingForm)
def close_roll(session: UUID) -> Response:
    """Hand out no more ballots, destroy the keys, and let ballots be cast."""
    body = ROLL.load(sent())
    reply = carried_out(CloseRoll(session, hand(body.get("effective_on"))))
    boxes.forget_keys(house(), session)
    return reply


@council_sessions.post(f"{AT}/closing")
@acts(SessionClosingForm)
def close_session(session: UUID) -> Response:
    """Open the boxes, count, and let every nomination move by its result, all at once."""
    body = CLOSING.load(sent())
    version_is_named()
    lost = {one["nomination"]: one["ballots"] for one in body.get("not_returned", ())}
    order = CloseSession(session, hand(body.get("effective_on")), not_returned=lost)
    return told_version(boxes.close(house(), order, handed_over))


@council_sessions.post(f"{AT}/calling-off")
@acts(CallingOffForm)
def call_off_session(session: UUID) -> Response:
    """Give a session up, without any result."""
    body = CALLING_OFF.load(sent())
    order = CallOffSession(session, hand(body.get("effective_on")), body["reason"])
    reply = carried_out(order)
    boxes.clear(house(), session)
    return reply
