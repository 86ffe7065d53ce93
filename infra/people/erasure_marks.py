"""How far the stores were brought to what the facts say, whom not yet, and what is to scour."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Table,
    Uuid,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from infra.people.scouring import scour

beside_names = MetaData()
erasure_marks = Table(
    "erasure_marks",
    beside_names,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("position", BigInteger, nullable=False),
    Column("erased", BigInteger, nullable=False),
    Column("scoured", BigInteger, nullable=False),
)
people_left = Table("people_left", beside_names, Column("ref", Uuid, primary_key=True))


class ErasureMarks:
    """
    The marks lie beside the names: a backup that is put back brings its older marks along.

    So what was erased since is known to be there again, and nothing else is looked at anew.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def brought_to(self) -> int:
        """Return the position of the log up to which the names were brought to the facts."""
        with self._engine.connect() as connection:
            return connection.execute(select(erasure_marks.c.position)).scalar() or 0

    def left(self) -> Sequence[UUID]:
        """Return those of up to that position whom something is still left to do for."""
        with self._engine.connect() as connection:
            return connection.execute(select(people_left.c.ref)).scalars().all()

    def note_brought(self, position: int, left: Collection[UUID]) -> None:
        """Keep up to where the names were brought to the facts, and who is left."""
        with self._engine.begin() as tx:
            tx.execute(update(erasure_marks).values(position=position))
            tx.execute(delete(people_left))
            if left:
                tx.execute(insert(people_left), [{"ref": one} for one in left])

    def scour(self) -> None:
        """Let the store's own files forget what was erased since this was done last."""
        with self._engine.connect() as connection:
            marks = select(erasure_marks.c.erased, erasure_marks.c.scoured)
            erased, scoured = connection.execute(marks).one()
        if erased != scoured and scour(self._engine):
            with self._engine.begin() as tx:
                tx.execute(update(erasure_marks).values(scoured=erased))


def begin_marks(engine: Engine) -> None:
    """Let there be marks; another process may be first."""
    nothing = {"number": 1, "position": 0, "erased": 0, "scoured": 0}
    with suppress(IntegrityError), engine.begin() as tx:
        tx.execute(insert(erasure_marks).values(**nothing))


def count_erased(tx: Connection) -> None:
    """Note that there is something more to scour."""
    tx.execute(update(erasure_marks).values(erased=erasure_marks.c.erased + 1))
