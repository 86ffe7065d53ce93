"""The way of a case after a reform of units: which steps go to whom, and which fall away."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace

from domain.ladder import Act, Ladder, Step
from domain.nomination.authority import CaseReassigned, StepDropped, StepHanded
from domain.reform.heirs import Heir
from domain.reform.plan import Reform

ABOLISHED, ABOVE, OWN = "level-abolished", "above-successor", "nothing-to-submit"
POWER = "power-moved"
NONE_KEPT: Container[str] = frozenset()
BETWEEN = " | "
"""Stands between the law of a reform and the sources of its rules where a reason is given."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Who proposes a case from a reform on, by which rule, and who is competent at each level."""

    unit: str
    rule: str
    at_level: Callable[[str], str | None]


def standing_of(reform: Reform, heir: Heir) -> Standing:
    """Return how an heir stands on the day of the reform, among the units it leaves."""

    def at_level(level: str) -> str | None:
        found = reform.units.at_level(heir.unit.code, level, reform.in_force_from)
        return found.code if found else None

    return Standing(heir.unit.code, heir.rule, at_level)


@dataclass(frozen=True, slots=True)
class Route:
    """The steps still ahead, what was handed to another unit or level, and what was dropped."""

    steps: tuple[Step, ...]
    handed: tuple[StepHanded, ...]
    dropped: tuple[StepDropped, ...]


def because(ahead: Sequence[Step], reform: Reform, award: str) -> str:
    """Return the law of the reform, and the source of each rule about a power that moves."""
    used = (reform.transfer(step.level, step.act, award) for step in ahead)
    sources = dict.fromkeys(one.source for one in used if one)
    return BETWEEN.join((reform.legal_basis, *sources))


def route(
    ahead: Sequence[Step],
    heir: Standing,
    reform: Reform,
    award: str,
    kept: Container[str] = NONE_KEPT,
) -> Route | None:
    """
    Return the way of the steps *ahead* for a case that *heir* proposes from the reform on.

    A step goes to the unit of its level above the heir; one of an abolished level, or of a power
    that moves, goes where the reform's data say, but for those *kept* at their level. None when a
    step would be nobody's, or none would be left.
    """
    way = Route((), (), ())
    for at, step in reversed(tuple(enumerate(ahead))):
        level = level_after(step, reform, award, kept)
        if level is None:
            way = dropping(way, step, ABOLISHED)
            continue
        if (unit := heir.at_level(level)) is None:
            return None
        now = replace(step, level=level, unit=unit)
        own = hands_over(ahead, at) and unit in {one.unit for one in way.steps[:1]}
        way = dropping(way, step, OWN) if own else keeping(way, step, now, heir, reform)
    return way if way.steps else None


def dropping(way: Route, step: Step, rule: str) -> Route:
    """Return a way without a step; what a submission asked for, the step after it asks for."""
    to = way.steps[0].key if rule == OWN and step.papers else None
    fact = StepDropped(step.key, step.level, step.unit, rule, to)
    return replace(way, dropped=(fact, *way.dropped))


def keeping(way: Route, step: Step, now: Step, heir: Standing, reform: Reform) -> Route:
    """Return a way with a step in front of it, as it is *now*."""
    handed = changed(step, now, heir, reform)
    return replace(way, steps=(now, *way.steps), handed=(*handed, *way.handed))


def level_after(step: Step, reform: Reform, award: str, kept: Container[str]) -> str | None:
    """Return the level a step belongs to from the reform on, None when it falls away."""
    transfer = None if step.key in kept else reform.transfer(step.level, step.act, award)
    return transfer.to if transfer else step.level


def hands_over(ahead: Sequence[Step], at: int) -> bool:
    """Say whether a step submits a case from one unit to another: within one, it falls away."""
    return ahead[at].act is Act.SUBMIT and ahead[at + 1].unit != ahead[at].unit


def changed(step: Step, now: Step, heir: Standing, reform: Reform) -> list[StepHanded]:
    """Return that a step goes to another unit or level, nothing when it stays."""
    if now == step:
        return []
    rule = heir.rule if now.unit == heir.unit else ABOVE
    if now.level != step.level:
        rule = ABOLISHED if reform.abolishes(step.level) else POWER
    return [StepHanded(step.key, step.level, step.unit, now.level, now.unit, rule)]


def rerouted(ladder: Ladder, fact: CaseReassigned | Route) -> Ladder:
    """Return the ladder after a reform; steps that were passed keep the units of their time."""
    gone = {one.step: one.papers_to for one in fact.dropped}
    brought = {to: ladder.step(key).papers for key, to in gone.items() if to}
    now = {one.step: one for one in fact.handed}
    steps = (step for step in ladder.steps if step.key not in gone)
    return replace(ladder, steps=tuple(_after(one, now, brought.get(one.key, ())) for one in steps))


def _after(step: Step, now: dict[str, StepHanded], brought: tuple[str, ...]) -> Step:
    papers = tuple(dict.fromkeys((*step.papers, *brought)))
    if step.key not in now:
        return replace(step, papers=papers)
    return replace(step, level=now[step.key].level, unit=now[step.key].unit, papers=papers)
