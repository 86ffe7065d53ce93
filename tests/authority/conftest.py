"""A case at every place of the table: made once, and only read."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from infra.ledger import StoreLedger, open_ledger
from tests.authority.places import places
from tests.authority.stage import staged


@pytest.fixture(scope="session")
def stage() -> Iterator[StoreLedger]:
    """Lend a ledger in which a case stands at every place."""
    with closing(open_ledger("memory:")) as ledger:
        staged(ledger, places())
        yield ledger
