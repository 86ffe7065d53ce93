"""Every act there is has a row of the tables by hand, and every row is about an act there is."""

import tomllib
from collections.abc import Iterable

import pytest

from api.app import application
from tests.api import houses
from tests.authority.elsewhere import ROWS as ELSEWHERE
from tests.authority.places import HERE
from tests.authority.rows import ROWS

BY_HAND = tomllib.loads((HERE / "acts.toml").read_text())
NAMED, WITHOUT = BY_HAND["rows"], BY_HAND["without"]
THERE = {*(f"case: {one}" for one in ROWS), *(f"{one['sort']}: {one['act']}" for one in ELSEWHERE)}
PAGE = HERE.parents[1] / "docs" / "acts.md"


@pytest.fixture
def orders(tmp_path):
    """Return the name of every operation by which something is ordered."""
    with houses.house(tmp_path) as lent:
        described = application(lent).test_client().get("/openapi.json").get_json()
    posts = (ways["post"] for ways in described["paths"].values() if "post" in ways)
    return {one["operationId"] for one in posts}


def unlike(orders: Iterable[str]) -> set[str]:
    """Return the orders without a row, the rows without an order, and what is no order any more."""
    return {*orders} ^ {*NAMED, *WITHOUT} | (THERE ^ {*NAMED.values()})


def test_every_act_has_a_row_and_every_row_an_act(orders):
    assert unlike(orders) == set()
    assert all(WITHOUT.values())


def test_an_act_without_a_row_is_seen(orders):
    assert unlike({*orders, "bless"}) == {"bless"}


@pytest.mark.parametrize("lost", ["file_nomination", "decide_tie"])
def test_a_row_that_is_lost_is_seen(orders, monkeypatch, lost):
    row = NAMED[lost]
    monkeypatch.delitem(NAMED, lost)
    assert unlike(orders) == {lost, row}


def test_the_page_of_acts_has_as_many():
    told = [one for one in PAGE.read_text(encoding="utf-8").splitlines() if one.startswith("| `/")]
    assert len(told) == len(NAMED) + len(WITHOUT)
