"""Fixtures of the services: a house that takes messages in, and the real log, once a store."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from infra.ledger.ledger import StoreLedger, open_ledger
from services.import_log import ImportReport
from tests.postgres import Server
from tests.services.importing import bring
from tests.services.intake_house import IntakeHouse, intake_house
from tests.services.real_log import LOG, MAPPING
from tests.untried import leave_out

STORES = ["sqlite", pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.daily])]


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Iterator[None]:
    """
    Leave out, and count, what reads the real log where it is not there.

    A run that asks for nothing else has tried nothing then, and ends with status 5.
    """
    yield
    if not LOG.exists():
        reading = [one for one in items if one.get_closest_marker("real_log")]
        leave_out(config, items, reading, f"tests of the real approval log, not at {LOG}")


@pytest.fixture
def house(tmp_path: Path, ledger: StoreLedger, store_url: str) -> Iterator[IntakeHouse]:
    """Lend an empty house."""
    with intake_house(tmp_path, ledger, store_url) as lent:
        yield lent


@pytest.fixture(scope="session", params=STORES)
def real_log(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[StoreLedger, ImportReport]]:
    """Bring the real log into each kind of store, once for all who read it; nobody adds to it."""
    with ExitStack() as lent:
        url = f"sqlite:///{tmp_path_factory.mktemp('real') / 'ledger.db'}"
        if request.param == "postgres":
            server: Server = request.getfixturevalue("postgres_server")
            url = lent.enter_context(server.database())
        ledger = lent.enter_context(closing(open_ledger(url)))
        yield ledger, bring(LOG, ledger, mapping=MAPPING)
