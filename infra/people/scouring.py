"""Letting a database forget the bytes of what was erased, as far as it can by itself."""

import structlog
from sqlalchemy import Column, Connection, Engine, LargeBinary, MetaData, text

from infra.erasable import empty_the_log

TABLES = (
    *("subjects", "subject_keys", "name_digests", "name_units"),
    *("restricted_people", "pending_names", "commitment_salts"),
    "parked_contents",
)
LOCK = 7_266_003
"""The advisory lock of PostgreSQL under which one process scours at a time."""

FILE = "SELECT pg_relation_filenode(to_regclass(:table))"
OWNERS = "the role that keeps the views owns the tables of names: run `vinhdanh postgres prepare`"
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()

TARGET = """
SELECT coalesce(attstattarget, -1) FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
WHERE attrelid = CAST(:table AS regclass) AND attname = :column AND pg_has_role(relowner, 'USAGE')
"""


def keep_out_of_statistics(engine: Engine, tables: MetaData) -> None:
    """
    Let PostgreSQL copy no key, no digest and nothing sealed into its statistics of columns.

    No erasure reaches them there. Naming the type of a column anew drops what was copied before.
    A table of another role is left to that one: `vinhdanh postgres prepare`.
    """
    if engine.dialect.name == "sqlite":
        return
    found = [(it.name, at.name) for it in tables.sorted_tables for at in it.columns if _hidden(at)]
    with engine.begin() as tx:
        for table, column in found:
            if tx.execute(text(TARGET), {"table": table, "column": column}).scalar():
                change = f"ALTER COLUMN {column}"
                tx.exec_driver_sql(
                    f"ALTER TABLE {table} {change} TYPE bytea, {change} SET STATISTICS 0"
                ).close()


def _hidden(column: Column[object]) -> bool:
    return isinstance(column.type, LargeBinary)


def scour(engine: Engine) -> bool:
    """
    Write the tables of names anew without what was erased; say whether that was done.

    SQLite overwrote it already and empties its write-ahead log. PostgreSQL writes new files
    (VACUUM FULL locks each table for that long); its own write-ahead log keeps the old bytes until
    a checkpoint lets the segments go, backups until they are too old. Where another process does
    it just now, it is left to that one. PostgreSQL passes over a table that is not the role's own
    with a warning alone, so the files are looked at.
    """
    if engine.dialect.name == "sqlite":
        empty_the_log(engine)
        return True
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.execute(
            text("SELECT pg_try_advisory_lock(:key)"), {"key": LOCK}
        ).scalar():
            return False
        try:
            return _written_anew(connection)
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": LOCK})


def _written_anew(connection: Connection) -> bool:
    """Write the tables of names anew; say whether every one lies in another file than before."""
    before = _files(connection)
    for table in before:
        connection.exec_driver_sql(f"VACUUM (FULL) {table}").close()
    after = _files(connection)
    if same := [one for one in before if before[one] == after[one]]:
        log.error("personal.not-scoured", tables=same, do=OWNERS)
    return not same


def _files(connection: Connection) -> dict[str, int]:
    """Return the number of the file that each of the tables lies in, of those that stand."""
    found = {one: connection.execute(text(FILE), {"table": one}).scalar() for one in TABLES}
    return {one: file for one, file in found.items() if file is not None}
