"""Once somebody is erased the topic of orders forgets what was taken in before, and only that."""

from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random

import pytest
import structlog
from kafka import KafkaAdminClient
from kafka.errors import TopicAuthorizationFailedError

from infra.bus.kafka_intake import Intake
from infra.ledger.ledger import open_ledger
from infra.threads import working
from infra.views.database import open_views
from tests.bus.relaying import bus_at
from tests.bus.taking import announcements, put
from tests.bus.test_intake import wait_until_taken
from tests.bus.test_relay import make_topic
from tests.bus.weighing import all_of
from tests.services.intake_house import intake_house
from tests.waiting import until

LATER = timedelta(minutes=1)


@pytest.fixture
def topics(real_broker):
    return make_topic(real_broker), make_topic(real_broker, 1)


@pytest.fixture(autouse=True)
def _soon(monkeypatch):
    """Let a quiet intake look up soon, and end."""
    monkeypatch.setattr("infra.bus.kafka_intake.POLL_MS", 1_000)
    monkeypatch.setattr("infra.bus.kafka_forgetting.RESTS", 1.0)


@contextmanager
def taking(folder, broker, topics, erased):
    engine, bus = open_views(folder, "sqlite://"), bus_at(broker.bootstrap, f"/test/{topics[0]}")
    with (
        closing(open_ledger(f"sqlite:///{folder}/ledger.db")) as ledger,
        intake_house(folder, ledger) as house,
        working("intake", Intake(bus, house, engine, topics, erased=erased).run),
    ):
        yield
    engine.dispose()


def keys(broker, topic):
    return sorted(dict(one.headers)["ce_id"] for one in all_of(broker.bootstrap, topic))


def test_what_was_taken_in_before_somebody_was_erased_goes(tmp_path, real_broker, topics):
    first, second = announcements(20), announcements(30)[20:]
    told: list[datetime] = []
    put(real_broker, topics[0], first, 1, Random())
    left = partial(keys, real_broker, topics[0])
    with taking(tmp_path, real_broker, topics, lambda: told[-1] if told else None):
        wait_until_taken(tmp_path, 20)
        assert 20 == len(left())
        told.append(datetime.now(UTC) + timedelta(milliseconds=1))
        until(lambda: datetime.now(UTC) > told[-1])
        put(real_broker, topics[0], second, 1, Random())
        assert until(lambda: [name for name, _ in second] == left())


def test_what_nobody_took_in_yet_stays_until_it_is(tmp_path, real_broker, topics):
    put(real_broker, topics[0], announcements(20), 1, Random())
    ahead = datetime.now(UTC) + LATER
    with taking(tmp_path, real_broker, topics, lambda: ahead):
        wait_until_taken(tmp_path, 20)
        assert until(lambda: keys(real_broker, topics[0]) == [])


def test_where_brokers_do_not_let_us_it_is_said_and_the_work_goes_on(
    tmp_path, real_broker, topics, monkeypatch
):
    def refused(*_):
        raise TopicAuthorizationFailedError

    monkeypatch.setattr(KafkaAdminClient, "delete_records", refused)
    put(real_broker, topics[0], announcements(5), 1, Random())
    ahead = datetime.now(UTC) + LATER
    with (
        structlog.testing.capture_logs() as lines,
        taking(tmp_path, real_broker, topics, lambda: ahead),
    ):
        wait_until_taken(tmp_path, 5)
        put(real_broker, topics[0], announcements(9)[5:], 1, Random())
        wait_until_taken(tmp_path, 9)
        assert until(lambda: "orders.not-forgotten" in [one["event"] for one in lines])
