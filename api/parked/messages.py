"""Messages of the bus that were put aside: read, corrected, tried again or dropped by operators."""

from datetime import date
from hashlib import sha256
from uuid import UUID

from marshmallow import fields, validate
from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import carried_out, rehearsed
from api.fields import Id, Line, Text, choice, rule_key, why
from api.forms import READING, Act, Listing, asked, sent
from api.operations import PAGED, TAGGED, Resource, acts, reads
from api.pages import number
from api.parked.contents import content_of
from api.parked.shapes import ParkedMessage, ParkedMessagePage
from api.system import house
from api.views import after, listed, one, rows, shown, wait_for
from domain.access import the_hand_has_the_role
from domain.decider import demand
from domain.parking.commands import CorrectParkedMessage, DropParkedMessage
from domain.parking.decide import OPERATOR
from domain.parking.state import REFUSED
from projections.parked_messages import DONE, DROPPED, WAITING, Wanted, message_of
from projections.parked_messages import listed as put_aside
from services.city_orders.words import MOST_CARRIED
from services.edxml.completing import Completion, filled_in
from services.parking import keep_corrected
from services.replaying import about_to_replay, replay

LONGEST = 1_000_000
parked_messages = Resource("parked-messages", "Messages of the bus that were put aside.")


class ParkedQuery(Listing):
    """Which messages are asked for."""

    state = choice(WAITING, DONE, DROPPED)
    source = Text(1, 200)
    type = Text(1, 200)
    reason = rule_key()


class CorrectedMessageForm(Act):
    """Put another content in the place of the one that came."""

    content = fields.String(required=True, validate=validate.Length(1, LONGEST))
    reason = why()


class CompletionForm(Act):
    """Say what a decision that came as a package grants, and on what law."""

    granted = fields.List(Id(), required=True, validate=validate.Length(1, MOST_CARRIED))
    legal_basis = Text(3, 2000, required=True)
    signer_position = Line(1, 200)
    findings = Text(3, 2000)
    reason = Text(3, 500, required=True)


class ReplayForm(Act):
    """Try a message again."""


class DroppingForm(Act):
    """Decide that a message is never carried out."""

    reason = why()


PARKED, CORRECTED, COMPLETION, REPLAY, DROPPING = (
    ParkedQuery(),
    CorrectedMessageForm(),
    CompletionForm(),
    ReplayForm(),
    DroppingForm(),
)


def by_an_operator() -> None:
    """Let operators alone read, and settle, what anybody may have sent; Refused for others."""
    demand(the_hand_has_the_role(hand(None), OPERATOR))


@parked_messages.get("/parked-messages")
@reads(ParkedMessagePage, PARKED, headers=PAGED, also=(403, 503))
def list_parked_messages() -> Response:
    """List messages that were put aside, with their reasons and without their content."""
    by_an_operator()
    query = PARKED.load(asked())
    limit, start_at = query.pop("limit"), after(query.pop("cursor", None), number)
    wait_for(query.pop("at_least", None))
    reason = query.pop("reason", None)
    found = rows(put_aside(Wanted(**query), reason, start_at, limit))
    return listed(found, ("position",), limit)


@parked_messages.get("/parked-messages/<uuid:message>")
@reads(ParkedMessage, READING, headers=TAGGED, also=(403, 404, 503))
def show_parked_message(message: UUID) -> Response:
    """Show a message that was put aside, with its content while it waits."""
    by_an_operator()
    wait_for(READING.load(asked()).get("at_least"))
    row = one(message_of(message), "parked-message-unknown")
    return shown(row, content=content_of(message, str(row["digest"]), house().parked))


@parked_messages.post("/parked-messages/<uuid:message>/corrections")
@acts(CorrectedMessageForm)
def correct_parked_message(message: UUID) -> Response:
    """Put another content in the place of the one that came."""
    by_an_operator()
    body = CORRECTED.load(sent())
    content = body["content"].encode()
    return corrected(message, content, body["reason"], body.get("effective_on"))


@parked_messages.post("/parked-messages/<uuid:message>/completions")
@acts(CompletionForm)
def complete_parked_message(message: UUID) -> Response:
    """Say which cases a decision that came as a package grants; a replay carries it out."""
    by_an_operator()
    body = COMPLETION.load(sent())
    reason, on = body.pop("reason"), body.pop("effective_on", None)
    told = Completion(granted=tuple(body.pop("granted")), **body)
    return corrected(message, filled_in(message, told, house()), reason, on)


def corrected(message: UUID, content: bytes, reason: str, on: date | None) -> Response:
    """Put *content* in the place of the one that came, for a reason."""
    digest = sha256(content).hexdigest()
    order = CorrectParkedMessage(message, hand(on), digest, len(content), reason)
    if rehearsed(order):
        keep_corrected(message, content, house())
    return carried_out(order)


@parked_messages.post("/parked-messages/<uuid:message>/replays")
@acts(ReplayForm)
def replay_parked_message(message: UUID) -> Response:
    """Try a message again, with at most one effect; one that is refused again waits on."""
    by_an_operator()
    by = hand(REPLAY.load(sent()).get("effective_on"))
    note = about_to_replay(message, by, house())
    if rehearsed(note):
        note = replay(message, by, house())
    reply = carried_out(note)
    if note.outcome != REFUSED:
        house().parked.erase(message)
    return reply


@parked_messages.post("/parked-messages/<uuid:message>/dropping")
@acts(DroppingForm)
def drop_parked_message(message: UUID) -> Response:
    """Decide that a message is never carried out; its content is erased."""
    by_an_operator()
    body = DROPPING.load(sent())
    reply = carried_out(DropParkedMessage(message, hand(body.get("effective_on")), body["reason"]))
    house().parked.erase(message)
    return reply
