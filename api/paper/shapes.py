"""How submissions, decisions and honours look."""

from typing import TypedDict

from projections.document_rows import DocumentRow, ListedDocument
from projections.honour_rows import HonourRow


class IssuedPaperShort(ListedDocument):
    """A submission or a decision in a list."""


class IssuedPaper(DocumentRow):
    """A submission or a decision with its items."""


class IssuedPaperPage(TypedDict):
    """Papers by date."""

    items: list[IssuedPaperShort]


class Honour(HonourRow):
    """An entry of the register."""

    decision_number: str | None
    nominee_name: str | None


class HonourPage(TypedDict):
    """Entries of the register by the day of granting."""

    items: list[Honour]
