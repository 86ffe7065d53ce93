"""A database of PostgreSQL parted into the three roles of ADR 84, for the time of a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from infra.postgres_roles import prepare
from infra.settings import Settings, read
from tests.postgres import Server


def as_role(url: str, role: str) -> str:
    """Return the address of a database under another role."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=f"{role}@{parts.netloc.rpartition('@')[2]}"))


@contextmanager
def parted(server: Server, home: Path, service: str, keeper: str) -> Iterator[Settings]:
    """Lend settings of a database whose service owns nothing and whose keeper owns the views."""
    with server.database() as url:
        with psycopg.connect(url, autocommit=True) as owner:
            for role in (service, keeper):
                owner.execute(f"CREATE ROLE {role} LOGIN")
        own = as_role(url, keeper)
        given = replace(read(), home=home, named=as_role(url, service), keeper=own)
        try:
            prepare(given, url)
            yield given
        finally:
            with psycopg.connect(url, autocommit=True) as owner:
                for role in (service, keeper):
                    owner.execute(f"DROP OWNED BY {role} CASCADE")
                    owner.execute(f"DROP ROLE {role}")
