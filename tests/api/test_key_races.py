"""One Idempotency-Key at once, for every act of two cases: one effect, by one server or two."""

import http.client
import sys
from collections import Counter
from contextlib import ExitStack, closing
from functools import partial

import pytest
from flask import Flask

from api.app import application
from infra.ledger.ledger import open_ledger
from tests.api import houses
from tests.api.badges import badge
from tests.api.racing_keys import Door, race_a_letter
from tests.api.serving import running
from tests.infra.rebuilt import assert_as_rebuilt, assert_views_as_rebuilt, is_folded
from tests.promises.clerk_orders import DESKS, Order
from tests.promises.clerks import Answer, headers, send, tokens
from tests.waiting import until

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

LETTERS = 50


def door_of(app: Flask) -> Door:
    """Return a way into an application of this process."""

    def knock(order: Order, key: str) -> Answer:
        token = badge(f"a-{order.desk}", *DESKS[order.desk])
        said = headers(order, key, token)
        reply = app.test_client().post(order.path, data=order.body, headers=said)
        return Answer(reply.status_code, reply.headers.get("ETag"), reply.data)

    return knock


def test_eight_at_once_have_one_effect_by_two_doors(tmp_path, durable_url):
    with houses.house(tmp_path, durable_url) as one, houses.stores(tmp_path, durable_url) as beside:
        doors = [door_of(application(it)) for it in (one, beside.house(tmp_path))]

        acts = race_a_letter("race-1", doors, one.ledger)

        assert 12 == len(acts)
        assert_as_rebuilt(one.ledger, one.engine)


def server(port: int, said: dict[str, str]) -> Door:
    """Return a way to a server, each order on a line of its own."""

    def knock(order: Order, key: str) -> Answer:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as line:
            return send(line, order, key, said[order.desk])

    return knock


@pytest.mark.drill
def test_eight_at_once_have_one_effect_by_two_servers(tmp_path, durable_url):
    url = durable_url.replace("ledger.db", "vinhdanh.db")
    told = {"VINHDANH_LOG_LEVEL": "WARNING", "VINHDANH_REQUESTS_PER_MINUTE": "0"}
    if "postgres" in url:
        told["VINHDANH_DATABASE_URL"] = url
    said, acts = tokens(tmp_path, "a"), Counter[str]()
    with ExitStack() as opened, closing(open_ledger(url)) as ledger:
        ports = [opened.enter_context(running(tmp_path, **told))[1] for _ in range(2)]
        for letter in range(LETTERS):
            acts += race_a_letter(f"race-{letter}", [server(one, said) for one in ports], ledger)
        assert until(partial(is_folded, tmp_path, url))
    assert_views_as_rebuilt(tmp_path, url)
    sys.stdout.write(f"{acts.total()} acts, each sent 8 times by 2 servers: {dict(acts)}\n")
