"""Tables beside those in use: filled out of sight, then put in their place in one transaction."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import Connection, Engine, MetaData, Table, func, inspect, select, text
from sqlalchemy.schema import CreateIndex, CreateSchema, CreateTable, DropSchema, DropTable

from projections.bookkeeping import retire, writing
from projections.columns import Row, Sheet
from projections.row_security import guard
from projections.rows import fill, is_postgres, plain
from projections.view import AnyView

MARK = "_next_"
AT_ONCE = (
    2  # tables whose indexes are made at the same time: one of them, the history, is half of all
)


@dataclass(frozen=True, slots=True)
class Stage:
    """
    New tables: under other names on SQLite, in a `schema` of their own on PostgreSQL.

    There the indexes are made out of sight and move along with their tables; SQLite cannot rename
    an index, so they are made at the end, while readers still see the old tables.
    """

    engine: Engine
    mark: str
    tables: Mapping[AnyView, Sheet]
    schema: str | None

    @classmethod
    def beside(cls, all_views: Sequence[AnyView], engine: Engine) -> "Stage":
        """Make new, empty tables; those of a rebuild that came to no end go."""
        mark = MARK + uuid4().hex[:8]
        with writing(engine) as tx:
            _clear_away(tx)
            stage = _marked(all_views, engine, mark, tx)
            if stage.schema:
                tx.execute(CreateSchema(stage.schema))
            for table in stage.tables.values():
                tx.execute(CreateTable(table))
        return stage

    @classmethod
    def found(cls, all_views: Sequence[AnyView], engine: Engine, mark: str) -> "Stage":
        """Return the stage that another process made."""
        with engine.connect() as tx:
            return _marked(all_views, engine, mark, tx)

    def add(self, view: AnyView, rows: Iterable[Row]) -> None:
        """
        Write rows of *view*, in a transaction of its own: others may write in between.

        They are made ready before it begins, for SQLite lets nobody else write until it ends.
        """
        table = self.tables[view]
        ready = list(plain(table, rows))
        with writing(self.engine) as tx:
            fill(table, ready, tx)

    def finish(self) -> None:
        """
        Make the indexes where they can be made out of sight, of several tables at once.

        The server has a process for each connection, so as many cores are at work as before.
        """
        if self.schema:
            with ThreadPoolExecutor(AT_ONCE) as at_once:
                deque(
                    at_once.map(self._finished, self.tables.values()), 0
                )  # raises what went wrong

    def _finished(self, table: Sheet) -> None:
        with writing(self.engine) as tx:
            _index(table, tx)
            tx.execute(text(f"ANALYZE {_quoted(table, tx)}"))

    def swap(self, tx: Connection) -> None:
        """Put each table in the place of the one in use, and let older versions of it go."""
        for view, table in self.tables.items():
            tx.execute(DropTable(view.table))
            move = f"SET SCHEMA {_home(tx)}" if self.schema else f"RENAME TO {view.table.name}"
            tx.execute(text(f"ALTER TABLE {_quoted(table, tx)} {move}"))
            if not self.schema:
                _index(view.table, tx)
        if self.schema:
            tx.execute(DropSchema(self.schema))
            guard([view.table for view in self.tables], tx)
        retire(self.tables, tx)


def _marked(all_views: Sequence[AnyView], engine: Engine, mark: str, tx: Connection) -> Stage:
    schema = _home(tx) + mark if is_postgres(tx) else None
    return Stage(
        engine, mark, {view: _like(view.table, mark, schema) for view in all_views}, schema
    )


def _like(table: Sheet, mark: str, schema: str | None) -> Sheet:
    """Return a table of the same shape that stands elsewhere."""
    if schema:
        return table.to_metadata(MetaData(), schema=schema)
    return table.to_metadata(MetaData(), name=table.name + mark)


def _index(table: Sheet, tx: Connection) -> None:
    for index in table.indexes:
        tx.execute(CreateIndex(index))


def _clear_away(tx: Connection) -> None:
    """Drop what a rebuild left behind that was killed, or that is overtaken by this one."""
    seen = inspect(tx)
    if is_postgres(tx):
        for name in seen.get_schema_names():
            if name.startswith(_home(tx) + MARK):
                tx.execute(DropSchema(name, cascade=True))
    else:
        for name in seen.get_table_names():
            if MARK in name:
                tx.execute(DropTable(Table(name, MetaData())))


def _home(tx: Connection) -> str:
    """Return the schema of the tables in use."""
    return str(tx.scalar(select(func.current_schema())))


def _quoted(table: Sheet, tx: Connection) -> str:
    return tx.dialect.identifier_preparer.format_table(table)
