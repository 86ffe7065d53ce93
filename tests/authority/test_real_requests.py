"""Some hundred real orders over HTTP: each answer is what the table says of its cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from api.app import application
from tests.api import houses
from tests.authority.bodies import STARTS, orders
from tests.authority.cells import NO, YES, Hands, admitted, by_hand, some
from tests.authority.persons import NOBODY
from tests.authority.places import TABLE, Place, places
from tests.authority.rows import ROWS, is_open, may
from tests.authority.stage import staged
from tests.authority.test_over_http import speaker

pytestmark = pytest.mark.no_cover
ALL = list(places())
# A file is uploaded, not ordered by a form; and this house keeps no name that could be put right.
ORDERED = [one for one in ROWS if one not in {"evidence", "naming"}]
STRANGERS = [("auditor", "central"), ("clerk", "ward"), ("leader", "neighbour")]
PART, LEAST = 6, 500
HAND, NO_PLACE = TABLE["of_the_hand"].keys(), TABLE["no_place"].keys()
PAPERS = TABLE["not_of_the_hand"].keys()


@dataclass(frozen=True)
class Counter:
    """Where orders are taken: a client, and the house behind it."""

    client: FlaskClient
    house: houses.House

    def order(self, act: str, place: Place, hands: Hands) -> tuple[int, set[str]]:
        """Return the status of a real order, and the codes of what was refused."""
        path, body = orders(place)[act]
        said = {"key": f"{act}-{place.step}-{hands.who}".encode().hex()[:60]}
        if act not in STARTS:
            stream = UUID(path.split("/")[2])
            said = {"version": str(len(self.house.ledger.read(stream)))}
        reply = speaker(self.client, hands, place).post(path, body, **said)
        told = reply.get_json() or {}
        return reply.status_code, {one["code"] for one in told.get("reasons", [])}


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    """Open a house of this test's own, in which a case stands at every place."""
    with houses.house(tmp_path) as lent:
        lent.asleep = True
        staged(lent.ledger, ALL)
        yield Counter(application(lent).test_client(), lent)


def sample() -> Iterator[tuple[str, Place, Hands]]:
    """Return acts, places and hands that may not, a few of each."""
    for turn, place in enumerate(ALL):
        for at, act in enumerate(ORDERED):
            if (turn + at) % PART == 0:
                yield act, place, kept_out(act, place, turn)


def kept_out(act: str, place: Place, turn: int) -> Hands:
    """Return somebody who may not: one the table bars, else one of an office it does not name."""
    mine = [Hands(office, who) for office in admitted(place) for who in some(place)]
    lets = {one for one in admitted(place) if may(act, one, frozenset(), place)}
    barred = [one for one in mine if one.office in lets and by_hand(act, one, place) == NO]
    return ([*barred, Hands(STRANGERS[turn % 3], NOBODY)])[turn % (len(barred) + 1)]


def fits(answer: tuple[int, set[str]], said: str) -> bool:
    """Say whether an answer is what the table says of a cell."""
    status, codes = answer
    if "form-invalid" in codes:
        return False
    if said == YES:
        return not codes & {*HAND, *NO_PLACE} and (status != 403 or bool(codes & PAPERS))
    if said == NO:
        return status == 403 and bool(codes & HAND)
    return status in {403, 404, 409, 422}


def test_real_orders_are_refused_as_the_table_says(counter):
    told = [(one, counter.order(*one)) for one in sample()]
    wrong = [
        (one, answer) for one, answer in told if not fits(answer, by_hand(one[0], *one[:0:-1]))
    ]
    assert (len(told) >= LEAST, wrong[:10]) == (True, []), f"{len(told)}, {len(wrong)} wrong"


def test_real_orders_of_whom_the_table_names_are_not_refused_for_the_hand(counter):
    left, told = list(ALL), {}
    for act in ORDERED:
        place = next(one for one in left if is_open(act, one))
        left.remove(place)
        office = next(one for one in admitted(place) if may(act, one, frozenset(), place))
        told[act] = counter.order(act, place, Hands(office, NOBODY))
    assert {act: answer for act, answer in told.items() if not fits(answer, YES)} == {}
    assert sum(status < 300 for status, _ in told.values()) > len(ORDERED) // 2
