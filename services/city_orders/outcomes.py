"""`order.outcome.tell`: what a level that does not use Vinh Danh made of the cases it was sent."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta

from services.city_orders.words import (
    LISTED,
    MOST_CARRIED,
    Line,
    LongWords,
    Note,
    PaperNumber,
    RuleKey,
    UnitCode,
    Words,
)

CARRIED = Meta(max_length=MOST_CARRIED)


@dataclass(frozen=True, slots=True)
class OutcomePaperV1:
    """The paper that tells the outcome: whose it is, its number and date, who signed, on what."""

    number: PaperNumber
    dated: date
    unit: UnitCode
    signer_position: Line
    legal_basis: LongWords


@dataclass(frozen=True, slots=True)
class RefusedV1:
    """A case that ended with a coded reason."""

    nomination: UUID
    reason: RuleKey
    detail: Words


@dataclass(frozen=True, slots=True)
class MissingV1:
    """One thing a returned file lacks."""

    kind: Literal["paper", "criterion", "remark"]
    key: RuleKey
    detail: Note = ""


@dataclass(frozen=True, slots=True)
class ReturnedV1:
    """A case that came back with one list of everything that is missing."""

    nomination: UUID
    missing: Annotated[tuple[MissingV1, ...], LISTED]
    reason: Words


@dataclass(frozen=True, slots=True)
class AppraisedV1:
    """A case with a favourable opinion of the appraiser."""

    nomination: UUID
    findings: LongWords


@dataclass(frozen=True, slots=True)
class TellOutcomeV1:
    """The outcome of cases under one paper, all of them carried out or none."""

    paper: OutcomePaperV1
    accepted: Annotated[tuple[UUID, ...], CARRIED] = ()
    returned: Annotated[tuple[ReturnedV1, ...], CARRIED] = ()
    refused: Annotated[tuple[RefusedV1, ...], CARRIED] = ()
    appraised: Annotated[tuple[AppraisedV1, ...], CARRIED] = ()
    granted: Annotated[tuple[UUID, ...], CARRIED] = ()
