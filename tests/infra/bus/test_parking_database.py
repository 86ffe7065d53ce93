"""What messages that were put aside held: kept whole, given back, and gone once erased."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from uuid import uuid5

import pytest
from sqlalchemy import Engine, text

from domain.parking.events import Place
from infra.bus.parking_database import ParkingStore, open_parking
from infra.database_url import parse_database
from services.deliveries import Delivery
from tests.builders import NOON, SPACE

ODD = bytes(range(256)) * 3
CONTENT = Delivery(
    (("ce_id", b"\xff"), ("ce_id", b""), ("x", ODD)), ODD, Place("in", 2, 2**40), NOON
)
ONE, OTHER = uuid5(SPACE, "one"), uuid5(SPACE, "other")
SECOND = timedelta(seconds=1)


@pytest.fixture
def parked(engine: Engine) -> ParkingStore:
    return ParkingStore(engine)


@pytest.mark.parametrize("body", [b"", ODD, b"x" * (2 << 20)])
def test_a_content_comes_back_as_it_was(parked, body):
    content = replace(CONTENT, body=body)
    parked.keep(ONE, content, NOON)
    assert content == parked.load(ONE, content.digest)


def test_what_was_never_kept_is_not_there(parked):
    parked.keep(ONE, CONTENT, NOON)
    assert parked.load(OTHER, CONTENT.digest) is None
    assert parked.load(ONE, "0" * 64) is None


def test_several_contents_of_a_message_are_kept_and_erased_together(parked):
    second = replace(CONTENT, body=b"{}")
    for message in (ONE, OTHER):
        for content in (CONTENT, second):
            parked.keep(message, content, NOON)
    parked.forget(OTHER, second.digest)
    parked.erase(ONE)
    assert [None, None] == [parked.load(ONE, one.digest) for one in (CONTENT, second)]
    assert [CONTENT, None] == [parked.load(OTHER, one.digest) for one in (CONTENT, second)]


def test_again_it_is_kept_anew(parked):
    parked.keep(ONE, CONTENT, NOON)
    assert [(ONE, CONTENT.digest)] == list(parked.kept_before(NOON + SECOND))
    parked.keep(ONE, CONTENT, NOON + 2 * SECOND)
    assert [] == list(parked.kept_before(NOON + SECOND))
    assert CONTENT == parked.load(ONE, CONTENT.digest)


def test_the_store_can_be_opened_by_several_at_once(engine):
    with ThreadPoolExecutor(8) as pool:
        stores = list(pool.map(lambda _: ParkingStore(engine), range(8)))
    stores[0].keep(ONE, CONTENT, NOON)
    assert CONTENT == stores[-1].load(ONE, CONTENT.digest)


def test_an_error_never_repeats_a_content(tmp_path):
    engine = open_parking(tmp_path, parse_database(f"sqlite:///{tmp_path}/ledger.db"))
    store = ParkingStore(engine)
    with engine.begin() as tx:
        tx.execute(text("DROP TABLE parked_contents"))
    with pytest.raises(Exception, match="no such table") as error:
        store.keep(ONE, replace(CONTENT, body=b"a secret of somebody"), NOON)
    assert "secret" not in str(error.value)
    engine.dispose()


def test_an_erased_content_is_gone_from_the_disk(tmp_path):
    engine = open_parking(tmp_path, parse_database(f"sqlite:///{tmp_path}/ledger.db"))
    store = ParkingStore(engine)
    content = replace(CONTENT, body=b"a secret of somebody")
    store.keep(ONE, content, NOON.astimezone(UTC))
    assert found(tmp_path)
    store.erase(ONE)
    assert not found(tmp_path)
    engine.dispose()


def found(folder: Path) -> bool:
    """Say whether the secret stands in any file."""
    return any(b"a secret" in path.read_bytes() for path in folder.iterdir())
