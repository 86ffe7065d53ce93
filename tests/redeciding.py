"""Deciding the acts of a log again, for tests: what is found, and where it stands."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from domain.facts import Event
from domain.recorded import Dated, Recorded
from infra.verifying.rules_means import HouseMeans
from services.redeciding.act import Fact, dated
from services.redeciding.again import decided_again
from services.redeciding.findings import Broken, Looked
from services.redeciding.means import Means, NoMeans
from tests.plain_house import CALENDARS, RULEBOOKS, UNITS

HOUSE = HouseMeans(RULEBOOKS, CALENDARS, UNITS)
BARE = NoMeans()


class Pages:
    """A shelf in a dictionary."""

    def __init__(self) -> None:
        self._pages: dict[UUID, list[Dated[Event]]] = {}
        self._streams: dict[int, UUID] = {}

    def read_many(self, streams: Sequence[UUID]) -> dict[UUID, Sequence[Dated[Event]]]:
        """Return the facts of each of *streams*."""
        return {one: tuple(self._pages.get(one, ())) for one in streams}

    def stream_at(self, position: int) -> UUID | None:
        """Return the stream of the fact at a position."""
        return self._streams.get(position)

    def add(self, facts: Sequence[Fact]) -> None:
        """Keep more facts."""
        for one in facts:
            self._pages.setdefault(one.stream, []).append(dated(one))
            self._streams[one.position] = one.stream


def found(
    log: Iterable[Recorded[Event]], means: Means = BARE, seen: Looked | None = None
) -> list[Broken]:
    """Return what should not have been accepted in a log."""
    return list(decided_again(log, Pages(), means, seen or Looked()))
