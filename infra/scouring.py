"""Letting a database forget the bytes of what was erased, as far as it can by itself."""

from sqlalchemy import Engine, text

from infra.erasable import empty_the_log

TABLES = (
    *("subjects", "subject_keys", "name_digests", "name_units"),
    *("restricted_people", "pending_names"),
)
LOCK = 7_266_003
"""The advisory lock of PostgreSQL under which one process scours at a time."""


def scour(engine: Engine) -> bool:
    """
    Write the tables of names anew without what was erased; say whether that was done.

    SQLite overwrote it already and empties its write-ahead log. PostgreSQL writes new files
    (VACUUM FULL locks each table for that long); its own write-ahead log keeps the old bytes until
    a checkpoint lets the segments go, backups until they are too old. Where another process does
    it just now, it is left to that one.
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
            for table in TABLES:
                connection.exec_driver_sql(f"VACUUM (FULL) {table}").close()
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": LOCK})
    return True
