"""`order.paper.book`: a document system entered a submission or a decision into its book."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from domain.booking.commands import BookPaper
from services.city_orders.desk import Asked, Desk
from services.city_orders.words import PaperNumber, UnitCode


@dataclass(frozen=True, slots=True)
class BookPaperV1:
    """A paper has a number and a day in a unit's book of outgoing or incoming papers."""

    paper: UUID
    unit: UnitCode
    book: Literal["outgoing", "incoming"]
    number: PaperNumber
    dated: date


def book_paper(told: BookPaperV1, desk: Desk) -> Asked:
    """Return the command."""
    by = desk.hand(told.dated)
    return Asked((BookPaper(told.paper, by, told.unit, told.book, told.number),))
