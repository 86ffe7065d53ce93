"""The record of a nominee as it is kept: each title, where it stands, and whether it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.register.record import RECORD, Record, counts, record_stream
from services.beside import lineage_of
from services.histories import Histories, Reads

REGISTER, PAPER = "register", "paper"
HELD = True


@dataclass(frozen=True, slots=True)
class Entry:
    """
    A title of a year, of `nominee` or of a collective that goes on in its record.

    `source` is register or paper; `honour` is that of the register, the rest is told by a paper.
    `counts` says whether it is confirmed.
    """

    nominee: UUID
    award: str
    year: int
    source: str
    counts: bool
    issuer: str
    honour: UUID | None = None
    number: str | None = None
    dated: date | None = None
    evidence: str | None = None
    unit: str | None = None
    declared_by: str | None = None
    confirmed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """The entries by year, those whose records go on here, and the version of the record."""

    entries: tuple[Entry, ...]
    forerunners: tuple[UUID, ...]
    version: int


def kept(nominee: UUID, ledger: Reads) -> Kept:
    """Return what is kept of a nominee; nothing of one nobody told of."""
    past = Histories(ledger)
    line = lineage_of(nominee, past)
    found = [one for each in line for one in _entries(each, past.of(RECORD, record_stream(each)))]
    version = past.version(record_stream(nominee))
    return Kept(
        tuple(sorted(found, key=lambda one: (one.year, one.award))), tuple(line[1:]), version
    )


def _entries(nominee: UUID, record: Record) -> Sequence[Entry]:
    held = [
        Entry(nominee, one.award, one.year, REGISTER, HELD, one.granted_by, honour=one.honour)
        for one in record.honours.values()
    ]
    told = [
        Entry(
            nominee,
            title.declared.award,
            title.declared.year,
            PAPER,
            counts(title),
            title.declared.issuer,
            None,
            title.declared.number,
            title.declared.dated,
            title.declared.evidence,
            title.declared.unit,
            title.declared.declared_by,
            title.confirmed_by,
        )
        for title in record.titles.values()
    ]
    return [*held, *told]
