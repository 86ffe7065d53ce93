"""Putting a message aside, and settling it: corrected, tried again, or dropped with a reason."""

from domain.access import the_hand_has_the_role, the_paper_is_not_dated_ahead
from domain.change import Change
from domain.decider import demand
from domain.hand import Hand
from domain.nomination.access import SERVICE
from domain.parking.commands import (
    CorrectParkedMessage,
    NoteReplay,
    OperatorCommand,
    ParkingCommand,
    ParkMessage,
)
from domain.parking.events import (
    ParkedMessageCorrected,
    ParkedMessageDropped,
    ParkedMessageReplayed,
    ParkingEvent,
)
from domain.parking.state import NotParked, Settled, State, Waiting
from domain.refusal import Kind, Refusal, Refused

OPERATOR = "operator"


def the_content_is_the_one_that_came(cmd: ParkMessage, state: Waiting | Settled) -> Refusal | None:
    """Refuse another content under the id of a message that was put aside (house rule)."""
    if cmd.parked.digest == state.came:
        return None
    reused = "the id came with another content before"
    return Refusal("key-reused", Kind.INVALID, reused, {"digest": state.came})


def the_content_is_another(cmd: CorrectParkedMessage, now: Waiting) -> Refusal | None:
    """Refuse a correction that leaves the content as it is (house rule)."""
    if cmd.digest != now.digest:
        return None
    return Refusal("nothing-corrected", Kind.INVALID, "the new content is the old one")


def the_content_tried_is_the_present_one(cmd: NoteReplay, now: Waiting) -> Refusal | None:
    """Refuse to note a try of a content that was corrected meanwhile (house rule)."""
    if cmd.digest == now.digest:
        return None
    facts = {"digest": now.digest}
    return Refusal("content-not-current", Kind.CONFLICT, "it was corrected meanwhile", facts)


def by_an_operator(hand: Hand) -> tuple[Refusal | None, ...]:
    """Check that an operator acts, on a day that has come."""
    return the_hand_has_the_role(hand, OPERATOR), the_paper_is_not_dated_ahead(hand)


def decide(cmd: ParkingCommand, state: State) -> list[Change]:
    """
    Return the facts that *cmd* brings about; none when a message is put aside again.

    Raises:
        Refused: with every broken rule.
    """
    if isinstance(cmd, ParkMessage):
        return _park(cmd, state)
    if isinstance(state, NotParked):
        raise Refused(Refusal("parked-message-unknown", Kind.UNKNOWN, "no such parked message"))
    if isinstance(state, Waiting):
        return [Change(cmd.message, _settling(cmd, state))]
    settled = Refusal("message-settled", Kind.CONFLICT, "the message was settled before")
    raise Refused(*(one for one in (*by_an_operator(cmd.hand), settled) if one))


def _park(cmd: ParkMessage, state: State) -> list[Change]:
    by_the_service = the_hand_has_the_role(cmd.hand, SERVICE)
    if isinstance(state, NotParked):
        demand(by_the_service)
        return [Change(cmd.message, cmd.parked)]
    demand(by_the_service, the_content_is_the_one_that_came(cmd, state))
    return []


def _settling(cmd: OperatorCommand, now: Waiting) -> ParkingEvent:
    match cmd:
        case CorrectParkedMessage():
            demand(*by_an_operator(cmd.hand), the_content_is_another(cmd, now))
            return ParkedMessageCorrected(cmd.digest, cmd.size, cmd.reason)
        case NoteReplay():
            demand(*by_an_operator(cmd.hand), the_content_tried_is_the_present_one(cmd, now))
            return ParkedMessageReplayed(cmd.digest, cmd.outcome, cmd.reasons)
    demand(*by_an_operator(cmd.hand))
    return ParkedMessageDropped(cmd.reason)
