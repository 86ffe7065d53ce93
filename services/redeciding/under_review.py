"""Which reviews were opened of each decision: views tell it when acts are done, a log when read."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from domain.review.events import ReviewOpened
from services.redeciding.act import Act

MOMENT = timedelta(minutes=5)
"""
So long before an act a review may have been opened without being known to who decided on it.

Reviews are found through the views, which are waited for and still come after the facts: one that
is opened at the very moment of an erasure is seen when the stores are brought to it (ADR 73, 91).
"""


class Openings:
    """Reviews by the decision they are of, as a log tells them from its beginning."""

    def __init__(self) -> None:
        self._of: dict[UUID, list[tuple[UUID, datetime]]] = {}

    def note(self, act: Act) -> None:
        """Take in what was opened by an act."""
        for one in act.facts:
            if isinstance(one.event, ReviewOpened):
                opened = one.stream, one.envelope.recorded_at
                self._of.setdefault(one.event.decision, []).append(opened)

    def of(self, decisions: Iterable[UUID], at: datetime) -> tuple[tuple[UUID, ...], bool]:
        """Return the reviews of decisions that were known then, and whether one was too new."""
        found = [opened for one in sorted(decisions) for opened in self._of.get(one, ())]
        known = tuple(review for review, since in found if since + MOMENT <= at)
        return known, len(known) < len(found)
