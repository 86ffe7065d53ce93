"""A house in which everything of the tables happened, and what asks it over HTTP."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from flask.testing import FlaskClient
from sqlalchemy import Engine

from api.app import application
from projections.columns import Row
from tests.api import houses
from tests.api.badges import badge
from tests.api.speech import V1, Speaker
from tests.authority.others import all_others
from tests.authority.places import places
from tests.authority.reading import CODE
from tests.authority.rows import Office
from tests.authority.stage import staged

UNREAD = {
    *("nomination", "submission", "session", "record", "review", "honour", "person", "decision"),
    "house-act-none",
}
NEXT = re.compile(r'<([^>]+)>; rel="next"')
QUERY = {"show_favourable": {"regime": "nd152-2025"}}


@dataclass(frozen=True)
class Street:
    """A house, what asks it, and the address of every operation that reads."""

    client: FlaskClient
    views: Engine
    paths: dict[str, str]
    locks: dict[str, bool]

    def speaker(self, who: str, office: Office) -> Speaker:
        """Return somebody in an office."""
        return Speaker(self.client, badge(who, office[0], CODE[office[1]]))

    def told(self, who: str, office: Office, operation: str, **named: object) -> bool:
        """Say whether somebody is answered, and not as of what is not there."""
        path = re.sub(r"{(?:\w+:)?(\w+)}", lambda it: str(named[it[1]]), self.paths[operation])
        reply = self.speaker(who, office).get(path, **QUERY.get(operation, {}))
        code = "" if reply.status_code < 400 else (reply.get_json() or {})["code"]
        assert reply.status_code in {200, 403, 404}, (path, reply.data)
        return reply.status_code != 403 and code.removesuffix("-unknown") not in UNREAD

    def whole(self, who: str, office: Office, operation: str) -> list[Row]:
        """Return a list to its end, as somebody is told it."""
        path, query, found = self.paths[operation], {"limit": "200"}, []
        while path:
            reply = self.speaker(who, office).get(path, **query)
            assert reply.status_code == 200, reply.data
            found += reply.get_json()["items"]
            onward = NEXT.search(reply.headers.get("Link", ""))
            parts = urlsplit(onward[1] if onward else "")
            path, query = parts.path.removeprefix(V1), dict(parse_qsl(parts.query))
        return found


def street_in(lent: houses.House) -> None:
    """Let everything have happened in a house, and fold it once."""
    lent.asleep = True
    staged(lent.ledger, places())
    all_others(lent.ledger)
    lent.asleep = False
    lent.wake()


@contextmanager
def street(folder: Path) -> Iterator[Street]:
    """Lend a house with everything in it, its views folded once."""
    with houses.house(folder) as lent:
        street_in(lent)
        client = application(lent).test_client()
        found = [
            (ways["get"], path.removeprefix(V1))
            for path, ways in client.get("/openapi.json").get_json()["paths"].items()
            if "get" in ways
        ]
        names = {op["operationId"]: path for op, path in found}
        locks = {op["operationId"]: bool(op["security"]) for op, _ in found}
        yield Street(client, lent.engine, names, locks)
