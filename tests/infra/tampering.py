"""A log in a store, and the hand of somebody who can write to that store as they like."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid5

import psycopg
from sqlalchemy import Engine, text

from infra.ledger.ledger import open_ledger
from infra.proof.check import verify
from infra.proof.log import ProofLog
from infra.proof.tiles import open_proofs
from infra.settings import Settings
from services.ports import Append, Ledger
from services.proofs import Asked
from tests.infra.writing import SPACE, envelope, facts

Raw = tuple[int, str, int, str, bytes]
COLUMNS = "originator_id, originator_version, topic, state"


@dataclass(frozen=True)
class Office:
    """A house of which only the ledger, its tree and its key are looked at."""

    settings: Settings

    @property
    def is_postgres(self) -> bool:
        return self.settings.database.get_backend_name() == "postgresql"

    def write(self, count: int, streams: int = 7) -> None:
        """Append so many facts more, dealt out to some streams."""
        with closing(open_ledger(self.settings.address)) as ledger:
            last = ledger.last_position()
            for first in range(last, last + count, streams):
                numbers = range(first, min(first + streams, last + count))
                ledger.append([_append(one, streams, ledger) for one in numbers], envelope())

    @contextmanager
    def proofs(self) -> Iterator[ProofLog]:
        """Lend the tree over the log."""
        with closing(open_ledger(self.settings.address)) as ledger, self.trees() as engine:
            yield ProofLog(ledger, engine, self.settings.keys)

    @contextmanager
    def trees(self) -> Iterator[Engine]:
        """Lend the database of the tree."""
        engine = open_proofs(self.settings.home, self.settings.database)
        try:
            yield engine
        finally:
            engine.dispose()

    def sign(self, path: Path) -> Path:
        """Sign a checkpoint of the log as it stands into a file, which an auditor takes away."""
        with self.proofs() as proofs:
            path.write_text(proofs.checkpoint().written())
        return path

    def keys(self, path: Path) -> Path:
        """Write the public keys into a file, which an auditor takes away too."""
        with self.proofs() as proofs:
            path.write_text("".join(f"{key.written()}\n" for key in proofs.verifiers()))
        return path

    def found(self, *files: Path, keys: Path | None = None) -> dict[str, str]:
        """Verify; return what is wrong."""
        return self.wrong(Asked(files, keys))

    def wrong(self, asked: Asked) -> dict[str, str]:
        """Verify as *asked*; return what is wrong."""
        return {one.about: one.seen for one in verify(self.settings, asked) if not one.ok}

    def rows(self) -> list[Raw]:
        """Return every row of the ledger, with what SQLite and PostgreSQL write otherwise."""
        at = "notification_id" if self.is_postgres else "rowid"
        found = self._do([(f"SELECT {at}, {COLUMNS} FROM stored_events ORDER BY {at}", ())])
        return [(place, str(stream), *rest) for place, stream, *rest in found]

    def put(self, rows: Sequence[Raw]) -> None:
        """Let the ledger hold these rows and no others."""
        if self.is_postgres:
            insert = f"INSERT INTO stored_events (notification_id, {COLUMNS})"
            statement = f"{insert} VALUES (%s, %s, %s, %s, %s)"
        else:
            insert = f"INSERT INTO stored_events (rowid, {COLUMNS})"
            statement = f"{insert} VALUES (?, ?, ?, ?, ?)"
        self._do([("DELETE FROM stored_events", ()), *((statement, row) for row in rows)])

    def do(self, statement: str) -> None:
        """Do something to the rows themselves."""
        self._do([(statement, ())])

    def change_tree(self, statement: str, **values: object) -> None:
        """Do something to the database of the tree."""
        with self.trees() as engine, engine.begin() as tx:
            assert tx.execute(text(statement), values).rowcount

    def _do(self, orders: Sequence[tuple[str, tuple[object, ...]]]) -> list[tuple]:
        """Carry statements out together; return the rows of the last."""
        if not self.is_postgres:
            path = str(self.settings.database.database)
            with closing(sqlite3.connect(path)) as file, file:
                return [file.execute(*one).fetchall() for one in orders][-1]
        with psycopg.connect(self.settings.address.replace("+psycopg", "")) as server:
            cursors = [server.execute(*one) for one in orders]
            return cursors[-1].fetchall() if cursors[-1].description else []


def _append(number: int, streams: int, ledger: Ledger) -> Append:
    stream = uuid5(SPACE, str(number % streams))
    return Append(stream, len(ledger.read(stream)), facts(number))
