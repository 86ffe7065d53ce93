"""Decided cases held against another regime; nothing is written."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from domain.eligibility.otherwise import Rejudged
from domain.eligibility.verdict import Answer, Finding
from domain.force import Forces
from domain.nomination.decide import NOMINATION, nomination_unknown
from domain.nomination.events import CouncilVoted, NominationGranted, NominationRefused
from domain.nomination.moved_otherwise import moved_apart, own_moves
from domain.nomination.otherwise import DECISIVE, ROUTE, Difference, differences
from domain.nomination.state import Granted, TurnedDown
from domain.reform.powers import POWERS, POWERS_STREAM
from domain.refusal import Refused
from services.batches import batches
from services.histories import Histories
from services.judged_again import Moment, judged_again, moment
from services.other_rules import OtherRules, Regimes
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


def what_if(
    asked: Sequence[str], rules: Regimes, forces: Forces, ledger: Ledger, progress: Progress
) -> Mapping[str, Otherwise]:
    """
    Hold every granted or refused case against the rules of each regime that is asked for.

    Raises:
        Refused: there is no such regime.
    """
    others = other_rules(asked, rules, forces, ledger)
    told = {one: Otherwise() for one in asked}
    for batch in batches(ENDS, "look", ledger, progress):
        past = Histories(ledger)
        past.read(batch)
        decided = [one for each in batch if (one := moment(each, past))]
        judged = judged_again(decided, [one.ladder for one in others], forces, past)
        for one in decided:
            for regime, other, said in zip(asked, others, judged[one.nomination], strict=True):
                told[regime].note(again(one, said, past), differing(one, other, past))
    return told


def other_rules(
    asked: Sequence[str], rules: Regimes, forces: Forces, ledger: Ledger
) -> list[OtherRules]:
    """
    Return the regimes that are asked for, each with the powers that moved.

    Raises:
        Refused: there is no such regime.
    """
    known, units = Histories(ledger).of(POWERS, POWERS_STREAM), forces.lineage.units
    return [OtherRules(one, rules, known, units) for one in asked]


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
    others = other_rules(asked, rules, forces, ledger)
    judged = judged_again([then], [one.ladder for one in others], forces, past)[nomination]
    return [
        (regime, again(then, said, past), differing(then, other, past))
        for regime, other, said in zip(asked, others, judged, strict=True)
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


def differing(then: Moment, other: OtherRules, past: Histories) -> Sequence[Difference]:
    """
    Return in what a case differs under other rules, beside what those of eligibility say.

    Where the route does, the powers that moved on one side alone are told with their reasons.
    """
    facts, dossier = past.events(then.nomination), then.case.dossier
    votes = [one for one in facts if isinstance(one, CouncilVoted)]
    found = differences(dossier, votes, other.ladder(then))
    if not any(one.about == ROUTE for one in found):
        return found
    return (*found, *moved_apart(own_moves(dossier.ladder, facts), other.moved(then)))
