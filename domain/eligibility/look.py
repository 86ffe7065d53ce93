"""What a rule of eligibility looks at: the file of a case, and what other streams say beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from domain.eligibility.body import NO_BODY, Body
from domain.force import Forces
from domain.ladder import Step
from domain.nomination.events import Missing
from domain.nomination.holding import LETTER, LETTERS
from domain.nomination.policies import formally_lacking, lacking_at, still_missing
from domain.nomination.state import AtStep, Dossier, Draft, Opened, Returned, Running
from domain.register.claims import Holders
from domain.register.docket import Docket
from domain.register.record import Record
from domain.register.state import NotEntered
from domain.register.state import State as Honour


@dataclass(frozen=True, slots=True)
class Beside:
    """
    What other streams say that a case touches.

    `holders` of the keys that may be used once, by key; the `honours` it builds on, by id; the
    `record` and the `docket` of its nominee. `noted_elsewhere` is another open case on which the
    hold was noted that an order is to lift, `noted_in` the file of the case, open or ended, where
    it was. `body` is the council at whose step the case waits, for acts that ask for it.
    `namesakes` are cases of other nominees of the same name, kind and unit, for who asks how a case
    stands: those that bind it, its own facts hold (ADR 86). `brought` are the days of other cases
    that came by the receipt of one to be opened. `known` are all honours of the nominee, for who
    asks how a case stands.
    """

    holders: Holders = field(default_factory=dict)
    honours: Mapping[UUID, Honour] = field(default_factory=dict)
    record: Record = field(default_factory=Record)
    docket: Docket = field(default_factory=Docket)
    noted_elsewhere: UUID | None = None
    noted_in: Dossier | None = None
    body: Body = NO_BODY
    namesakes: tuple[UUID, ...] = ()
    brought: Mapping[UUID, date] = field(default_factory=dict)
    known: Mapping[UUID, Honour] = field(default_factory=dict)

    def honour(self, honour: UUID) -> Honour:
        """Return an honour of the register."""
        return self.honours.get(honour, NotEntered())


NOTHING_BESIDE = Beside()


@dataclass(frozen=True, slots=True)
class Look:
    """
    A case as it is judged; `lacking` is what its file lacks to go on from where it is.

    `forces` hold what an operator set: the places of units, the postings of awards. `step` is the
    one the case waits at, None elsewhere. A case that is `over` goes nowhere any more; one to be
    filed is `fresh`. `on` is the day it is judged as of, None for no day.
    """

    nomination: UUID
    dossier: Dossier
    lacking: tuple[Missing, ...]
    beside: Beside = NOTHING_BESIDE
    forces: Forces = field(default_factory=Forces)
    step: Step | None = None
    over: bool = False
    fresh: bool = False
    on: date | None = None

    @property
    def holds(self) -> Mapping[str, str]:
        """
        Return the ground of each open procedure, by reference: of the nominee, of this case.

        Of a letter against the case it is told that there is one: its kind and number are for who
        settles it (house rule, ADR 12; what tells of violations of law is sensitive: facts 13.9).
        """
        noted = {key: one.ground for key, one in self.beside.docket.holds.items()}
        known = noted | {key: one.ground for key, one in self.dossier.holds.items()}
        letters = sum(ground in LETTERS for ground in known.values())
        told = {key: ground for key, ground in known.items() if ground not in LETTERS}
        return told | {f"{LETTER}-{number}": LETTER for number in range(1, letters + 1)}

    @property
    def meets_another(self) -> bool:
        """Say whether another case holds any of the keys beside: else none need be worked out."""
        holders = self.beside.holders.values()
        return any(one is not None and one != self.nomination for one in holders)

    @property
    def disciplined_until(self) -> date | None:
        """Return the last day of the latest discipline, whichever case it was told on."""
        ends = (self.dossier.disciplined_until, self.beside.docket.disciplined_until)
        return max((one for one in ends if one), default=None)


def to_file(nomination: UUID, dossier: Dossier, beside: Beside, on: date | None = None) -> Look:
    """Look at a case that is to be filed."""
    lacking = tuple(formally_lacking(dossier))
    return Look(nomination, dossier, lacking, beside, fresh=True, on=on)


def to_leave(nomination: UUID, case: AtStep, beside: Beside, on: date | None = None) -> Look:
    """Look at a case that is to go on from where it waits."""
    lacking = tuple(lacking_at(case.step, case.dossier))
    return Look(nomination, case.dossier, lacking, beside, step=case.step, on=on)


def as_it_stands(nomination: UUID, case: Opened, beside: Beside, on: date | None = None) -> Look:
    """Look at a case wherever it is."""
    match case:
        case AtStep():
            return to_leave(nomination, case, beside, on)
        case Returned():
            return Look(nomination, case.dossier, still_missing(case), beside, on=on)
    look = to_file(nomination, case.dossier, beside, on)
    return replace(look, over=not isinstance(case, Running), fresh=isinstance(case, Draft))
