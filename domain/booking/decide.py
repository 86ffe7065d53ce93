"""Entering a paper into a book: once for each unit and book, after the paper was written."""

from domain.access import (
    the_hand_has_the_role,
    the_hand_sits_in_the_unit,
    the_paper_is_not_dated_ahead,
)
from domain.booking.commands import BookPaper
from domain.booking.events import PaperBooked
from domain.booking.letter import Letter
from domain.change import Change
from domain.decider import demand
from domain.paper import numbered
from domain.refusal import Kind, Refusal, Refused
from domain.register.claims import as_read
from domain.register.decide import CLERK

OUTGOING, INCOMING = "outgoing", "incoming"


def the_office_sees_the_paper(cmd: BookPaper, letter: Letter) -> Refusal | None:
    """Refuse a book the paper does not go through: its sender's, or its receiver's (house rule)."""
    offices = {OUTGOING: {letter.unit}, INCOMING: {letter.to_unit or cmd.unit}}
    if cmd.unit in offices.get(cmd.book, ()):
        return None
    facts = {"unit": cmd.unit, "book": cmd.book}
    return Refusal("book-foreign", Kind.CONFLICT, "the paper is not in that book", facts)


def the_entry_follows_the_paper(cmd: BookPaper, letter: Letter) -> Refusal | None:
    """Refuse an entry dated before the paper (house rule)."""
    if cmd.hand.effective_on >= letter.dated:
        return None
    facts = {"dated": letter.dated.isoformat()}
    return Refusal("booked-before-paper", Kind.INVALID, "older than the paper", facts)


def it_is_not_booked_otherwise(now: PaperBooked, before: PaperBooked | None) -> Refusal | None:
    """Refuse another number or day in the same book of the same unit (house rule)."""
    if before is None or is_the_same(now, before):
        return None
    facts = {"number": before.number, "dated": before.dated.isoformat()}
    return Refusal("booked-otherwise", Kind.CONFLICT, "the book has it otherwise", facts)


def is_the_same(one: PaperBooked, other: PaperBooked) -> bool:
    """Say whether two entries of one book read the same."""
    return (as_read(one.number), one.dated) == (as_read(other.number), other.dated)


def by_the_clerk(cmd: BookPaper) -> tuple[Refusal | None, ...]:
    """Check the hand, date and number of an entry, whatever paper it is of."""
    return (
        the_hand_has_the_role(cmd.hand, CLERK),
        the_hand_sits_in_the_unit(cmd.hand, cmd.unit),
        the_paper_is_not_dated_ahead(cmd.hand),
        *numbered(cmd.number),
    )


def book(cmd: BookPaper, letter: Letter | None) -> list[Change]:
    """
    Enter a paper into a book; the same entry again is nothing.

    Raises:
        Refused: with every broken rule.
    """
    own = by_the_clerk(cmd)
    if letter is None:
        unknown = Refusal("document-unknown", Kind.UNKNOWN, "no such submission or decision")
        raise Refused(unknown, *(one for one in own if one))
    entry = PaperBooked(letter.sort, cmd.unit, cmd.book, cmd.number, cmd.hand.effective_on)
    before = letter.entries.get((cmd.unit, cmd.book))
    demand(
        *own,
        the_office_sees_the_paper(cmd, letter),
        the_entry_follows_the_paper(cmd, letter),
        it_is_not_booked_otherwise(entry, before),
    )
    return [] if before else [Change(cmd.paper, entry)]
