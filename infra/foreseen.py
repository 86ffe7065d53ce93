"""Errors of the machine that a keeper can do something about, in words of his."""

import errno
import sqlite3
from collections.abc import Sequence

import psycopg
from eventsourcing.persistence import InterfaceError, OperationalError, PersistenceError
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnection

from infra.bus.kafka_refusals import described
from infra.bus.senders import BadSenders
from infra.ledger.ledger import Unreadable
from infra.ledger.store import NotDurable, TwoAtOnePosition
from infra.rulebooks.ballot_choice import BadBallots
from infra.rulebooks.calendar_override import BadCalendar
from infra.rulebooks.hearing_choice import BadHearing
from infra.rulebooks.reading import BadRulebook
from infra.rulebooks.rule_forces import BadRules
from infra.rulebooks.term_rules import BadTerms
from infra.rulebooks.units_file import BadUnitsFile
from infra.settings import BadSettings
from infra.sign_in.token_keys import BadKeys
from services.stores import Damaged

OURS = (
    BadKeys,
    BadCalendar,
    BadTerms,
    BadRules,
    BadBallots,
    BadHearing,
    BadSenders,
    BadRulebook,
    BadUnitsFile,
    NotDurable,
    TwoAtOnePosition,
    Unreadable,
    Damaged,
)
DATABASE = (DBAPIError, SQLAlchemyError, PersistenceError, sqlite3.Error, psycopg.Error)

AWAY = (
    psycopg.OperationalError,
    psycopg.InterfaceError,
    psycopg.errors.ReadOnlySqlTransaction,
    NoConnection,
    OperationalError,
    InterfaceError,
)
# Other errors of SQLite, such as a table that is not there, are defects: waiting mends none.
SQLITE_AWAY = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}
PRIMARY = 0xFF  # the rest of a code of SQLite says more of the same
DISK_AWAY = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}


def is_away(err: BaseException) -> bool:
    """Say whether *err* means that a store cannot be used: away, locked or full."""
    said = _said(err)
    if isinstance(said, sqlite3.Error):
        return getattr(said, "sqlite_errorcode", 0) & PRIMARY in SQLITE_AWAY
    if isinstance(said, OSError):
        return said.errno in DISK_AWAY
    return isinstance(said, AWAY)


def explain(err: Exception) -> Sequence[str]:
    """Return what is wrong, a line each; nothing when *err* is a defect of ours."""
    if isinstance(err, BadSettings):
        return [f"{name}: {' '.join(texts)}" for name, texts in sorted(err.problems.items())]
    if isinstance(err, OURS):
        return str(err).splitlines()
    if isinstance(err, OSError):
        return [f"{err.filename or 'system'}: {err.strerror or err}"]
    return _of_another_program(err)


def _of_another_program(err: Exception) -> Sequence[str]:
    """Return what a database or a broker said, nothing when *err* comes from neither."""
    if isinstance(err, DATABASE):
        return [f"database: {root(err)}"]
    return [f"bus: {': '.join(described(err))}"] if _is_of_the_bus(err) else []


def _is_of_the_bus(err: Exception) -> bool:
    """Tell by the name of its module: the client of the bus takes a while to import."""
    return type(err).__module__.startswith("kafka.")


def root(err: BaseException) -> str:
    """Return the first line of what the driver said; SQL and parameters are left out."""
    said = _said(err)
    return str(said).partition("\n")[0] or type(said).__name__


def _said(err: BaseException) -> BaseException:
    """Return the error of the driver that *err* stands for."""
    if isinstance(err, DBAPIError) and err.orig:
        return err.orig
    return err.__cause__ or err
