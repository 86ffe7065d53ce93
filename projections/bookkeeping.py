"""How far each view has come; and its table, made when it is not there."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import cast

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Table,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.schema import DropTable

from projections.columns import Sheet, Words
from projections.feed import Feed
from projections.row_security import guard
from projections.rows import cursor_of, is_postgres
from projections.table_making import create, missing
from projections.view import AnyView, views

LOCKS = 1447325746  # advisory locks of PostgreSQL: 0 makes tables, 1 keeps the views caught up

positions = Table(
    "views",
    views,
    Column("name", Words, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("position", BigInteger, nullable=False),
)

troubles = Table(
    "troubles",
    views,
    Column("name", Words, primary_key=True),
    Column("reason", Words, nullable=False),
)


AHEAD = "views"  # the name of the trouble that only a rebuild ends
KNOW_MORE = (
    "views know facts the log does not have: restore the log, or run `vinhdanh rebuild`,"
    " which lets the views forget them"
)
ASKING = "SELECT name, version, position FROM views ORDER BY name, version"


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Lend a transaction that writes; on SQLite there is one at a time, from its beginning on."""
    with engine.connect() as tx, tx.execution_options(writes=True).begin():
        yield tx


def name_of(view: AnyView) -> str:
    """Return the name of a view, the same in all its versions."""
    return named(view)[0]


def named(view: AnyView) -> tuple[str, int]:
    """Return name and version of a view; its table is called by both."""
    name, _, version = view.table.name.rpartition("_v")
    return name, int(version)


def prepare(all_views: Sequence[AnyView], engine: Engine) -> None:
    """Make the tables that are not there; a new view starts at position 0."""
    with writing(engine) as tx:
        make([positions, troubles, *(view.table for view in all_views)], tx)
        known = {(name, version) for name, version, _ in tx.execute(select(positions))}
        for name, version in {named(view) for view in all_views} - known:
            tx.execute(positions.insert().values(name=name, version=version, position=0))


def make(tables: Sequence[Sheet], tx: Connection) -> None:
    """Make those of *tables* that are not there; processes that start together take turns."""
    if is_postgres(tx):
        tx.execute(select(func.pg_advisory_xact_lock(LOCKS, 0)))
    create(missing(tables, tx), tx)
    guard(tables, tx)


def hold(all_views: Sequence[AnyView], tx: Connection) -> dict[AnyView, int]:
    """Return the position of each view, which nobody else moves until *tx* ends."""
    return _positions(all_views, tx, lock=True)


def positions_of(all_views: Sequence[AnyView], tx: Connection) -> dict[AnyView, int]:
    """Return the position of each view as *tx* sees it: that of the rows it reads."""
    return _positions(all_views, tx, lock=False)


def position_of(view: AnyView, tx: Connection) -> int:
    """Return the position of one view as *tx* sees it."""
    return positions_of([view], tx)[view]


def advance(all_views: Sequence[AnyView], position: int, tx: Connection) -> None:
    """Move views to *position*."""
    mark = "%s" if is_postgres(tx) else "?"
    cursor_of(tx).execute(_moving(tuple(all_views), mark), [position])


def retire(all_views: Iterable[AnyView], tx: Connection) -> None:
    """Drop older versions of views: nothing reads them once the newer one is in use."""
    current = dict(named(view) for view in all_views)
    for name, version, _ in tx.execute(select(positions)).all():
        if version < current.get(name, 0):
            tx.execute(DropTable(Table(f"{name}_v{version}", MetaData()), if_exists=True))
            this = (positions.c.name == name) & (positions.c.version == version)
            tx.execute(delete(positions).where(this))


def following(name: str, version: int, tx: Connection) -> int:
    """Return how far a table that is no view has followed the log, and hold it until *tx* ends."""
    this = (positions.c.name == name) & (positions.c.version == version)
    at = tx.scalar(select(positions.c.position).where(this).with_for_update())
    if at is None:
        tx.execute(positions.insert().values(name=name, version=version, position=0))
    return at or 0


def moved(name: str, version: int, position: int, tx: Connection) -> None:
    """Say how far it has followed now."""
    this = (positions.c.name == name) & (positions.c.version == version)
    tx.execute(update(positions).where(this).values(position=position))


def note_trouble(name: str, reason: str | None, tx: Connection) -> None:
    """Leave word of what is wrong with a view, for those who do not keep it; None: nothing is."""
    tx.execute(delete(troubles).where(troubles.c.name == name))
    if reason is not None:
        tx.execute(troubles.insert().values(name=name, reason=reason))


def forget_troubles(tx: Connection) -> None:
    """
    Take back the words of trouble: whoever keeps the views now has not met any yet.

    That views know more than the log stays said: once the log has grown it cannot be seen any more.
    """
    tx.execute(delete(troubles).where(troubles.c.name != AHEAD))


def troubles_of(tx: Connection) -> dict[str, str]:
    """Return what whoever keeps the views has found to be wrong with which of them."""
    rows = tx.execute(select(troubles.c.name, troubles.c.reason))
    return {name: reason for name, reason in rows}  # noqa: C416 - a row is no pair to mypy


def lag(view: AnyView, feed: Feed, engine: Engine) -> int:
    """Return how many facts *view* has not folded yet; below zero it knows another log."""
    with engine.connect() as tx:
        return feed.last_position() - position_of(view, tx)


def _positions(all_views: Sequence[AnyView], tx: Connection, *, lock: bool) -> dict[AnyView, int]:
    cursor = cursor_of(tx)
    cursor.execute(ASKING + " FOR UPDATE" if lock and is_postgres(tx) else ASKING)
    found = {(name, version): position for name, version, position in cursor.fetchall()}
    return {view: cast("int", found[named(view)]) for view in all_views}


@lru_cache
def _moving(all_views: Sequence[AnyView], mark: str) -> str:
    """Return the statement that moves these very views; their names and versions are our own."""
    pairs = ", ".join(f"('{name}', {version})" for name, version in map(named, all_views))
    return f"UPDATE views SET position = {mark} WHERE (name, version) IN (VALUES {pairs})"  # noqa: S608 - names of our own tables
