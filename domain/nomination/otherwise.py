"""A decided case held against the rules of another regime: what would have been otherwise."""

from collections.abc import Iterator, Sequence

from domain.bonus import Coefficient
from domain.ladder import Ladder
from domain.nomination.events import CouncilVoted
from domain.nomination.favour import Difference
from domain.nomination.state import Dossier
from domain.nomination.weighing import (
    Side,
    Weighed,
    rungs,
    the_conditions,
    the_shares,
    the_streaks,
)
from domain.refusal import Kind, Refusal, listed
from domain.votes import votes_needed

__all__ = ["DECISIVE", "Difference", "differences"]

NOT_GIVEN, NOT_HONOURED, LACKING, VOTE = (
    "award-not-given",
    "subject-not-honoured",
    "papers-lacking",
    "vote-outcome",
)
ROUTE, MOVED = "route", "power-moved"
ANOTHER_ROUTE = ("", 0)
"""Where a vote stood that was cast before the case came under a newer regime."""
DECISIVE = frozenset({NOT_GIVEN, NOT_HONOURED, LACKING, VOTE})
"""What may have changed the outcome; the rest changes only the way, or the money."""


def differences(
    case: Dossier, votes: Sequence[CouncilVoted], other: Ladder | None
) -> tuple[Difference, ...]:
    """Return in what a case differs under the ladder of another regime; None: no such award."""
    return tuple(one for one, _ in weighed(case, votes, other))


def something_is_not_against_the_nominee(case: Dossier, other: Ladder) -> Refusal | None:
    """
    Refuse a regime of which every difference that is told is against the nominee (ADR 44).

    Domain facts 2.7: a newer rule applies to older files where it is more favourable. One that
    the data cannot judge does not refuse, nor does a regime that differs in nothing.
    """
    against = all_against(weighed(case, (), other))
    if not against:
        return None
    facts = {"from": case.ladder.regime, "to": other.regime, "about": listed(against)}
    return Refusal("not-more-favourable", Kind.INVALID, "all that differs is against them", facts)


def all_against(found: Sequence[Weighed]) -> tuple[str, ...]:
    """Return what differs, each sort once, where all of it is against the nominee; else nothing."""
    if any(side is not Side.AGAINST for _, side in found):
        return ()
    return tuple(dict.fromkeys(one.about for one, _ in found))


def weighed(
    case: Dossier, votes: Sequence[CouncilVoted], other: Ladder | None
) -> tuple[Weighed, ...]:
    """Return in what a case differs, and each time whether it is for or against the nominee."""
    if other is None:
        return ((Difference(NOT_GIVEN, case.ladder.award, "-"), Side.AGAINST),)
    return (
        *the_subject(case, other),
        *the_conditions(case, other),
        *the_streaks(case.ladder, other),
        *the_route(case.ladder, other),
        *the_papers(case, other),
        *the_shares(case.ladder, other),
        *the_votes(case.ladder, votes, other),
        *the_bonus(case, other),
    )


def the_subject(case: Dossier, other: Ladder) -> Iterator[Weighed]:
    """Tell a kind of nominee that the other rule does not honour."""
    if case.nominee.kind not in other.subjects:
        yield Difference(NOT_HONOURED, case.nominee.kind, listed(other.subjects)), Side.AGAINST


def the_route(was: Ladder, other: Ladder) -> Iterator[Weighed]:
    """Tell another order of levels and acts; whether a way is better the data cannot judge."""
    if way(was) != way(other):
        yield Difference(ROUTE, way(was), way(other)), Side.OPEN


def way(ladder: Ladder) -> str:
    """Return the levels and acts of a ladder in a line."""
    return " > ".join(f"{step.level} {step.act.value}" for step in ladder.steps)


def the_papers(case: Dossier, other: Ladder) -> Iterator[Weighed]:
    """Tell papers that the other rule alone asks for, and the file does not hold."""
    kind = case.nominee.kind
    if lacking := sorted(asked(other, kind) - asked(case.ladder, kind) - {*case.papers.values()}):
        yield Difference(LACKING, "-", listed(lacking)), Side.AGAINST


def asked(ladder: Ladder, kind: str) -> set[str]:
    """Return every paper a ladder asks of a kind of nominee, when it is filed or later."""
    return {*ladder.papers_of(kind), *(paper for step in ladder.steps for paper in step.papers)}


def the_votes(was: Ladder, votes: Sequence[CouncilVoted], other: Ladder) -> Iterator[Weighed]:
    """Tell ballots that would have carried, or been lost, by the share the other rule has there."""
    mine, theirs = rungs(was), {rung: step for step, rung in rungs(other).items()}
    for vote in votes:
        same = theirs.get(mine.get(vote.step, ANOTHER_ROUTE))
        share = other.step(same).percent if same else None
        if share is None:
            continue
        needed = votes_needed(vote.members, share)
        if (vote.in_favour >= needed) != vote.carried:
            told = f"{vote.in_favour} of {vote.needed} needed"
            side = Side.AGAINST if vote.carried else Side.FOR
            yield Difference(VOTE, told, f"{vote.in_favour} of {needed} needed"), side


def the_bonus(case: Dossier, other: Ladder) -> Iterator[Weighed]:
    """Tell another coefficient of the bonus; a lower one is against, an unknown one is open."""
    was, would = (one.times(case.nominee.kind) for one in (case.ladder, other))
    told = [str(one.times) if one else "-" for one in (was, would)]
    if told[0] != told[1]:
        yield Difference("bonus-coefficient", *told), pays(was, would)


def pays(was: Coefficient | None, would: Coefficient | None) -> Side:
    """Say which way another bonus is; where one of the two is not known nobody can."""
    if was is None or would is None:
        return Side.OPEN
    return Side.AGAINST if would.times < was.times else Side.FOR
