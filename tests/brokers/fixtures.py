"""
Which brokers a run uses, and how a test asks for one.

`broker` is each broker of the run in turn; `real_broker` only one that keeps what Kafka promises
(transactions, true offsets, disks); `own_broker` is an Apache Kafka of this module alone, to kill;
`guarded_broker` one of this module alone that asks who comes.
A test that asks for what the machine cannot give is deselected, and the head of the run says so.
"""

import gc
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from tests.brokers import apache, given, guarded, wire
from tests.brokers.broker import Broker
from tests.brokers.jars import jars, java_version, kafka_version, missing
from tests.untried import leave_out

SHARED = "VINHDANH_TEST_BROKER"
ALONE = ("own_broker", "guarded_broker", "apache_here")
BROKERS = {"real_broker", "wire_broker", *ALONE}
# kafka-python 3.0 forgets to close the socket of a connection that was refused, or lost in TLS.
REFUSED = r"ignore:unclosed <(socket|ssl)\.:ResourceWarning"


def pytest_configure(config: pytest.Config) -> None:
    """
    Name the folder of the broker that all processes of this run share; nobody makes it yet.

    Where workers are to run tests, the jars are brought while these begin with something else.
    """
    name = f"vd-kafka-{secrets.token_hex(6)}"
    os.environ.setdefault(SHARED, str(Path(tempfile.gettempdir(), name)))
    leads = config.getoption("numprocesses", None) and not hasattr(config, "workerinput")
    if leads and _fixtures_here()["own_broker"]:
        Thread(target=_bring_jars, daemon=True).start()


def _bring_jars() -> None:
    """Bring the jars; when they cannot be brought, who asks for a broker tries again and says."""
    with suppress(RuntimeError):
        jars()


def pytest_report_header() -> str:
    """Say which brokers this run uses."""
    return f"kafka: {_real()}; {wire.KIND} {wire.version()}"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Iterator[None]:
    """Mark the tests that need a broker; of those chosen leave out whose broker is not here."""
    for item in filter(_broker_fixtures, items):
        item.add_marker(pytest.mark.kafka)
        item.add_marker(pytest.mark.filterwarnings(REFUSED))
    yield
    absent = {name for name, here in _fixtures_here().items() if not here}
    taken_out = [item for item in items if absent & _broker_fixtures(item)]
    leave_out(config, items, taken_out, f"tests of an Apache Kafka that is ours ({_lack()})")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let who sweeps up after a test pass by what was there before it: that took two seconds."""
    if item.get_closest_marker("kafka"):
        gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Sweep up here what a client left of refused connections, not in somebody else's test."""
    if item.get_closest_marker("kafka"):
        gc.collect()


@pytest.fixture(scope="session")
def real_broker() -> Iterator[Broker]:
    """The broker given by the environment, else an Apache Kafka, one for all of the run."""
    if address := given.address():
        with given.lent(address) as broker:
            yield broker
    else:
        with apache.shared(Path(os.environ[SHARED])) as broker:
            yield broker


@pytest.fixture(scope="session")
def wire_broker() -> Iterator[Broker]:
    """The broker from PyPI: the wire, and no more."""
    with wire.own() as broker:
        yield broker


@pytest.fixture(params=["real_broker", "wire_broker"])
def broker(request: pytest.FixtureRequest) -> Broker:
    """Each broker of this run in turn."""
    lent: Broker = request.getfixturevalue(request.param)
    return lent


@pytest.fixture(scope="module")
def own_apache() -> Iterator[Broker]:
    """An Apache Kafka that only this module uses."""
    with apache.own() as broker:
        yield broker


@pytest.fixture
def own_broker(own_apache: Broker) -> Iterator[Broker]:
    """An Apache Kafka to kill and to start again; the next test finds it up in any case."""
    yield own_apache
    if own_apache.held.ended:
        own_apache.start()


@pytest.fixture(scope="module")
def guarded_broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[guarded.Guarded]:
    """An Apache Kafka of this module alone, with doors that ask for certificates and passwords."""
    with guarded.own(tmp_path_factory.mktemp("guarded")) as broker:
        yield broker


@pytest.fixture
def apache_here() -> str:
    """The version of the Apache Kafka that a test may start by its own means."""
    return kafka_version()


def _fixtures_here() -> dict[str, bool]:
    """Say of each fixture whether this run can have it."""
    own = not given.address() and not missing()
    real = bool(given.address()) or own
    alone = dict.fromkeys(ALONE, own)
    return {"real_broker": real, "wire_broker": True, **alone}


def _broker_fixtures(item: pytest.Item) -> set[str]:
    """Return which brokers a test asks for; `broker` stands for one of them."""
    if not isinstance(item, pytest.Function):
        return set()
    chosen = item.callspec.params.get("broker") if hasattr(item, "callspec") else None
    return {*item.fixturenames, str(chosen)} & BROKERS


def _lack() -> str:
    """Say why no broker is started here."""
    return f"{given.GIVEN} names another" if given.address() else missing() or "nothing lacks"


def _real() -> str:
    """Say which broker keeps Kafka's promises in this run, or why none does."""
    if address := given.address():
        return f"{given.KIND}, {given.version(address)} at {address}"
    if lack := missing():
        return f"no Apache Kafka and none of its tests ({lack})"
    return f"{apache.KIND} {kafka_version()} on Java {java_version()}"
