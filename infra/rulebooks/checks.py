"""Is an award's file sound? Each rule yields what it finds wrong, naming the key."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from domain.eligibility.conditions import WAYS
from domain.hearing.consult import CONSULTED
from domain.hearing.required import CONFIRMATIONS
from domain.ladder import Act, Asked, Condition, Posting
from domain.nomination.basis import Commendation
from domain.nominee_kinds import ENTERPRISE
from domain.rulebooks.award import Award, Rung
from domain.rulebooks.regime import Regime
from domain.units import Level

LEADER = "leader"
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Known:
    """The keys a file may use; `levels` stand from the lowest to the highest."""

    kinds: Collection[str]
    roles: Collection[str]
    subjects: Collection[str]
    papers: Collection[str]
    sources: Collection[str]
    levels: Sequence[Level]


def _strangers(at: str, found: Sequence[str], known: Collection[str]) -> Iterator[str]:
    for number, key in enumerate(found):
        if key not in known:
            yield f"{at}[{number}]: unknown {key}"
        if key in found[:number]:
            yield f"{at}[{number}]: {key} stands twice"


def the_words_are_known(award: Award, known: Known, regime: Regime) -> Iterator[str]:
    """Find kinds, subjects, roles and papers the vocabulary does not know, or named twice."""
    del regime
    if award.kind not in known.kinds:
        yield f"$.kind: unknown {award.kind}"
    yield from _strangers("$.subjects", award.subjects, known.subjects)
    yield from _strangers("$.papers", [one.kind for one in award.papers], known.papers)
    for number, paper in enumerate(award.papers):
        yield from _strangers(f"$.papers[{number}].subjects", paper.subjects, award.subjects)
    for number, step in enumerate(award.steps):
        if step.role not in known.roles:
            yield f"$.steps[{number}].role: unknown {step.role}"
        papers = [one.kind for one in step.papers]
        yield from _strangers(f"$.steps[{number}].papers", papers, known.papers)


def a_duty_is_asked_for_one_way(award: Award, known: Known, regime: Regime) -> Iterator[str]:
    """Find confirmations that are none, are of no enterprise, or are asked for as papers too."""
    del known, regime
    told = [one.kind for one in award.confirmations]
    yield from _strangers("$.confirmations", told, CONFIRMATIONS)
    if told and ENTERPRISE not in award.subjects:
        yield "$.confirmations: the award honours no enterprise"
    papers = (*award.papers, *(paper for step in award.steps for paper in step.papers))
    for one in papers:
        if one.kind in CONFIRMATIONS:
            yield f"$.papers: {one.kind} is a confirmation"


def the_bonus_is_for_its_subjects(award: Award, known: Known, regime: Regime) -> Iterator[str]:
    """Find a bonus for a subject the award does not honour, twice for one, or of nothing."""
    del known, regime
    yield from _strangers("$.bonus", [one.subject for one in award.bonus], award.subjects)
    for number, one in enumerate(award.bonus):
        if one.times_base_salary <= 0:
            yield f"$.bonus[{number}].times_base_salary: not above zero"


def a_row_is_longer_than_one(award: Award, known: Known, regime: Regime) -> Iterator[str]:
    """Find a row of titles that is none."""
    del known, regime
    for number, one in enumerate(award.streaks):
        if one.times <= 1:
            yield f"$.streaks[{number}].times: {one.times} is no row"


def each_condition_can_be_shown(award: Award, known: Known, regime: Regime) -> Iterator[str]:
    """Find conditions of one key, those that nothing can show, and those that ask for nothing."""
    del known, regime
    keys = [one.key for one in award.conditions]
    kinds = [one.value for one in Commendation]
    for number, one in enumerate(award.conditions):
        at = f"$.conditions[{number}]"
        if one.key in keys[:number]:
            yield f"{at}.key: {one.key} stands twice"
        yield from _strangers(f"{at}.shown_by", one.shown_by, WAYS)
        yield from _strangers(f"{at}.commendations", one.commendations, kinds)
        yield from (f"{at}: {wrong}" for wrong in _unshown(one, award))


def _unshown(one: Condition, award: Award) -> Iterator[str]:
    """Find what a way of showing a condition lacks."""
    if not one.judged and not one.shown_by:
        yield "neither a fact nor a person shows it"
    asked = {*one.shown_by} & {"title-of-the-year", "held-in-a-row", "held-before"}
    if bool(asked) != bool(one.title):
        yield "a title goes with the facts that look for one"
    if ("held-in-a-row" in one.shown_by) != (one.times > 1):
        yield f"{one.times} times is no row"
    if ("held-before" in one.shown_by) != (one.years > 0):
        yield f"{one.years} years before"
    if "titles-in-a-row" in one.shown_by and not award.streaks:
        yield "the award asks for no row of titles"


def each_step_stands_once(award: Award, known: Known, regime: Regime) -> Iterator[str]:
    """Find two steps of one key."""
    del known, regime
    keys = [step.key for step in award.steps]
    for number, key in enumerate(keys):
        if key in keys[:number]:
            yield f"$.steps[{number}].key: {key} stands twice"


def the_route_ends_in_a_decision(award: Award, known: Known, regime: Regime) -> Iterator[str]:
    """Find a route without end, with an end that decides nothing, or one decided on the way."""
    del known, regime
    if not award.subjects:
        yield "$.subjects: none"
    if not award.steps:
        yield "$.steps: none"
        return
    last = award.steps[-1]
    if (last.act, last.role) != (Act.DECIDE, LEADER):
        yield f"$.steps[{len(award.steps) - 1}]: the last step is not the leader's decision"
    if last.level != award.deciding_level:
        yield f"$.deciding_level: {award.deciding_level}, but the route ends at {last.level}"
    for number, step in enumerate(award.steps[:-1]):
        if step.act is Act.DECIDE:
            yield f"$.steps[{number}].act: a decision on the way"


def the_route_climbs(award: Award, known: Known, regime: Regime) -> Iterator[str]:
    """Find levels that do not exist under the regime, and a way that falls or jumps unsent."""
    rank = {level.key: number for number, level in enumerate(known.levels)}
    for number, step in enumerate(award.steps):
        if step.level not in rank:
            yield f"$.steps[{number}].level: unknown {step.level}"
        elif not _stands(known.levels[rank[step.level]], regime):
            yield f"$.steps[{number}].level: no {step.level} level throughout {regime.key}"
        if step.act is Act.SUBMIT and step.role != LEADER:
            yield f"$.steps[{number}].role: a submission is signed by the leader"
    for number, (below, above) in enumerate(pairwise(award.steps), start=1):
        yield from _climb(number, below, above, rank)


def _stands(level: Level, regime: Regime) -> bool:
    """Say whether a level exists from the first to the last day of a regime."""
    if regime.end is None and level.in_force_to is not None:
        return False
    last = regime.end.in_force_to if regime.end else regime.in_force_from
    return level.in_force(regime.in_force_from) and level.in_force(last)


def _climb(number: int, below: Rung, above: Rung, rank: dict[str, int]) -> Iterator[str]:
    rise = rank.get(above.level, 0) - rank.get(below.level, 0)
    if rise < 0:
        yield f"$.steps[{number}].level: {above.level} lies below {below.level}"
    if rise > 0 and below.act is not Act.SUBMIT:
        yield f"$.steps[{number}].level: {above.level} without a submission from {below.level}"


def the_numbers_can_be(award: Award, known: Known, regime: Regime) -> Iterator[str]:
    """Find terms below a day, shares outside 1 to 100, votes without one, and idle quorums."""
    del known, regime
    for number, step in enumerate(award.steps):
        at = f"$.steps[{number}]"
        if step.quorum < 1:
            yield f"{at}.quorum: {step.quorum}"
        if step.term and step.term.working_days < 1:
            yield f"{at}.term.working_days: {step.term.working_days}"
        if step.share and not 1 <= step.share.percent <= WHOLE:
            yield f"{at}.share.percent: {step.share.percent}"
        if (step.act is Act.VOTE) != (step.share is not None):
            yield f"{at}.share: a vote has one, and nothing else"


def others_are_heard_for_some_days(award: Award, known: Known, regime: Regime) -> Iterator[str]:
    """Find agencies asked elsewhere than at a consultation, and postings at no level of the way."""
    del known, regime
    levels = {step.level for step in award.steps}
    for number, step in enumerate(award.steps):
        at = f"$.steps[{number}].asks"
        if step.asks and (step.act is not Act.CONSULT or step.role == CONSULTED):
            yield f"{at}: a consultation asks them, by the hand of whoever sums up"
        yield from _short(at, step.asks)
    for number, one in enumerate(award.postings):
        if one.level not in levels:
            yield f"$.postings[{number}].level: {one.level} is not on the way"
    yield from _short("$.postings", award.postings)


def _short(at: str, found: Sequence[Asked | Posting]) -> Iterator[str]:
    for number, one in enumerate(found):
        if one.working_days < 1:
            yield f"{at}[{number}].working_days: {one.working_days}"


AWARD_RULES: tuple[Callable[[Award, Known, Regime], Iterator[str]], ...] = (
    the_words_are_known,
    a_duty_is_asked_for_one_way,
    the_bonus_is_for_its_subjects,
    a_row_is_longer_than_one,
    each_condition_can_be_shown,
    each_step_stands_once,
    the_route_ends_in_a_decision,
    the_route_climbs,
    the_numbers_can_be,
    others_are_heard_for_some_days,
)


def wrong_in(award: Award, known: Known, regime: Regime) -> Iterator[str]:
    """Return everything wrong in an award's file."""
    for rule in AWARD_RULES:
        yield from rule(award, known, regime)
