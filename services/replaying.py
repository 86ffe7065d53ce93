"""A message that was put aside, tried again on the way of all others, with at most one effect."""

from uuid import UUID

from domain.hand import Hand
from domain.parking.commands import NoteReplay
from domain.parking.state import REFUSED, Waiting
from services.house import House
from services.parking import present, state_of
from services.receiving import NotDone, attempt


def about_to_replay(message: UUID, by: Hand, house: House) -> NoteReplay:
    """Return the order to note a replay, before its outcome is known: to see that it may be."""
    state = state_of(message, house.ledger)
    digest = state.digest if isinstance(state, Waiting) else ""
    return NoteReplay(message, by, digest, REFUSED)


def replay(message: UUID, by: Hand, house: House) -> NoteReplay:
    """
    Try a message again; return the order to note what became of it.

    One that waits no more is not tried. The id of its order is the same as ever: a crash before the
    outcome is noted leaves it waiting, and the next replay knows it again.

    Raises:
        Refused: its content was erased.
    """
    if not isinstance(state_of(message, house.ledger), Waiting):
        return about_to_replay(message, by, house)
    delivery = present(message, house)
    tried = attempt(delivery, house)
    if isinstance(tried, NotDone):
        return NoteReplay(message, by, delivery.digest, REFUSED, tried.reasons)
    outcome = "repeated" if tried.repeated else "done"
    return NoteReplay(message, by, delivery.digest, outcome)
