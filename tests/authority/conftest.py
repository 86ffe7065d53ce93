"""A case at every place of the table: made once, and only read."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from infra.ledger.ledger import StoreLedger, open_ledger
from tests.authority.others import all_others
from tests.authority.places import places
from tests.authority.stage import staged
from tests.authority.street import Street, street


@pytest.fixture(scope="session")
def stage() -> Iterator[StoreLedger]:
    """Lend a ledger in which a case stands at every place."""
    with closing(open_ledger("memory:")) as ledger:
        staged(ledger, places())
        yield ledger


@pytest.fixture(scope="session")
def whole() -> Iterator[StoreLedger]:
    """Lend a ledger that holds beside these cases one of each thing that views tell of."""
    with closing(open_ledger("memory:")) as ledger:
        staged(ledger, places())
        all_others(ledger)
        yield ledger


@pytest.fixture(scope="session")
def read_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """Lend a house in which all of it happened, to be read over HTTP."""
    with street(tmp_path_factory.mktemp("read")) as lent:
        yield lent
