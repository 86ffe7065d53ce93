"""Keys and boxes of secret votes until they are counted: nothing there tells who came, or when."""

from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import rsa
from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    MetaData,
    Table,
    Text,
    Uuid,
    delete,
    exists,
    insert,
    literal,
    select,
    text,
    union,
)
from sqlalchemy.exc import IntegrityError

from domain.council.events import Ballot, Choice
from domain.council.proof import EXPONENT
from infra.erasable import empty_the_log, make, open_apart

FILE = "ballots.sqlite"
COUNTED = {"preserve_rowcount": True}
BITS = 2048

tables = MetaData()
# Rows are kept in the order of the numbers that voters drew: a table without row ids has no other.
ballots = Table(
    "cast_ballots",
    tables,
    Column("box", Uuid, primary_key=True),
    Column("nonce", Text, primary_key=True),
    Column("choice", Text, nullable=False),
    Column("proof", Text, nullable=False),
    sqlite_with_rowid=False,
)
keys = Table(
    "ballot_keys",
    tables,
    Column("box", Uuid, primary_key=True),
    Column("modulus", Text, nullable=False),
    Column("secret", Text, nullable=False),
)
sealed = Table("sealed_boxes", tables, Column("box", Uuid, primary_key=True))


def open_boxes(home: Path, database: URL) -> Engine:
    """Return the engine of the boxes; no error of it ever repeats a ballot."""
    return open_apart(home, database, FILE)


class BallotStore:
    """
    The port BallotBoxes, on SQLite or PostgreSQL.

    On SQLite what is erased is gone from the file too; PostgreSQL keeps dead rows, and the order
    in which rows came, until VACUUM FULL; backups of either keep what they kept.
    """

    def __init__(self, engine: Engine) -> None:
        """Create the tables unless they stand."""
        self._engine = engine
        make(tables, engine)

    def make(self, box: UUID) -> str:
        """Return the modulus of a fresh key for *box*, the same one on a repeat."""
        if (found := self._key(box)) is not None:
            return found[0]
        made = rsa.generate_private_key(EXPONENT, BITS).private_numbers()
        row = {"box": box, "modulus": f"{made.public_numbers.n:x}", "secret": f"{made.d:x}"}
        try:
            with self._engine.begin() as tx:
                tx.execute(insert(keys).values(row))
        except IntegrityError:
            return self.make(box)
        return str(row["modulus"])

    def sign(self, box: UUID, blinded: str) -> str | None:
        """Return the signature on a blinded number; None where the key is not there any more."""
        if (found := self._key(box)) is None:
            return None
        modulus, secret = (int(one, 16) for one in found)
        return f"{pow(int(blinded, 16), secret, modulus):x}"

    def forget_key(self, box: UUID) -> None:
        """Destroy the key: from now on nobody can make a ballot for *box*."""
        with self._engine.begin() as tx:
            tx.execute(delete(keys).where(keys.c.box == box))
        empty_the_log(self._engine)

    def put(self, box: UUID, ballot: Ballot) -> bool:
        """Keep a ballot, once; False where the box is sealed."""
        row = {"box": box, "nonce": ballot.nonce, "choice": ballot.choice.value}
        values = [literal(one) for one in (*row.values(), ballot.proof)]
        open_still = select(*values).where(~exists().where(sealed.c.box == box))
        names = [one.name for one in ballots.columns]
        try:
            with self._engine.begin() as tx:
                _alone(box, tx)
                putting = insert(ballots).from_select(names, open_still)
                return tx.execute(putting, execution_options=COUNTED).rowcount == 1
        except IntegrityError:
            return True

    def seal(self, box: UUID) -> tuple[Ballot, ...]:
        """Let no more ballots in, and return those that are there, ordered by their numbers."""
        with self._engine.begin() as tx:
            _alone(box, tx)
            if tx.execute(select(sealed).where(sealed.c.box == box)).first() is None:
                tx.execute(insert(sealed).values(box=box))
        found = select(ballots.c.nonce, ballots.c.choice, ballots.c.proof)
        with self._engine.connect() as connection:
            rows = connection.execute(found.where(ballots.c.box == box).order_by(ballots.c.nonce))
            return tuple(Ballot(nonce, Choice(said), proof) for nonce, said, proof in rows)

    def unseal(self, box: UUID) -> None:
        """Let ballots in again."""
        with self._engine.begin() as tx:
            tx.execute(delete(sealed).where(sealed.c.box == box))

    def discard(self, box: UUID) -> None:
        """Erase key and ballots; the box stays sealed."""
        with self._engine.begin() as tx:
            for table in (keys, ballots):
                tx.execute(delete(table).where(table.c.box == box))
        empty_the_log(self._engine)

    def held(self) -> frozenset[UUID]:
        """Return the boxes of which a key or a ballot is there."""
        with self._engine.connect() as connection:
            found = connection.execute(union(select(keys.c.box), select(ballots.c.box)))
            return frozenset(found.scalars())

    def _key(self, box: UUID) -> tuple[str, str] | None:
        wanted = select(keys.c.modulus, keys.c.secret).where(keys.c.box == box)
        with self._engine.connect() as connection:
            row = connection.execute(wanted).one_or_none()
        return None if row is None else (row[0], row[1])


def _alone(box: UUID, tx: Connection) -> None:
    """Let one process at a time be at a box: SQLite has one writer anyway."""
    if tx.dialect.name == "postgresql":
        tx.execute(text("SELECT pg_advisory_xact_lock(:box)"), {"box": box.int % (1 << 63)})
