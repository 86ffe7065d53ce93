"""Every council of 1 to 9, every recusal: the result moves the case as the rule's words say."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, product

import pytest

from domain.council import closing
from domain.council.events import Ballot, Choice, HandsShown, ItemVoted
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
Blanks = Callable[[int], Sequence[int]]
Counted = tuple[int, int, int]


def named(rule: BallotRule) -> str:
    """Return how a rule is called in the names of tests."""
    return f"{rule.way.value}-{rule.base.value}-{'leave' if rule.recused_leave else 'stay'}"


@dataclass(frozen=True)
class Vote:
    """
    A vote: who of the members steps back, who is away, how many of the others agree.

    Of those who do not agree some cast a `blank` ballot, or show no hand; the rest are against.
    """

    rule: BallotRule
    members: int
    recused: frozenset[int]
    away: frozenset[int]
    agree: int
    blank: int

    @property
    def voting(self) -> list[int]:
        """Who may vote and is there, in order."""
        return [n for n in range(1, self.members + 1) if n not in self.recused | self.away]

    @property
    def counted(self) -> Counted | None:
        """How many agree, are against, and neither; None where nobody votes."""
        against = len(self.voting) - self.agree - self.blank
        return (self.agree, against, self.blank) if self.voting else None

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


def every_blank(others: int) -> Sequence[int]:
    """Return how many of those who do not agree may be neither for nor against."""
    return range(others + 1)


def some_blanks(others: int) -> Sequence[int]:
    """Return none of them, and half of them."""
    return sorted({0, (others + 1) // 2})


def votes(rule: BallotRule, members: int, patterns: Patterns, blanks: Blanks) -> Iterator[Vote]:
    """Yield every vote: all there or one away, every number that agrees, with blank ballots."""
    for recused in patterns:
        could = [n for n in range(1, members + 1) if n not in recused]
        for away in (frozenset[int](), frozenset(could[-1:]))[: 1 + bool(could)]:
            voting = len(could) - len(away)
            for agree in range(voting + 1):
                for blank in blanks(voting - agree):
                    yield Vote(rule, members, recused, away, agree, blank)


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


def became(vote: Vote) -> tuple[str | None, Counted | None]:
    """Hold the vote and end the session; return the last fact of the case, and what was counted."""
    item = replace(c.item(vote.rule, *map(c.member, vote.recused)), percent=PERCENT)
    secret = vote.rule.way is Way.SECRET
    begun = c.begun(*vote.there, secret=(b.CASE,) if secret else ())
    facts = [*c.took(*vote.voting), c.ROLLED] if secret else shown(vote)
    called = c.convened(vote.members, item)
    session = given_in(b.CASE, *CASE).and_in(c.SESSION, called, begun, *facts)
    return ended(session.when(c.closing(*(cast(vote) if secret else ()))))


def parts(vote: Vote) -> tuple[list[int], list[int], list[int]]:
    """Return who agrees, who is neither for nor against, and who is against."""
    agree, neither = vote.agree, vote.agree + vote.blank
    return vote.voting[:agree], vote.voting[agree:neither], vote.voting[neither:]


def cast(vote: Vote) -> Iterator[Ballot]:
    """Yield the ballots of a secret vote."""
    choices = (Choice.IN_FAVOUR, Choice.BLANK, Choice.AGAINST)
    for choice, some in zip(choices, parts(vote), strict=True):
        yield from c.cast(some, choice)


def shown(vote: Vote) -> list[Event]:
    """Return the hands of an open vote: who shows none is neither for nor against."""
    agree, _, against = (tuple(map(c.member, some)) for some in parts(vote))
    return [HandsShown(b.CASE, agree, against)] if vote.voting else []


def ended(outcome: Outcome) -> tuple[str | None, Counted | None]:
    """Return the last fact of the case, and what the session counted."""
    assert not outcome.refusals, outcome.refusals
    facts = [type(one.event).__name__ for one in outcome.changes if one.stream == b.CASE]
    return facts[-1] if facts else None, counted_in(outcome)


def counted_in(outcome: Outcome) -> Counted | None:
    """Return the votes for, against and neither that the session counted."""
    told = [one.event for one in outcome.changes if isinstance(one.event, ItemVoted)]
    return (told[0].in_favour, told[0].against, told[0].blank) if told else None


def wrong(
    rule: BallotRule, members: int, patterns: Patterns, blanks: Blanks = some_blanks
) -> list[Vote]:
    """Return the votes after which a case ends, or its votes are told, otherwise than it was."""
    every = votes(rule, members, patterns, blanks)
    return [one for one in every if became(one) != (expected(one), one.counted)]


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_vote_moves_the_case_whatever_the_size_of_the_council(rule):
    for members in (2, 5, 9):
        assert [] == wrong(rule, members, every_number(members)[:: members - 1])


@pytest.mark.drill
@pytest.mark.parametrize("members", COUNCILS)
@pytest.mark.parametrize("rule", RULES, ids=named)
def test_every_recusal_pattern_with_every_vote_moves_the_case_as_its_rule_says(members, rule):
    assert [] == wrong(rule, members, every_pattern(members), every_blank)


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


@pytest.mark.parametrize("rule", RULES[::4], ids=named)
def test_a_blank_ballot_counted_as_against_is_seen(monkeypatch, rule):
    def planted(*given):
        found = tally(*given)
        return replace(found, against=found.against + found.blank, blank=0)

    monkeypatch.setattr(closing, "tally", planted)
    assert wrong(rule, 2, every_number(2)[:1])


@pytest.mark.parametrize("rule", RULES[::4], ids=named)
def test_a_share_of_those_who_said_something_is_seen(monkeypatch, rule):
    """Plant a base without the blank ballots: a case passes that its rule turns down."""

    def planted(*given):
        found = tally(*given)
        return replace(found, members=max(1, found.members - found.blank))

    monkeypatch.setattr(closing, "tally", planted)
    assert {"NominationRefused"} == {*map(expected, wrong(rule, 5, every_number(5)[:1]))}
