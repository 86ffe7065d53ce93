"""What a session does with the boxes of its secret votes, around the orders that are facts."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.council.closing import castable
from domain.council.commands import CloseSession
from domain.council.events import Ballot, BallotKey, BallotPaper, SessionConvened
from domain.council.proof import box_of
from domain.council.session import SESSION, Called, Casting, Meeting, NotConvened, Over, State
from domain.facts import Event
from domain.recorded import Recorded
from domain.refusal import Kind, Refusal, Refused
from services.box_ports import BallotBoxes
from services.histories import Histories
from services.house import House
from services.ports import Ledger
from services.receipts import Receipt

SESSIONS = uuid5(NAMESPACE_URL, "vinhdanh:council-sessions")
Give = Callable[[CloseSession], Receipt]
UNSIGNED = "0"
STRETCH, CALLS = 10_000, frozenset({SessionConvened})
ROLL_CLOSED = Refusal("out-of-session", Kind.CONFLICT, "no ballots are taken in")


def session_id(command: UUID) -> UUID:
    """Return the id of the session an order calls."""
    return uuid5(SESSIONS, str(command))


def state_of(house: House, session: UUID) -> State:
    """Return where a session stands."""
    return Histories(house.ledger).of(SESSION, session)


def meeting_of(house: House, session: UUID) -> Meeting:
    """
    Return what a session is about.

    Raises:
        Refused: there is none.
    """
    state = state_of(house, session)
    if isinstance(state, NotConvened):
        raise Refused(Refusal("session-unknown", Kind.UNKNOWN, "no such session"))
    return state.meeting


def keys_for(house: House, session: UUID) -> tuple[BallotKey, ...]:
    """Return a key for each secret vote of a session that was called; again the same ones."""
    secret = sorted(meeting_of(house, session).secret)
    if not isinstance(state_of(house, session), Called):
        return ()  # the order is refused, or answered from its receipt: a key made now would stay
    return tuple(BallotKey(one, house.ballots.make(box_of(session, one))) for one in secret)


def signed(house: House, session: UUID, asked: Sequence[tuple[UUID, str]]) -> list[BallotPaper]:
    """
    Return what a member asks to have signed, with the signatures; none where there is no key.

    They reach the member by the fact alone that the ballots were taken, so the rules of taking
    say no to whom they say no, and a repeat is answered from its receipt when the key is gone.
    """
    found = []
    for nomination, blinded in asked:
        made = house.ballots.sign(box_of(session, nomination), blinded)
        found.append(BallotPaper(nomination, blinded, made or UNSIGNED))
    return found


def forget_keys(house: House, session: UUID) -> None:
    """Destroy the keys of a session whose roll is closed."""
    state = state_of(house, session)
    if isinstance(state, Casting | Over):
        for one in state.meeting.secret:
            house.ballots.forget_key(box_of(session, one))


def clear(house: House, session: UUID) -> None:
    """Erase the keys and ballots of a session that is over."""
    state = state_of(house, session)
    if isinstance(state, Over):
        for one in state.meeting.secret:
            house.ballots.discard(box_of(session, one))


def sweep(ledger: Ledger, boxes: BallotBoxes) -> int:
    """
    Erase what a process that died left of sessions; return how many of them.

    Keys go once the roll is closed, ballots once the session is over. Nothing is read where the
    boxes are empty, as they are between sessions.
    """
    held, swept, position = boxes.held(), 0, 0
    while held and position < ledger.last_position():
        stretch = ledger.stretch(position, STRETCH, CALLS)
        for call in stretch.facts:
            asked = _asked(call) & held
            swept += _swept(Histories(ledger).of(SESSION, call.stream), asked, boxes)
        position = stretch.end
    return swept


def _asked(call: Recorded[Event]) -> set[UUID]:
    """Return the boxes that a call to a session may have."""
    agenda = call.event.agenda if isinstance(call.event, SessionConvened) else ()
    return {box_of(call.stream, one.nomination) for one in agenda}


def _swept(state: State, asked: Collection[UUID], boxes: BallotBoxes) -> bool:
    """Erase what is not needed any more of the boxes *asked* for; say whether anything was."""
    for box in asked:
        if isinstance(state, Over):
            boxes.discard(box)
        elif isinstance(state, Casting):
            boxes.forget_key(box)
    return bool(asked) and isinstance(state, Over | Casting)


def cast(house: House, session: UUID, nomination: UUID, ballot: Ballot) -> None:
    """
    Put a ballot into its box; nobody says who does it, and no fact is written.

    Raises:
        Refused: with every broken rule.
    """
    meeting_of(house, session)
    state = state_of(house, session)
    if not isinstance(state, Casting):
        raise Refused(ROLL_CLOSED)
    if wrong := castable(ballot, nomination, session, state):
        raise Refused(*wrong)
    if not house.ballots.put(box_of(session, nomination), ballot):
        raise Refused(ROLL_CLOSED)


def close(house: House, command: CloseSession, give: Give) -> Receipt:
    """
    End a session with what its boxes hold, which stay sealed only if it does end.

    Raises:
        Refused: with every broken rule.
    """
    session = command.session
    secret = meeting_of(house, session).secret
    boxes = {one: box_of(session, one) for one in secret}
    if isinstance(state_of(house, session), Over):
        clear(house, session)
        return give(command)
    held = {one: house.ballots.seal(box) for one, box in boxes.items()}
    try:
        receipt = give(replace(command, ballots=held))
    except Exception:
        if not isinstance(state_of(house, session), Over):
            for box in boxes.values():
                house.ballots.unseal(box)
        raise
    for box in boxes.values():
        house.ballots.discard(box)
    return receipt
