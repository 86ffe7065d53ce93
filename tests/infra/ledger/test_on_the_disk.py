"""What lies beside the ledger in SQLite: what was answered is on the disk, as SQLite says it."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url

from infra.ballot_boxes import open_boxes
from infra.bus.parking_database import open_parking
from infra.edxml.received import ReceivedFiles
from infra.people.database import open_people
from infra.proof.tiles import open_proofs
from infra.sign_in.store import open_sign_ins

HERE = make_url("sqlite://")
# Numbers of SQLite, not of the house: FULL, and free pages that are written over with zeros.
FULL, OVER = 2, 1
JOURNAL = ("journal_mode", "synchronous")


@pytest.mark.parametrize(
    "opened", [open_people, open_boxes, open_parking, open_proofs, open_sign_ins]
)
def test_what_must_not_be_lost_is_forced_to_the_disk_and_what_goes_is_written_over(
    tmp_path: Path, opened
):
    engine: Engine = opened(tmp_path, HERE)

    with engine.connect() as one, engine.connect() as other:
        for connection in (one, other):
            assert ("wal", FULL, OVER) == tuple(
                connection.exec_driver_sql(f"PRAGMA {asked}").scalar_one()
                for asked in (*JOURNAL, "secure_delete")
            )
    engine.dispose()


def test_what_came_over_the_bridge_is_forced_to_the_disk(tmp_path: Path):
    with closing(ReceivedFiles(tmp_path)) as received:
        asked = [received._table.execute(f"PRAGMA {one}").fetchone() for one in JOURNAL]

    assert [("wal",), (FULL,)] == asked
