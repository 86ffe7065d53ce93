"""What the service notes by itself of days that have passed: each once, and no more than that."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid5

from domain.hand import Hand
from domain.hearing.commands import EndPosting, NoteExpiredConfirmation, NoteLapsedConsultation
from domain.terms import DAY, TermRules
from services.deadlines import DEADLINES, Tell, Timetable, carried_out, service_hand
from services.handle import Order
from services.ports import Clock, Ledger

CONSULTATION, CONFIRMATION = "consultation", "confirmation"
Noting = EndPosting | NoteExpiredConfirmation | NoteLapsedConsultation


@dataclass(frozen=True, slots=True)
class PassedDay:
    """
    Something of a case whose last day has passed: a consultation, a posting or a confirmation.

    `about` is the agency, the level or the kind of paper; `begun_at` when it was written down,
    which tells a second question to the same agency from the first.
    """

    nomination: UUID
    sort: str
    about: str
    last_day: date
    begun_at: datetime


def note_what_has_passed(
    found: Iterable[PassedDay], timetable: Timetable, ledger: Ledger, clock: Clock, tell: Tell
) -> int:
    """
    Note of each that it is over, once its papers could be entered; return how many facts that made.

    The case knows what is open: a look that is repeated, that runs beside another or that is of an
    older view adds nothing. The date beside the fact is the day after the last one, whenever it is
    noted, so that an act signed since may still be written down.
    """
    hand = service_hand(clock, timetable.calendars)
    over = (one for one in found if is_over(one, timetable.rules, hand))
    return sum(carried_out(_order(one, hand), ledger, tell) for one in over)


def is_over(one: PassedDay, rules: TermRules, hand: Hand) -> bool:
    """Say whether it is for the service to note; what a paper says of itself needs no entry."""
    if one.sort == CONFIRMATION:
        return one.last_day < hand.effective_on
    return rules.entry.over(one.last_day, hand.calendar) <= hand.effective_on


def _order(one: PassedDay, hand: Hand) -> Order:
    """Return an order whose id follows from the case, what is over, and when that was begun."""
    text = f"{one.nomination} {one.sort} {one.about} {one.last_day} {one.begun_at.isoformat()}"
    command_id = uuid5(DEADLINES, text)
    return Order(
        _command(one, replace(hand, effective_on=one.last_day + DAY)), command_id, command_id.hex
    )


def _command(one: PassedDay, hand: Hand) -> Noting:
    if one.sort == CONSULTATION:
        return NoteLapsedConsultation(one.nomination, hand, one.about)
    if one.sort == CONFIRMATION:
        return NoteExpiredConfirmation(one.nomination, hand, one.about)
    return EndPosting(one.nomination, hand)
