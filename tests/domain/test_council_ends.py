"""Every council of 1 to 9, every recusal: the result moves the case as the rule's words say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, product

import pytest

from domain.council import closing
from domain.council.events import Ballot, Choice, HandsShown
from domain.council.rule import BallotRule, Base, Way
from domain.council.tally import tally
from domain.facts import Event
from tests import builders as b
from tests import council as c
from tests.spec import Outcome, given_in

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

COUNCILS, PERCENT = range(1, 10), 67
RULES = [
    replace(c.SECRET, way=way, base=base, recused_leave=leave)
    for way, base, leave in product(Way, Base, (False, True))
]
STEPS = tuple(replace(one, percent=one.percent and PERCENT) for one in b.LADDER.steps)
CASE = (replace(b.opened, ladder=replace(b.LADDER, steps=STEPS)), *c.arrived[1:])
Patterns = Sequence[frozenset[int]]


def named(rule: BallotRule) -> str:
    """Return how a rule is called in the names of tests."""
    return f"{rule.way.value}-{rule.base.value}-{'leave' if rule.recused_leave else 'stay'}"


@dataclass(frozen=True)
class Vote:
    """A vote: who of the members steps back, who is away, how many of the others agree."""

    rule: BallotRule
    members: int
    recused: frozenset[int]
    away: frozenset[int]
    agree: int

    @property
    def voting(self) -> list[int]:
        """Who may vote and is there, in order."""
        return [n for n in range(1, self.members + 1) if n not in self.recused | self.away]

    @property
    def there(self) -> list[int]:
        """Who is there, with or without a vote."""
        return [n for n in range(1, self.members + 1) if n not in self.away]


def every_pattern(members: int) -> Patterns:
    """Return every choice of who steps back."""
    everybody = range(1, members + 1)
    return [frozenset(one) for many in range(members + 1) for one in combinations(everybody, many)]


def every_number(members: int) -> Patterns:
    """Return one choice of each number of who steps back."""
    return [frozenset(range(1, many + 1)) for many in range(members + 1)]


def votes(rule: BallotRule, members: int, patterns: Patterns) -> Iterator[Vote]:
    """Yield every vote: all there or one away, and every number that agrees."""
    for recused in patterns:
        could = [n for n in range(1, members + 1) if n not in recused]
        for away in (frozenset[int](), frozenset(could[-1:]))[: 1 + bool(could)]:
            for agree in range(len(could) - len(away) + 1):
                yield Vote(rule, members, recused, away, agree)


def expected(vote: Vote) -> str | None:
    """
    Return how a case ends by the words of the rule.

    The share is of all members, or of those who are there; who steps back is none of them only
    where the rule says so. Where nobody votes, nothing comes of it.
    """
    if not vote.voting:
        return None
    of = set(range(1, vote.members + 1)) if vote.rule.base is Base.ALL else set(vote.there)
    if vote.rule.recused_leave:
        of -= vote.recused
    carried = Fraction(vote.agree, len(of)) >= Fraction(PERCENT, 100)
    return "StepPassed" if carried else "NominationRefused"


def became(vote: Vote) -> str | None:
    """Hold the vote and end the session; return the last fact of the case."""
    item = replace(c.item(vote.rule, *map(c.member, vote.recused)), percent=PERCENT)
    some, others = vote.voting[: vote.agree], vote.voting[vote.agree :]
    secret = vote.rule.way is Way.SECRET
    begun = c.begun(*vote.there, secret=(b.CASE,) if secret else ())
    ballots: list[Ballot] = []
    facts: list[Event] = []
    if secret:
        facts = [*c.took(*vote.voting), c.ROLLED]
        ballots = [*c.cast(some), *c.cast(others, Choice.AGAINST)]
    elif vote.voting:
        facts = [HandsShown(b.CASE, tuple(map(c.member, some)), tuple(map(c.member, others)))]
    session = given_in(b.CASE, *CASE).and_in(
        c.SESSION, c.convened(vote.members, item), begun, *facts
    )
    return ended(session.when(c.closing(*ballots)))


def ended(outcome: Outcome) -> str | None:
    """Return the last fact of the case."""
    assert not outcome.refusals, outcome.refusals
    facts = [type(one.event).__name__ for one in outcome.changes if one.stream == b.CASE]
    return facts[-1] if facts else None


def wrong(rule: BallotRule, members: int, patterns: Patterns) -> list[Vote]:
    """Return the votes after which a case ends otherwise than the words say."""
    return [one for one in votes(rule, members, patterns) if became(one) != expected(one)]


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_vote_moves_the_case_whatever_the_size_of_the_council(rule):
    for members in (2, 5, 9):
        assert [] == wrong(rule, members, every_number(members)[:: members - 1])


@pytest.mark.drill
@pytest.mark.parametrize("members", COUNCILS)
@pytest.mark.parametrize("rule", RULES, ids=named)
def test_every_recusal_pattern_with_every_vote_moves_the_case_as_its_rule_says(members, rule):
    assert [] == wrong(rule, members, every_pattern(members))


@pytest.mark.parametrize("rule", RULES[:2], ids=named)
def test_a_result_that_does_not_leave_out_the_recused_is_seen(monkeypatch, rule):
    """Plant a count that reckons recusal the other way: some case ends wrongly."""

    def planted(meeting, *more):
        items = {
            one: replace(item, rule=replace(item.rule, recused_leave=not item.rule.recused_leave))
            for one, item in meeting.items.items()
        }
        return tally(replace(meeting, items=items), *more)

    monkeypatch.setattr(closing, "tally", planted)
    assert wrong(rule, 5, every_number(5))
