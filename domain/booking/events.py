"""Facts about one paper in the books of offices."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PaperBooked:
    """
    A unit entered a paper into its book of outgoing or incoming papers (số đi, số đến).

    `sort` is submission or decision: the fact stands on the paper's own stream.
    """

    sort: str
    unit: str
    book: str
    number: str
    dated: date
