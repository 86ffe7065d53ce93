"""`order.status.tell`: what the receiver of a submission or a decision says became of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.access import VIETNAM
from domain.exchange.commands import TellStatus
from domain.refusal import Kind, Refusal, Refused
from services.city_orders.desk import Asked, Desk
from services.city_orders.words import ClockTime, Note, PaperNumber, StatusKey, UnitCode
from services.histories import Histories
from services.paper_ids import papers_under


@dataclass(frozen=True, slots=True)
class NamedPaperV1:
    """A paper as others know it: the unit it went out from, its number and its date."""

    unit: UnitCode
    number: PaperNumber
    dated: date


@dataclass(frozen=True, slots=True)
class TellStatusV1:
    """
    A unit says what became of a paper that came to it, in a code of the exchange of documents.

    Without `told_on` it is said on the day the message comes.
    """

    paper: NamedPaperV1
    unit: UnitCode
    status: StatusKey
    words: Note = ""
    told_on: date | None = None
    told_at: ClockTime | None = None


def tell_status(told: TellStatusV1, desk: Desk) -> Asked:
    """
    Return the command.

    Raises:
        Refused: no paper of that unit, number and date is known, or more than one is.
    """
    paper = _paper(told.paper, Histories(desk.house.ledger))
    day = told.told_on or desk.received_at.astimezone(VIETNAM).date()
    hand = desk.hand_of(told.unit, day)
    return Asked((TellStatus(paper, hand, told.unit, told.status, told.words, told.told_at or ""),))


def _paper(named: NamedPaperV1, past: Histories) -> UUID:
    """Return the paper somebody names."""
    found = papers_under(named.unit, named.number, named.dated, past)
    if len(found) == 1:
        return found[0]
    facts = {"field": "$.paper"}
    if found:
        raise Refused(Refusal("reference-ambiguous", Kind.CONFLICT, "two papers are so", facts))
    raise Refused(
        Refusal("document-unknown", Kind.UNKNOWN, "no such submission or decision", facts)
    )
