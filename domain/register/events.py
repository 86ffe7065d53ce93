"""Facts about one honour, and about keys that may be used once only."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from domain.nomination.basis import Commendation
from domain.nomination.events import Nominee
from domain.register.complaint_events import HonourComplaintEvent
from domain.register.handing_back_events import HonourHandedBack


@dataclass(frozen=True, slots=True)
class HonourRegistered:
    """
    An honour was entered; `bonus` is dong, None where coefficient or base salary is unknown.

    `year` is the year it honours, None in entries that did not say it: then that of the decision.
    `level` is that of the step that decided, None in entries that did not say it.
    """

    nomination: UUID
    decision: UUID
    nominee: Nominee
    award: str
    granted_by: str
    granted_on: date
    coefficient: Decimal | None
    coefficient_confirmed: bool
    bonus: int | None
    commendation: Commendation | None = None
    year: int | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class HonourAnnulled:
    """
    The honour no longer counts; the entry and its decision stay readable.

    `complaint` is the reference of a founded complaint about it, where that led to the paper.
    """

    decision: UUID
    ground: str
    number: str
    dated: date
    complaint: str | None = None


@dataclass(frozen=True, slots=True)
class HonourRecovered:
    """
    Objects or money of an annulled honour came back; `amount` in dong.

    `ground` is the coded one it was annulled on; None in older facts, which did not say it.
    `review` is the review that concluded so, if one did.
    """

    object_returned: bool
    amount: int
    note: str
    ground: str | None = None
    review: UUID | None = None


@dataclass(frozen=True, slots=True)
class HonourRestored:
    """
    An annulled honour counts again, by a paper that lifts the annulment.

    `ground` is the coded one of the restoration, `lifts` that of the annulment; None in older
    facts, which did not say them.
    """

    number: str
    dated: date
    unit: str
    reason: str
    ground: str | None = None
    lifts: str | None = None


@dataclass(frozen=True, slots=True)
class KeyClaimed:
    """A key that may be used once (a paper's number, an achievement) is taken by `holder`."""

    key: str
    holder: UUID


@dataclass(frozen=True, slots=True)
class KeyReleased:
    """`holder` gave the key back: what it was taken for came to nothing."""

    key: str
    holder: UUID


@dataclass(frozen=True, slots=True)
class HonourAddedToRecord:
    """An honour counts in the record of its nominee, for the year it honours."""

    honour: UUID
    award: str
    year: int
    granted_by: str


@dataclass(frozen=True, slots=True)
class HonourTakenFromRecord:
    """An annulled honour no longer counts in the record of its nominee."""

    honour: UUID


@dataclass(frozen=True, slots=True)
class CaseEnrolled:
    """A case joined a docket: of its nominee, whose holds hold it, or of the paper it came by."""

    nomination: UUID


@dataclass(frozen=True, slots=True)
class NomineeHeld:
    """A procedure against the nominee is open; it was noted on `nomination`, and holds them all."""

    ground: str
    reference: str
    detail: str
    nomination: UUID


@dataclass(frozen=True, slots=True)
class NomineeReleased:
    """The procedure of `reference` ended; `discipline_ended_on` as in HoldLifted."""

    reference: str
    discipline_ended_on: date | None


@dataclass(frozen=True, slots=True)
class TitleDeclared:
    """
    A title given before this system, or by others, was told of from its decision.

    `issuer` is the agency that gave it, in words; `evidence` the SHA-256 of the kept decision;
    `unit` whose officer `declared_by` tells of it. It counts once it is confirmed.
    """

    nominee: UUID
    award: str
    year: int
    number: str
    dated: date
    issuer: str
    evidence: str
    unit: str
    declared_by: str


@dataclass(frozen=True, slots=True)
class TitleConfirmed:
    """A second person saw the decision of a declared title; from here on it counts."""

    award: str
    year: int
    confirmed_by: str


@dataclass(frozen=True, slots=True)
class TitleRejected:
    """A second person found that a declared title does not count; it may be declared anew."""

    award: str
    year: int
    reason: str


@dataclass(frozen=True, slots=True)
class RecordCarriedOn:
    """
    The record of a collective goes on in this one: its unit was carried on, by `rule` of a reform.

    `forerunner` is the collective of before; each goes on in one record.
    """

    forerunner: UUID
    reform: str
    rule: str
    reason: str


RecordEvent = HonourAddedToRecord | HonourTakenFromRecord
TitleEvent = TitleDeclared | TitleConfirmed | TitleRejected | RecordCarriedOn
DocketEvent = CaseEnrolled | NomineeHeld | NomineeReleased
NomineeEvent = RecordEvent | TitleEvent | DocketEvent
"""What is kept of one nominee, over all cases and wards."""
RegisterEvent = (
    HonourRegistered
    | HonourAnnulled
    | HonourRecovered
    | HonourRestored
    | HonourHandedBack
    | HonourComplaintEvent
)
ClaimEvent = KeyClaimed | KeyReleased
