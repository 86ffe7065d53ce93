"""Decided cases held against another regime; nothing is written."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Protocol
from uuid import UUID

from domain.eligibility.otherwise import Rejudged
from domain.eligibility.verdict import Answer, Finding
from domain.force import Forces
from domain.ladder import Ladder
from domain.nomination.decide import NOMINATION, nomination_unknown
from domain.nomination.events import CouncilVoted, NominationGranted, NominationRefused
from domain.nomination.otherwise import DECISIVE, Difference, differences
from domain.nomination.state import Granted, TurnedDown
from domain.refusal import Kind, Refusal, Refused
from domain.rulebooks.award import AwardRule
from domain.rulebooks.pinning import ladder_of, levels_of
from domain.rulebooks.regime import Regime
from services.batches import batches
from services.histories import Histories
from services.judged_again import Moment, Route, judged_again, moment
from services.ports import Ledger
from services.upkeep import Progress

ENDS = frozenset[type]({NominationGranted, NominationRefused})
Found = tuple[str, Difference]


@dataclass(frozen=True, slots=True)
class CaseAgain:
    """
    A case and what the rules of eligibility say of it under its own regime and another.

    `outcome` is granted, refused or open; `judged` is None where the other does not give the award.
    """

    nomination: UUID
    award: str
    outcome: str
    regime: str
    judged: Rejudged | None

    @property
    def rules(self) -> Sequence[tuple[Finding, Finding]]:
        """Return the rules that answer differently."""
        return self.judged.rules if self.judged else ()

    @property
    def turned(self) -> bool:
        """Say whether the verdict is another one."""
        return self.judged is not None and self.judged.was is not self.judged.would


@dataclass(slots=True)
class Otherwise:
    """
    What another regime would have changed; `found` are differences by award, with their cases.

    `decisive` counts cases whose outcome may have been another one, `alike` those that differ in
    nothing; `examples` hold the first case of each difference. `verdicts` count cases by the answer
    of each regime, `judged` are those of which a rule of eligibility says something else.
    """

    decided: int = 0
    alike: int = 0
    decisive: int = 0
    found: Counter[Found] = field(default_factory=Counter)
    examples: dict[Found, UUID] = field(default_factory=dict)
    verdicts: Counter[tuple[Answer, Answer]] = field(default_factory=Counter)
    judged: list[CaseAgain] = field(default_factory=list)

    def note(self, again: CaseAgain, told: Sequence[Difference]) -> None:
        """Count one decided case."""
        self.decided += 1
        self.alike += not (told or again.rules)
        self.decisive += again.turned or any(one.about in DECISIVE for one in told)
        if again.judged:
            self.verdicts[again.judged.was, again.judged.would] += 1
        if again.rules:
            self.judged.append(again)
        for one in told:
            self.found[again.award, one] += 1
            self.examples.setdefault((again.award, one), again.nomination)


class Regimes(Protocol):
    """Rules of regimes: those of the house, or one that is drafted."""

    def regimes(self) -> tuple[Regime, ...]:
        """Return every regime."""
        ...

    def award(self, key: str, on: date) -> AwardRule | None:
        """Return an award under the regime of a day, None when that regime has none."""
        ...


def what_if(
    asked: Sequence[str], rules: Regimes, forces: Forces, ledger: Ledger, progress: Progress
) -> Mapping[str, Otherwise]:
    """
    Hold every granted or refused case against the rules of each regime that is asked for.

    Raises:
        Refused: there is no such regime.
    """
    routes = [route(one, rules) for one in asked]
    told = {one: Otherwise() for one in asked}
    for batch in batches(ENDS, "look", ledger, progress):
        past = Histories(ledger)
        past.read(batch)
        decided = [one for each in batch if (one := moment(each, past))]
        judged = judged_again(decided, routes, forces, past)
        for one in decided:
            for regime, ladder, said in zip(asked, routes, judged[one.nomination], strict=True):
                told[regime].note(again(one, said, past), differing(one, ladder, past))
    return told


def of_case(
    nomination: UUID, rules: Regimes, forces: Forces, ledger: Ledger
) -> Sequence[tuple[str, CaseAgain, Sequence[Difference]]]:
    """
    Hold one case, open or ended, against every regime in turn, the oldest first.

    Raises:
        Refused: there is no such case.
    """
    past = Histories(ledger)
    then = moment(nomination, past)
    if then is None:
        raise Refused(nomination_unknown(nomination))
    asked = [one.key for one in rules.regimes()]
    routes = [route(one, rules) for one in asked]
    judged = judged_again([then], routes, forces, past)[nomination]
    return [
        (regime, again(then, said, past), differing(then, ladder, past))
        for regime, ladder, said in zip(asked, routes, judged, strict=True)
    ]


def again(then: Moment, judged: Rejudged | None, past: Histories) -> CaseAgain:
    """Return a case with what is said of it."""
    ladder = then.case.dossier.ladder
    match past.of(NOMINATION, then.nomination):
        case Granted():
            outcome = "granted"
        case TurnedDown():
            outcome = "refused"
        case _:
            outcome = "open"
    return CaseAgain(then.nomination, ladder.award, outcome, ladder.regime, judged)


def differing(then: Moment, other: Route, past: Histories) -> Sequence[Difference]:
    """Return in what a case differs under a route, beside what the rules of eligibility say."""
    votes = [one for one in past.events(then.nomination) if isinstance(one, CouncilVoted)]
    dossier = then.case.dossier
    return differences(dossier, votes, other(dossier.ladder.award))


def route(key: str, rules: Regimes) -> Route:
    """
    Return what finds the route of an award under a regime, with levels in the place of units.

    Raises:
        Refused: there is no such regime.
    """
    regimes = {one.key: one for one in rules.regimes()}
    if key not in regimes:
        facts = {"regime": key, "known": ", ".join(regimes)}
        raise Refused(Refusal("regime-unknown", Kind.UNKNOWN, "no such regime", facts))
    on = regimes[key].in_force_from

    @cache
    def ladder(award: str) -> Ladder | None:
        rule = rules.award(award, on)
        return ladder_of(rule, {one: one for one in levels_of(rule)}) if rule else None

    return ladder
