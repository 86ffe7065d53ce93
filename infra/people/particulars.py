"""Particulars of persons as they are read: each opened with the key of the person."""

from collections.abc import Collection, Mapping
from uuid import UUID

from domain.personal.particulars import Particulars
from infra.people.beside_names import BesideNames, held_back
from infra.people.commitment_salts import commitment, kept_salt, salt_of
from infra.people.names_kept import subjects
from infra.people.opened_names import every, opened
from infra.people.sealing import Entry


class ParticularsStore(BesideNames):
    """The port ParticularsKept: particulars lie in the sealed record of the name."""

    def committed(self, ref: UUID, told: Particulars) -> str:
        """
        Return a commitment to particulars of *ref*, the same one whenever the same are told.

        Raises:
            DifferentSubject: *ref* was erased.
        """
        return commitment(salt_of(self._engine, ref), told)

    def committed_before(self, ref: UUID, told: Particulars) -> str | None:
        """Return the commitment that `committed` does, None where it would make a salt first."""
        salt = kept_salt(self._engine, ref)
        return None if salt is None else commitment(salt, told)

    def particulars_of(self, ref: UUID) -> Particulars | None:
        """
        Return what is told of *ref*; None where nothing ever was, or it was erased.

        Raises:
            Damaged: the record does not open with its key.
        """
        entry = self._entries([ref]).get(ref)
        return entry.particulars if entry else None

    def sexes_of(self, refs: Collection[UUID]) -> Mapping[UUID, str]:
        """
        Return `female` or `male` of those of *refs* of whom a paper told it; for counting alone.

        Who is unknown, erased or held back is absent. One statement for every 500.

        Raises:
            Damaged: a record that does not open with its key.
        """
        found = self._entries(refs, shown=True).items()
        told = {ref: entry.particulars.sex for ref, entry in found if entry.particulars}
        return {ref: sex for ref, sex in told.items() if sex}

    def _entries(self, refs: Collection[UUID], *, shown: bool = False) -> dict[UUID, Entry]:
        which = subjects.c.ref.not_in(held_back) if shown else every
        with self._engine.connect() as connection:
            return opened(connection, refs, which)
