"""One case and the hand that tries an act on it; who may act, and the order that tries it."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from domain.eligibility.body import NO_BODY, Body
from domain.hand import Hand
from domain.ladder import Act, Step
from domain.nomination.access import NOMINATING
from domain.nomination.events import Missing
from domain.nomination.holds import DISCIPLINE, noted_at, settling
from domain.nomination.state import (
    AtStep,
    Dossier,
    Granted,
    InTransit,
    Opened,
    Returned,
    Running,
)
from services.orders import Command

WORDS, REMARK = "a trial of what may be done", Missing("remark", "r1")
BASIS = "Law 06/2022/QH15"


@dataclass(frozen=True, slots=True)
class Who:
    """A role in a unit."""

    role: str
    unit: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """
    An act by its name, the step it is meant for, who may do it, and the order that tries it.

    `made_up` are codes of refusals that what is tried brings about, and the real order need not.
    `others` are the same act on whatever else of the kind there is: it may be done where one may.
    """

    act: str
    step: str | None
    who: tuple[Who, ...]
    command: Command
    made_up: frozenset[str] = frozenset()
    others: tuple[Command, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """One case, the hand that tries, and the council of the step the case waits at."""

    nomination: UUID
    case: Opened
    hand: Hand
    body: Body = NO_BODY

    @property
    def dossier(self) -> Dossier:
        """Return the file."""
        return self.case.dossier

    @property
    def here(self) -> Step:
        """Return the step the case is at, the first of a draft, the last of one that ended."""
        if isinstance(self.case, AtStep | InTransit | Returned):
            return self.case.step
        ladder = self.dossier.ladder
        return ladder.steps[-1] if isinstance(self.case, Granted) else ladder.first

    @property
    def paper(self) -> UUID:
        """Return the id of a paper that nobody sends."""
        return uuid5(self.nomination, "attempt")

    @property
    def number(self) -> str:
        """Return a number no paper has."""
        return str(self.nomination.int)

    @property
    def ballots(self) -> tuple[int, int]:
        """Return members and ballots in favour of a vote that fits: the count kept, or all."""
        if kept := self.body.kept:
            return kept.members, kept.in_favour
        return self.body.members or 1, self.body.members or 1

    @property
    def proposers(self) -> tuple[Who, ...]:
        """Return who proposed."""
        return (Who(NOMINATING, self.dossier.unit),)

    @property
    def keepers(self) -> tuple[Who, ...]:
        """Return who keeps the file: the judges of the step the case is at, else the proposers."""
        at_desk = isinstance(self.case, AtStep)
        return judges(self.here) if at_desk else self.proposers

    @property
    def settlers(self) -> tuple[Who, ...]:
        """Return who settles letters: judges of where the case is or was, else all on its path."""
        steps = settling(self.hand, self.case)
        return tuple(dict.fromkeys(Who(one.role, one.unit) for one in steps))

    def lifters(self, reference: str) -> tuple[Who, ...]:
        """Return who lifts a hold: by whom it was noted, and judges where judges noted it."""
        noted = noted_at(reference, self.dossier, self.hand, self.case)
        held = self.dossier.holds[reference]
        if noted is not None:
            return tuple(dict.fromkeys((*self.settlers, *judges(noted))))
        ours = isinstance(self.case, Running) and held.ground != DISCIPLINE
        return self.receivers if ours else self.settlers

    @property
    def receivers(self) -> tuple[Who, ...]:
        """Return who keeps the case, of one on its way whoever is to receive it."""
        return judges(self.here) if isinstance(self.case, InTransit) else self.keepers

    def step_of(self, acts: frozenset[Act]) -> Step | None:
        """Return the step for some sorts of act: where the case is or above it, else the last."""
        steps = [one for one in self.dossier.ladder.steps if one.act in acts]
        passed = self.dossier.ladder.before(self.here.key)
        ahead = [one for one in steps if one not in passed]
        return next(iter([*ahead, *reversed(steps)]), None)


def judges(step: Step) -> tuple[Who, ...]:
    """Return who acts at a step."""
    return (Who(step.role, step.unit),)
