"""Errors of the machine that a keeper can do something about, in words of his."""

import sqlite3
from collections.abc import Sequence

import psycopg
from eventsourcing.persistence import PersistenceError
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from infra.bus_senders import BadSenders
from infra.calendars import BadCalendar
from infra.ledger_store import NotDurable
from infra.rulebook_reading import BadRulebook
from infra.settings import BadSettings
from infra.token_keys import BadKeys
from infra.units_file import BadUnitsFile
from services.stores import Damaged

OURS = (BadKeys, BadCalendar, BadSenders, BadRulebook, BadUnitsFile, NotDurable, Damaged)
DATABASE = (DBAPIError, SQLAlchemyError, PersistenceError, sqlite3.Error, psycopg.Error)


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
    return [f"bus: {err}"] if _is_of_the_bus(err) else []


def _is_of_the_bus(err: Exception) -> bool:
    """Tell by the name of its module: the client of the bus takes a while to import."""
    return type(err).__module__.startswith("kafka.")


def root(err: BaseException) -> str:
    """Return the first line of what the driver said; SQL and parameters are left out."""
    said = err.orig if isinstance(err, DBAPIError) and err.orig else err.__cause__ or err
    return str(said).partition("\n")[0] or type(said).__name__
