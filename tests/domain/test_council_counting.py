"""Every council of 1 to 15: thresholds and quorums; every recusal pattern of councils up to 9."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product

import pytest

from domain.council.events import Attendance, Ballot, Choice, HandsShown
from domain.council.floor import Floor
from domain.council.rule import BallotRule, Base, Way
from domain.council.seat import Conflict
from domain.council.session import Meeting
from domain.council.tally import Tally, quorum, tally
from domain.votes import part_needed, votes_needed
from tests import builders as b
from tests import council as c
from tests.spec import Given, Outcome

COUNCILS = range(1, 16)
SHARES = range(1, 101)
RULES = [
    replace(c.SECRET, way=way, base=base, recused_leave=leave)
    for way, base, leave in product(Way, Base, (False, True))
]


def subsets(names: range) -> Iterator[frozenset[int]]:
    """Return every choice of some of *names*, none and all included."""
    for size in range(len(names) + 1):
        yield from map(frozenset, combinations(names, size))


def least(members: int, share: Fraction) -> int:
    """Return by trial the least number that is at least a share of the members."""
    return next(one for one in range(members + 1) if Fraction(one, members) >= share)


def wrong_thresholds(needed: Callable[[int, int], int], members: int) -> list[int]:
    """Return the shares of which *needed* is not the least number of ballots."""
    return [one for one in SHARES if needed(members, one) != least(members, Fraction(one, 100))]


def wrong_quorums(needed: Callable[[int, int, int], int], members: int) -> list[Fraction]:
    """Return the parts of which *needed* is not the least number of members."""
    parts = [(part, whole) for whole in range(1, 11) for part in range(1, whole + 1)]
    shares = [(*one, Fraction(*one)) for one in parts]
    return [of for part, all_, of in shares if needed(members, part, all_) != least(members, of)]


@pytest.mark.parametrize("members", COUNCILS)
def test_every_threshold_is_the_least_number_that_reaches_the_share(members):
    assert wrong_thresholds(votes_needed, members) == []


@pytest.mark.parametrize("members", COUNCILS)
def test_every_quorum_is_the_least_number_that_reaches_the_part(members):
    assert wrong_quorums(part_needed, members) == []


@pytest.mark.parametrize("members", COUNCILS)
def test_a_wrong_threshold_or_quorum_is_seen(members):
    """Plant what one would write wrongly: rounded, cut off, one more, or reckoned in floats."""
    shares: list[Callable[[int, int], int]] = [
        lambda all_, percent: round(all_ * percent / 100),
        lambda all_, percent: all_ * percent // 100,
        lambda all_, percent: all_ * percent // 100 + 1,
    ]
    assert all(wrong_thresholds(one, members) for one in shares)
    parts: list[Callable[[int, int, int], int]] = [
        lambda all_, part, whole: all_ * part // whole,
        lambda all_, part, whole: all_ * part // whole + 1,
        lambda all_, part, whole: max(1, round(all_ * part / whole)),
    ]
    assert all(wrong_quorums(one, members) or members == 1 for one in parts)


@pytest.mark.parametrize(("members", "part", "whole"), [(0, 1, 2), (3, 0, 2), (3, 3, 2)])
def test_impossible_parts_are_defects(members, part, whole):
    with pytest.raises(ValueError, match="of"):
        part_needed(members, part, whole)


def meeting(members: int, rule: BallotRule, recused: frozenset[int]) -> Meeting:
    """Return a session of so many members on one case."""
    item = c.item(rule)
    conflicts = tuple(Conflict(c.member(one), "kin") for one in recused)
    seats = c.seats(members, c.SUBSTITUTE)
    return Meeting(c.COUNCIL, b.DISTRICT, b.APRIL, seats, {b.CASE: item}, {b.CASE: conflicts})


@pytest.mark.parametrize("members", COUNCILS)
def test_the_quorum_of_a_session_is_that_of_its_strictest_vote(members):
    one = meeting(members, c.SECRET, frozenset())
    strict = c.item(replace(c.SECRET, quorum_part=1, quorum_whole=1), case=b.OTHER)
    both = replace(one, items={**one.items, b.OTHER: strict})
    assert quorum(one) == least(members, Fraction(2, 3))
    assert quorum(both) == members


def said(rule: BallotRule, agree: frozenset[int], voting: frozenset[int]) -> tuple:
    """Return hands or ballots of those who vote: who does not agree is against."""
    against = voting - agree
    if rule.way is Way.OPEN:
        shown = (tuple(map(c.member, agree)), tuple(map(c.member, against)))
        return {b.CASE: HandsShown(b.CASE, *shown)}, ()
    choices = [Choice.IN_FAVOUR] * len(agree) + [Choice.AGAINST] * len(against)
    return {}, tuple(Ballot(str(at), one, "0") for at, one in enumerate(choices))


def patterns(members: int) -> Iterator[tuple[frozenset[int], frozenset[int], int]]:
    """Return who steps back, who votes, and how many of them agree: every way there is."""
    everybody = range(1, members + 1)
    for recused in subsets(everybody):
        voting = frozenset(everybody) - recused
        yield from ((recused, voting, agreeing) for agreeing in range(len(voting) + 1))


def miscounted(members: int, rule: BallotRule, counted_by: BallotRule) -> int:
    """Return how many patterns a count by one rule gets wrong by what another says."""
    floor, wrong = Floor(c.there(*range(1, members + 1)), {}), 0
    for recused, voting, agreeing in patterns(members):
        agree = frozenset(sorted(voting)[:agreeing])
        hands, ballots = said(rule, agree, voting)
        held = meeting(members, counted_by, recused)
        counted = tally(held, replace(floor, hands=hands), b.CASE, ballots)
        among = members - (len(recused) if rule.recused_leave else 0)
        wrong += counted != Tally(among, agreeing, len(voting) - agreeing, 0)
    return wrong


@pytest.mark.parametrize("members", range(1, 10))
@pytest.mark.parametrize("rule", RULES, ids=lambda r: f"{r.way}-{r.base}-{r.recused_leave}")
def test_every_recusal_pattern_counts_as_its_rule_says(members, rule):
    assert miscounted(members, rule, rule) == 0


@pytest.mark.parametrize("members", range(1, 10))
@pytest.mark.parametrize("rule", RULES, ids=lambda r: f"{r.way}-{r.base}-{r.recused_leave}")
def test_a_count_that_reckons_recusal_the_other_way_is_wrong_wherever_somebody_stepped_back(
    members, rule
):
    planted = replace(rule, recused_leave=not rule.recused_leave)
    stepped_back = sum(bool(recused) for recused, _, _ in patterns(members))
    assert miscounted(members, rule, planted) == stepped_back


@pytest.mark.parametrize("members", range(1, 7))
@pytest.mark.parametrize("leave", [False, True])
def test_every_attendance_with_every_recusal_gives_the_base_of_its_rule(members, leave):
    everybody = range(1, members + 1)
    for present, recused in product(subsets(everybody), repeat=2):
        wrote = {(b.CASE, c.member(n)): Choice.BLANK for n in set(everybody) - present - recused}
        floor = Floor(c.there(*present), {}, wrote)
        gone = recused if leave else frozenset()
        for base, of in (
            (Base.ALL, set(everybody)),
            (Base.PRESENT, set(present) | set(everybody) - recused),
        ):
            rule = replace(c.SECRET, base=base, recused_leave=leave)
            counted = tally(meeting(members, rule, recused), floor, b.CASE, ())
            assert counted == Tally(len(of - gone), 0, 0, len(wrote))


@pytest.mark.parametrize("leave", [False, True])
def test_the_interest_of_who_fills_the_seat_counts(leave):
    rule = replace(c.SECRET, recused_leave=leave)
    floor = Floor((Attendance("member-1", "SUB"),), {})
    assert tally(meeting(3, rule, frozenset({1})), floor, b.CASE, ()).members == 3
    subs = replace(meeting(3, rule, frozenset()), conflicts={b.CASE: (Conflict("sub", "kin"),)})
    assert tally(subs, floor, b.CASE, ()).members == (2 if leave else 3)


def held(members: int, rule: BallotRule, recused: frozenset[int]) -> Given:
    """Return a session in which everybody is there and whoever may took a ballot."""
    voting = [one for one in range(1, members + 1) if one not in recused]
    item = c.item(rule, *map(c.member, recused))
    facts = (c.convened(members, item), c.begun(*range(1, members + 1)))
    return c.waiting(*facts, *c.took(*voting), c.ROLLED)


def expected(base: int, agreeing: int) -> str:
    """Return how a case ends that needs nine of ten."""
    return "StepPassed" if Fraction(agreeing, base) >= Fraction(9, 10) else "NominationRefused"


@pytest.mark.parametrize("members", range(1, 10))
@pytest.mark.parametrize("leave", [False, True])
def test_every_recusal_pattern_ends_the_case_as_its_ballots_say(members, leave):
    rule = replace(c.SECRET, recused_leave=leave)
    for recused in subsets(range(1, members + 1)):
        voting = sorted(set(range(1, members + 1)) - recused)
        base, session = len(voting) if leave else members, held(members, rule, recused)
        for agreeing in range(max(len(voting) - 1, 0), len(voting) + 1):
            ballots = (c.ballot(one)[1] for one in voting[:agreeing])
            order = c.closing(*ballots, lost=len(voting) - agreeing)
            ends = ended(session.when(order))
            assert ends == (expected(base, agreeing) if agreeing else None)


def ended(outcome: Outcome) -> str | None:
    """Return the last fact of the case."""
    assert not outcome.refusals
    facts = [type(one.event).__name__ for one in outcome.changes if one.stream == b.CASE]
    return facts[-1] if facts else None
