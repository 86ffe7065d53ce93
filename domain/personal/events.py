"""Facts about one person's data: what was asked and answered, and that the person was erased."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PersonRequestReceived:
    """
    A person asked something of what is kept about them; neither name nor words of theirs are here.

    `answer_by` and `due_on` are the last days to answer and to do it, under the term of that day.
    """

    person: UUID
    request: UUID
    kind: str
    received_on: date
    answer_by: date
    due_on: date
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class PersonRequestAnswered:
    """The request will be done, or is refused on a coded `ground`, None where it is accepted."""

    request: UUID
    accepted: bool
    ground: str | None


@dataclass(frozen=True, slots=True)
class PersonRequestCarriedOut:
    """
    What was asked is done.

    `particulars` is a salted commitment to those that a correction brought (ADR 96).
    """

    request: UUID
    kind: str
    particulars: str | None = None


@dataclass(frozen=True, slots=True)
class PersonRestrictionLifted:
    """The name is shown again."""

    person: UUID


@dataclass(frozen=True, slots=True)
class PersonErased:
    """
    What is kept about a person goes for good: names, letters and papers of their `cases`.

    `basis` is request or retention, `request` the request, None where retention ran out.
    """

    person: UUID
    request: UUID | None
    basis: str
    cases: tuple[UUID, ...]


PersonEvent = (
    PersonRequestReceived
    | PersonRequestAnswered
    | PersonRequestCarriedOut
    | PersonRestrictionLifted
    | PersonErased
)
