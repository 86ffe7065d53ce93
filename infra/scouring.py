"""Letting a database forget the bytes of what was erased, as far as it can by itself."""

from sqlalchemy import Engine

from infra.erasable import empty_the_log

TABLES = ("subjects", "subject_keys", "name_digests", "name_units", "restricted_people")


def scour(engine: Engine) -> None:
    """
    Write the tables of names anew without what was erased.

    SQLite overwrote it already and empties its write-ahead log. PostgreSQL writes new files
    (VACUUM FULL locks each table for that long); its own write-ahead log keeps the old bytes until
    a checkpoint lets the segments go, backups until they are too old.
    """
    if engine.dialect.name == "sqlite":
        empty_the_log(engine)
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in TABLES:
            connection.exec_driver_sql(f"VACUUM (FULL) {table}").close()
