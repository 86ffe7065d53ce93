"""One check: eligible, not eligible, or not yet; and what of it binds an act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from domain.copies import replace
from domain.eligibility.conditions import Stand, stands
from domain.eligibility.look import Look
from domain.eligibility.ruleset import RULES, Rule
from domain.eligibility.sight import Seen
from domain.force import Force, Forces
from domain.refusal import Refusal


class Answer(Enum):
    """
    What the check says of a case; of one that is over, that there is nothing left to judge.

    One that is to be judged may go on: a person judges a condition before the award is decided.
    """

    ELIGIBLE = "eligible"
    TO_BE_JUDGED = "to-be-judged"
    NOT_ELIGIBLE = "not-eligible"
    NOT_YET = "not-yet"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Finding:
    """
    What one rule found: its force, what is broken, what it looked at.

    `confirmed` answers for what the rulebook pinned in the case says of it; `final` says that
    nothing done on this case mends a breach.
    """

    rule: Rule
    force: Force
    broken: tuple[Refusal, ...]
    seen: Seen
    confirmed: bool
    final: bool

    @property
    def looked_at(self) -> Mapping[str, str]:
        """Return what the rule looked at, in English."""
        return {name: one.detail for name, one in self.seen.items()}

    @property
    def stops(self) -> bool:
        """Say whether this keeps the case from going on."""
        return self.force is Force.BINDS and bool(self.broken)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, what each rule found, and how each condition of the award stands."""

    answer: Answer
    findings: tuple[Finding, ...]
    conditions: tuple[Stand, ...] = ()


def broken(rule: Rule, look: Look) -> tuple[Refusal, ...]:
    """Return what of a rule is broken."""
    return tuple(one for one in rule.check(look) if one)


def force(rule: Rule, look: Look, forces: Forces) -> Force:
    """Return how hard a rule holds for a case."""
    if rule.always:
        return Force.BINDS
    sure = rule.confirmed(look) and not rule.tells
    return forces.of(rule.key, confirmed=sure, by_data=rule.by_data)


def forbidden(look: Look, forces: Forces, among: Sequence[Rule] = RULES) -> list[Refusal]:
    """Return what keeps a case from being filed, going up or being granted: what binds."""
    look = replace(look, forces=forces)
    return [
        refusal
        for rule in among
        for refusal in rule.check(look)
        if refusal and force(rule, look, forces) is Force.BINDS
    ]


def verdict(look: Look, forces: Forces) -> Verdict:
    """Return what every rule finds, and the answer that follows from those that bind."""
    look = replace(look, forces=forces)
    findings = tuple(
        Finding(
            one,
            force(one, look, forces),
            broken(one, look),
            one.looks_at(look),
            one.confirmed(look),
            one.final or one.lasting(look),
        )
        for one in RULES
    )
    known = tuple(stands(look, {one.rule.key: one.force for one in findings}))
    return Verdict(answer(look, findings, known), findings, known)


def answer(look: Look, findings: Sequence[Finding], known: Sequence[Stand]) -> Answer:
    """Return what follows from the findings that bind, for a case that still goes on."""
    if look.over:
        return Answer.OVER
    stopping = [one for one in findings if one.stops]
    if any(one.final for one in stopping):
        return Answer.NOT_ELIGIBLE
    return Answer.NOT_YET if stopping else going_on(known)


def going_on(known: Sequence[Stand]) -> Answer:
    """Return the answer of a case that nothing stops: a person may have something to judge."""
    return Answer.TO_BE_JUDGED if any(one.waits for one in known) else Answer.ELIGIBLE
