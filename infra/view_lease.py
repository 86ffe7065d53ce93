"""Who keeps the views: one process at a time, for as long as its connection lives."""

from typing import Protocol

from sqlalchemy import Connection, Engine, func, select, true
from sqlalchemy.exc import DBAPIError

from projections.bookkeeping import LOCKS

ALIVE, TAKE = select(true()), select(func.pg_try_advisory_lock(LOCKS, 1))


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


class DatabaseLease:
    """An advisory lock of PostgreSQL on a connection of its own; the server ends it with that."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._connection: Connection | None = None
        self._ours = False

    def held(self) -> bool:
        """Return whether the lock is ours, on a connection that is seen to live."""
        if self._connection is None:
            self._connection = self._engine.connect()
        question = ALIVE if self._ours else TAKE
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
