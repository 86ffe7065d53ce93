"""What is open to all tells nothing of cases: it answers alike without them and with a few."""

import re
from uuid import UUID, uuid5

import pytest

import api.movement_board
from api.views import all_of
from domain.nomination import events as n
from tests.builders import CASE, filed, opened_in_movement

VALUES = {
    "movement": "hai-duong-2025",
    "code": "10532",
    "award": "bk-tinh",
    "year": "2025",
}
"""What addresses that are open to all name; what is not here is an id, or a digest, of nothing."""
OF_THE_WHOLE = {
    "/metrics": "what this process did since it started, of no unit, award or day",
    "/health/ready": "how far log and views are",
    "/docs/bus": "how far the bus is",
    "/.well-known/vinhdanh/growth": "that the log grew between two sizes",
    "/.well-known/vinhdanh/checkpoint": "how many facts there are, with the root of their tree",
}
"""What changes with any fact, whatever it is about."""
ENDED = (n.NominationRefused("ward-review", "violation", ""), n.NominationWithdrawn(""))


def few(house):
    """Let there be small groups: two drafts, one case refused and one withdrawn."""
    for number in range(2):
        house.given(uuid5(CASE, str(number)), opened_in_movement)
    for end in ENDED:
        house.given(uuid5(CASE, str(end)), opened_in_movement, filed, end)


def filled(rule):
    """Return an address with something at each of its places."""
    nothing = {"UUID": str(UUID(int=0))}
    for place, sort, name in re.findall(r"(<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>)", rule):
        nought = nothing.get(sort.upper(), "0" * 64)
        rule = rule.replace(place, VALUES.get(name, nought))
    return rule


def told(app):
    """Return what everybody is told without a token, by address, as the application has them."""
    rules = {one.rule for one in app.url_map.iter_rules() if "GET" in (one.methods or ())}
    client = app.test_client()
    found = {
        rule: client.get(filled(rule), buffered=True)
        for rule in sorted(rules - OF_THE_WHOLE.keys())
    }
    return {
        rule: (one.status_code, one.data.replace(one.headers["X-Correlation-Id"].encode(), b""))
        for rule, one in found.items()
        if one.status_code != 401
    }


def differing(app, house):
    """Return the open addresses that tell a few cases from none."""
    before = told(app)
    few(house)
    after = told(app)
    return {rule for rule in before.keys() | after.keys() if before.get(rule) != after.get(rule)}


def test_nothing_open_to_all_tells_a_few_cases_from_none(app, house):
    assert set() == differing(app, house)


def test_what_is_open_to_all_is_found_and_answers(app):
    answers = {rule: said[0] for rule, said in told(app).items()}
    data = {rule for rule in answers if rule.startswith("/api/v1/")}
    assert {200} == {answers[rule] for rule in data}
    assert len(data) > len(VALUES)
    assert OF_THE_WHOLE.keys() <= {one.rule for one in app.url_map.iter_rules()}


@pytest.mark.parametrize("address", ["/api/v1/movements/<movement>/board"])
def test_a_board_that_is_open_to_all_is_seen(app, house, monkeypatch, address):
    monkeypatch.setitem(app.before_request_funcs, "boards", [])
    monkeypatch.setattr(api.movement_board, "rows", all_of)
    assert {address} == differing(app, house)
