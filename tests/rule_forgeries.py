"""Histories that no rule lets pass, with positions, versions, receipts and hashes made to fit."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from uuid import uuid5

from domain.acting import ActingFor
from domain.delegation.events import DelegationEnded, DelegationGranted
from domain.facts import Event
from domain.nomination import events as n
from domain.nomination.holding import HoldLifted
from domain.register.events import CaseEnrolled, KeyClaimed
from services.redeciding.act import Act, Fact, acts
from services.redeciding.table import ROWS
from services.redeciding.told import Follows
from tests.builders import APRIL, CASE
from tests.forging_acts import (
    Acts,
    altered,
    anew,
    by,
    first_event,
    is_receipt,
    lead,
    otherwise,
    put,
    redated,
    renamed,
    sealed,
    with_lead,
)

YEARS = timedelta(days=800)


@dataclass(frozen=True)
class Forged:
    """A forged log: what was done to it, and where the fact stands that should not."""

    how: str
    log: Sequence[Fact]
    at: int


Plan = Iterator[tuple[str, list[Act], int, int]]
"""What was done, the acts after it, the number of the act that should not stand, and its fact."""


def forgeries(log: Sequence[Fact]) -> Iterator[Forged]:
    """Yield every forgery there is to an honest log."""
    honest = list(acts(log))
    for plan in PLANS:
        for how, forged, number, fact in plan(honest):
            before = sum(len(act.facts) for act in forged[:number])
            yield Forged(how, sealed(forged), before + fact + 1)


def by_somebody_without_the_role(honest: Acts) -> Plan:
    for at, act in enumerate(honest):
        if not isinstance(act.envelope.delegation, ActingFor):
            yield "another role", put(honest, at, by(act, roles=("passer-by",))), at, lead(act)


def from_another_unit(honest: Acts) -> Plan:
    for at, act in enumerate(honest):
        if not isinstance(act.envelope.delegation, ActingFor):
            yield "another unit", put(honest, at, by(act, units=("elsewhere",))), at, lead(act)


def of_unsaid_units(honest: Acts) -> Plan:
    for at, act in enumerate(honest):
        if at:
            yield "no units", put(honest, at, by(act, units=None)), at, lead(act)


def by_the_nominator(honest: Acts) -> Plan:
    for at, act in enumerate(honest):
        if isinstance(first_event(act), OPINIONS):
            forged = renamed(by(act, actor="officer", delegation=None), act.envelope.actor)
            yield "self-approval", put(honest, at, forged), at, lead(act)


def out_of_time(honest: Acts) -> Plan:
    for at, act in enumerate(honest):
        day = act.envelope.effective_on
        if at:
            yield "dated before", put(honest, at, redated(act, day - YEARS)), at, lead(act)
        yield "dated ahead", put(honest, at, redated(act, day + YEARS)), at, lead(act)


def with_a_fact_left_out(honest: Acts) -> Plan:
    for at, act in enumerate(honest):
        for number, one in enumerate(act.facts):
            if isinstance(ROWS[type(one.event)], Follows) and not is_receipt(one):
                fewer = Act((*act.facts[:number], *act.facts[number + 1 :]))
                place = stands_next(act, number)
                yield "a fact left out", put(honest, at, fewer), at, place


def stands_next(act: Act, number: int) -> int:
    """Return where it shows that a fact is gone: in the next of its stream, else in the first."""
    after = (at for at, one in enumerate(act.facts) if at > number and follows(one, act, number))
    return next((at - 1 for at in after), min(lead(act), max(0, len(act.facts) - 2)))


def follows(one: Fact, act: Act, number: int) -> bool:
    """Say whether a fact is of the stream of another."""
    return one.stream == act.facts[number].stream


def with_a_fact_altered(honest: Acts) -> Plan:
    for at, act in enumerate(honest):
        for number, one in enumerate(act.facts):
            if isinstance(ROWS[type(one.event)], Follows) and not is_receipt(one):
                for event in altered(one.event):
                    facts = list(act.facts)
                    facts[number] = replace(one, event=event)
                    yield "a fact altered", put(honest, at, Act(tuple(facts))), at, number


def done_twice(honest: Acts) -> Plan:
    for at, act in enumerate(honest):
        again = anew(act, f"twice {at}")
        yield "done twice", [*honest[: at + 1], again, *honest[at + 1 :]], at + 1, lead(again)


def after_the_end(honest: Acts) -> Plan:
    for at, act in enumerate(honest):
        if isinstance(first_event(act), OPINIONS):
            late = anew(redated(act, honest[-1].envelope.effective_on), f"late {at}")
            yield "after the end", [*honest, late], len(honest), lead(late)


def skipped(honest: Acts) -> Plan:
    for at, act in enumerate(honest[:-1]):
        done, then = first_event(act), honest[at + 1]
        if isinstance(done, BUILT_ON) and isinstance(first_event(then), BUILDING):
            yield "skipped", [*honest[:at], *honest[at + 1 :]], at, unearned(done, then)


def unearned(gone: Event, then: Act) -> int:
    """Return what does not stand without the act before: of a quorum of two, the passing alone."""
    events = [type(one.event) for one in then.facts]
    both = isinstance(gone, n.StepEndorsed) and n.StepEndorsed in events
    return events.index(n.StepPassed) if both else lead(then)


def written_by_nobody(honest: Acts) -> Plan:
    for at, act in enumerate(honest):
        for number, one in enumerate(act.facts):
            if isinstance(ROWS[type(one.event)], Follows) and not is_receipt(one):
                alone = anew(Act((one,)), f"alone {at} {number}")
                yield "unfounded", [*honest[: at + 1], alone, *honest[at + 1 :]], at + 1, 0


def a_vote_that_was_lost(honest: Acts) -> Plan:
    for at, act in enumerate(honest):
        for number, one in enumerate(act.facts):
            if isinstance(one.event, n.CouncilVoted):
                facts = list(act.facts)
                facts[number] = replace(one, event=replace(one.event, in_favour=1))
                yield "below the threshold", put(honest, at, Act(tuple(facts))), at, number


def one_achievement_twice(honest: Acts) -> Plan:
    """Let another case be corrected to the same achievement and filed, which takes no key."""
    start = [act for act in honest if isinstance(first_event(act), STARTING)]
    again = [another_case(act, number) for number, act in enumerate(start)]
    yield "one achievement twice", [*honest, *again], len(honest) + len(again) - 2, 0


def another_case(act: Act, number: int) -> Act:
    """Return an act as one on another case, without the keys it took."""
    copied = anew(act, f"another case {number}").facts
    return Act(tuple(elsewhere(one) for one in copied if not isinstance(one.event, KeyClaimed)))


def elsewhere(one: Fact) -> Fact:
    """Return a fact as one about another case."""
    other, event = uuid5(CASE, "another"), one.event
    if isinstance(event, CaseEnrolled):
        event = CaseEnrolled(other)
    return replace(one, event=event, stream=other if one.stream == CASE else one.stream)


def by_a_delegation_that_gives_nothing(honest: Acts) -> Plan:
    lent = [at for at, act in enumerate(honest) if act.told(DelegationGranted)]
    used = [at for at, act in enumerate(honest) if acts_for_another(act)]
    for at, use in product(lent, used):
        yield from spoilt(honest, at, use)


def spoilt(honest: Acts, at: int, use: int) -> Plan:
    """Yield what takes the power away that was lent in one act and used in another."""
    over = otherwise(first_event(honest[at]), ends_on=APRIL + timedelta(days=6))
    for how, given in {"expired": over, "lent to another": another_delegate(over)}.items():
        yield how, put(honest, at, with_lead(honest[at], given)), use, lead(honest[use])
    forged = [*honest[: at + 1], taken_back(honest[at]), *honest[at + 1 :]]
    yield "taken back", forged, use + 1, lead(honest[use])
    other = by(honest[use], roles=("leader", "clerk"))
    yield "more than was lent", put(honest, use, other), use, lead(honest[use])


def acts_for_another(act: Act) -> bool:
    """Say whether an act was done by a delegation."""
    return isinstance(act.envelope.delegation, ActingFor)


def another_delegate(given: DelegationGranted) -> DelegationGranted:
    """Lend to somebody else."""
    return replace(given, delegate="somebody else", ends_on=None)


def taken_back(lent: Act) -> Act:
    """Return that the delegator took the power back the next day, as the rules let them."""
    day = lent.envelope.effective_on + timedelta(days=1)
    back = with_lead(Act((lent.facts[lead(lent)],)), DelegationEnded(day, "back from leave"))
    return by(anew(back, "taken back"), effective_on=day)


OPINIONS = n.StepEndorsed | n.CaseAppraised | n.CouncilVoted
STARTING = n.NominationOpened | n.EvidenceAdded | n.NominationCorrected | n.NominationFiled
BUILT_ON = n.NominationOpened | n.NominationFiled | HoldLifted | OPINIONS
BUILDING = OPINIONS | n.EvidenceAdded
PLANS: tuple[Callable[[Acts], Plan], ...] = (
    by_somebody_without_the_role,
    from_another_unit,
    of_unsaid_units,
    by_the_nominator,
    out_of_time,
    with_a_fact_left_out,
    with_a_fact_altered,
    done_twice,
    after_the_end,
    skipped,
    written_by_nobody,
    a_vote_that_was_lost,
    one_achievement_twice,
    by_a_delegation_that_gives_nothing,
)
