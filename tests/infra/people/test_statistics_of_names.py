"""PostgreSQL copies no key of a name into its statistics, where no erasure would reach it."""

from uuid import uuid4

import pytest
from sqlalchemy import Engine, text

from domain.personal.particulars import Particulars
from infra.database_url import parse_database
from infra.people.database import open_people
from infra.people.names import PeopleStore
from services.stores import Name
from tests.postgres import Server

COPIED = """
SELECT count(*) FROM pg_stats
WHERE (tablename, attname) IN (('subject_keys', 'key'), ('commitment_salts', 'salt'))
"""


@pytest.mark.postgres
def test_no_key_is_copied_into_the_statistics_of_columns(postgres_server: Server, tmp_path):
    with postgres_server.database() as url:
        engine = open_people(tmp_path, parse_database(url))
        people = PeopleStore(engine)
        for number in range(20):
            people.add(uuid4(), "person", Name(f"Trần {number}"))
            people.committed(uuid4(), Particulars(phone=f"{number}"))
        assert 0 == copied(engine)
        engine.dispose()


def copied(engine: Engine) -> int:
    """Return how many statistics of the keys there are after PostgreSQL made them."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
        return int(connection.execute(text(COPIED)).scalar_one())
