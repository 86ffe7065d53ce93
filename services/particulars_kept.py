"""Port beside the names: particulars of persons, and what a fact may say of them."""

from collections.abc import Collection, Mapping
from typing import Protocol
from uuid import UUID

from domain.personal.particulars import Particulars


class ParticularsKept(Protocol):
    """Identity numbers, sexes and contacts, sealed with the name of the person."""

    def committed(self, ref: UUID, told: Particulars) -> str:
        """
        Return a commitment to particulars of *ref*, the same one whenever the same are told.

        Its salt is kept here alone and goes when *ref* is erased: nobody checks a guess then.

        Raises:
            DifferentSubject: *ref* was erased.
        """
        ...

    def committed_before(self, ref: UUID, told: Particulars) -> str | None:
        """Return the commitment that `committed` does, None where it would make a salt first."""
        ...

    def particulars_of(self, ref: UUID) -> Particulars | None:
        """Return what is told of *ref*; None where nothing ever was, or it was erased."""
        ...

    def sexes_of(self, refs: Collection[UUID]) -> Mapping[UUID, str]:
        """
        Return `female` or `male` of those of *refs* of whom a paper told it; for counting alone.

        Who is unknown, erased or held back is absent.
        """
        ...
