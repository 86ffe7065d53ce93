"""Fixtures of the services: a house that takes messages in, and the real log, brought in once."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from infra.ledger import StoreLedger, open_ledger
from services.import_log import ImportReport
from tests.services.importing import bring
from tests.services.intake_house import IntakeHouse, intake_house
from tests.services.real_log import LOG, MAPPING


@pytest.fixture
def house(tmp_path: Path, ledger: StoreLedger, store_url: str) -> Iterator[IntakeHouse]:
    """Lend an empty house."""
    with intake_house(tmp_path, ledger, store_url) as lent:
        yield lent


@pytest.fixture(scope="session")
def real_log(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[StoreLedger, ImportReport]]:
    """Bring the real log in, once for all who read it; nobody adds to it."""
    with closing(open_ledger(tmp_path_factory.mktemp("real") / "ledger.db")) as ledger:
        yield ledger, bring(LOG, ledger, mapping=MAPPING)
