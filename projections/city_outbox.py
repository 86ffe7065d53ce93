"""The outbox: what the city is told, numbered without gaps, kept for whoever sends it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from sqlalchemy import BigInteger, Column, Connection, Engine, Table, Uuid, func, select

from domain.facts import Event
from domain.recorded import Recorded
from projections.bookkeeping import following, moved, positions, writing
from projections.columns import Row, Words
from projections.feed import Feed
from projections.rows import load, put
from projections.view import views

NAME, VERSION, BATCH = "city_outbox", 1, 1_000

city_outbox = Table(
    "city_outbox_v1",
    views,
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("position", BigInteger, nullable=False),
    Column("id", Words, nullable=False),
    Column("key", Words, nullable=False),
    Column("headers", Words, nullable=False),
    Column("body", Words, nullable=False),
)
city_known = Table(
    "city_known_v1",
    views,
    Column("key", Uuid, primary_key=True),
    Column("known", Words, nullable=False),
)


LETTER = [one for one in city_outbox.c if one.name != "position"]


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as it leaves: its number, its id, the key that keeps order, headers and body."""

    sequence: int
    id: str
    key: str
    headers: str
    body: str


class Language(Protocol):
    """What is said of facts, and what must be remembered for it; the texts are its own affair."""

    @property
    def hears(self) -> frozenset[type]:
        """Return the kinds of fact of which something is said or remembered."""
        ...

    def key_of(self, fact: Recorded[Event]) -> UUID:
        """Return under which key a fact is remembered."""
        ...

    def said(
        self, known: str | None, fact: Recorded[Event], sequence: int
    ) -> tuple[str | None, Sequence[Letter]]:
        """Return what is known after *fact*, and the letters of it, numbered after *sequence*."""
        ...


class OutboxAhead(Exception):
    """The outbox knows facts that the log does not have: the log is another, or an older copy."""


def write_letters(language: Language, feed: Feed, engine: Engine, batch: int = BATCH) -> int:
    """
    Turn up to *batch* facts into letters; return how many facts are still to come.

    Letters, what is known, and the position are one transaction, so no number is given twice.

    Raises:
        OutboxAhead: the log is shorter than what was told of it.
    """
    with writing(engine) as tx:
        at = following(NAME, VERSION, tx)
        last = feed.last_position()
        if last < at:
            raise OutboxAhead(f"told up to {at}, the log ends at {last}")
        stretch = feed.stretch(at, batch, language.hears)
        if stretch.end > at:
            _tell(stretch.facts, language, tx)
            moved(NAME, VERSION, stretch.end, tx)
        return max(0, last - stretch.end)


def _tell(heard: Sequence[Recorded[Event]], language: Language, tx: Connection) -> None:
    """Write the letters of the facts that were *heard*, and what is known after them."""
    keys = {language.key_of(fact) for fact in heard}
    known = {key: str(row["known"]) for key, row in load(city_known, keys, tx).items()}
    sequence = last_letter(tx)
    rows: list[Row] = []
    for fact in heard:
        key = language.key_of(fact)
        after, letters = language.said(known.get(key), fact, sequence)
        if after is not None:
            known[key] = after
        rows.extend(_row(letter, fact.position) for letter in letters)
        sequence += len(letters)
    put(city_outbox, rows, tx)
    put(city_known, [{"key": key, "known": text} for key, text in known.items()], tx)


def _row(letter: Letter, position: int) -> Row:
    return {
        "sequence": letter.sequence,
        "position": position,
        "id": letter.id,
        "key": letter.key,
        "headers": letter.headers,
        "body": letter.body,
    }


def followed(tx: Connection) -> int:
    """Return how far the outbox has followed the log, 0 before its first letter."""
    this = (positions.c.name == NAME) & (positions.c.version == VERSION)
    return int(tx.scalar(select(positions.c.position).where(this)) or 0)


def last_letter(tx: Connection) -> int:
    """Return the number of the last letter, 0 when there is none."""
    return int(tx.scalar(select(func.coalesce(func.max(city_outbox.c.sequence), 0))) or 0)


def letters_after(sequence: int, limit: int, tx: Connection) -> list[Letter]:
    """Return up to *limit* letters after number *sequence*, in order."""
    number = city_outbox.c.sequence
    asked = select(*LETTER).where(number > sequence).order_by(number).limit(limit)
    return [Letter(*row) for row in tx.execute(asked)]


def letter(sequence: int, tx: Connection) -> Letter | None:
    """Return the letter of a number, None when there is none yet."""
    return next(iter(letters_after(sequence - 1, 1, tx)), None)
