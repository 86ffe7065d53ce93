"""Two real servers over one store: who signed in at one is in at both, also after a restart."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests import postgres
from tests.api.serving import eventually, running
from tests.web.browsing import ORIGIN
from tests.web.city import CLIENT, City, issuing
from tests.web.visiting import Visitor, let_out

pytestmark = pytest.mark.no_cover  # two servers walk the lines of one

KINDS = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@dataclass
class Town:
    """Two servers of one house, and the issuer they believe."""

    home: Path
    city: City
    told: dict[str, str]
    ports: list[int] = field(default_factory=list)
    lines: list[ExitStack] = field(default_factory=list)

    def start(self) -> None:
        """Start one server more."""
        line = ExitStack()
        self.ports.append(line.enter_context(running(self.home, **self.told))[1])
        self.lines.append(line)

    def stop(self) -> None:
        """Stop the oldest server."""
        self.ports.pop(0)
        self.lines.pop(0).close()


@pytest.fixture(scope="module", params=KINDS)
def town(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Town]:
    with issuing() as city, ExitStack() as opened:
        told = {"JWKS": "discover", "ISSUER": city.address, "CLIENT_ID": CLIENT}
        told |= {"CONSOLE_URL": ORIGIN, "TRUSTED_PROXIES": "1", "LOG_LEVEL": "WARNING"}
        if request.param == "postgres":
            server: postgres.Server = request.getfixturevalue("postgres_server")
            told["DATABASE_URL"] = opened.enter_context(server.database())
        settings = {f"VINHDANH_{name}": one for name, one in told.items()}
        lent = Town(tmp_path_factory.mktemp("town"), city, settings)
        lent.start()
        lent.start()
        yield lent
        while lent.ports:
            lent.stop()


def test_who_signed_in_at_one_is_in_at_both_and_signing_out_at_one_ends_both(town):
    one, other = town.ports
    visitor = Visitor(town.city)
    assert visitor.sign_in(one, back=other)
    held = dict(visitor.cookies)
    assert (True, True) == (visitor.is_in(one), visitor.is_in(other))

    assert 303 == visitor.sign_out(other)
    copied = Visitor(town.city, held)
    assert (False, False) == (copied.is_in(one), copied.is_in(other))


def test_what_the_issuer_tells_one_server_ends_that_session_in_both(town):
    one, other = town.ports
    mine, theirs = Visitor(town.city), Visitor(town.city)
    assert mine.sign_in(one)
    assert theirs.sign_in(other)

    assert 200 == let_out(town.city, other, mine)
    assert (False, False) == (mine.is_in(one), mine.is_in(other))
    assert (True, True) == (theirs.is_in(one), theirs.is_in(other))


def test_who_signed_in_at_a_server_stays_in_when_that_one_is_restarted(town):
    visitor = Visitor(town.city)
    assert visitor.sign_in(town.ports[0])

    town.stop()
    town.start()

    assert [True, True] == [visitor.is_in(port) for port in town.ports]


def test_a_new_key_of_the_issuer_signs_nobody_out_and_is_believed_by_both(town):
    """A key that is not known is asked for, though not twice in ten seconds: it may take those."""
    one, other = town.ports
    before = Visitor(town.city)
    assert before.sign_in(one)
    town.city.change_key()

    assert (True, True) == (before.is_in(one), before.is_in(other))
    eventually(True, lambda: Visitor(town.city).sign_in(one))
    eventually(True, lambda: 200 == let_out(town.city, other, before))
    assert (False, False) == (before.is_in(one), before.is_in(other))
