"""Fixtures for the whole suite: a PostgreSQL of its own, and a ledger over each kind of store."""

import gc
import os
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, settings

from infra.ledger.ledger import StoreLedger, open_ledger
from tests import postgres
from tests.old_cases import OLD_CASES

pytest_plugins = [
    "tests.untried",
    "tests.brokers.fixtures",
    "tests.loaded_in_parts",
    "tests.pages",
    "tests.reform_folders",
    "tests.weighed",
]

# A worker holds millions of objects: of 100 s of it, seven went into looking which are in use.
gc.set_threshold(100_000, 20, 20)

# How long an example takes says how busy the machine is; speed belongs to the bench.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
LONG = frozenset(
    {
        "test_acts_in_outage",
        "test_ballot_client",
        "test_dying_workers",
        "test_edxml_walk",
        "test_erasure",
        "test_every_act_order",
        "test_guarded",
        "test_in_a_browser",
        "test_integration",
        "test_kill_pollers",
        "test_kill_service",
        "test_kill_writers",
        "test_readme",
        "test_real_findings",
        "test_real_log",
        "test_reform_beside_acts",
        "test_relay",
        "test_schemathesis",
        "test_several_servers",
    }
)
STORES = ["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


def pytest_configure() -> None:
    """
    Let the programs that tests start hear Ctrl-C also where this run does not.

    What a shell runs in the background ignores it, and so does what that starts, down the line.
    Cases of 2025 are entered in houses of today, which let nobody do so unless they are told to.
    """
    for name, said in OLD_CASES.items():
        os.environ.setdefault(name, said)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """
    Begin with what is long: a worker steals the end of what another has before it.

    So nobody waits for one long test at the end, and no module whose fixtures are dear is parted.
    What asks for a broker comes after, for its jars may still be on their way.
    """
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> tuple[int, str]:
    """Return when a test has its turn; what is long keeps its neighbours, who share fixtures."""
    name = item.path.stem
    return (1 + _is_of_a_broker(item), name) if name in LONG else (3, "")


def _is_of_a_broker(item: pytest.Item) -> bool:
    return item.get_closest_marker("kafka") is not None


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Let whoever sweeps up between tests pass by what was loaded for all of them."""
    gc.collect()
    gc.freeze()


def pytest_report_header() -> str:
    """Say which PostgreSQL this run uses."""
    return f"postgres: {postgres.which()}"


@pytest.fixture(autouse=True)
def _lines_of_no_other_test() -> None:
    """Let no test inherit how an earlier one set up the log: lines below its level were lost."""
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """Start the server of this run, once."""
    with postgres.server() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: postgres.Server) -> Iterator[str]:
    """Lend an empty database."""
    with postgres_server.database() as url:
        yield url


@pytest.fixture(params=STORES)
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Name an empty store of each kind in turn."""
    return url_of(request, tmp_path)


@pytest.fixture(params=STORES[1:])
def durable_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Name an empty store of each kind that outlives its process."""
    return url_of(request, tmp_path)


@pytest.fixture
def ledger(store_url: str) -> Iterator[StoreLedger]:
    """Open an empty ledger over each kind of store."""
    with closing(open_ledger(store_url)) as opened:
        yield opened


def url_of(request: pytest.FixtureRequest, folder: Path) -> str:
    """Return the URL of an empty store of the kind *request* is for."""
    match request.param:
        case "memory":
            return "memory:"
        case "sqlite":
            return f"sqlite:///{folder / 'ledger.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url
