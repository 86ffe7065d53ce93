"""A house that stands in one of many stories, and is put back there after every request."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from uuid import uuid5

from eventsourcing.persistence import StoredEvent
from flask import Flask

from api.app import application
from infra.ledger.memory import MemoryStore
from services.senders import Sender
from services.stores import Name
from tests.api import houses
from tests.api.speech import PDF
from tests.api.test_records import two_teams
from tests.authority.street import street_in
from tests.builders import NOMINEE, NOON, SPACE, report

STREET = "the street"
TEAMS = tuple(uuid5(SPACE, f"team {one}") for one in ("that was", "in a case", "of today"))
Rows = tuple[list[StoredEvent], dict[str, dict[int, int]]]
Tell = Callable[[houses.House], None]


@dataclass
class Stage:
    """A house, and for each story the log it ends with, its length and the time of its day."""

    house: houses.House
    app: Flask
    told: dict[str, tuple[Rows, int, datetime]] = field(default_factory=dict)
    playing: str = STREET

    @property
    def store(self) -> MemoryStore:
        """Return where the rows are."""
        store = self.house.ledger._store
        assert isinstance(store, MemoryStore)
        return store

    def keep(self, name: str) -> None:
        """Keep the log as it is now as a story."""
        rows = self.store._stored_events, self.store._stored_events_index
        self.told[name] = rows, len(rows[0]), self.house.clock.instant

    def tell(self, name: str, tell: Tell) -> None:
        """Let a story happen on an empty log, and keep it."""
        empty = MemoryStore()
        self.store._stored_events = empty._stored_events
        self.store._stored_events_index = empty._stored_events_index
        self.house.clock.instant = NOON
        tell(self.house)
        self.keep(name)

    def play(self, name: str) -> None:
        """Let the house stand where a story ends."""
        rows, _, self.house.clock.instant = self.told[name]
        self.store._stored_events, self.store._stored_events_index = rows
        self.playing = name

    def put_back(self) -> int:
        """Take out of the log what was written since; return how many rows that was."""
        (events, index), stood, _ = self.told[self.playing]
        newer = events[stood:]
        for one in newer:
            del index[str(one.originator_id)][one.originator_version]
        del events[stood:]
        return len(newer)


@contextmanager
def stage(
    folder: Path, stories: Mapping[str, Tell], senders: Mapping[str, Sender]
) -> Iterator[Stage]:
    """Lend a house that knows the street and some stories; its views know the street."""
    with houses.house(folder) as lent:
        street_in(lent)
        two_teams(lent, *TEAMS)
        kept = lent.evidence.put(BytesIO(PDF), "application/pdf")
        lent.given(TEAMS[1], replace(report, sha256=kept.sha256, size=kept.size))
        lent.asleep = True
        lent.people.add(NOMINEE.ref, NOMINEE.kind, Name("Nguyễn Thị Bưởi"))
        found = Stage(lent, application(lent))
        found.keep(STREET)
        for name, tell in stories.items():
            found.tell(name, tell)
        lent.senders = senders
        found.play(STREET)
        yield found
