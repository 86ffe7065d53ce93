"""Roles of PostgreSQL: an owner that makes, a service that owns nothing, a keeper of the views."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import chain

import psycopg
from psycopg import Connection, sql
from sqlalchemy import URL

from infra.console import sign_ins_of
from infra.database_url import parse_database
from infra.house import build
from infra.ledger.store_shape import OWN
from infra.people.scouring import TABLES
from infra.settings import Settings
from infra.views.database import SCHEMA
from infra.views.lending import lent_views
from infra.views.reading import ViewReader
from projections.catalogue import VIEWS
from services.upkeep import CannotOpen

LEDGER = "stored_events"
MAINTAINS = 170_000  # since when an owner, too, needs this right to write a table anew
STANDS = "SELECT 1 FROM pg_tables WHERE schemaname = %s AND tablename = %s"
OTHERS = "SELECT tablename FROM pg_tables WHERE schemaname = %s AND tableowner <> %s"
KEPT = (
    "SELECT 1 FROM pg_policies WHERE schemaname = %s AND tablename = %s AND policyname = 'keeping'"
)
ASKED = """
    SELECT proname FROM pg_proc
        WHERE proname IN ('reads', 'party') AND pronamespace = CAST(%s AS regnamespace)
"""
SEQUENCES = "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'"
WITHOUT_KEEPER = "name the role that keeps the views in VINHDANH_KEEPER_URL"
THREE = "owner, service and keeper are three roles of one database"


def prepare(settings: Settings, owner: str) -> tuple[str, str, str]:
    """
    Make all that the house keeps in PostgreSQL, as its owner, and let the others in to their work.

    The service's role may read and add facts, and no more; it reads the views through row-level
    security. Again is harmless, also over a database that one role made before. Returns the names
    of owner, service and keeper.

    Raises:
        CannotOpen: the settings do not name two other roles of the same database.
    """
    urls = _address(owner), settings.database, settings.kept
    names = _names(settings, urls)
    with _owner(urls[0]) as tx:
        _hand_over(tx, names[0], names[2])
    mine = replace(settings, named=owner, keeper=None)
    with closing(build(mine)), ExitStack() as opened:
        sign_ins_of(mine, opened)  # every store makes what is not there
    with _owner(urls[0]) as tx:
        _give_names(tx, names[2])
        for one in chain(_of_tables(tx, *names[1:]), _of_schemas(urls[0], *names[1:])):
            tx.execute(one)
    _keep(settings, names[1])
    return names


def _address(owner: str) -> URL:
    try:
        return parse_database(owner)
    except ValueError as err:
        raise CannotOpen(f"the owner's address: {err}") from None


def _names(settings: Settings, urls: tuple[URL, URL, URL]) -> tuple[str, str, str]:
    if settings.keeper is None:
        raise CannotOpen(WITHOUT_KEEPER)
    owner, service, keeper = (one.username or "" for one in urls)
    places = {(one.get_backend_name(), one.database) for one in urls}
    apart = len({owner, service, keeper}) == len(urls)
    if not apart or places != {("postgresql", urls[0].database)}:
        raise CannotOpen(THREE)
    return owner, service, keeper


def _owner(url: URL) -> Connection:
    plain = url.set(drivername="postgresql")
    return psycopg.connect(plain.render_as_string(hide_password=False))


def _hand_over(tx: Connection, owner: str, keeper: str) -> None:
    """
    Give the views to their keeper, and what another role made before to the owner.

    What is theirs already is left alone, and no policy is dropped: whoever reads meanwhile sees
    what they saw before.
    """
    names = {"schema": sql.Identifier(SCHEMA), "keeper": sql.Identifier(keeper)}
    tx.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {schema}").format(**names))
    for (table,) in tx.execute(OTHERS, (SCHEMA, keeper)).fetchall():
        _give(tx, table, SCHEMA, keeper)
        if tx.execute(KEPT, (SCHEMA, table)).fetchone():
            whose = sql.SQL("ALTER POLICY keeping ON {schema}.{table} TO {keeper}")
            tx.execute(whose.format(table=sql.Identifier(table), **names))
    for (name,) in tx.execute(ASKED, (SCHEMA,)).fetchall():
        theirs = sql.SQL("ALTER FUNCTION {schema}.{function}(uuid) OWNER TO {keeper}")
        tx.execute(theirs.format(function=sql.Identifier(name), **names))
    tx.execute(sql.SQL("ALTER SCHEMA {schema} OWNER TO {keeper}").format(**names))
    _take(tx, owner, keeper)


def _take(tx: Connection, owner: str, keeper: str) -> None:
    """Give the stores that another role made to the owner; the keeper keeps those of names."""
    others = {one for (one,) in tx.execute(OTHERS, ("public", owner)).fetchall()}
    kept = set(TABLES) - {one for (one,) in tx.execute(OTHERS, ("public", keeper)).fetchall()}
    for table in _standing(tx):
        if table in others - kept:
            _give(tx, table, "public", owner)
    if tx.execute(STANDS, ("public", LEDGER)).fetchone():
        function = "ALTER FUNCTION public.ledger_append(uuid[], bigint[], text[], bytea[]) OWNER TO"
        tx.execute(sql.SQL(function + " {}").format(sql.Identifier(owner)))


def _give_names(tx: Connection, keeper: str) -> None:
    """Give the tables of names to the keeper: before PostgreSQL 17 only an owner may scour."""
    others = {one for (one,) in tx.execute(OTHERS, ("public", keeper)).fetchall()}
    make = sql.SQL("GRANT CREATE ON SCHEMA public TO {}")  # taken back in this transaction
    tx.execute(make.format(sql.Identifier(keeper)))
    for table in sorted(others & set(TABLES)):
        _give(tx, table, "public", keeper)


def _give(tx: Connection, table: str, schema: str, whom: str) -> None:
    move = sql.SQL("ALTER TABLE {}.{} OWNER TO {}")
    tx.execute(move.format(*map(sql.Identifier, (schema, table, whom))))


def _standing(tx: Connection) -> list[str]:
    """Return the tables of the house in `public` that stand."""
    known = [LEDGER, *(table.name for one in OWN for table in one.sorted_tables)]
    return [one for one in known if tx.execute(STANDS, ("public", one)).fetchone()]


def _of_tables(tx: Connection, service: str, keeper: str) -> Iterator[sql.Composed]:
    """Yield what the two may do with facts, which nobody changes, and with the other stores."""
    to = sql.SQL(", ").join(map(sql.Identifier, (service, keeper)))
    for table in _standing(tx):
        may = "SELECT, INSERT" if table == LEDGER else "SELECT, INSERT, UPDATE, DELETE"
        on = sql.Identifier(table)
        yield sql.SQL("REVOKE ALL ON public.{} FROM PUBLIC, {}").format(on, to)
        yield sql.SQL("GRANT " + may + " ON public.{} TO {}").format(on, to)
        if table != LEDGER and tx.info.server_version >= MAINTAINS:
            yield sql.SQL("GRANT MAINTAIN ON public.{} TO {}").format(on, sql.Identifier(keeper))
    for (sequence,) in tx.execute(SEQUENCES).fetchall():
        grant = sql.SQL("GRANT USAGE ON SEQUENCE public.{} TO {}")
        yield grant.format(sql.Identifier(sequence), to)


def _of_schemas(url: URL, service: str, keeper: str) -> Iterator[sql.Composed]:
    """Yield where the two may go: the keeper makes schemas of its own for a rebuild."""
    to = sql.SQL(", ").join(map(sql.Identifier, (service, keeper)))
    yield sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC, {}").format(to)
    yield sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(to)
    place = sql.Identifier(str(url.database)), sql.Identifier(keeper)
    yield sql.SQL("GRANT CREATE ON DATABASE {} TO {}").format(*place)


def _keep(settings: Settings, service: str) -> None:
    """As the keeper, make the views and let the service see them, those of later versions too."""
    whom = sql.Identifier(service)
    with _owner(settings.kept) as tx:
        schema = sql.Identifier(SCHEMA)
        tx.execute(sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(schema, whom))
        tx.execute(sql.SQL("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO {}").format(whom))
    with lent_views(settings) as keeper:  # it makes what is not there, and guards it
        ViewReader(VIEWS, keeper).prepare_bus()
    with _owner(settings.kept) as tx:
        seen = "GRANT SELECT ON ALL TABLES IN SCHEMA {} TO {}"
        tx.execute(sql.SQL(seen).format(schema, whom))
