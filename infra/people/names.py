"""The erasable store of names: every record sealed under a key of its own, outside the ledger."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from unicodedata import normalize
from uuid import UUID

from sqlalchemy import (
    Connection,
    Engine,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from domain.personal.particulars import Particulars
from infra.erasable import empty_the_log, make
from infra.people.beside_names import let_go
from infra.people.commitment_salts import forget_salt
from infra.people.erasure_marks import begin_marks, beside_names, count_erased
from infra.people.name_digests import (
    digest_of,
    digest_tables,
    forget_digest,
    key_of,
    note_digest,
    note_unit,
    of_digest,
    same_digest,
)
from infra.people.names_kept import note_names_of_before, subject_keys, subjects, tables
from infra.people.names_seen import forget_shown_of
from infra.people.opened_names import every, opened
from infra.people.particulars import ParticularsStore
from infra.people.pending_names import forget_pending, put_aside, take_pending
from infra.people.scouring import keep_out_of_statistics
from infra.people.sealing import Entry, new_key, new_salt, seal
from services.personal_data import Pending
from services.stores import LETTER, DifferentSubject, Name

ERASED = "erased"
"""The kind of a reference that was erased before a name stood under it."""


class PeopleStore(ParticularsStore):
    """
    The port People, on SQLite or PostgreSQL.

    On SQLite an erased key is gone from the file too; PostgreSQL keeps dead rows until VACUUM,
    and backups of either keep what they kept.
    """

    def __init__(self, engine: Engine) -> None:
        """Create the tables unless they stand, and note digests of names that have none."""
        super().__init__(engine)
        for kept in (tables, digest_tables, beside_names):
            make(kept, engine)
            keep_out_of_statistics(engine, kept)
        begin_marks(engine)
        self._digests = key_of(engine)
        note_names_of_before(engine, self._note_name_of_before)

    def add(self, ref: UUID, kind: str, name: Name) -> str:
        """
        Keep *name* under *ref*; return a salted commitment to it, the same one on a repeat.

        Raises:
            DifferentSubject: when *ref* already stands for another content or was erased.
        """
        new = _entry(kind, name)
        try:
            with self._engine.begin() as tx:
                self._insert(tx, ref, new_key(), new)
        except IntegrityError:
            old = self._entries([ref]).get(ref)
            if old is None or (old.kind, _said(old)) != (new.kind, _said(new)):
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
        new = _entry(kind, name)
        with self._engine.begin() as tx:
            if not self._replaced(tx, ref, new):
                raise DifferentSubject(str(ref))
        empty_the_log(self._engine)

    def set_aside(self, one: Pending, kind: str, name: Name) -> None:
        """Keep a right name, of a subject of *kind* where none stands yet, until its fact came."""
        known = self._entries([one.ref]).get(one.ref)
        with self._engine.begin() as tx:
            put_aside(tx, one, _entry(known.kind if known else kind, name))

    def take_over(self, one: Pending) -> None:
        """
        Let a name that was set aside stand, once; of somebody erased nothing stands.

        Raises:
            DifferentSubject: another kind of subject came to stand there meanwhile.
        """
        with self._engine.begin() as tx:
            new = take_pending(tx, one)
            if new and not self._replaced(tx, one.ref, new) and not _is_spent(tx, one.ref):
                raise DifferentSubject(str(one.ref))
        empty_the_log(self._engine)

    def _replaced(self, tx: Connection, ref: UUID, new: Entry) -> bool:
        """Let a name stand in the place of what stood there; say whether it may stand there."""
        mine, key = subjects.c.ref == ref, new_key()
        if not tx.execute(update(subjects).where(mine).values(ref=ref)).rowcount:
            if new.name:
                self._insert(tx, ref, key, new)
            return True
        before = opened(tx, [ref], every).get(ref)
        if before is None or before.kind != new.kind:
            return False
        whole = _in_place_of(before, new)
        if _said(whole) != _said(before):
            tx.execute(update(subjects).where(mine).values(sealed=seal(ref, key, whole)))
            tx.execute(update(subject_keys).where(subject_keys.c.ref == ref).values(key=key))
            self._note(tx, ref, whole.kind, whole.name)
        return True

    def _insert(self, tx: Connection, ref: UUID, key: bytes, new: Entry) -> None:
        """Keep a name under a reference that stood for nobody."""
        sealed = seal(ref, key, new)
        tx.execute(insert(subjects).values(ref=ref, kind=new.kind, sealed=sealed))
        tx.execute(insert(subject_keys).values(ref=ref, key=key))
        self._note(tx, ref, new.kind, new.name)

    def is_erased(self, ref: UUID) -> bool:
        """Say whether *ref* was erased: no name ever stands under it again."""
        with self._engine.connect() as connection:
            return _is_spent(connection, ref)

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
            forget_salt(tx, ref)
            forget_pending(tx, ref)
            let_go(tx, ref)
            forget_shown_of(tx, ref)
            count_erased(tx)
        empty_the_log(self._engine)

    def _note_name_of_before(self, tx: Connection, ref: UUID) -> None:
        """Note the digest of a name that was kept without one."""
        for one in opened(tx, [ref], every).values():
            self._note(tx, ref, one.kind, one.name)

    def _note(self, tx: Connection, ref: UUID, kind: str, name: str) -> None:
        """Note the digest of a name; of who wrote a letter none, so that none are joined by it."""
        if kind != LETTER:
            note_digest(tx, ref, digest_of(self._digests, kind, name))


def _is_spent(connection: Connection, ref: UUID) -> bool:
    asked = select(subjects.c.ref).where(subjects.c.ref == ref, subjects.c.sealed.is_(None))
    return connection.execute(asked).first() is not None


def _entry(kind: str, name: Name) -> Entry:
    """Return what is sealed of a name, in Unicode NFC: two spellings of one are one content."""
    called = normalize("NFC", name.name), normalize("NFC", name.note)
    return Entry(kind, *called, new_salt(), particulars=name.particulars)


def _said(entry: Entry) -> tuple[str, str, Particulars | None]:
    """Return what a record says of a subject now."""
    return entry.name, entry.note, entry.particulars


def _in_place_of(before: Entry, new: Entry) -> Entry:
    """Return a record in the place of one before: what is not told anew stays as it was."""
    told = before.particulars if new.particulars is None else new.particulars
    if not new.name or (before.name, before.note) == (new.name, new.note):
        return replace(before, particulars=told)
    return replace(new, former=(*before.former, before.name), particulars=told)
