"""`order.nomination.file`: a case another system filed, whole, with papers that we hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from domain.nomination.basis import Basis, Commendation, Entry
from domain.nomination.commands import (
    AddEvidence,
    AssessCriterion,
    FileNomination,
    OpenNomination,
)
from domain.nomination.events import Nominee
from domain.refusal import Kind, Refusal, Refused
from services.city_orders.desk import Asked, Desk
from services.city_orders.words import (
    FEW,
    LISTED,
    Digest,
    Line,
    LongWords,
    Measure,
    MeasureIfAny,
    MediaType,
    Note,
    RuleKey,
    SubjectKind,
    UnitCode,
    Year,
)
from services.histories import Histories
from services.namesakes import met_when_opened
from services.opening import Proposal, opening
from services.stores import Damaged, Evidence, NoSuchFile, Stored, WrongType


@dataclass(frozen=True, slots=True)
class NomineeV1:
    """Whom the case is about: a reference the sender keeps; a name is never sent."""

    ref: UUID
    kind: SubjectKind
    unit: UnitCode


@dataclass(frozen=True, slots=True)
class AssessmentV1:
    """A measured value of a criterion, and papers of this case that show it."""

    criterion: RuleKey
    measured: Measure
    evidence: Annotated[tuple[Digest, ...], LISTED] = ()
    note: Note = ""


@dataclass(frozen=True, slots=True)
class AssessmentV2(AssessmentV1):
    """A measured value of a criterion; of one without a target the note says how it was judged."""

    measured: MeasureIfAny = ""


@dataclass(frozen=True, slots=True)
class PaperV1:
    """A paper whose bytes are in our store already; `form` is original or certified-copy."""

    sha256: Digest
    media_type: MediaType
    paper: RuleKey
    form: RuleKey
    title: Line


@dataclass(frozen=True, slots=True)
class EntryV1:
    """An entry in the book of a unit: the unit's code, the year and the number there."""

    unit: UnitCode
    year: Year
    number: Line


@dataclass(frozen=True, slots=True)
class BasisV1:
    """What the nomination counts; `builds_on` are honours of our register."""

    commendation: Commendation | None = None
    achievement: EntryV1 | None = None
    initiatives: Annotated[tuple[EntryV1, ...], FEW] = ()
    builds_on: Annotated[tuple[UUID, ...], FEW] = ()
    year: Year | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class FileNominationV1:
    """Open a nomination with its papers and assessments, and file it where `file` says so."""

    unit: UnitCode
    award: RuleKey
    achievement: LongWords
    nominee: NomineeV1
    effective_on: date
    file: bool
    movement: RuleKey | None = None
    occasion: RuleKey | None = None
    nominee_class: RuleKey | None = None
    evidence: Annotated[tuple[PaperV1, ...], LISTED] = ()
    assessments: Annotated[tuple[AssessmentV1, ...], LISTED] = ()


@dataclass(frozen=True, slots=True)
class FileNominationV2(FileNominationV1):
    """The same, and on what the nomination rests."""

    basis: BasisV1 | None = None


@dataclass(frozen=True, slots=True)
class FileNominationV3(FileNominationV2):
    """
    The same, and its receipt: the number in the unit's incoming book of that day.

    Asked of a case that is sent after the rules changed, to go by those of before.
    """

    receipt: Line | None = None


@dataclass(frozen=True, slots=True)
class FileNominationV4(FileNominationV3):
    """The same, where a criterion without a target is judged in words (ADR 110)."""

    assessments: Annotated[tuple[AssessmentV2, ...], LISTED] = ()


def file_nomination(told: FileNominationV1, desk: Desk) -> Asked:
    """
    Return the commands: open, put papers in, assess, file.

    Raises:
        Refused: the rules of the day, or papers that are not in our store.
    """
    by = desk.hand(told.effective_on)
    kept = _kept(told.evidence, desk.house.evidence)
    first = opening(_proposal(told), desk.command, by, desk.house.rulebooks)
    known = desk.house.rulebooks.known_papers()
    papers = _papers(first, told, kept, known)
    return Asked((first, *papers, *_measures(first, told), *_filing(first, told, desk)))


def _proposal(told: FileNominationV1) -> Proposal:
    nominee = Nominee(told.nominee.ref, told.nominee.kind, told.nominee.unit)
    return Proposal(
        nominee,
        told.unit,
        told.award,
        told.achievement,
        told.movement,
        told.occasion,
        told.nominee_class,
        *_rest(told),
    )


def _rest(told: FileNominationV1) -> tuple[Basis | None, str | None]:
    """Return on what a nomination rests, and its receipt, as far as its form says them."""
    basis = told.basis if isinstance(told, FileNominationV2) else None
    receipt = told.receipt if isinstance(told, FileNominationV3) else None
    return (_basis(basis) if basis else None), receipt


def _basis(told: BasisV1) -> Basis:
    return Basis(
        told.commendation,
        _entry(told.achievement) if told.achievement else None,
        tuple(map(_entry, told.initiatives)),
        told.builds_on,
        told.year,
        told.since,
    )


def _entry(told: EntryV1) -> Entry:
    return Entry(told.unit, told.year, told.number)


def _papers(
    first: OpenNomination, told: FileNominationV1, kept: list[Stored], known: frozenset[str]
) -> Iterator[AddEvidence]:
    """Return what puts the papers in, of the *known* kinds."""
    case, by = first.nomination, first.hand
    for one, file in zip(told.evidence, kept, strict=True):
        stored = file.sha256, file.size, file.media_type
        yield AddEvidence(case, by, *stored, one.paper, one.form, one.title, known)


def _measures(first: OpenNomination, told: FileNominationV1) -> Iterator[AssessCriterion]:
    """Return what assesses the criteria; after the papers, for assessments may cite them."""
    case, by = first.nomination, first.hand
    for each in told.assessments:
        measured = Decimal(each.measured) if each.measured else None
        yield AssessCriterion(case, by, each.criterion, measured, each.evidence, each.note)


def _filing(first: OpenNomination, told: FileNominationV1, desk: Desk) -> list[FileNomination]:
    if not told.file:
        return []
    met = met_when_opened(first, desk.house.people, Histories(desk.house.ledger))
    return [FileNomination(first.nomination, first.hand, met)]


def _kept(papers: tuple[PaperV1, ...], evidence: Evidence) -> list[Stored]:
    """
    Return what our store holds of *papers*.

    Raises:
        Refused: with every paper it does not hold as it is told.
    """
    found, missing = [], []
    for paper in papers:
        try:
            found.append(evidence.look(paper.sha256, paper.media_type))
        except (NoSuchFile, WrongType, Damaged) as err:
            missing.append(_missing(paper, err))
    if missing:
        raise Refused(*missing)
    return found


def _missing(paper: PaperV1, err: Exception) -> Refusal:
    facts = {"sha256": paper.sha256}
    if isinstance(err, NoSuchFile):
        return Refusal("evidence-not-kept", Kind.INVALID, "our store holds no such file", facts)
    if isinstance(err, WrongType):
        return Refusal("evidence-of-another-type", Kind.INVALID, "not of the told type", facts)
    return Refusal("evidence-damaged", Kind.CONFLICT, "our copy is damaged", facts)
