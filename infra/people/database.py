"""The database of names."""

from pathlib import Path

from sqlalchemy import URL, Engine

from infra.erasable import open_apart

FILE = "people.sqlite"


def open_people(home: Path, database: URL) -> Engine:
    """Return the engine of the names; no error of it ever repeats one."""
    return open_apart(home, database, FILE)
