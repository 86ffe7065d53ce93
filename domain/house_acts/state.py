"""Where an act on the house stands, and the book of all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.access import persons
from domain.decider import Fold
from domain.house_acts.events import (
    BookEvent,
    HouseActAgreed,
    HouseActDeclined,
    HouseActDone,
    HouseActEvent,
    HouseActListed,
    HouseActProposed,
    HouseActTakenAlone,
    HouseActWithdrawn,
    LoneActConfirmed,
    LoneActDisputed,
    Proposal,
    RulesGone,
    RulesPutBack,
    RulesTakenOver,
    SecondPersonAsked,
)
from domain.refusal import ImpossibleHistory

BOOK_STREAM = uuid5(NAMESPACE_URL, "vinhdanh:house-acts")


def act_stream(kind: str, subject: str) -> UUID:
    """Return the stream of what is proposed on one subject: a reform, a case, a file of rules."""
    return uuid5(BOOK_STREAM, f"{kind} {subject}")


class Stage(Enum):
    """How far an act is."""

    NONE = "none"
    PROPOSED = "proposed"
    AGREED = "agreed"
    ALONE = "alone"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    DONE = "done"
    DISPUTED = "disputed"


OPEN = frozenset({Stage.PROPOSED, Stage.AGREED})
AFTER: Mapping[tuple[type, Stage], Stage] = {
    (HouseActAgreed, Stage.PROPOSED): Stage.AGREED,
    (HouseActDeclined, Stage.PROPOSED): Stage.DECLINED,
    (HouseActWithdrawn, Stage.PROPOSED): Stage.WITHDRAWN,
    (HouseActWithdrawn, Stage.AGREED): Stage.WITHDRAWN,
    (HouseActWithdrawn, Stage.ALONE): Stage.WITHDRAWN,
    (LoneActConfirmed, Stage.ALONE): Stage.AGREED,
    (LoneActDisputed, Stage.ALONE): Stage.DISPUTED,
}


@dataclass(frozen=True, slots=True)
class HouseAct:
    """
    The last proposal on a subject, and who stands behind it.

    `carried` is whether what was taken alone was carried out. Of a file of rules `agreed` is the
    digest that was in force last, `present` that of the file that was there at the last start.
    """

    stage: Stage = Stage.NONE
    said: Proposal | None = None
    proposed_by: tuple[str, ...] = ()
    agreed_by: tuple[str, ...] = ()
    carried: bool = False
    agreed: str | None = None
    present: str | None = None

    @property
    def digest(self) -> str | None:
        """Return what is proposed, None before anything is."""
        return self.said.digest if self.said else None

    def is_open(self, today: date) -> bool:
        """Say whether it waits for somebody, or for being carried out."""
        return self.stage in OPEN and self.said is not None and today <= self.said.expires_on

    def may_be_done(self) -> bool:
        """Say whether two people stand behind it, or one alone, and it is not done."""
        return self.stage is Stage.AGREED or (self.stage is Stage.ALONE and not self.carried)

    def behind(self) -> frozenset[str]:
        """Return the people who proposed or agreed, in the one writing of `person`."""
        return persons((*self.proposed_by, *self.agreed_by))


def evolve(state: HouseAct, event: HouseActEvent) -> HouseAct:
    """Fold one fact into the state; raises ImpossibleHistory when the order cannot be."""
    match event:
        case HouseActProposed() | HouseActTakenAlone() if state.stage is not Stage.ALONE:
            alone = isinstance(event, HouseActTakenAlone)
            stage = Stage.ALONE if alone else Stage.PROPOSED
            return replace(state, stage=stage, said=event, agreed_by=(), carried=False)
        case RulesTakenOver(digest=digest) if state == HouseAct():
            return replace(state, agreed=digest, present=digest)
        case RulesGone() if state.present is not None:
            return replace(state, present=None)
        case RulesPutBack(digest=digest) if (state.agreed, state.present) == (digest, None):
            return replace(state, present=digest)
    return _answered(state, event)


def _answered(state: HouseAct, event: HouseActEvent) -> HouseAct:
    """Fold an answer to a proposal, or that it is carried out."""
    if getattr(event, "digest", None) != state.digest:
        raise ImpossibleHistory(state, event)
    if isinstance(event, HouseActDone):
        return _carried(state, event)
    if (after := _after(state, event)) is None:
        raise ImpossibleHistory(state, event)
    if after is Stage.DISPUTED and state.carried:  # else what was in force stays
        return replace(state, stage=after, agreed=None, present=None)
    return replace(state, stage=Stage.DONE if state.carried else after)


def _carried(state: HouseAct, event: HouseActDone) -> HouseAct:
    """Fold that an act is carried out: what is alone stays so until somebody looks at it."""
    if not state.may_be_done():
        raise ImpossibleHistory(state, event)
    stage, now = Stage.DONE if state.stage is Stage.AGREED else Stage.ALONE, state.digest
    return replace(state, stage=stage, carried=True, agreed=now, present=now)


def _after(state: HouseAct, event: HouseActEvent) -> Stage | None:
    """Return where an answer leads; None where it cannot have been given."""
    after = AFTER.get((type(event), state.stage))
    return None if after is Stage.WITHDRAWN and state.carried else after


def witness(state: HouseAct, event: HouseActEvent, by: tuple[str, ...]) -> HouseAct:
    """Keep who proposed and who agreed: they are two persons."""
    if isinstance(event, Proposal):
        return replace(state, proposed_by=by)
    if isinstance(event, HouseActAgreed | LoneActConfirmed):
        return replace(state, agreed_by=by)
    return state


HOUSE_ACT: Fold[HouseAct, HouseActEvent] = Fold(
    HouseAct(), evolve, HouseActProposed | HouseActTakenAlone | RulesTakenOver, witness=witness
)


@dataclass(frozen=True, slots=True)
class Book:
    """
    Since which version of the rule two persons are asked for, 0 before it was.

    The book lists every act too, once, as its own stream begins: who wants them all reads it.
    """

    version: int = 0


def note(book: Book, event: BookEvent) -> Book:
    """Fold one fact into the book; raises ImpossibleHistory for what is there already."""
    match event:
        case SecondPersonAsked(version=version) if version > book.version:
            return Book(version)
        case HouseActListed():
            return book
    raise ImpossibleHistory(book, event)


BOOK: Fold[Book, BookEvent] = Fold(Book(), note, SecondPersonAsked | HouseActListed)
