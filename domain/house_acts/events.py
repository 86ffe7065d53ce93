"""Facts of acts on the house: proposed, agreed to or not, taken alone, carried out."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SecondPersonAsked:
    """From here on acts on the house need a second person; `version` is that of the rule."""

    version: int


@dataclass(frozen=True, slots=True)
class HouseActListed:
    """An act on the house has a stream of its own."""

    act: UUID
    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class HouseActProposed:
    """
    Somebody proposes an act: what exactly by `digest` (SHA-256), in words by `summary`, and why.

    `unit` is the one whose keepers agree, None for an act on the whole house; after `expires_on`
    nobody agrees to it, nor is it carried out.
    """

    kind: str
    subject: str
    digest: str
    summary: str
    reason: str
    unit: str | None
    expires_on: date


@dataclass(frozen=True, slots=True)
class HouseActTakenAlone:
    """As a proposal, but in an emergency: one person answers for it until another has looked."""

    kind: str
    subject: str
    digest: str
    summary: str
    reason: str
    unit: str | None
    expires_on: date


@dataclass(frozen=True, slots=True)
class HouseActAgreed:
    """A second person agrees to what bears the digest, and to nothing else."""

    digest: str


@dataclass(frozen=True, slots=True)
class HouseActDeclined:
    """A second person says no."""

    digest: str
    reason: str


@dataclass(frozen=True, slots=True)
class HouseActWithdrawn:
    """Who proposed it or agreed to it takes that back, before it is carried out."""

    digest: str
    reason: str


@dataclass(frozen=True, slots=True)
class LoneActConfirmed:
    """A second person stands by what was taken alone."""

    digest: str
    reason: str


@dataclass(frozen=True, slots=True)
class LoneActDisputed:
    """A second person does not stand by what was taken alone."""

    digest: str
    reason: str


@dataclass(frozen=True, slots=True)
class HouseActDone:
    """The act is carried out; those behind proposal and agreement, nobody where it was alone."""

    kind: str
    subject: str
    digest: str
    proposed_by: tuple[str, ...]
    agreed_by: tuple[str, ...]

    @property
    def nominations(self) -> tuple[UUID, ...]:
        """Return the case that a choice was carried out for; none for other acts."""
        return (UUID(self.subject),) if self.kind == "assignment" else ()


@dataclass(frozen=True, slots=True)
class RulesTakenOver:
    """A file of rules was there when a second person was not asked for yet; it stays in force."""

    file: str
    digest: str


@dataclass(frozen=True, slots=True)
class RulesGone:
    """A file of rules that was in force is not there any more."""

    file: str


@dataclass(frozen=True, slots=True)
class RulesPutBack:
    """The file of rules that was in force last is there again."""

    file: str
    digest: str


Proposal = HouseActProposed | HouseActTakenAlone
HouseActEvent = (
    Proposal
    | HouseActAgreed
    | HouseActDeclined
    | HouseActWithdrawn
    | LoneActConfirmed
    | LoneActDisputed
    | HouseActDone
    | RulesTakenOver
    | RulesGone
    | RulesPutBack
)
BookEvent = SecondPersonAsked | HouseActListed
