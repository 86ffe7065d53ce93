"""The address of a database as one types it, and the driver it stands for."""

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

POSTGRESQL = "postgresql+psycopg"
DRIVERS = {
    "sqlite": "sqlite",
    "postgres": POSTGRESQL,
    "postgresql": POSTGRESQL,
    POSTGRESQL: POSTGRESQL,
}


def parse_database(text: str) -> URL:
    """
    Return the URL of a database, its driver chosen.

    Raises:
        ValueError: neither PostgreSQL nor an SQLite file; the text is not repeated.
    """
    try:
        url = make_url(text.strip())
        driver = DRIVERS[url.drivername]
    except (ArgumentError, KeyError, ValueError):
        raise ValueError("Must be postgresql://... or sqlite:///FILE.") from None
    if driver == "sqlite" and url.database in {None, "", ":memory:"}:
        raise ValueError("SQLite needs a file: sqlite:///FILE.")
    return url.set(drivername=driver)
