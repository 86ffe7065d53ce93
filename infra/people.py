"""The erasable store of names: every record sealed under a key of its own, outside the ledger."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from unicodedata import normalize
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    LargeBinary,
    MetaData,
    String,
    Table,
    Uuid,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from infra.beside_names import BesideNames, beside_names, held_back, let_go
from infra.erasable import empty_the_log, make
from infra.name_digests import (
    digest_of,
    digest_tables,
    forget_digest,
    key_of,
    mark_past_noted,
    name_digests,
    note_digest,
    note_unit,
    of_digest,
    past_is_noted,
    same_digest,
)
from infra.sealing import Entry, new_key, new_salt, seal, unseal
from services.stores import LETTER, Damaged, DifferentSubject, Name

BATCH = 500
ERASED = "erased"
"""The kind of a reference that was erased before a name stood under it."""

tables = MetaData()
subjects = Table(
    "subjects",
    tables,
    Column("ref", Uuid, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("sealed", LargeBinary),  # null: erased, the reference is spent
)
subject_keys = Table(
    "subject_keys",
    tables,
    Column("ref", Uuid, primary_key=True),
    Column("key", LargeBinary, nullable=False),
)


class PeopleStore(BesideNames):
    """
    The port People, on SQLite or PostgreSQL.

    On SQLite an erased key is gone from the file too; PostgreSQL keeps dead rows until VACUUM,
    and backups of either keep what they kept.
    """

    def __init__(self, engine: Engine) -> None:
        """Create the tables unless they stand, and note digests of names that have none."""
        super().__init__(engine)
        make(tables, engine)
        make(digest_tables, engine)
        make(beside_names, engine)
        self._digests = key_of(engine)
        self._note_names_of_before()

    def add(self, ref: UUID, kind: str, name: Name) -> str:
        """
        Keep *name* under *ref*; return a salted commitment to it, the same one on a repeat.

        Raises:
            DifferentSubject: when *ref* already stands for another content or was erased.
        """
        new = Entry(kind, _one_form(name.name), _one_form(name.note), new_salt())
        key = new_key()
        sealed = seal(ref, key, new)
        try:
            with self._engine.begin() as tx:
                tx.execute(insert(subjects).values(ref=ref, kind=kind, sealed=sealed))
                tx.execute(insert(subject_keys).values(ref=ref, key=key))
                self._note(tx, ref, kind, new.name)
        except IntegrityError:
            old = self._entries([ref]).get(ref)
            if old is None or (old.kind, old.name, old.note) != (new.kind, new.name, new.note):
                raise DifferentSubject(str(ref)) from None
            return old.commitment()
        return new.commitment()

    def put(self, ref: UUID, kind: str, name: Name) -> None:
        """
        Keep *name* under *ref* in the place of what stood there, which is kept as a former one.

        Raises:
            DifferentSubject: when *ref* stands for another kind of subject or was erased.
        """
        with suppress(DifferentSubject):
            self.add(ref, kind, name)
            return
        before = self._entries([ref]).get(ref)
        former = (*before.former, before.name) if before else ()
        new = Entry(kind, _one_form(name.name), _one_form(name.note), new_salt(), former)
        key, mine = new_key(), subjects.c.ref == ref
        live = mine & (subjects.c.kind == kind) & subjects.c.sealed.is_not(None)
        with self._engine.begin() as tx:
            sealed = seal(ref, key, new)
            if not tx.execute(update(subjects).where(live).values(sealed=sealed)).rowcount:
                raise DifferentSubject(str(ref))
            tx.execute(update(subject_keys).where(subject_keys.c.ref == ref).values(key=key))
            self._note(tx, ref, kind, new.name)
        empty_the_log(self._engine)

    def is_erased(self, ref: UUID) -> bool:
        """Say whether *ref* was erased: no name ever stands under it again."""
        asked = select(subjects.c.ref).where(subjects.c.ref == ref, subjects.c.sealed.is_(None))
        with self._engine.connect() as connection:
            return connection.execute(asked).first() is not None

    def name_of(self, refs: Collection[UUID]) -> Mapping[UUID, str]:
        """
        Return the names of *refs* in one question; unknown and erased ones are absent.

        Who wrote a letter is nobody's name, whatever subject a case says to be about; a name that
        is held back is shown to nobody here.

        Raises:
            Damaged: a record that does not open with its key, or was moved to another reference.
        """
        found = self._entries(refs, shown=True).items()
        return {ref: entry.name for ref, entry in found if entry.kind != LETTER}

    def noted(self, ref: UUID) -> Name | None:
        """Return the name and the note of *ref*, None when unknown or erased."""
        entry = self._entries([ref]).get(ref)
        return Name(entry.name, entry.note) if entry else None

    def of_unit(self, ref: UUID, unit: str) -> None:
        """Note the unit of whoever *ref* stands for, while there is a name of theirs."""
        held = update(subjects).where(subjects.c.ref == ref, subjects.c.sealed.is_not(None))
        with self._engine.begin() as tx:
            if tx.execute(held.values(ref=ref)).rowcount:
                note_unit(tx, ref, unit)

    def namesakes(self, ref: UUID, unit: str) -> Sequence[UUID]:
        """Return others of the same kind, name and unit, however it is spelt; few of many."""
        with self._engine.connect() as connection:
            return same_digest(connection, ref, unit)

    def called(self, kind: str, name: str, unit: str) -> Sequence[UUID]:
        """Return those of a kind and unit who have a name, however it is spelt; few of many."""
        with self._engine.connect() as connection:
            return of_digest(connection, digest_of(self._digests, kind, name), unit)

    def former(self, ref: UUID, *, all_read: bool = False) -> Sequence[str]:
        """
        Return the names that stood under *ref* before, oldest first; none of an erased one.

        Of one that is held back none either, but to those who may read all (*all_read*).
        """
        entry = self._entries([ref], shown=not all_read).get(ref)
        return entry.former if entry else ()

    def erase(self, ref: UUID) -> None:
        """
        Destroy the key of *ref*: name and commitment can never be joined again.

        A reference under which no name stood yet is spent too.
        """
        with suppress(IntegrityError), self._engine.begin() as tx:
            tx.execute(insert(subjects).values(ref=ref, kind=ERASED))
        with self._engine.begin() as tx:
            if self._engine.dialect.name == "sqlite":
                tx.exec_driver_sql("PRAGMA secure_delete = ON").close()
            # First the row that a change of the name waits for: what it noted is seen afterwards.
            tx.execute(update(subjects).where(subjects.c.ref == ref).values(sealed=None))
            tx.execute(update(subject_keys).where(subject_keys.c.ref == ref).values(key=b"\0" * 32))
            tx.execute(delete(subject_keys).where(subject_keys.c.ref == ref))
            forget_digest(tx, ref)
            let_go(tx, ref)
        empty_the_log(self._engine)

    def _note_names_of_before(self) -> None:
        """Note once the digests of names that were kept without one; damaged records are left."""
        if past_is_noted(self._engine):
            return
        noted = name_digests.c.ref == subjects.c.ref
        lacking = select(subjects.c.ref).join(name_digests, noted, isouter=True)
        named = subjects.c.sealed.is_not(None) & (subjects.c.kind != LETTER)
        lacking = lacking.where(name_digests.c.ref.is_(None), named)
        with self._engine.connect() as connection:
            refs = connection.execute(lacking).scalars().all()
        for ref in refs:
            with suppress(Damaged, IntegrityError):
                self._note_name_of_before(ref)
        mark_past_noted(self._engine)

    def _note_name_of_before(self, ref: UUID) -> None:
        """Note the digest of a name while its row is held, so that no erasure comes between."""
        held = update(subjects).where(subjects.c.ref == ref, subjects.c.sealed.is_not(None))
        with self._engine.begin() as tx:
            if tx.execute(held.values(ref=ref)).rowcount:
                for one in self._entries([ref]).values():
                    self._note(tx, ref, one.kind, one.name)

    def _note(self, tx: Connection, ref: UUID, kind: str, name: str) -> None:
        """Note the digest of a name; of who wrote a letter none, so that none are joined by it."""
        if kind != LETTER:
            note_digest(tx, ref, digest_of(self._digests, kind, name))

    def _entries(self, refs: Collection[UUID], *, shown: bool = False) -> dict[UUID, Entry]:
        wanted = select(subjects.c.ref, subjects.c.kind, subjects.c.sealed, subject_keys.c.key)
        wanted = wanted.join(subject_keys, subject_keys.c.ref == subjects.c.ref)
        if shown:
            wanted = wanted.where(subjects.c.ref.not_in(held_back))
        found = {}
        with self._engine.connect() as connection:
            for batch in _batches(list(refs)):
                for ref, kind, sealed, key in connection.execute(
                    wanted.where(subjects.c.ref.in_(batch))
                ):
                    found[ref] = unseal(ref, kind, key, sealed)
        return found


def _one_form(text: str) -> str:
    """Return *text* in Unicode NFC: two spellings of one Vietnamese name are one content."""
    return normalize("NFC", text)


def _batches(refs: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(refs), BATCH):
        yield refs[start : start + BATCH]
