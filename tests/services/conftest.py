"""Fixtures of the services: a house that takes messages in, over each kind of store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.ledger import StoreLedger
from tests.services.intake_house import IntakeHouse, intake_house


@pytest.fixture
def house(tmp_path: Path, ledger: StoreLedger, store_url: str) -> Iterator[IntakeHouse]:
    """Lend an empty house."""
    with intake_house(tmp_path, ledger, store_url) as lent:
        yield lent
