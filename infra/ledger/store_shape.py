"""What stands in the ledger's database beside what the house makes: triggers, views, tables."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, LiteralString

from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore

from infra import ballot_boxes
from infra.bus import parking_database
from infra.ledger.postgres_schema import FUNCTION
from infra.people import names_kept
from infra.people.beside_names import beside_names
from infra.people.name_digests import digest_tables
from infra.proof import cosignatures, handovers
from infra.proof import tiles as proof_tiles
from infra.settings import Settings
from infra.sign_in import store as sign_in_store
from infra.views.database import SCHEMA
from services.upkeep import Finding

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.rows import TupleRow

ABOUT, SQLITE = "store", "sqlite"
NOTHING = "no trigger, rule, view or table but ours"
OF_THE_FILE, APPEND = {"table", "index"}, "ledger_append"
KEPT_APART = (
    ballot_boxes,
    cosignatures,
    handovers,
    names_kept,
    parking_database,
    proof_tiles,
    sign_in_store,
)
OWN = (*(one.tables for one in KEPT_APART), beside_names, digest_tables)
"""What the house keeps beside the facts in PostgreSQL, in the schema they are in."""
SHAPES = "SELECT type, name, sql FROM sqlite_master ORDER BY rowid"
# What a trigger or a rule of ours could do, the one function does: there is none.
PLANTED = """
    SELECT 'trigger ' || tgname || ' on ' || c.relname FROM pg_trigger t
        JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE NOT t.tgisinternal AND n.nspname IN ('public', %(views)s)
    UNION ALL
    SELECT 'rule ' || r.rulename || ' on ' || c.relname FROM pg_rewrite r
        JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND n.nspname IN ('public', %(views)s)
    UNION ALL
    SELECT 'event trigger ' || evtname FROM pg_event_trigger
    UNION ALL
    SELECT 'view ' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind IN ('v', 'm') AND NOT EXISTS (
            SELECT FROM pg_depend d
            WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
        )
"""
TABLES = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'f') ORDER BY c.relname
"""
BODY = """
    SELECT prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = 'public' AND p.proname = 'ledger_append'
"""


@dataclass(frozen=True, slots=True)
class Beside:
    """
    What the house did not make, by name.

    `planted` may change what is written or read, `other` does nothing by itself.
    """

    planted: Sequence[str] = ()
    other: Sequence[str] = ()


def shape(settings: Settings) -> Finding:
    """Say what stands in the ledger's database that the house did not make, each by its name."""
    found = beside(settings)
    names = [*found.planted, *found.other]
    seen = f"not made by the house: {', '.join(names)}" if names else NOTHING
    return Finding(ABOUT, ok=not found.planted, seen=seen, warns=bool(names))


def beside(settings: Settings) -> Beside:
    """Return what the house did not make; nothing where there is no database to look at."""
    database = settings.database
    if database.get_backend_name() != SQLITE:
        return _in_server(settings.address.replace("+psycopg", "", 1))
    path = Path(database.database or "")
    return Beside(tuple(_in_file(path))) if path.is_file() else Beside()


def _in_file(path: Path) -> Iterator[str]:
    """Yield what is in a file and not in a fresh one; SQLite's own statistics may be."""
    ours = _of_a_fresh_file()
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as file:
        for kind, name, sql in file.execute(SHAPES):
            counted = kind in OF_THE_FILE and name.startswith("sqlite_stat")
            if (kind, name, squeezed(sql)) not in ours and not counted:
                yield f"{kind} {name}"


def _of_a_fresh_file() -> set[tuple[str, str, str]]:
    """Return what the recorder makes in a file."""
    recorder = SQLiteApplicationRecorder(SQLiteDatastore(":memory:"))
    with closing(sqlite3.connect(":memory:")) as fresh:
        for statement in recorder.create_table_statements:
            fresh.execute(statement)
        return {(kind, name, squeezed(sql)) for kind, name, sql in fresh.execute(SHAPES)}


def _in_server(url: str) -> Beside:
    """Return what is beside our tables, and whether our function is not the one we make."""
    import psycopg  # noqa: PLC0415 - a house in files needs no driver

    with psycopg.connect(url) as connection:
        planted, bodies, tables = (_listed(one, connection) for one in (PLANTED, BODY, TABLES))
    ours = squeezed(FUNCTION.split("$$")[1])
    other = [f"function {APPEND}" for body in bodies if squeezed(body) != ours]
    known = {"stored_events"}.union(*(one.tables for one in OWN))
    return Beside([*planted, *other], [f"table {name}" for name in tables if name not in known])


def _listed(asked: LiteralString, connection: "Connection[TupleRow]") -> list[str]:
    """Return the only column of what is asked of a server."""
    return [str(one) for (one,) in connection.execute(asked, {"views": SCHEMA})]


def squeezed(text: str | None) -> str:
    """Return a statement in one spacing."""
    return " ".join((text or "").split())
