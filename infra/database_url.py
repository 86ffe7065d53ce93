"""The address of a database as one types it, and the driver it stands for."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import URL

POSTGRESQL = "postgresql+psycopg"
DRIVERS = {
    "sqlite": "sqlite",
    "postgres": POSTGRESQL,
    "postgresql": POSTGRESQL,
    POSTGRESQL: POSTGRESQL,
}


def own_database(home: Path) -> "URL":
    """Return the URL of the SQLite file in a data folder."""
    from sqlalchemy import URL  # noqa: PLC0415 - half of the start, and a token needs no database

    return URL.create("sqlite", database=str(home / "vinhdanh.db"))


def parse_database(text: str) -> "URL":
    """
    Return the URL of a database, its driver chosen.

    Raises:
        ValueError: neither PostgreSQL nor an SQLite file; the text is not repeated.
    """
    from sqlalchemy import make_url  # noqa: PLC0415 - as above
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415

    try:
        url = make_url(text.strip())
        driver = DRIVERS[url.drivername]
    except (ArgumentError, KeyError, ValueError):
        raise ValueError("Must be postgresql://... or sqlite:///FILE.") from None
    if driver == "sqlite" and url.database in {None, "", ":memory:"}:
        raise ValueError("SQLite needs a file: sqlite:///FILE.")
    return url.set(drivername=driver)
