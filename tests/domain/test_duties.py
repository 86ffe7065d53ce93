"""Separation of duties over the whole path: every assignment of people and delegations to acts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import permutations

import pytest

from domain.acting import ActingFor
from domain.decision import issue
from domain.decision.commands import IssueDecision
from domain.decision.issue import grantable
from domain.eligibility.look import NOTHING_BESIDE
from domain.hand import Hand
from domain.ladder import Act
from domain.nomination import duties, returns, steps
from domain.nomination.commands import EndorseStep, SupplementNomination
from domain.nomination.decide import NOMINATION
from domain.nomination.events import (
    Missing,
    NominationEvent,
    NominationFiled,
    NominationGranted,
    NominationReceived,
    ReturnedForSupplement,
)
from domain.nomination.state import AtStep, Returned, State
from domain.refusal import Refused
from domain.submission import dispatch
from domain.submission.commands import DispatchSubmission
from domain.submission.dispatch import _forwarded, carriable
from tests.builders import CASE, DECISION, PAPER, opened
from tests.domain.climbing import ANOTHER, ONE_OFFICE, PEOPLE, climb, hands
from tests.histories import everyone

AGREE, PROPOSE = "agree", "propose"
REMARK = (Missing("remark", "r1"),)


@dataclass(frozen=True)
class Deed:
    """One act of a path: its sort, level and office, who stands behind it; is it an opinion?"""

    sort: str
    level: str
    behind: frozenset[str]
    opinion: bool = False
    role: str = ""


def allowed(deed: Deed, path: frozenset[Deed]) -> bool:
    """Say by the words of the rule alone whether an act may follow a path."""
    return not any(one.behind & deed.behind and is_too_much(one, deed) for one in path)


def is_too_much(one: Deed, deed: Deed) -> bool:
    """Say whether one person may not do both."""
    if one.sort != deed.sort:
        return True
    apart = (one.level, one.role) != (deed.level, deed.role)
    return deed.sort == AGREE and (apart or (one.opinion and deed.opinion))


def after(state: State, hand: Hand, facts: Sequence[NominationEvent]) -> State:
    """Return the state after facts by a hand."""
    for fact in facts:
        state = NOMINATION.witness(NOMINATION.evolve(state, fact), fact, by_of(hand))
    return state


def by_of(hand: Hand) -> tuple[str, ...]:
    """Return who stands behind a hand, the actor first; told apart from the rule that is tried."""
    whom = hand.delegation
    return (hand.actor, *([whom.delegator] if isinstance(whom, ActingFor) else []))


def behind_of(hand: Hand) -> frozenset[str]:
    """Return the same people without an order."""
    whom = hand.delegation
    return frozenset({hand.actor, whom.delegator} if isinstance(whom, ActingFor) else {hand.actor})


def tried(at: AtStep, hand: Hand) -> tuple[NominationEvent, ...]:
    """Return the facts of the act that takes a case on; raises Refused."""
    step = at.step
    hand = replace(hand, roles=frozenset({step.role}))  # of one office (ADR 78)
    if step.act is Act.REVIEW:
        return tuple(steps.endorse(EndorseStep(CASE, hand, step.key, "x"), at, NOTHING_BESIDE))
    if step.act is Act.SUBMIT:
        above = at.dossier.ladder.above(step.key)
        order = DispatchSubmission(PAPER, hand, "1/TTr", step.unit, above.unit, (CASE,))
        found = carriable(at, order, CASE, NOTHING_BESIDE)
        facts: tuple[NominationEvent, ...] = (
            _forwarded(at, PAPER),
            NominationReceived(above.key, PAPER, None),
        )
    else:
        decision = IssueDecision(DECISION, hand, "1", step.unit, "Chair", "Law", (CASE,), None)
        found = grantable(at, decision, CASE, NOTHING_BESIDE)
        facts = (NominationGranted(step.key, DECISION, CASE),)
    if found:
        raise Refused(*found)
    return facts


def is_done(at: AtStep, hand: Hand) -> Sequence[NominationEvent] | None:
    """Return the facts of the act of a hand, None where it is refused."""
    try:
        return tried(at, hand)
    except Refused:
        return None


def supplemented(at: AtStep, hand: Hand) -> State | None:
    """Return a case that was sent back by somebody else and brought again, None if refused."""
    back = after(at, everyone("z"), [ReturnedForSupplement(at.step.key, REMARK, "x")])
    assert isinstance(back, Returned)
    try:
        brought = returns.supplement(SupplementNomination(CASE, hand, REMARK), back, NOTHING_BESIDE)
    except Refused:
        return None
    return after(back, hand, brought)


Path = tuple[tuple[str, str, str, bool], ...]
RENAMINGS = [str.maketrans(PEOPLE, "".join(names)) for names in permutations(PEOPLE)]


def as_told(path: frozenset[Deed], names: Mapping[int, int]) -> Path:
    """Return a path in one order, its people called by other names."""
    told = ((one, "".join(sorted("".join(one.behind).translate(names)))) for one in path)
    return tuple(sorted((one.sort, one.level, who, one.opinion) for one, who in told))


def alike(path: frozenset[Deed]) -> Path:
    """Return what paths share that differ in names alone: rules ask who is the same as whom."""
    return min(as_told(path, names) for names in RENAMINGS)


@dataclass
class Walk:
    """What was let pass or refused against the words of the rule, on one of all paths `alike`."""

    hands: list[Hand]
    wrong: list[str] = field(default_factory=list)
    seen: set[tuple[str, Path]] = field(default_factory=set)
    granted: int = 0
    alike: Callable[[frozenset[Deed]], Path] = alike

    def onward(self, state: State, path: frozenset[Deed]) -> None:
        """Try every hand at every act that a case can meet from here."""
        if not isinstance(state, AtStep):
            self.granted += 1
            return
        if (here := (state.step.key, self.alike(path))) in self.seen:
            return
        self.seen.add(here)
        for hand in self.hands:
            self.judged(state, path, hand)
            if len([one for one in path if one.sort == PROPOSE]) == 1:
                self.brought_again(state, path, hand)

    def judged(self, at: AtStep, path: frozenset[Deed], hand: Hand) -> None:
        """Let a hand take the case on."""
        opinion = at.step.act is Act.REVIEW
        deed = Deed(AGREE, at.step.level, behind_of(hand), opinion, at.step.role)
        facts = is_done(at, hand)
        self.compare(deed, path, passed=facts is not None)
        if facts is not None and allowed(deed, path):
            self.onward(after(at, hand, facts), path | {deed})

    def brought_again(self, at: AtStep, path: frozenset[Deed], hand: Hand) -> None:
        """Let a hand bring the case again after a return."""
        here = Deed(AGREE, at.step.level, frozenset(), opinion=True)
        deed = Deed(PROPOSE, here.level, behind_of(hand))
        state = supplemented(at, hand)
        self.compare(deed, path, passed=state is not None)
        if state is not None and allowed(deed, path):
            self.onward(state, path | {deed})

    def compare(self, deed: Deed, path: frozenset[Deed], *, passed: bool) -> None:
        """Note where the rules and their words differ."""
        if passed != allowed(deed, path):
            self.wrong.append(
                f"{'passed' if passed else 'refused'}: {deed} after {sorted(map(str, path))}"
            )


def walked(
    levels: int,
    people: int,
    told: Callable[[frozenset[Deed]], Path] = alike,
    endorses: str = ONE_OFFICE,
) -> Walk:
    """Return the walk over every path on a ladder, from every hand that can propose."""
    walk = Walk(hands(people), alike=told)
    ladder = climb(levels, endorses)
    for hand in walk.hands:
        start = replace(opened, nominator=hand.actor, ladder=ladder, unit="ward")
        filed = NominationFiled(ladder.first.key, None)
        at = after(NOMINATION.initial, hand, [start, filed])
        walk.onward(at, frozenset({Deed(PROPOSE, "ward", behind_of(hand))}))
    return walk


@pytest.mark.parametrize(("endorses", "of_a_level"), [(ONE_OFFICE, 1), (ANOTHER, 2)])
@pytest.mark.parametrize("people", [3, 4])
@pytest.mark.parametrize("levels", [1, 2, 3, 4])
def test_nobody_agrees_twice_but_in_one_office_by_any_hand(levels, people, endorses, of_a_level):
    walk = walked(levels, people, endorses=endorses)

    assert walk.wrong == []
    assert bool(walk.granted) == (people > levels * of_a_level)


def test_a_rule_that_lets_one_person_fill_two_offices_is_seen(monkeypatch):
    for where in (issue, dispatch):
        monkeypatch.setattr(where, "nobody_agrees_in_two_offices", lambda *_: None)

    assert any(one.startswith("passed") for one in walked(1, 3, endorses=ANOTHER).wrong)


def test_by_other_names_the_same_is_let_pass():
    named: dict[Path, frozenset[Deed]] = {}

    def each(path: frozenset[Deed]) -> Path:
        told = as_told(path, {})
        named[told] = path
        return told

    every, one_of_them = walked(2, 3, each), walked(2, 3)
    assert len(one_of_them.seen) < len(every.seen)
    assert one_of_them.seen == {(step, alike(named[path])) for step, path in every.seen}


def test_a_rule_that_forgets_the_delegator_is_seen(monkeypatch):
    monkeypatch.setattr(duties, "persons_behind", lambda hand: frozenset({hand.actor}))

    assert any(one.startswith("passed") for one in walked(2, 3).wrong)


def test_a_state_that_forgets_the_delegator_is_seen(monkeypatch):
    monkeypatch.setattr(f"{__name__}.by_of", lambda hand: (hand.actor,))

    assert any(one.startswith("passed") for one in walked(2, 3).wrong)
