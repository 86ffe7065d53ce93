"""Wherever the API is given an id: one of somebody else's is answered like one of nothing."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from services import sight
from tests.api.abroad import HERE, THERE, settled
from tests.api.addressed import Spot, spots
from tests.api.asking import (
    DIGESTS,
    EVERYROLE,
    LEAST,
    LISTS,
    OPEN,
    OPEN_HERE,
    OPEN_SORTS,
    POSSIBLE,
    SORTS,
    Asking,
    things,
)
from tests.api.conftest import KINDS
from tests.api.speech import refused

Told = tuple[int, dict[str, str], str]


@pytest.fixture
def asking(app, house) -> Asking:
    """Let two countries be; return somebody who asks in one of them."""
    settled(house, THERE)
    client = app.test_client()
    described = client.get("/openapi.json").get_json()
    found = tuple(spots(described))
    return Asking(client, described, found, settled(house, HERE), EVERYROLE)


def told(reply: TestResponse, thing: object) -> Told:
    """Return status, headers and body of an answer, save the thing and what names the request."""
    correlation = reply.headers["X-Correlation-Id"]
    body = reply.text.replace(correlation, "CORRELATION").replace(str(thing), "THING")
    headers = {name: value for name, value in reply.headers if name != "X-Correlation-Id"}
    return reply.status_code, headers, body


def closed(asking: Asking) -> Iterator[Spot]:
    """Yield every place at which something is named that is not open to all."""
    for one in asking.spots:
        if one.name not in OPEN and one.operation not in {*OPEN_HERE, POSSIBLE}:
            yield one


def unknown(name: str) -> object:
    """Return an id, or a digest, of nothing."""
    return uuid4().hex * 2 if name in DIGESTS else uuid4()


def differing(asking: Asking, spot: Spot) -> Iterator[tuple[str, str, Told, Told]]:
    """Yield the things of the other country that are answered otherwise than nothing is."""
    found = things(spot.name, THERE, THERE.digest)
    for thing in found[:: len(found) - 1 or 1] if spot.where == "path" else found:
        for version in (None, 1, 6) if spot.method == "post" else (None,):
            nothing = unknown(spot.name)
            here = told(asking.send(spot, thing, version), thing)
            nowhere = told(asking.send(spot, nothing, version), nothing)
            assert "form-invalid" not in nowhere[2], (spot, nowhere[2])
            if here != nowhere:
                yield spot.operation, spot.at, here, nowhere


def test_whatever_is_named_somebody_else_s_is_answered_like_nothing(asking):
    wrong = [why for spot in closed(asking) for why in differing(asking, spot)]
    assert wrong == []


def test_every_reason_for_openness_is_of_something_that_is_there(asking):
    assert {one.name for one in asking.spots} >= OPEN.keys()
    assert {one.operation for one in asking.spots} >= {*OPEN_HERE, POSSIBLE}
    assert len(list(closed(asking))) >= LEAST


def test_what_may_be_done_with_somebody_else_s_is_what_may_be_with_nothing(asking):
    (spot,) = (one for one in asking.spots if one.operation == POSSIBLE)
    assert asking.sorts() == {*SORTS, *OPEN_SORTS}
    for sort, name in SORTS.items():
        thing, nothing = things(name, THERE, "")[0], uuid4()
        here = told(asking.send(spot, thing, None, sort=sort), thing)
        assert here == told(asking.send(spot, nothing, None, sort=sort), nothing), sort


@pytest.mark.parametrize("house", KINDS, indirect=True)
def test_a_case_of_others_in_a_list_is_refused_as_unknown_beside_what_else_is_wrong(asking):
    (spot,) = (one for one in asking.spots if one.operation == "dispatch")
    assert [] == list(differing(asking, spot))
    reply = asking.send(spot, THERE.cases["submitting"], None)
    assert (404, ["nomination-unknown"]) == refused(reply)


def test_an_act_that_tells_of_what_is_not_to_be_known_is_seen(asking, monkeypatch):
    monkeypatch.setattr(sight, "dark", lambda *_: frozenset())
    found = {
        one for spot in asking.spots if spot.operation in LISTS for one in told_by(asking, spot)
    }
    assert found == LISTS


def told_by(asking: Asking, spot: Spot) -> Iterator[str]:
    """Yield the operation that tells of something at a place, if it does."""
    if spot.where == "body":
        yield from (operation for operation, *_ in differing(asking, spot))
