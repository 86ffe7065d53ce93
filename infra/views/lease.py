"""Who keeps the views, and who sends: one process at a time, for as long as it lives."""

from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from threading import Event
from typing import BinaryIO, Protocol

from sqlalchemy import Connection, Engine, func, select, true
from sqlalchemy.exc import DBAPIError

from projections.bookkeeping import LOCKS

VIEWS, RELAY = 1, 2  # which advisory lock of PostgreSQL
ALIVE = select(true())


class Lease(Protocol):
    """The right to keep the views; more than one holder wastes work and harms nothing."""

    def held(self) -> bool:
        """Return whether it is ours, taking it when it is free."""
        ...

    def give_back(self) -> None:
        """Let another process have it."""
        ...


class NoLease:
    """For views in a file: whoever has it open may keep them, one transaction at a time."""

    def held(self) -> bool:
        """Return True."""
        return True

    def give_back(self) -> None:
        """Do nothing."""


class FileLease:
    """A lock on a file; the system ends it with the process that holds it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None

    def held(self) -> bool:
        """Return whether the lock is ours, taking it when it is free."""
        if self._file is not None:
            return True
        file = self._path.open("ab")
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._file = file
        return True

    def give_back(self) -> None:
        """Close the file, and the lock with it."""
        file, self._file = self._file, None
        if file is not None:
            file.close()


class KnownLease:
    """A lease of which others in the process hear, by `ours`, whether it is held."""

    def __init__(self, lease: Lease) -> None:
        self._lease, self.ours = lease, Event()

    def held(self) -> bool:
        """Return whether it is ours, and say so."""
        held = False
        try:
            held = self._lease.held()
        finally:
            (self.ours.set if held else self.ours.clear)()
        return held

    def give_back(self) -> None:
        """Say that it is not ours any more, and give it back."""
        self.ours.clear()
        self._lease.give_back()


class DatabaseLease:
    """An advisory lock of PostgreSQL on a connection of its own; the server ends it with that."""

    def __init__(self, engine: Engine, number: int = VIEWS) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._take = select(func.pg_try_advisory_lock(LOCKS, number))
        self._connection: Connection | None = None
        self._ours = False

    def held(self) -> bool:
        """Return whether the lock is ours, on a connection that is seen to live."""
        if self._connection is None:
            self._connection = self._engine.connect()
        question = ALIVE if self._ours else self._take
        try:
            self._ours = bool(self._connection.scalar(question))
        except DBAPIError:
            self.give_back()
            raise
        return self._ours

    def give_back(self) -> None:
        """Close the connection, and the lock with it."""
        connection, self._connection, self._ours = self._connection, None, False
        if connection is not None:
            connection.invalidate()
            connection.close()


def lease_of(engine: Engine) -> Lease:
    """Return the lease that goes with the database of the views."""
    return DatabaseLease(engine) if engine.dialect.name == "postgresql" else NoLease()


def lease_of_relay(engine: Engine, home: Path) -> Lease:
    """Return the lease of the one relay: two would end each other's producers for ever."""
    if engine.dialect.name == "postgresql":
        return DatabaseLease(engine, RELAY)
    return FileLease(home / "relay.lock")
