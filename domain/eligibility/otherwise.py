"""A case judged under two rulebooks: each verdict, and each rule that answers differently."""

from dataclasses import dataclass, replace
from uuid import UUID

from domain.eligibility.look import Beside, as_it_stands
from domain.eligibility.verdict import Answer, Finding, verdict
from domain.force import Force, Forces
from domain.ladder import Ladder, Step
from domain.lineage import Lineage
from domain.nomination.favourable import same, stays
from domain.nomination.state import AtStep, InTransit, Opened, Returned

Said = tuple[Force, frozenset[tuple[str, tuple[tuple[str, str], ...]]]]


@dataclass(frozen=True, slots=True)
class Rejudged:
    """What the rules say of a case under two rulebooks; `rules` are those that answer otherwise."""

    was: Answer
    would: Answer
    rules: tuple[tuple[Finding, Finding], ...]


def judged_under(
    nomination: UUID, case: Opened, other: Ladder, beside: Beside, forces: Forces
) -> Rejudged:
    """Judge a case under its own rulebook and, where it would stand there, under another."""
    own, there = (
        verdict(as_it_stands(nomination, one, beside), forces)
        for one in (case, carried_over(case, other, forces.lineage))
    )
    pairs = zip(own.findings, there.findings, strict=True)
    return Rejudged(
        own.answer, there.answer, tuple(one for one in pairs if said(one[0]) != said(one[1]))
    )


def said(one: Finding) -> Said | None:
    """Return what a rule says against a case, None where it holds or is off."""
    if not one.broken or one.force is Force.OFF:
        return None
    return one.force, frozenset((each.code, tuple(each.facts.items())) for each in one.broken)


def carried_over(case: Opened, other: Ladder, lineage: Lineage) -> Opened:
    """Return a case as if it went by the route of another rulebook, at the step that answers."""
    own = {one.level: one.unit for one in case.dossier.ladder.steps}
    steps = tuple(replace(one, unit=own.get(one.level, one.unit)) for one in other.steps)
    ladder = replace(other, steps=steps)
    dossier = replace(case.dossier, ladder=ladder)
    if isinstance(case, AtStep | InTransit | Returned):
        return replace(case, dossier=dossier, step=answering(case.step, ladder, lineage))
    return replace(case, dossier=dossier)


def answering(step: Step, ladder: Ladder, lineage: Lineage) -> Step:
    """
    Return the step of a route that answers to one of another: the same, else the same work.

    Where the level has no such work, or is gone, it is the next step above; else the last one.
    """
    found = (
        *(one for one in ladder.steps if stays(one, step) and one.act is step.act),
        *(one for one in ladder.steps if same(one, step)),
        *(one for one in ladder.steps if is_above(one.level, step.level, lineage)),
        ladder.steps[-1],
    )
    return found[0]


def is_above(level: str, other: str, lineage: Lineage) -> bool:
    """Say whether a level is known to be above another."""
    mine, theirs = lineage.rank(level), lineage.rank(other)
    return mine is not None and theirs is not None and mine > theirs
