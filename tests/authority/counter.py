"""Where real orders are taken over HTTP; what one did is taken back, so all meet the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from uuid import UUID

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.app import application
from infra.ledger.memory import MemoryStore
from tests.api import houses
from tests.api.speech import Speaker
from tests.authority.bodies import STARTS, orders
from tests.authority.cells import Hands
from tests.authority.places import Place
from tests.authority.stage import staged
from tests.authority.story import case_of
from tests.authority.test_over_http import speaker

Answer = tuple[int, set[str]]
FILE = "evidence"


@dataclass(frozen=True)
class Counter:
    """A client, the house behind it, and how far its log was when all stood in its place."""

    client: FlaskClient
    house: houses.House
    stood: int
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def order(self, act: str, place: Place, hands: Hands) -> Answer:
        """
        Return the status of a real order, and the codes of what was refused.

        Raises:
            AssertionError: it was refused and something was written, or done and nothing was.
        """
        reply = self._sent(act, place, speaker(self.client, hands, place))
        written = self.house.ledger.last_position() - self.stood
        assert (reply.status_code < 300) is (written > 0), (act, str(place), hands, reply.text)
        self._put_back(written)
        told = reply.get_json() or {}
        return reply.status_code, {one["code"] for one in told.get("reasons", [])}

    def _sent(self, act: str, place: Place, by: Speaker) -> TestResponse:
        """Send an order; a paper goes as a file, what starts nothing with the version it saw."""
        if act == FILE:
            case = case_of(place)
            return by.upload(case=case, version=str(len(self.house.ledger.read(case))))
        path, body = orders(place)[act]
        if act in STARTS:
            return by.post(path, body, key=f"order-{next(self.numbers)}")
        return by.post(
            path, body, version=str(len(self.house.ledger.read(UUID(path.split("/")[2]))))
        )

    def _put_back(self, written: int) -> None:
        """Take the newest rows out of the log again."""
        store = self.house.ledger._store
        assert isinstance(store, MemoryStore)
        for one in store._stored_events[self.stood :] if written else ():
            del store._stored_events_index[str(one.originator_id)][one.originator_version]
        del store._stored_events[self.stood :]
        assert self.house.ledger.last_position() == self.stood


@contextmanager
def counter(folder: Path, places: list[Place]) -> Iterator[Counter]:
    """Open a house in which a case stands at every one of some places; its views sleep."""
    with houses.house(folder) as lent:
        lent.asleep = True
        staged(lent.ledger, places)
        yield Counter(application(lent).test_client(), lent, lent.ledger.last_position())
