"""What a view is: a table, the facts it reads and those it ignores, its keys and a pure fold."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import TypeVar, cast, get_args
from uuid import UUID

from sqlalchemy import MetaData

from domain.facts import Event
from domain.recorded import Recorded
from projections.columns import Row, Sheet

R = TypeVar("R", bound=Row)
E = TypeVar("E")
Sort = UnionType | type
Keys = Callable[[Recorded[Event]], Iterable[UUID]]
Fold = Callable[[Row | None, Recorded[Event]], Row | None]
Lines = Callable[[Recorded[Event]], Iterable[Row]]
More = Callable[[Sequence[Row], Recorded[Event]], Iterable[Row]]

views = MetaData()


def kinds(sort: Sort) -> frozenset[type]:
    """Return the classes of a union, or the one class."""
    return frozenset(get_args(sort) or (sort,))


ALL = kinds(Event)


class NotNamed(TypeError):
    """A view says of a kind of fact neither that it reads nor that it ignores it, or says both."""


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """
    A table whose rows are folded, each from the facts of its key alone.

    A key hears of one stream only, so that a rebuild can deal the streams out to processes.
    `fold` is never given what the view ignores. Facts it reads and that touch no key say so by
    `keys`. The table's name ends in the version of its shape; another fold or other columns are
    another version, filled beside the old one.
    """

    table: Sheet
    reads: frozenset[type]
    ignores: frozenset[type]
    keys: Keys
    fold: Fold

    def __post_init__(self) -> None:
        _all_are_named(self)


@dataclass(frozen=True, slots=True, eq=False)
class Journal:
    """A table that only grows: each fact it reads adds rows, and no later fact changes them."""

    table: Sheet
    reads: frozenset[type]
    ignores: frozenset[type]
    lines: Lines

    def __post_init__(self) -> None:
        _all_are_named(self)


@dataclass(frozen=True, slots=True, eq=False)
class Gathering:
    """
    A table that only grows, whose new rows depend on those that the same stream has already.

    The first column of its key is the stream.
    """

    table: Sheet
    reads: frozenset[type]
    ignores: frozenset[type]
    more: More

    def __post_init__(self) -> None:
        _all_are_named(self)


AnyView = View | Journal | Gathering


def folded(
    table: Sheet,
    *,
    reads: Sort,
    ignores: Sort,
    keys: Callable[[Recorded[E]], Iterable[UUID]],
    fold: Callable[[R | None, Recorded[E]], R | None],
) -> View:
    """
    Return a view; *keys* and *fold* know the kinds of fact they read, the runner does not.

    *fold* raises ImpossibleHistory where a fact needs a row that is not there.
    """
    return View(table, kinds(reads), kinds(ignores), cast("Keys", keys), cast("Fold", fold))


def journal(
    table: Sheet,
    *,
    reads: Sort,
    ignores: Sort,
    lines: Callable[[Recorded[E]], Iterable[Row]],
) -> Journal:
    """Return a view that only grows."""
    return Journal(table, kinds(reads), kinds(ignores), cast("Lines", lines))


def gathering(
    table: Sheet,
    *,
    reads: Sort,
    ignores: Sort,
    more: Callable[[Sequence[R], Recorded[E]], Iterable[R]],
) -> Gathering:
    """Return a view that only grows; *more* are the rows of a fact beside those of its stream."""
    return Gathering(table, kinds(reads), kinds(ignores), cast("More", more))


def read_by(all_views: Iterable[AnyView]) -> frozenset[type]:
    """Return the kinds of fact that any of *all_views* reads."""
    return frozenset().union(*(view.reads for view in all_views))


def the_stream(fact: Recorded[object]) -> tuple[UUID]:
    """Return the key of views with one row a stream."""
    return (fact.stream,)


def _all_are_named(view: AnyView) -> None:
    """
    See that nothing is forgotten when the domain learns a new kind of fact.

    Raises:
        NotNamed: with the kinds in question.
    """
    if wrong := (ALL ^ (view.reads | view.ignores)) | (view.reads & view.ignores):
        names = ", ".join(sorted(kind.__name__ for kind in wrong))
        raise NotNamed(f"{view.table.name}: {names}")
